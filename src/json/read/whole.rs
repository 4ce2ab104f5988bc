//! The one value that the input is.

use super::Decoder;
use crate::error::DecodeError;
use serde::de::{Deserializer, Visitor};

/// The decoder's next value, behind which nothing may stand.
///
/// That is found out before the value's own type is complete: a value can be large, and isn't moved through a
/// further result.
pub(super) struct Whole<'a, 'de>(pub(super) &'a mut Decoder<'de>);

impl<'de> Whole<'_, 'de> {
    #[inline]
    fn and_no_more<T>(self, visit: impl FnOnce(&mut Decoder<'de>) -> Result<T, DecodeError>) -> Result<T, DecodeError> {
        let value = visit(self.0)?;
        self.0.end()?;
        Ok(value)
    }
}

macro_rules! forward {
    ($($method:ident($($argument:ident: $type:ty),*))+) => { $(
        #[inline]
        fn $method<V: Visitor<'de>>(self, $($argument: $type,)* visitor: V) -> Result<V::Value, DecodeError> {
            self.and_no_more(|decoder| decoder.$method($($argument,)* visitor))
        }
    )+ };
}

impl<'de> Deserializer<'de> for Whole<'_, 'de> {
    type Error = DecodeError;

    forward! {
        deserialize_any()
        deserialize_bool()
        deserialize_i8()
        deserialize_i16()
        deserialize_i32()
        deserialize_i64()
        deserialize_i128()
        deserialize_u8()
        deserialize_u16()
        deserialize_u32()
        deserialize_u64()
        deserialize_u128()
        deserialize_f32()
        deserialize_f64()
        deserialize_char()
        deserialize_str()
        deserialize_string()
        deserialize_bytes()
        deserialize_byte_buf()
        deserialize_option()
        deserialize_unit()
        deserialize_unit_struct(name: &'static str)
        deserialize_newtype_struct(name: &'static str)
        deserialize_seq()
        deserialize_tuple(len: usize)
        deserialize_tuple_struct(name: &'static str, len: usize)
        deserialize_map()
        deserialize_struct(name: &'static str, fields: &'static [&'static str])
        deserialize_enum(name: &'static str, variants: &'static [&'static str])
        deserialize_identifier()
        deserialize_ignored_any()
    }
}
