//! The [`serde::Deserializer`] implementation of the decoder.

use super::access::VariantAccess;
use super::number::{visit_f32, visit_i128, visit_integer, visit_number, visit_u128};
use super::private::visit_raw_value;
use super::{Decoder, DeserializeError};
use crate::error::DecodeErrorKind;
use crate::json::read::{Reader, Scalar};
use crate::json::text::{PrivateName, SPELLING};
use serde::de::{Deserializer, Visitor};

macro_rules! numbers {
    ($($method:ident $visit:ident)+) => { $(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DeserializeError> {
            $visit(self.number()?, visitor)
        }
    )+ };
}

macro_rules! strings {
    ($($method:ident)+) => { $(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DeserializeError> {
            self.reader.next_value();
            let text = self.read(Reader::string)?;
            self.visit_string(text, visitor)
        }
    )+ };
}

impl<'de> Decoder<'de, '_> {
    fn number(&mut self) -> Result<&'de str, DeserializeError> {
        self.reader.next_value();
        self.read(|reader| match reader.first() {
            b'-' | b'0'..=b'9' => reader.skip_to_text(),
            _ => Err(reader.wrong_type()),
        })
    }
}

impl<'de> Deserializer<'de> for &mut Decoder<'de, '_> {
    type Error = DeserializeError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DeserializeError> {
        match self.first() {
            b'{' => self.visit_object(visitor),
            b'[' => self.visit_array(visitor),
            _ => match self.read(Reader::scalar)? {
                Scalar::Null => visitor.visit_unit(),
                Scalar::Bool(value) => visitor.visit_bool(value),
                Scalar::Number(number) => visit_number(core::str::from_utf8(number).unwrap_or_default(), visitor),
                Scalar::String(text) => self.visit_string(text, visitor),
            },
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DeserializeError> {
        self.reader.next_value();
        visitor.visit_bool(self.read(Reader::boolean)?)
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

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DeserializeError> {
        self.deserialize_any(visitor)
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DeserializeError> {
        self.deserialize_any(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DeserializeError> {
        match self.first() {
            // At the end of the input, the error is that it ended.
            b'n' | 0 => {
                self.read(Reader::scalar)?;
                visitor.visit_none()
            }
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DeserializeError> {
        match self.first() {
            b'n' => {
                self.read(Reader::scalar)?;
                visitor.visit_unit()
            }
            _ => self.read(|reader| Err(reader.wrong_type())),
        }
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, DeserializeError> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, DeserializeError> {
        if name == SPELLING {
            return self.visit_spelling(visitor);
        }
        if name == PrivateName::RAW_VALUE {
            self.reader.next_value();
            return visit_raw_value(self.read(Reader::skip_to_text)?, visitor);
        }
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DeserializeError> {
        self.reader.next_value();
        self.visit_array(visitor)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, DeserializeError> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, DeserializeError> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DeserializeError> {
        self.reader.next_value();
        self.visit_object(visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DeserializeError> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DeserializeError> {
        match self.first() {
            b'"' => visitor.visit_enum(VariantAccess::name(self)),
            b'{' => {
                let is_empty = self.read(|reader| {
                    reader.open(b'{')?;
                    Ok(!reader.has_next(true, b'}')?)
                })?;
                if is_empty {
                    return Err(DeserializeError::new(DecodeErrorKind::Length(0)));
                }
                let value = visitor.visit_enum(VariantAccess::object(self))?;
                if self.read(|reader| reader.has_next(false, b'}'))? {
                    return Err(DeserializeError::new(DecodeErrorKind::Length(2)));
                }
                Ok(value)
            }
            _ => self.read(|reader| Err(reader.wrong_type())),
        }
    }

    /// Skips values of unknown fields, and checks them like all others.
    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DeserializeError> {
        if self.reader.denies_unknown() {
            return Err(DeserializeError::new(DecodeErrorKind::UnknownField));
        }
        self.reader.next_value();
        self.read(Reader::skip)?;
        visitor.visit_unit()
    }
}
