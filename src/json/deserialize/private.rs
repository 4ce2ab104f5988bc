//! Objects with one of serde_json's private names: their only member is JSON text.

use crate::json::text::PrivateName;
use core::fmt::{self, Display};
use core::iter;
use serde::de::value::{BorrowedStrDeserializer, MapDeserializer};
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};

/// Visits `json` as a type expects it that asked for it by the name of a `RawValue`.
pub(super) fn visit_raw_value<'de, E: Error, V: Visitor<'de>>(json: &'de str, visitor: V) -> Result<V::Value, E> {
    let text = BorrowedStrDeserializer::new(json);
    visitor.visit_map(MapDeserializer::new(iter::once((PrivateName::RAW_VALUE, text))))
}

/// Reads the first key of an object where there may be a private name; returns the name if it is one.
pub(crate) struct FirstKey {
    /// What else there may be, for errors.
    pub(crate) expected: &'static str,
}

impl<'de> DeserializeSeed<'de> for FirstKey {
    type Value = Option<PrivateName>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<PrivateName>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for FirstKey {
    type Value = Option<PrivateName>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected)
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Option<PrivateName>, E> {
        Ok(PrivateName::of(key))
    }
}

/// Reads what follows a private name in its object: the text, which `read` converts, and no further member.
pub(crate) fn read_private<'de, A, T, X>(access: &mut A, read: impl FnOnce(&str) -> Result<T, X>) -> Result<T, A::Error>
where
    A: MapAccess<'de>,
    X: Display,
{
    let value = access.next_value_seed(Text(read))?;
    match access.next_key::<IgnoredAny>()? {
        None => Ok(value),
        Some(_) => Err(A::Error::invalid_length(2, &"only a private name of serde_json's")),
    }
}

/// Converts a string.
struct Text<F>(F);

impl<'de, T, X: Display, F: FnOnce(&str) -> Result<T, X>> DeserializeSeed<'de> for Text<F> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<T, X: Display, F: FnOnce(&str) -> Result<T, X>> Visitor<'_> for Text<F> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON in a string")
    }

    fn visit_str<E: Error>(self, json: &str) -> Result<T, E> {
        (self.0)(json).map_err(E::custom)
    }
}
