//! What is inside objects, arrays and variants.

use super::Decoder;
use super::key::Key;
use crate::error::{DecodeError, DecodeErrorKind, SyntaxError};
use crate::json::text::Quoted;
use serde::de::{self, DeserializeSeed, Visitor};

impl<'de> Decoder<'de> {
    pub(super) fn visit_object<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, DecodeError> {
        self.open()?;
        let value = visitor.visit_map(MembersAccess::new(self))?;
        self.close(b'}')?;
        Ok(value)
    }

    pub(super) fn visit_array<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, DecodeError> {
        self.open()?;
        let mut elements = ElementsAccess::new(self);
        let value = visitor.visit_seq(&mut elements)?;
        elements.end()?;
        Ok(value)
    }

    /// Looks ahead, whether the object that is next has one member `tag`, and that ends in `suffix`.
    pub(super) fn expect_tag(&mut self, tag: &'static str, suffix: &'static str) -> Result<(), DecodeError> {
        let mut ahead = self.look_ahead();
        match ahead.peek() {
            b'{' => ahead.open()?,
            first => return ahead.wrong(first),
        }
        let mut members = MembersAccess::new(&mut ahead);
        let mut found = None;
        while let Some((key, value)) = members.next_as_it_stands()? {
            if key.is(tag) && found.replace(value).is_some() {
                return Err(DecodeError::new(DecodeErrorKind::Duplicate).in_field(tag).at(ahead.mark));
            }
        }
        let kind = match found {
            Some(value) if value.starts_with('"') && Quoted::token(value).ends_with(suffix) => return Ok(()),
            Some(_) => DecodeErrorKind::Malformed(suffix),
            None => DecodeErrorKind::Missing,
        };
        Err(DecodeError::new(kind).in_field(tag).at(self.mark))
    }
}

/// The members of an object, up to its closing brace.
pub(super) struct MembersAccess<'a, 'de> {
    decoder: &'a mut Decoder<'de>,
    is_first: bool,
    /// The name of members that are passed over.
    hidden: &'static str,
}

impl<'a, 'de> MembersAccess<'a, 'de> {
    pub(super) fn new(decoder: &'a mut Decoder<'de>) -> Self {
        let hidden = core::mem::take(&mut decoder.hidden);
        Self { decoder, is_first: true, hidden }
    }

    /// Whether there is a further member; its key is next then.
    #[inline]
    fn has_next(&mut self) -> Result<bool, SyntaxError> {
        match self.decoder.peek() {
            b'}' => return Ok(false),
            b'"' if self.is_first => {}
            b',' if !self.is_first => {
                self.decoder.scanner.take();
                if self.decoder.peek() != b'"' {
                    return Err(self.decoder.scanner.unexpected());
                }
            }
            _ => return Err(self.decoder.scanner.unexpected()),
        }
        self.is_first = false;
        Ok(true)
    }

    /// The next member, in JSON's spelling.
    pub(super) fn next_as_it_stands(&mut self) -> Result<Option<(Quoted<'de>, &'de str)>, DecodeError> {
        if !self.has_next()? {
            return Ok(None);
        }
        let key = self.decoder.string()?;
        self.decoder.scanner.expect(b':')?;
        Ok(Some((key, self.decoder.skip()?)))
    }

    /// Passes over a hidden member; answers whether there was one.
    #[cold]
    fn pass_over_hidden(&mut self) -> Result<bool, DecodeError> {
        let in_front = self.decoder.scanner;
        if !self.decoder.string()?.is(self.hidden) {
            self.decoder.scanner = in_front;
            return Ok(false);
        }
        self.decoder.scanner.expect(b':')?;
        self.decoder.skip()?;
        Ok(true)
    }
}

impl<'de> de::MapAccess<'de> for MembersAccess<'_, 'de> {
    type Error = DecodeError;

    #[inline]
    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, DecodeError> {
        while self.has_next()? {
            if self.hidden.is_empty() || !self.pass_over_hidden()? {
                return seed.deserialize(Key(self.decoder)).map(Some);
            }
        }
        Ok(None)
    }

    #[inline]
    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, DecodeError> {
        self.decoder.scanner.expect(b':')?;
        seed.deserialize(&mut *self.decoder)
    }
}

/// The elements of an array, up to its closing bracket.
pub(super) struct ElementsAccess<'a, 'de> {
    decoder: &'a mut Decoder<'de>,
    taken: usize,
}

impl<'a, 'de> ElementsAccess<'a, 'de> {
    pub(super) fn new(decoder: &'a mut Decoder<'de>) -> Self {
        Self { decoder, taken: 0 }
    }

    #[cfg_attr(target_pointer_width = "64", inline(always))]
    fn has_next(&mut self) -> Result<bool, SyntaxError> {
        match self.decoder.peek() {
            b']' => return Ok(false),
            b',' if self.taken > 0 => {
                self.decoder.scanner.take();
                if matches!(self.decoder.peek(), b']' | 0) {
                    return Err(self.decoder.scanner.unexpected());
                }
            }
            1.. if self.taken == 0 => {}
            _ => return Err(self.decoder.scanner.unexpected()),
        }
        Ok(true)
    }

    /// Closes the array; it must have no further elements.
    pub(super) fn end(&mut self) -> Result<(), DecodeError> {
        if self.has_next()? {
            return Err(DecodeError::new(DecodeErrorKind::Length(self.taken + 1)).at(self.decoder.mark));
        }
        Ok(self.decoder.close(b']')?)
    }
}

impl<'de> de::SeqAccess<'de> for &mut ElementsAccess<'_, 'de> {
    type Error = DecodeError;

    #[inline]
    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, DecodeError> {
        if !self.has_next()? {
            return Ok(None);
        }
        self.taken += 1;
        seed.deserialize(&mut *self.decoder).map(Some)
    }
}

/// A variant: its name, or an object with its name as the only member.
pub(super) struct VariantAccess<'a, 'de> {
    decoder: &'a mut Decoder<'de>,
    has_content: bool,
}

impl<'a, 'de> VariantAccess<'a, 'de> {
    pub(super) fn name(decoder: &'a mut Decoder<'de>) -> Self {
        Self { decoder, has_content: false }
    }

    pub(super) fn object(decoder: &'a mut Decoder<'de>) -> Self {
        Self { decoder, has_content: true }
    }

    fn content(self) -> Result<&'a mut Decoder<'de>, DecodeError> {
        if self.has_content {
            self.decoder.scanner.expect(b':')?;
            Ok(self.decoder)
        } else {
            Err(de::Error::invalid_type(de::Unexpected::Str(""), &"a variant with content"))
        }
    }
}

impl<'de> de::EnumAccess<'de> for VariantAccess<'_, 'de> {
    type Error = DecodeError;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), DecodeError> {
        let name = seed.deserialize(Key(self.decoder))?;
        Ok((name, self))
    }
}

impl<'de> de::VariantAccess<'de> for VariantAccess<'_, 'de> {
    type Error = DecodeError;

    fn unit_variant(self) -> Result<(), DecodeError> {
        if self.has_content { de::Deserialize::deserialize(self.content()?) } else { Ok(()) }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, DecodeError> {
        seed.deserialize(self.content()?)
    }

    fn tuple_variant<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, DecodeError> {
        de::Deserializer::deserialize_tuple(self.content()?, len, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        de::Deserializer::deserialize_struct(self.content()?, "", fields, visitor)
    }
}
