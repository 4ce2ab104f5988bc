//! The [`serde::Serializer`] implementation over a writer.

use super::key::Key;
use super::private::Raw;
use super::spelling::Spelling;
use crate::error::SerializeError;
use crate::json::text::{PrivateName, SPELLING, decimal};
use crate::json::write::{Sink, Writer};
use core::fmt;
use serde::{Serialize, Serializer, ser};

impl Writer<'_> {
    /// Writes a value of any type that implements [`Serialize`].
    pub fn serialize<T: Serialize + ?Sized>(&mut self, value: &T) {
        if let Err(error) = value.serialize(Encoder { writer: self }) {
            self.fail_unless_full(error);
        }
    }

    /// Records `error`, unless the output is full: then the failure may only be due to that.
    pub(super) fn fail_unless_full(&mut self, error: SerializeError) {
        if !self.is_full() {
            self.fail(error);
        }
    }
}

/// A [`serde::Serializer`] over a writer.
struct Encoder<'a, 'w> {
    writer: &'a mut Writer<'w>,
}

impl<'a, 'w> Encoder<'a, 'w> {
    fn compound(self, bracket: u8, in_variant: bool) -> Result<Compound<'a, 'w>, SerializeError> {
        self.writer.begin(bracket);
        Ok(Compound { writer: self.writer, bracket, in_variant })
    }

    /// Opens the object around a variant's content: `{"name":`.
    fn open_variant(&mut self, variant: &'static str) {
        self.writer.byte(b'{');
        self.writer.text(variant);
        self.writer.byte(b':');
    }

    fn integer(self, magnitude: u64, negative: bool) -> Result<(), SerializeError> {
        self.writer.integer(magnitude, negative);
        Ok(())
    }

    /// Writes a 128-bit integer in parts of at most nineteen digits.
    fn wide_integer(self, magnitude: u128, negative: bool) -> Result<(), SerializeError> {
        const HALF: u128 = 10_000_000_000_000_000_000;
        let (high, low) = (magnitude / HALF, (magnitude % HALF) as u64);
        if high == 0 {
            return self.integer(low, negative);
        }
        Encoder { writer: &mut *self.writer }.wide_integer(high, negative)?;
        let low = decimal(low, false);
        for _ in low.as_bytes().len()..19 {
            self.writer.byte(b'0');
        }
        self.writer.write(low.as_bytes());
        Ok(())
    }
}

impl<'a, 'w> Serializer for Encoder<'a, 'w> {
    type Ok = ();
    type Error = SerializeError;
    type SerializeSeq = Compound<'a, 'w>;
    type SerializeTuple = Compound<'a, 'w>;
    type SerializeTupleStruct = Compound<'a, 'w>;
    type SerializeTupleVariant = Compound<'a, 'w>;
    type SerializeMap = Compound<'a, 'w>;
    type SerializeStruct = Fields<'a, 'w>;
    type SerializeStructVariant = Compound<'a, 'w>;

    fn serialize_bool(self, value: bool) -> Result<(), SerializeError> {
        self.writer.boolean(value);
        Ok(())
    }

    fn serialize_i8(self, value: i8) -> Result<(), SerializeError> {
        self.serialize_i64(value.into())
    }

    fn serialize_i16(self, value: i16) -> Result<(), SerializeError> {
        self.serialize_i64(value.into())
    }

    fn serialize_i32(self, value: i32) -> Result<(), SerializeError> {
        self.serialize_i64(value.into())
    }

    fn serialize_i64(self, value: i64) -> Result<(), SerializeError> {
        self.integer(value.unsigned_abs(), value < 0)
    }

    fn serialize_i128(self, value: i128) -> Result<(), SerializeError> {
        self.wide_integer(value.unsigned_abs(), value < 0)
    }

    fn serialize_u8(self, value: u8) -> Result<(), SerializeError> {
        self.serialize_u64(value.into())
    }

    fn serialize_u16(self, value: u16) -> Result<(), SerializeError> {
        self.serialize_u64(value.into())
    }

    fn serialize_u32(self, value: u32) -> Result<(), SerializeError> {
        self.serialize_u64(value.into())
    }

    fn serialize_u64(self, value: u64) -> Result<(), SerializeError> {
        self.integer(value, false)
    }

    fn serialize_u128(self, value: u128) -> Result<(), SerializeError> {
        self.wide_integer(value, false)
    }

    fn serialize_f32(self, value: f32) -> Result<(), SerializeError> {
        if !value.is_finite() {
            return Err(SerializeError::NonFinite);
        }
        self.writer.float(value);
        Ok(())
    }

    fn serialize_f64(self, value: f64) -> Result<(), SerializeError> {
        if !value.is_finite() {
            return Err(SerializeError::NonFinite);
        }
        self.writer.double(value);
        Ok(())
    }

    fn serialize_char(self, value: char) -> Result<(), SerializeError> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    #[inline]
    fn serialize_str(self, value: &str) -> Result<(), SerializeError> {
        self.writer.text(value);
        Ok(())
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<(), SerializeError> {
        Err(SerializeError::Bytes)
    }

    fn serialize_none(self) -> Result<(), SerializeError> {
        self.serialize_unit()
    }

    fn serialize_some<T: ?Sized + Serialize>(self, value: &T) -> Result<(), SerializeError> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), SerializeError> {
        self.writer.write(b"null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), SerializeError> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), SerializeError> {
        self.serialize_str(variant)
    }

    #[inline]
    fn serialize_newtype_struct<T: ?Sized + Serialize>(
        self,
        name: &'static str,
        value: &T,
    ) -> Result<(), SerializeError> {
        if name == SPELLING {
            return value.serialize(Spelling { writer: self.writer });
        }
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: ?Sized + Serialize>(
        mut self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), SerializeError> {
        self.open_variant(variant);
        value.serialize(Encoder { writer: &mut *self.writer })?;
        self.writer.byte(b'}');
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self::SerializeSeq, SerializeError> {
        self.compound(b'[', false)
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, SerializeError> {
        self.compound(b'[', false)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeTupleStruct, SerializeError> {
        self.compound(b'[', false)
    }

    fn serialize_tuple_variant(
        mut self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, SerializeError> {
        self.open_variant(variant);
        self.compound(b'[', true)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, SerializeError> {
        self.compound(b'{', false)
    }

    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Self::SerializeStruct, SerializeError> {
        match PrivateName::of(name) {
            None => self.compound(b'{', false).map(Fields::Members),
            name => Ok(Fields::Raw(Raw { writer: self.writer, name })),
        }
    }

    fn serialize_struct_variant(
        mut self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, SerializeError> {
        self.open_variant(variant);
        self.compound(b'{', true)
    }

    fn collect_str<T: ?Sized + fmt::Display>(self, value: &T) -> Result<(), SerializeError> {
        self.writer.string_of(value)
    }
}

/// The members of an object, or the elements of an array.
struct Compound<'a, 'w> {
    writer: &'a mut Writer<'w>,
    bracket: u8,
    in_variant: bool,
}

impl Compound<'_, '_> {
    #[inline]
    fn value<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), SerializeError> {
        let outcome = value.serialize(Encoder { writer: &mut *self.writer });
        self.remember(outcome)
    }

    #[inline]
    fn member<T: ?Sized + Serialize>(&mut self, name: &'static str, value: &T) -> Result<(), SerializeError> {
        self.check_not_full()?;
        self.writer.punctuation();
        self.writer.text(name);
        self.writer.byte(b':');
        self.value(value)
    }

    /// Ends the encoding early if the output is full. The writer's owner knows that this isn't an error.
    #[inline]
    fn check_not_full(&self) -> Result<(), SerializeError> {
        if self.writer.is_full() { Err(SerializeError::Custom) } else { Ok(()) }
    }

    /// Records the first error inside an object or an array, even if a `Serialize` implementation ignores it.
    fn remember(&mut self, outcome: Result<(), SerializeError>) -> Result<(), SerializeError> {
        if let Err(error) = outcome {
            self.writer.fail_unless_full(error);
        }
        outcome
    }

    fn finish(self) -> Result<(), SerializeError> {
        self.writer.end(self.bracket);
        if self.in_variant {
            self.writer.byte(b'}');
        }
        self.writer.failure().map_or(Ok(()), Err)
    }
}

impl ser::SerializeMap for Compound<'_, '_> {
    type Ok = ();
    type Error = SerializeError;

    #[inline]
    fn serialize_key<T: ?Sized + Serialize>(&mut self, key: &T) -> Result<(), SerializeError> {
        self.check_not_full()?;
        self.writer.punctuation();
        let outcome = key.serialize(Key { writer: &mut *self.writer });
        self.writer.byte(b':');
        self.remember(outcome)
    }

    #[inline]
    fn serialize_value<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), SerializeError> {
        self.value(value)
    }

    fn end(self) -> Result<(), SerializeError> {
        self.finish()
    }
}

/// The fields of a struct: the members of an object, or JSON text.
enum Fields<'a, 'w> {
    Members(Compound<'a, 'w>),
    Raw(Raw<'a, 'w>),
}

impl ser::SerializeStruct for Fields<'_, '_> {
    type Ok = ();
    type Error = SerializeError;

    #[inline]
    fn serialize_field<T: ?Sized + Serialize>(&mut self, name: &'static str, value: &T) -> Result<(), SerializeError> {
        match self {
            Self::Members(members) => members.member(name, value),
            Self::Raw(raw) => raw.write(value),
        }
    }

    fn end(self) -> Result<(), SerializeError> {
        match self {
            Self::Members(members) => members.finish(),
            Self::Raw(raw) => raw.end(),
        }
    }
}

impl ser::SerializeStructVariant for Compound<'_, '_> {
    type Ok = ();
    type Error = SerializeError;

    #[inline]
    fn serialize_field<T: ?Sized + Serialize>(&mut self, name: &'static str, value: &T) -> Result<(), SerializeError> {
        self.member(name, value)
    }

    fn end(self) -> Result<(), SerializeError> {
        self.finish()
    }
}

/// Sequences and tuples differ in serde, not in JSON.
macro_rules! elements {
    ($($trait:ident :: $method:ident),+) => { $(
        impl ser::$trait for Compound<'_, '_> {
            type Ok = ();
            type Error = SerializeError;

            #[inline]
            fn $method<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), SerializeError> {
                self.check_not_full()?;
                self.writer.punctuation();
                self.value(value)
            }

            fn end(self) -> Result<(), SerializeError> {
                self.finish()
            }
        }
    )+ };
}

elements! {
    SerializeSeq::serialize_element,
    SerializeTuple::serialize_element,
    SerializeTupleStruct::serialize_field,
    SerializeTupleVariant::serialize_field
}
