//! Keys of objects: text, in which other types may stand.

use super::Decoder;
use super::verbatim::Verbatim;
use crate::error::{DecodeError, DecodeErrorKind};
use crate::json::handshake;
use serde::de::{Deserializer, Visitor};

pub(super) struct Key<'a, 'de>(pub(super) &'a mut Decoder<'de>);

impl Key<'_, '_> {
    /// A value that displays as the key says.
    fn parse<T: core::str::FromStr>(self) -> Result<T, DecodeError> {
        let key = self.0.string()?;
        let parsed = key.contiguous(&mut [0; LONGEST_INTEGER]).ok().and_then(|key| key.parse().ok());
        parsed.ok_or(DecodeError::new(DecodeErrorKind::OutOfRange("")))
    }
}

/// As many bytes as an `i128` takes.
const LONGEST_INTEGER: usize = 40;

macro_rules! parsed {
    ($($method:ident $visit:ident)+) => { $(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
            visitor.$visit(self.parse()?)
        }
    )+ };
}

impl<'de> Deserializer<'de> for Key<'_, 'de> {
    type Error = DecodeError;

    #[inline]
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        self.0.deserialize_str(visitor)
    }

    parsed! {
        deserialize_bool visit_bool
        deserialize_i8 visit_i8
        deserialize_i16 visit_i16
        deserialize_i32 visit_i32
        deserialize_i64 visit_i64
        deserialize_i128 visit_i128
        deserialize_u8 visit_u8
        deserialize_u16 visit_u16
        deserialize_u32 visit_u32
        deserialize_u64 visit_u64
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
