//! Keys of maps: text, and nothing else.

use super::{Sink, refuse::refuse, string};
use crate::error::Unencodable;
use core::fmt::Display;
use serde::{Serialize, Serializer};

/// Writes one byte of punctuation, the key and a colon.
pub(super) struct Key<'a, S> {
    pub(super) sink: &'a mut S,
    pub(super) punctuation: u8,
}

impl<S: Sink> Serializer for Key<'_, S> {
    type Ok = ();
    type Error = Unencodable;

    #[inline]
    fn serialize_str(self, key: &str) -> Result<(), Unencodable> {
        self.sink.write_key(self.punctuation, key);
        Ok(())
    }

    fn serialize_char(self, key: char) -> Result<(), Unencodable> {
        self.serialize_str(key.encode_utf8(&mut [0; 4]))
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), Unencodable> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: ?Sized + Serialize>(self, _: &'static str, key: &T) -> Result<(), Unencodable> {
        key.serialize(self)
    }

    fn serialize_some<T: ?Sized + Serialize>(self, key: &T) -> Result<(), Unencodable> {
        key.serialize(self)
    }

    fn collect_str<T: ?Sized + Display>(self, key: &T) -> Result<(), Unencodable> {
        self.sink.write_byte(self.punctuation);
        string::write_display(self.sink, key)?;
        self.sink.write_byte(b':');
        Ok(())
    }

    refuse! { Unencodable::KeyNotText => bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 }
    refuse! { Unencodable::KeyNotText => bytes unit compounds objects variants }
}
