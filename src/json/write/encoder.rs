//! The serializer.

use super::float::short_decimal;
use super::verbatim::Verbatim;
use super::{Sink, key::Key, string};
use crate::error::Unencodable;
use crate::json::handshake;
use crate::json::text::{decimal, put_fixed, put_integer};
use core::fmt;
use serde::{Serialize, Serializer, ser};

/// A [`serde::Serializer`] that writes compact JSON into a [`Sink`].
#[derive(Debug)]
pub struct Encoder<S> {
    sink: S,
    /// The first error inside an object or an array: it stands, even where a `Serialize` goes on.
    failed: Option<Unencodable>,
}

impl<S: Sink> Encoder<S> {
    /// An encoder at the start of a value.
    pub fn new(sink: S) -> Self {
        Self { sink, failed: None }
    }

    /// The sink, with what has been written.
    pub fn into_sink(self) -> S {
        self.sink
    }

    fn members(&mut self, in_variant: bool) -> Members<'_, S> {
        Members { encoder: self, punctuation: b'{', in_variant }
    }

    fn elements(&mut self, in_variant: bool) -> Elements<'_, S> {
        Elements { encoder: self, punctuation: b'[', in_variant }
    }

    /// Opens the object around a variant's content: `{"name":`.
    fn open_variant(&mut self, variant: &'static str) {
        self.sink.write_key(b'{', variant);
    }

    fn integer(&mut self, magnitude: u64, negative: bool) -> Result<(), Unencodable> {
        self.sink.write_short(|room| put_integer(room, magnitude, negative));
        Ok(())
    }

    fn float(&mut self, value: impl zmij::Float, is_finite: bool) -> Result<(), Unencodable> {
        if !is_finite {
            return Err(Unencodable::NonFinite);
        }
        self.sink.write(zmij::Buffer::new().format_finite(value).as_bytes());
        Ok(())
    }

    /// 128-bit integers go out in halves of at most nineteen digits.
    fn wide_integer(&mut self, magnitude: u128, negative: bool) -> Result<(), Unencodable> {
        const HALF: u128 = 10_000_000_000_000_000_000;
        let (high, low) = (magnitude / HALF, (magnitude % HALF) as u64);
        if high == 0 {
            return self.integer(low, negative);
        }
        self.wide_integer(high, negative)?;
        let low = decimal(low, false);
        for _ in low.as_bytes().len()..19 {
            self.sink.write(b"0");
        }
        self.sink.write(low.as_bytes());
        Ok(())
    }

    fn remember(&mut self, outcome: Result<(), Unencodable>) -> Result<(), Unencodable> {
        if let Err(error) = outcome {
            self.failed.get_or_insert(error);
        }
        outcome
    }

    /// Closes an object or an array, and opens it before if there was nothing in it.
    #[cfg_attr(not(target_pointer_width = "64"), inline(never))]
    fn close(&mut self, punctuation: u8, bracket: u8, in_variant: bool) -> Result<(), Unencodable> {
        if punctuation != b',' {
            self.sink.write_byte(punctuation);
        }
        self.sink.write_byte(bracket);
        if in_variant {
            self.sink.write_byte(b'}');
        }
        self.failed.map_or(Ok(()), Err)
    }

    fn check_room(&self) -> Result<(), Unencodable> {
        // Ends the encoding early; whoever owns the sink knows that this is no error.
        if self.sink.is_full() { Err(Unencodable::Custom) } else { Ok(()) }
    }
}

impl<'a, S: Sink> Serializer for &'a mut Encoder<S> {
    type Ok = ();
    type Error = Unencodable;
    type SerializeSeq = Elements<'a, S>;
    type SerializeTuple = Elements<'a, S>;
    type SerializeTupleStruct = Elements<'a, S>;
    type SerializeTupleVariant = Elements<'a, S>;
    type SerializeMap = Members<'a, S>;
    type SerializeStruct = Members<'a, S>;
    type SerializeStructVariant = Members<'a, S>;

    fn serialize_bool(self, value: bool) -> Result<(), Unencodable> {
        self.sink.write(if value { b"true" } else { b"false" });
        Ok(())
    }

    fn serialize_i8(self, value: i8) -> Result<(), Unencodable> {
        self.serialize_i64(value.into())
    }

    fn serialize_i16(self, value: i16) -> Result<(), Unencodable> {
        self.serialize_i64(value.into())
    }

    fn serialize_i32(self, value: i32) -> Result<(), Unencodable> {
        self.serialize_i64(value.into())
    }

    fn serialize_i64(self, value: i64) -> Result<(), Unencodable> {
        self.integer(value.unsigned_abs(), value < 0)
    }

    fn serialize_i128(self, value: i128) -> Result<(), Unencodable> {
        self.wide_integer(value.unsigned_abs(), value < 0)
    }

    fn serialize_u8(self, value: u8) -> Result<(), Unencodable> {
        self.serialize_u64(value.into())
    }

    fn serialize_u16(self, value: u16) -> Result<(), Unencodable> {
        self.serialize_u64(value.into())
    }

    fn serialize_u32(self, value: u32) -> Result<(), Unencodable> {
        self.serialize_u64(value.into())
    }

    fn serialize_u64(self, value: u64) -> Result<(), Unencodable> {
        self.integer(value, false)
    }

    fn serialize_u128(self, value: u128) -> Result<(), Unencodable> {
        self.wide_integer(value, false)
    }

    fn serialize_f32(self, value: f32) -> Result<(), Unencodable> {
        self.float(value, value.is_finite())
    }

    fn serialize_f64(self, value: f64) -> Result<(), Unencodable> {
        match short_decimal(value) {
            Some((integer, fraction)) => {
                self.sink.write_short(|room| put_fixed(room, integer, fraction, value.is_sign_negative()));
                Ok(())
            }
            None => self.float(value, value.is_finite()),
        }
    }

    fn serialize_char(self, value: char) -> Result<(), Unencodable> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    #[inline]
    fn serialize_str(self, value: &str) -> Result<(), Unencodable> {
        self.sink.write_string(value);
        Ok(())
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<(), Unencodable> {
        Err(Unencodable::Bytes)
    }

    fn serialize_none(self) -> Result<(), Unencodable> {
        self.serialize_unit()
    }

    fn serialize_some<T: ?Sized + Serialize>(self, value: &T) -> Result<(), Unencodable> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Unencodable> {
        self.sink.write(b"null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Unencodable> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), Unencodable> {
        self.serialize_str(variant)
    }

    #[inline]
    fn serialize_newtype_struct<T: ?Sized + Serialize>(self, name: &'static str, value: &T) -> Result<(), Unencodable> {
        if name == handshake::NAME { value.serialize(Verbatim(&mut self.sink)) } else { value.serialize(self) }
    }

    fn serialize_newtype_variant<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Unencodable> {
        self.open_variant(variant);
        value.serialize(&mut *self)?;
        self.sink.write_byte(b'}');
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self::SerializeSeq, Unencodable> {
        Ok(self.elements(false))
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, Unencodable> {
        Ok(self.elements(false))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeTupleStruct, Unencodable> {
        Ok(self.elements(false))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Unencodable> {
        self.open_variant(variant);
        Ok(self.elements(true))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, Unencodable> {
        Ok(self.members(false))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeStruct, Unencodable> {
        Ok(self.members(false))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Unencodable> {
        self.open_variant(variant);
        Ok(self.members(true))
    }

    fn collect_str<T: ?Sized + fmt::Display>(self, value: &T) -> Result<(), Unencodable> {
        string::write_display(&mut self.sink, value)
    }
}

/// The members of an object. The opening brace is the first member's punctuation, a comma every
/// other's, so that each is written together with the key.
#[derive(Debug)]
pub struct Members<'a, S> {
    encoder: &'a mut Encoder<S>,
    punctuation: u8,
    in_variant: bool,
}

impl<S: Sink> Members<'_, S> {
    #[inline]
    fn finish(self) -> Result<(), Unencodable> {
        self.encoder.close(self.punctuation, b'}', self.in_variant)
    }

    #[inline(always)]
    fn field<T: ?Sized + Serialize>(&mut self, key: &'static str, value: &T) -> Result<(), Unencodable> {
        self.encoder.check_room()?;
        self.encoder.sink.write_name(self.punctuation, key);
        self.punctuation = b',';
        let outcome = value.serialize(&mut *self.encoder);
        self.encoder.remember(outcome)
    }
}

impl<S: Sink> ser::SerializeStruct for Members<'_, S> {
    type Ok = ();
    type Error = Unencodable;

    #[inline(always)]
    fn serialize_field<T: ?Sized + Serialize>(&mut self, key: &'static str, value: &T) -> Result<(), Unencodable> {
        self.field(key, value)
    }

    fn end(self) -> Result<(), Unencodable> {
        self.finish()
    }
}

impl<S: Sink> ser::SerializeStructVariant for Members<'_, S> {
    type Ok = ();
    type Error = Unencodable;

    fn serialize_field<T: ?Sized + Serialize>(&mut self, key: &'static str, value: &T) -> Result<(), Unencodable> {
        self.field(key, value)
    }

    fn end(self) -> Result<(), Unencodable> {
        self.finish()
    }
}

impl<S: Sink> ser::SerializeMap for Members<'_, S> {
    type Ok = ();
    type Error = Unencodable;

    #[inline]
    fn serialize_key<T: ?Sized + Serialize>(&mut self, key: &T) -> Result<(), Unencodable> {
        self.encoder.check_room()?;
        let outcome = key.serialize(Key { sink: &mut self.encoder.sink, punctuation: self.punctuation });
        self.punctuation = b',';
        self.encoder.remember(outcome)
    }

    #[inline]
    fn serialize_value<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), Unencodable> {
        let outcome = value.serialize(&mut *self.encoder);
        self.encoder.remember(outcome)
    }

    fn end(self) -> Result<(), Unencodable> {
        self.finish()
    }
}

/// The elements of an array, punctuated like [`Members`].
#[derive(Debug)]
pub struct Elements<'a, S> {
    encoder: &'a mut Encoder<S>,
    punctuation: u8,
    in_variant: bool,
}

impl<S: Sink> Elements<'_, S> {
    #[inline]
    fn finish(self) -> Result<(), Unencodable> {
        self.encoder.close(self.punctuation, b']', self.in_variant)
    }

    #[inline]
    fn element<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), Unencodable> {
        self.encoder.check_room()?;
        self.encoder.sink.write_byte(self.punctuation);
        self.punctuation = b',';
        let outcome = value.serialize(&mut *self.encoder);
        self.encoder.remember(outcome)
    }
}

/// Sequences and tuples differ in serde, not in JSON.
macro_rules! elements {
    ($($trait:ident :: $method:ident),+) => { $(
        impl<S: Sink> ser::$trait for Elements<'_, S> {
            type Ok = ();
            type Error = Unencodable;

            #[inline]
            fn $method<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), Unencodable> {
                self.element(value)
            }

            fn end(self) -> Result<(), Unencodable> {
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
