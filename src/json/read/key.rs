//! Keys of objects: text, in which other types may stand.

use super::Decoder;
use super::number::{visit_i128, visit_integer, visit_u128};
use super::verbatim::Verbatim;
use crate::error::{DecodeError, DecodeErrorKind};
use crate::json::handshake;
use serde::de::{Deserializer, Visitor};

pub(super) struct Key<'a, 'de>(pub(super) &'a mut Decoder<'de>);

/// As many bytes as a number with escapes may take.
const LONGEST_NUMBER: usize = 40;

macro_rules! integers {
    ($($method:ident $visit:ident)+) => { $(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
            let key = self.0.string()?;
            match key.contiguous(&mut [0; LONGEST_NUMBER]) {
                Ok(number) => $visit(number, visitor),
                Err(_) => Err(DecodeError::new(DecodeErrorKind::Malformed(""))),
            }
        }
    )+ };
}

impl<'de> Deserializer<'de> for Key<'_, 'de> {
    type Error = DecodeError;

    #[inline]
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        self.0.deserialize_str(visitor)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match self.0.string()? {
            key if key.is("true") => visitor.visit_bool(true),
            key if key.is("false") => visitor.visit_bool(false),
            _ => Err(DecodeError::new(DecodeErrorKind::Malformed("true or false"))),
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

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        visitor.visit_some(self)
    }

    #[inline]
    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        if name == handshake::NAME {
            visitor.visit_newtype_struct(Verbatim(self.0))
        } else {
            visitor.visit_newtype_struct(self)
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        self.0.deserialize_enum(name, variants, visitor)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        self.0.string()?;
        visitor.visit_unit()
    }

    serde::forward_to_deserialize_any! {
        f32 f64 char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map struct identifier
    }
}
