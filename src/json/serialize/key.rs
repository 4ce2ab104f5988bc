//! Map keys, which must be strings.

use super::reject;
use super::spelling::Spelling;
use crate::error::SerializeError;
use crate::json::text::SPELLING;
use crate::json::write::Writer;
use core::fmt::Display;
use serde::{Serialize, Serializer};

/// A [`Serializer`] that writes a key.
pub(super) struct Key<'a, 'w> {
    pub(super) writer: &'a mut Writer<'w>,
}

impl Serializer for Key<'_, '_> {
    type Ok = ();
    type Error = SerializeError;

    #[inline]
    fn serialize_str(self, key: &str) -> Result<(), SerializeError> {
        self.writer.text(key);
        Ok(())
    }

    fn serialize_char(self, key: char) -> Result<(), SerializeError> {
        self.serialize_str(key.encode_utf8(&mut [0; 4]))
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), SerializeError> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: ?Sized + Serialize>(
        self,
        name: &'static str,
        key: &T,
    ) -> Result<(), SerializeError> {
        if name == SPELLING {
            return key.serialize(Spelling { writer: self.writer });
        }
        key.serialize(self)
    }

    fn serialize_some<T: ?Sized + Serialize>(self, key: &T) -> Result<(), SerializeError> {
        key.serialize(self)
    }

    fn collect_str<T: ?Sized + Display>(self, key: &T) -> Result<(), SerializeError> {
        self.writer.string_of(key)
    }

    reject! { SerializeError::KeyNotString => bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 }
    reject! { SerializeError::KeyNotString => bytes unit compounds objects variants }
}
