//! `google.protobuf.Any`, typed.

use super::with_type::Tagged;
use super::{AnyValue, Field, Message};
use crate::capacity::Item;
use crate::max::{MaxJsonLen, member};
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

impl<T: Item + Serialize + TypeUrl> Field for AnyOf<T> {
    fn is_default(&self) -> bool {
        false
    }

    fn serialize_field<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Tagged { type_url: Self::TYPE_URL, message: &self.0 }.serialize(serializer)
    }
}

impl<T: Item + Serialize + TypeUrl> AnyValue for AnyOf<T> {}

impl<T: Message + MaxJsonLen + TypeUrl> MaxJsonLen for AnyOf<T> {
    const MAX_JSON_LEN: usize = {
        let with_comma = T::MAX_JSON_LEN + member("@type", 2 + Self::TYPE_URL.len());
        if T::MAX_JSON_LEN == 2 { with_comma - 1 } else { with_comma }
    };
}

#[cfg(feature = "defmt")]
impl<T: defmt::Format + TypeUrl> defmt::Format for AnyOf<T> {
    fn format(&self, f: defmt::Formatter<'_>) {
        defmt::write!(f, "{=str} {}", T::TYPE_URL, self.0);
    }
}

/// The same at compile time, for text that needs no escape.
const fn is_plain_type_url(url: &str) -> bool {
    let mut url = url.as_bytes();
    let (mut slash, mut named) = (false, false);
    while let [first, rest @ ..] = url {
        if !first.is_ascii_graphic() || *first == b'"' || *first == b'\\' {
            return false;
        }
        named = slash && *first != b'/';
        slash |= *first == b'/';
        url = rest;
    }
    slash && named
}
