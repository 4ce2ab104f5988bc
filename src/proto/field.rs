//! What can be a field of a message.

use crate::capacity::Item;
use crate::max::MaxJsonLen;
use serde::{Serialize, Serializer};

/// A type that can be a field of a message.
///
/// It says how ProtoJSON writes a value, which for a number may differ from what serde alone would.
pub trait Field: Item {
    /// Whether it may be nothing, as an [`Option`]; lists and maps can't hold such.
    const MAY_BE_UNSET: bool = false;

    /// Whether a message leaves the value out.
    fn is_default(&self) -> bool;

    /// Writes the value as ProtoJSON.
    ///
    /// # Errors
    /// The serializer's own.
    fn serialize_field<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;
}

/// What can be the key of a [`Map`](super::Map): text, an integer or a truth value, all written as text.
pub trait MapKey: Field {
    /// Writes the key as text.
    ///
    /// # Errors
    /// The serializer's own.
    fn serialize_key<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;
}

/// A message: a field that is always a JSON object. [`message!`](crate::message!) implements it.
pub trait Message: Field + Serialize {}

/// A field's value for serde.
#[derive(Debug)]
pub struct InField<'a, T>(pub &'a T);

impl<T: Field> Serialize for InField<'_, T> {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize_field(serializer)
    }
}

/// A value that may be unset: left out then, and written even if it is a default otherwise.
impl<T: Field> Field for Option<T> {
    const MAY_BE_UNSET: bool = true;

    fn is_default(&self) -> bool {
        self.is_none()
    }

    fn serialize_field<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Some(value) => value.serialize_field(serializer),
            None => serializer.serialize_none(),
        }
    }
}

impl<T: MaxJsonLen> MaxJsonLen for Option<T> {
    const MAX_JSON_LEN: usize = crate::max::longer(T::MAX_JSON_LEN, "null".len());
    const MAX_PRESENT_LEN: usize = T::MAX_JSON_LEN;
}
