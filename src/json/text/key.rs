//! Member names.

use super::swar::needs_escapes;

/// The name of an object member, as in the schema. [`key!`](crate::key!) makes it.
///
/// ```
/// use vitalwire::Microcontroller;
/// use vitalwire::dataflow::Payload;
/// use vitalwire::json::Key;
/// use vitalwire::proto::OneOf;
///
/// let names: Vec<&str> = Payload::<Microcontroller>::MEMBERS.iter().map(Key::name).collect();
/// assert!(names.contains(&"workerHealthReport"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Key(&'static str);

impl Key {
    #[doc(hidden)]
    #[must_use]
    pub const fn __new(name: &str, quoted: &'static str) -> Self {
        assert!(!name.is_empty() && !needs_escapes(name), "a name on the wire has nothing that JSON would escape");
        Self(quoted)
    }

    /// The name with its quotes and a colon.
    #[inline(always)] // Of a constant it is a constant.
    pub(crate) const fn as_bytes(&self) -> &'static [u8] {
        self.0.as_bytes()
    }

    /// The bytes of the name.
    pub(crate) fn name_bytes(&self) -> &'static [u8] {
        if let [_, name @ .., _, _] = self.as_bytes() { name } else { &[] }
    }

    /// Returns the name.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        let Some((_, name)) = self.0.split_at_checked(1) else { return "" };
        match name.split_at_checked(name.len().saturating_sub(2)) {
            Some((name, _)) => name,
            None => "",
        }
    }
}

/// Makes a [`Key`] from a name that needs no escapes in JSON.
///
/// ```
/// use vitalwire::json::Key;
///
/// const LITRES: Key = vitalwire::key!("litres");
/// assert_eq!(LITRES.name(), "litres");
/// ```
#[macro_export]
macro_rules! key {
    ($name:literal) => {
        const { $crate::json::Key::__new($name, ::core::concat!("\"", $name, "\":")) }
    };
}
