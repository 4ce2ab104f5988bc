//! A side door for values that know their own JSON.
//!
//! A 64-bit integer that is written as text, a timestamp, or checked JSON text would otherwise take
//! the long way through serde: formatted into a `&str`, scanned for escapes, copied. Such a value
//! serialises as a newtype struct named [`NAME`] around itself. To other formats a newtype struct is
//! transparent; the [`Encoder`](super::Encoder) hands its content a [`Verbatim`] serializer. That one
//! doesn't call itself human readable, so that the content can tell it from other text formats. Binary
//! formats never get as far: they are told apart before.

use super::{Sink, refuse::refuse};
use crate::error::Unencodable;
use crate::json::handshake::NAME;
use crate::json::text::{Parsed, Short, put, put_quoted};
use core::fmt;
use serde::ser::SerializeSeq;
use serde::{Serialize, Serializer};

/// Serialises short text that needs no escape and has quotes.
#[inline]
pub(crate) fn serialize_short<S: Serializer>(text: &Short, serializer: S) -> Result<S::Ok, S::Error> {
    if serializer.is_human_readable() {
        serializer.serialize_newtype_struct(NAME, text)
    } else {
        serializer.serialize_str(text.unquoted())
    }
}

impl Serialize for Short {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.serialize_str(self.unquoted())
        } else {
            serializer.serialize_bytes(self.as_raw())
        }
    }
}

/// ASCII text that needs no escape, made four characters at a time.
pub(crate) trait Pieces {
    /// Hands on the text.
    ///
    /// # Errors
    /// That of `take`.
    fn try_for_each<E>(&self, take: impl FnMut([u8; 4]) -> Result<(), E>) -> Result<(), E>;
}

/// Serialises text that is made in pieces.
pub(crate) fn serialize_pieces<S: Serializer>(text: &impl Pieces, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_newtype_struct(NAME, &InPieces(text))
}

struct InPieces<'a, T>(&'a T);

impl<T: Pieces> Serialize for InPieces<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            return serializer.collect_str(self);
        }
        let mut pieces = serializer.serialize_seq(None)?;
        self.0.try_for_each(|piece| pieces.serialize_element(&u32::from_ne_bytes(piece)))?;
        pieces.end()
    }
}

impl<T: Pieces> fmt::Display for InPieces<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.try_for_each(|piece| f.write_str(core::str::from_utf8(&piece).map_err(|_| fmt::Error)?))
    }
}

/// Serialises checked JSON text.
pub(crate) fn serialize_json<S: Serializer>(json: &str, serializer: S) -> Result<S::Ok, S::Error> {
    if serializer.is_human_readable() {
        serializer.serialize_newtype_struct(NAME, &Json(json))
    } else {
        Parsed(json).serialize(serializer)
    }
}

struct Json<'a>(&'a str);

impl Serialize for Json<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            Parsed(self.0).serialize(serializer)
        } else {
            serializer.serialize_str(self.0)
        }
    }
}

pub(super) struct Verbatim<'a, S>(pub(super) &'a mut S);

impl<S: Sink> Serializer for Verbatim<'_, S> {
    type Ok = ();
    type Error = Unencodable;
    type SerializeSeq = Self;

    fn is_human_readable(&self) -> bool {
        false
    }

    /// JSON text, as it stands.
    fn serialize_str(self, json: &str) -> Result<(), Unencodable> {
        self.0.write(json.as_bytes());
        Ok(())
    }

    /// A [`Short`], as it stands.
    #[inline]
    fn serialize_bytes(self, raw: &[u8]) -> Result<(), Unencodable> {
        let ([front, back], len) = Short::split(raw).ok_or(Unencodable::Custom)?;
        self.0.write_short(move |room| {
            let at = put(room, 0, front.to_ne_bytes());
            put(room, at, back.to_ne_bytes());
            len
        });
        Ok(())
    }

    /// An integer, into quotes.
    #[cfg_attr(not(target_pointer_width = "64"), inline(never))]
    fn serialize_i64(self, value: i64) -> Result<(), Unencodable> {
        self.0.write_short(|room| put_quoted(room, value.unsigned_abs(), value < 0));
        Ok(())
    }

    /// An integer, into quotes.
    #[cfg_attr(not(target_pointer_width = "64"), inline(never))]
    fn serialize_u64(self, value: u64) -> Result<(), Unencodable> {
        self.0.write_short(|room| put_quoted(room, value, false));
        Ok(())
    }

    /// Four characters, as they stand in memory.
    fn serialize_u32(self, piece: u32) -> Result<(), Unencodable> {
        self.0.write(&piece.to_ne_bytes());
        Ok(())
    }

    /// Text in pieces, into quotes.
    fn serialize_seq(self, _: Option<usize>) -> Result<Self, Unencodable> {
        self.0.write(b"\"");
        Ok(self)
    }

    fn serialize_some<T: ?Sized + Serialize>(self, value: &T) -> Result<(), Unencodable> {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: ?Sized + Serialize>(self, _: &'static str, value: &T) -> Result<(), Unencodable> {
        value.serialize(self)
    }

    fn collect_str<T: ?Sized + core::fmt::Display>(self, _: &T) -> Result<(), Unencodable> {
        Err(Unencodable::Custom)
    }

    refuse! { Unencodable::Custom => bool i8 i16 i32 i128 u8 u16 u128 f32 f64 char }
    refuse! { Unencodable::Custom => unit unit_variant tuples objects variants }
}

impl<S: Sink> SerializeSeq for Verbatim<'_, S> {
    type Ok = ();
    type Error = Unencodable;

    fn serialize_element<T: ?Sized + Serialize>(&mut self, piece: &T) -> Result<(), Unencodable> {
        piece.serialize(Verbatim(&mut *self.0))
    }

    fn end(self) -> Result<(), Unencodable> {
        self.0.write(b"\"");
        Ok(())
    }
}
