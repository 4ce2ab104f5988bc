//! Strings as they are spelled.

use super::reject;
use crate::error::SerializeError;
use crate::json::text::is_spelling;
use crate::json::write::{Sink, Writer};
use core::fmt::Display;
use serde::{Serialize, Serializer};

/// A [`Serializer`] that writes a string whose escapes are there already.
pub(super) struct Spelling<'a, 'w> {
    pub(super) writer: &'a mut Writer<'w>,
}

impl Serializer for Spelling<'_, '_> {
    type Ok = ();
    type Error = SerializeError;

    fn serialize_str(self, spelling: &str) -> Result<(), SerializeError> {
        if !is_spelling(spelling) {
            return Err(SerializeError::Custom);
        }
        self.writer.byte(b'"');
        self.writer.write(spelling.as_bytes());
        self.writer.byte(b'"');
        Ok(())
    }

    fn serialize_newtype_struct<T: ?Sized + Serialize>(self, _: &'static str, _: &T) -> Result<(), SerializeError> {
        Err(SerializeError::Custom)
    }

    fn serialize_some<T: ?Sized + Serialize>(self, _: &T) -> Result<(), SerializeError> {
        Err(SerializeError::Custom)
    }

    fn collect_str<T: ?Sized + Display>(self, _: &T) -> Result<(), SerializeError> {
        Err(SerializeError::Custom)
    }

    reject! { SerializeError::Custom => scalars bytes unit unit_variant compounds objects variants }
}
