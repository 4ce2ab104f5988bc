//! Object keys: strings, which may hold values of other types.

use super::number::{visit_i128, visit_integer, visit_u128};
use super::{Decoder, DeserializeError};
use crate::error::DecodeErrorKind;
use crate::json::read::Reader;
use crate::json::text::SPELLING;
use serde::de::{Deserializer, Visitor};

/// Deserialises an object key.
pub(super) struct KeyDeserializer<'a, 'de, 's>(pub(super) &'a mut Decoder<'de, 's>);

/// The maximum length of a number that has escapes, once decoded.
const LONGEST_NUMBER: usize = 40;

macro_rules! integers {
    ($($method:ident $visit:ident)+) => { $(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DeserializeError> {
            let key = self.0.read(Reader::string)?;
            match key.contiguous(&mut [0; LONGEST_NUMBER]) {
                Ok(number) => $visit(number, visitor),
                Err(_) => Err(DeserializeError::new(DecodeErrorKind::Malformed("a number"))),
            }
        }
    )+ };
}

impl<'de> Deserializer<'de> for KeyDeserializer<'_, 'de, '_> {
    type Error = DeserializeError;

    #[inline]
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DeserializeError> {
        self.0.deserialize_str(visitor)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DeserializeError> {
        match self.0.read(Reader::string)? {
            key if key.is("true") => visitor.visit_bool(true),
            key if key.is("false") => visitor.visit_bool(false),
            _ => Err(DeserializeError::new(DecodeErrorKind::Malformed("true or false"))),
        }
    }

    integers! {
        deserialize_i8 visit_integer
        deserialize_i16 visit_integer
        deserialize_i32 visit_integer
        deserialize_i64 visit_integer
        deserialize_i128 visit_i128
        deserialize_u8 visit_integer
        deserialize_u16 visit_integer
        deserialize_u32 visit_integer
        deserialize_u64 visit_integer
        deserialize_u128 visit_u128
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DeserializeError> {
        visitor.visit_some(self)
    }

    #[inline]
    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, DeserializeError> {
        if name == SPELLING {
            return self.0.visit_spelling(visitor);
        }
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DeserializeError> {
        self.0.deserialize_enum(name, variants, visitor)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DeserializeError> {
        self.0.read(Reader::string)?;
        visitor.visit_unit()
    }

    serde::forward_to_deserialize_any! {
        f32 f64 char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map struct identifier
    }
}
