//! A side door for types that know their own JSON.
//!
//! serde's methods for scalars decode a value before anyone knows what is wanted: a number into an
//! integer or a double, text into one piece. A type that takes several forms, in exact digits or in pieces, asks
//! for a newtype struct named [`NAME`](crate::json::handshake::NAME) instead, and the
//! [`Decoder`] offers it this. Its methods mean something of their own:
//!
//! | method | hands the visitor |
//! | --- | --- |
//! | `deserialize_tuple_struct(what, limit)` | a scalar's token, with text as in [`Quoted::handed_on`](crate::json::text::Quoted::handed_on), an array or an object |
//! | `deserialize_struct(name)` | `None` for `null`, else the decoder |
//! | `deserialize_bytes` | a further deserializer, of any value's text |
//! | its `deserialize_tuple_struct(what, limit)` | the text |
//! | its `deserialize_u128` | where the value starts, and above 64 bits where it ends |
//! | `deserialize_seq`, in front of a key | as many further deserializers as the visitor asks for |
//! | their `deserialize_unit_struct(name)` | whether the key is that, spelled like that; then it has been taken |
//! | their `deserialize_str` | a key that was none of them, as in `Quoted::handed_on` |
//! | `deserialize_enum(suffix, [tag])` | the decoder, in front of an object whose member `tag` is text that ends like that |
//!
//! With `what`, `limit` and `name`, errors can say what they are about; with serde's own means they
//! could not.

use super::Decoder;
use crate::error::{DecodeError, DecodeErrorKind, Found};
use crate::json::text::check_token;
use serde::de::{DeserializeSeed, Deserializer, SeqAccess, Visitor};

pub(super) struct Verbatim<'a, 'de>(pub(super) &'a mut Decoder<'de>);

impl<'de> Deserializer<'de> for Verbatim<'_, 'de> {
    type Error = DecodeError;

    fn is_human_readable(&self) -> bool {
        false
    }

    #[inline]
    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        what: &'static str,
        limit: usize,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        let decoder = self.0;
        let first = decoder.peek();
        match first {
            b'{' => decoder.visit_object(visitor).map_err(|error| error.of_capacity(what, limit)),
            b'[' => decoder.visit_array(visitor).map_err(|error| error.of_capacity(what, limit)),
            _ => {
                let token = if first == b'"' { decoder.scanner.string()? } else { decoder.scalar()? };
                visit_token(token, decoder.deny_unknown, visitor)
                    .map_err(|error| error.of_value(Found::starting_with(first), what, limit))
            }
        }
    }

    #[inline]
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        self.0.deserialize_option(visitor).map_err(|error| error.in_field(name))
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        visitor.visit_newtype_struct(AsText(self.0))
    }

    #[inline]
    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        visitor.visit_seq(Names(self.0))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        suffix: &'static str,
        tags: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        let decoder = self.0;
        let tag = tags.first().copied().unwrap_or_default();
        decoder.expect_tag(tag, suffix)?;
        decoder.hidden = tag;
        let value = visitor.visit_some(&mut *decoder);
        decoder.hidden = "";
        value
    }

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, DecodeError> {
        Err(DecodeError::new(DecodeErrorKind::Custom))
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 f32 f64 char str string byte_buf option unit unit_struct
        newtype_struct tuple map identifier ignored_any
    }
}

/// Strict visitors get the token as a `str` that isn't borrowed.
#[inline]
fn visit_token<'de, V: Visitor<'de>>(token: &'de str, is_strict: bool, visitor: V) -> Result<V::Value, DecodeError> {
    if is_strict { visitor.visit_str(token) } else { visitor.visit_borrowed_str(token) }
}

/// Names that a key may be.
struct Names<'a, 'de>(&'a mut Decoder<'de>);

impl<'de> SeqAccess<'de> for Names<'_, 'de> {
    type Error = DecodeError;

    #[inline]
    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, DecodeError> {
        seed.deserialize(Name(self.0)).map(Some)
    }
}

struct Name<'a, 'de>(&'a mut Decoder<'de>);

impl<'de> Deserializer<'de> for Name<'_, 'de> {
    type Error = DecodeError;

    #[inline]
    fn deserialize_unit_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, DecodeError> {
        visitor.visit_bool(self.0.scanner.takes(name))
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        visitor.visit_borrowed_str(self.0.scanner.string()?)
    }

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, DecodeError> {
        Err(DecodeError::new(DecodeErrorKind::Custom))
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 f32 f64 char string bytes byte_buf option unit newtype_struct seq
        tuple tuple_struct map struct enum identifier ignored_any
    }
}

/// Any value, as it stands. All of its numbers are doubles.
struct AsText<'a, 'de>(&'a mut Decoder<'de>);

impl<'de> Deserializer<'de> for AsText<'_, 'de> {
    type Error = DecodeError;

    fn is_human_readable(&self) -> bool {
        false
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        what: &'static str,
        limit: usize,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        if !self.0.hidden.is_empty() {
            // Text would show what is hidden.
            return Err(DecodeError::new(DecodeErrorKind::Custom).at(self.0.mark));
        }
        let text = self.0.take_text(check_token)?;
        let first = text.bytes().next().unwrap_or_default();
        visitor
            .visit_borrowed_str(text)
            .map_err(|error: DecodeError| error.of_value(Found::starting_with(first), what, limit))
    }

    fn deserialize_u128<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        self.0.skip()?;
        visitor.visit_u128((self.0.offset() as u128) << 64 | self.0.mark as u128)
    }

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, DecodeError> {
        Err(DecodeError::new(DecodeErrorKind::Custom))
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple map struct enum identifier ignored_any
    }
}
