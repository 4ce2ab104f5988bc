//! Structs with one of serde_json's private names: their only field is JSON text.

use super::reject;
use crate::error::SerializeError;
use crate::json::text::PrivateName;
use crate::json::write::{Writer, write_raw};
use core::fmt::Display;
use serde::ser::Error;
use serde::{Serialize, Serializer};

/// The only field of such a struct, of which nothing but its text is written.
pub(super) struct Raw<'a, 'w> {
    pub(super) writer: &'a mut Writer<'w>,
    /// Until the text has been written.
    pub(super) name: Option<PrivateName>,
}

impl Raw<'_, '_> {
    // Cold: few programs have such values.
    #[cold]
    pub(super) fn write<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), SerializeError> {
        let name = self.name.take().ok_or(SerializeError::NotJson);
        let writer = &mut *self.writer;
        let outcome = name.and_then(|name| value.serialize(WithText(|json: &str| write_raw(writer, name, json))));
        self.remember(outcome)
    }

    #[cold]
    pub(super) fn end(mut self) -> Result<(), SerializeError> {
        if self.name.is_some() {
            return self.remember(Err(SerializeError::NotJson));
        }
        self.writer.failure().map_or(Ok(()), Err)
    }

    /// Records the first error, even if a `Serialize` implementation ignores it.
    fn remember(&mut self, outcome: Result<(), SerializeError>) -> Result<(), SerializeError> {
        if let Err(error) = outcome {
            self.writer.fail_unless_full(error);
        }
        outcome
    }
}

/// Serializes a string by calling a function with it, and rejects everything else.
pub(crate) struct WithText<F>(pub(crate) F);

impl<O, E: Error, F: FnOnce(&str) -> Result<O, E>> Serializer for WithText<F> {
    type Ok = O;
    type Error = E;

    fn serialize_str(self, text: &str) -> Result<O, E> {
        (self.0)(text)
    }

    fn serialize_newtype_struct<T: ?Sized + Serialize>(self, _: &'static str, text: &T) -> Result<O, E> {
        text.serialize(self)
    }

    fn serialize_some<T: ?Sized + Serialize>(self, text: &T) -> Result<O, E> {
        text.serialize(self)
    }

    fn collect_str<T: ?Sized + Display>(self, _: &T) -> Result<O, E> {
        Err(E::custom(SerializeError::NotJson))
    }

    reject! { E::custom(SerializeError::NotJson) => scalars bytes unit unit_variant compounds objects variants }
}
