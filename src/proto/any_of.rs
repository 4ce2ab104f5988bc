//! `google.protobuf.Any`, typed.

use super::type_url::is_plain_type_url;
use super::with_type::Tagged;
use super::{AnyValue, Field, Message};
use crate::capacity::Plain;
use crate::max::MaxJsonLen;
use serde::{Serialize, Serializer};

/// A message with a type of its own.
pub trait TypeUrl {
    /// Its type, as in `type.googleapis.com/google.rpc.RetryInfo`: ASCII that JSON needn't escape, with a
    /// `/` before the name. [`AnyOf`] doesn't compile with another.
    const TYPE_URL: &'static str;
}

/// A message of the user's own where a `google.protobuf.Any` stands: its members are the Any's, behind
/// an `@type`.
///
/// It must serialise as a struct or a map, and without bytes and bare numbers that aren't finite, else
/// encoding fails; a [`message!`](crate::message!) always does.
///
/// ```
/// use vitalwire::json;
/// use vitalwire::proto::{AnyOf, InField, TypeUrl};
///
/// #[derive(Clone, Debug, PartialEq, serde::Serialize)]
/// struct Leak { litres: u32 }
///
/// impl TypeUrl for Leak {
///     const TYPE_URL: &'static str = "example.com/plant.Leak";
/// }
///
/// let mut buffer = [0; 64];
/// let json = json::to_str(&InField(&AnyOf(Leak { litres: 5 })), &mut buffer)?;
/// assert_eq!(json, r#"{"@type":"example.com/plant.Leak","litres":5}"#);
/// # Ok::<(), vitalwire::EncodeError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AnyOf<T>(pub T);

impl<T: TypeUrl> AnyOf<T> {
    const TYPE_URL: &'static str = {
        assert!(is_plain_type_url(T::TYPE_URL), "TYPE_URL must be plain ASCII with a '/' before the type's name");
        T::TYPE_URL
    };
}

impl<T: Plain + Serialize + TypeUrl> Field for AnyOf<T> {
    fn is_default(&self) -> bool {
        false
    }

    fn serialize_field<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Tagged { type_url: Self::TYPE_URL, message: &self.0 }.serialize(serializer)
    }
}

impl<T: Plain + Serialize + TypeUrl> AnyValue for AnyOf<T> {}

impl<T: Message + MaxJsonLen + TypeUrl> MaxJsonLen for AnyOf<T> {
    const MAX_JSON_LEN: usize = {
        let with_comma = T::MAX_JSON_LEN + "\"@type\":\"\",".len() + Self::TYPE_URL.len();
        if T::MAX_JSON_LEN == 2 { with_comma - 1 } else { with_comma }
    };
}

#[cfg(feature = "defmt")]
impl<T: Plain + Serialize + TypeUrl> defmt::Format for AnyOf<T> {
    fn format(&self, f: defmt::Formatter<'_>) {
        super::log::log_json(&super::InField(self), f);
    }
}
