//! serde's view of the decoder.

use super::Decoder;
use super::access::VariantAccess;
use super::number::{visit_f32, visit_i128, visit_integer, visit_number, visit_u128};
use super::verbatim::Verbatim;
use crate::error::{DecodeError, DecodeErrorKind};
use crate::json::handshake;
use serde::de::{Deserializer, Visitor};

macro_rules! numbers {
    ($($method:ident $visit:ident)+) => { $(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
            $visit(self.number()?, visitor)
        }
    )+ };
}

macro_rules! strings {
    ($($method:ident)+) => { $(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
            let text = self.string()?;
            self.visit_string(text, visitor)
        }
    )+ };
}

impl<'de> Deserializer<'de> for &mut Decoder<'de> {
    type Error = DecodeError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match self.peek() {
            b'{' => self.visit_object(visitor),
            b'[' => self.visit_array(visitor),
            b'"' => self.deserialize_str(visitor),
            b't' | b'f' => self.deserialize_bool(visitor),
            b'n' => self.deserialize_unit(visitor),
            _ => visit_number(self.number()?, visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match self.peek() {
            b't' | b'f' => {
                let literal = self.scalar()?;
                visitor.visit_bool(literal == "true")
            }
            first => self.wrong(first),
        }
    }

    numbers! {
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
        deserialize_f32 visit_f32
        deserialize_f64 visit_number
    }

    strings! { deserialize_char deserialize_str deserialize_string deserialize_identifier }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        self.deserialize_any(visitor)
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        self.deserialize_any(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        if self.takes_null()? { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match self.peek() {
            b'n' => {
                self.scalar()?;
                visitor.visit_unit()
            }
            first => self.wrong(first),
        }
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, DecodeError> {
        self.deserialize_unit(visitor)
    }

    #[inline]
    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        if name == handshake::NAME {
            visitor.visit_newtype_struct(Verbatim(self))
        } else {
            visitor.visit_newtype_struct(self)
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match self.peek() {
            b'[' => self.visit_array(visitor),
            first => self.wrong(first),
        }
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, DecodeError> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match self.peek() {
            b'{' => self.visit_object(visitor),
            first => self.wrong(first),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        match self.peek() {
            b'"' => visitor.visit_enum(VariantAccess::name(self)),
            b'{' => {
                self.open()?;
                let value = visitor.visit_enum(VariantAccess::object(self))?;
                self.close(b'}')?;
                Ok(value)
            }
            first => self.wrong(first),
        }
    }

    /// What has no known name is skipped, but checked like everything else.
    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        if self.deny_unknown {
            return Err(DecodeError::new(DecodeErrorKind::UnknownField).at(self.mark));
        }
        self.skip()?;
        visitor.visit_unit()
    }
}
