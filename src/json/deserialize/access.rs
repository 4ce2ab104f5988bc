//! Access to the content of objects, arrays and variants.

use super::key::KeyDeserializer;
use super::{Decoder, DeserializeError};
use crate::error::DecodeErrorKind;
use crate::json::read::Reader;
use serde::de::{self, DeserializeSeed, Visitor};

impl<'de> Decoder<'de, '_> {
    /// Reads the object that is next.
    pub(super) fn visit_object<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, DeserializeError> {
        self.read(|reader| reader.open(b'{'))?;
        let mut members = Items::new(self, b'}');
        let value = visitor.visit_map(&mut members)?;
        members.end()?;
        Ok(value)
    }

    /// Reads the array that is next.
    pub(super) fn visit_array<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, DeserializeError> {
        self.read(|reader| reader.open(b'['))?;
        let mut elements = Items::new(self, b']');
        let value = visitor.visit_seq(&mut elements)?;
        elements.end()?;
        Ok(value)
    }
}

/// The members of an object or the elements of an array, up to the closing bracket.
pub(super) struct Items<'a, 'de, 's> {
    pub(super) decoder: &'a mut Decoder<'de, 's>,
    close: u8,
    pub(super) read: usize,
    is_closed: bool,
}

impl<'a, 'de, 's> Items<'a, 'de, 's> {
    pub(super) fn new(decoder: &'a mut Decoder<'de, 's>, close: u8) -> Self {
        Self { decoder, close, read: 0, is_closed: false }
    }

    /// Moves to the next item, and returns whether there is one.
    #[inline]
    pub(super) fn has_next(&mut self) -> Result<bool, DeserializeError> {
        if self.is_closed {
            return Ok(false);
        }
        let (is_first, close) = (self.read == 0, self.close);
        let has_next = self.decoder.read(|reader| reader.has_next(is_first, close))?;
        self.is_closed = !has_next;
        self.read += usize::from(has_next);
        Ok(has_next)
    }

    /// Checks that there are no further items.
    pub(super) fn end(&mut self) -> Result<(), DeserializeError> {
        if self.has_next()? { Err(DeserializeError::new(DecodeErrorKind::Length(self.read))) } else { Ok(()) }
    }
}

impl<'de> de::MapAccess<'de> for &mut Items<'_, 'de, '_> {
    type Error = DeserializeError;

    #[inline]
    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, DeserializeError> {
        if self.has_next()? { seed.deserialize(KeyDeserializer(self.decoder)).map(Some) } else { Ok(None) }
    }

    #[inline]
    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, DeserializeError> {
        self.decoder.read(Reader::skip_colon)?;
        seed.deserialize(&mut *self.decoder)
    }
}

impl<'de> de::SeqAccess<'de> for &mut Items<'_, 'de, '_> {
    type Error = DeserializeError;

    #[inline]
    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, DeserializeError> {
        if self.has_next()? { seed.deserialize(&mut *self.decoder).map(Some) } else { Ok(None) }
    }
}

/// A variant: its name, or an object whose only member has its name.
pub(super) struct VariantAccess<'a, 'de, 's> {
    decoder: &'a mut Decoder<'de, 's>,
    has_content: bool,
}

impl<'a, 'de, 's> VariantAccess<'a, 'de, 's> {
    pub(super) fn name(decoder: &'a mut Decoder<'de, 's>) -> Self {
        Self { decoder, has_content: false }
    }

    pub(super) fn object(decoder: &'a mut Decoder<'de, 's>) -> Self {
        Self { decoder, has_content: true }
    }

    fn content(self) -> Result<&'a mut Decoder<'de, 's>, DeserializeError> {
        if self.has_content {
            self.decoder.read(Reader::skip_colon)?;
            Ok(self.decoder)
        } else {
            Err(de::Error::invalid_type(de::Unexpected::Str(""), &"a variant with content"))
        }
    }
}

impl<'de> de::EnumAccess<'de> for VariantAccess<'_, 'de, '_> {
    type Error = DeserializeError;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), DeserializeError> {
        let name = seed.deserialize(KeyDeserializer(self.decoder))?;
        Ok((name, self))
    }
}

impl<'de> de::VariantAccess<'de> for VariantAccess<'_, 'de, '_> {
    type Error = DeserializeError;

    fn unit_variant(self) -> Result<(), DeserializeError> {
        if self.has_content { de::Deserialize::deserialize(self.content()?) } else { Ok(()) }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, DeserializeError> {
        seed.deserialize(self.content()?)
    }

    fn tuple_variant<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, DeserializeError> {
        de::Deserializer::deserialize_tuple(self.content()?, len, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DeserializeError> {
        de::Deserializer::deserialize_struct(self.content()?, "", fields, visitor)
    }
}
