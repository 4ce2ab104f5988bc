//! Objects with a tag, which is hidden from the type that is read.

use super::access::Items;
use super::decoder::with_decoder;
use super::key::KeyDeserializer;
use super::{Decoder, DeserializeError};
use crate::error::DecodeErrorKind;
use crate::json::read::{Reader, Stop, Tag};
use serde::de::{Deserialize, DeserializeSeed, Deserializer, MapAccess, Visitor};

/// Reads a value of a serde type from an object with a tag, which is hidden from the type.
pub(crate) fn deserialize_tagged_from<'de, T: Deserialize<'de>>(tag: Tag, reader: &mut Reader<'de>) -> Result<T, Stop> {
    with_decoder(reader, |decoder| T::deserialize(Tagged { decoder, tag }))
}

/// Deserialises the object that is next, without its tag.
struct Tagged<'a, 'de, 's> {
    decoder: &'a mut Decoder<'de, 's>,
    tag: Tag,
}

impl<'de> Deserializer<'de> for Tagged<'_, 'de, '_> {
    type Error = DeserializeError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DeserializeError> {
        let Self { decoder, tag } = self;
        decoder.reader.next_value();
        decoder.read(|reader| reader.open(b'{'))?;
        let mut members = OtherMembers { items: Items::new(decoder, b'}'), tag };
        let value = visitor.visit_map(&mut members)?;
        members.end()?;
        Ok(value)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DeserializeError> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, DeserializeError> {
        visitor.visit_newtype_struct(self)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map struct enum identifier ignored_any
    }
}

/// All members but the tag.
struct OtherMembers<'a, 'de, 's> {
    items: Items<'a, 'de, 's>,
    tag: Tag,
}

impl OtherMembers<'_, '_, '_> {
    /// Moves to the next member, and returns whether there is one.
    fn has_next(&mut self) -> Result<bool, DeserializeError> {
        while self.items.has_next()? {
            let Self { items, tag } = self;
            if !items.decoder.read(|reader| tag.read_member(reader))? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn end(mut self) -> Result<(), DeserializeError> {
        if self.has_next()? {
            return Err(DeserializeError::new(DecodeErrorKind::Length(self.items.read)));
        }
        let Self { items, tag } = self;
        items.decoder.read(|reader| tag.end(reader))
    }
}

impl<'de> MapAccess<'de> for &mut OtherMembers<'_, 'de, '_> {
    type Error = DeserializeError;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, DeserializeError> {
        if self.has_next()? { seed.deserialize(KeyDeserializer(self.items.decoder)).map(Some) } else { Ok(None) }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, DeserializeError> {
        self.items.decoder.read(Reader::skip_colon)?;
        seed.deserialize(&mut *self.items.decoder)
    }
}
