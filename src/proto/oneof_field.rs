//! Fields that are a oneof.

use super::OneOf;
use super::read::read_oneof;
use serde::de::MapAccess;
use serde::ser::SerializeStruct;

/// A field that is a oneof: an [`Option`] of one.
#[doc(hidden)]
pub trait OneOfField {
    /// The wire names of its members.
    const MEMBERS: &'static [&'static str];

    /// Whether there is a member.
    fn is_set(&self) -> bool;

    /// Writes the member, if there is one.
    ///
    /// # Errors
    /// The serializer's own.
    fn serialize_member<S: SerializeStruct>(&self, message: &mut S) -> Result<(), S::Error>;

    /// Reads the member of that name; answers whether it has a value.
    ///
    /// # Errors
    /// The access's own, also where there is a member already.
    fn read_member<'de, A: MapAccess<'de>>(&mut self, name: &'static str, access: &mut A) -> Result<bool, A::Error>;

    /// Logs the member, if there is one.
    #[cfg(feature = "defmt")]
    fn log(&self, f: defmt::Formatter<'_>);

    /// A oneof for a test.
    #[cfg(feature = "_sample")]
    fn sample(sampler: &mut dyn crate::sample::Sampler) -> Self;
}

impl<P: OneOf> OneOfField for Option<P> {
    const MEMBERS: &'static [&'static str] = P::MEMBERS;

    fn is_set(&self) -> bool {
        self.is_some()
    }

    fn serialize_member<S: SerializeStruct>(&self, message: &mut S) -> Result<(), S::Error> {
        match self {
            Some(member) => member.serialize_member(message),
            None => Ok(()),
        }
    }

    fn read_member<'de, A: MapAccess<'de>>(&mut self, name: &'static str, access: &mut A) -> Result<bool, A::Error> {
        read_oneof(self, name, access)
    }

    #[cfg(feature = "defmt")]
    fn log(&self, f: defmt::Formatter<'_>) {
        if let Some(member) = self {
            member.log(f);
        }
    }

    #[cfg(feature = "_sample")]
    fn sample(sampler: &mut dyn crate::sample::Sampler) -> Self {
        if crate::sample::is_there(sampler) { P::sample(sampler) } else { None }
    }
}
