//! Values that are one token.

use super::{Reader, Refusal, Shape, announce};
use crate::error::{BuildError, Found};
use crate::json::{Quoted, decimal};
use core::fmt;
use core::str::FromStr;
use serde::de::{Deserializer, Error, Visitor};

/// A value that is one token of JSON.
pub(in crate::proto) trait Scalar {
    /// What it is, for errors: the name of its capacity, if it has one.
    const WHAT: &'static str;

    /// Its capacity.
    const LIMIT: usize = usize::MAX;

    /// Takes what a token says.
    fn read(&mut self, token: Token<'_>) -> Result<Outcome, Refusal>;

    /// Takes what a binary format says.
    fn read_bytes(&mut self, _: &[u8]) -> Result<Outcome, Refusal> {
        Err(Refusal::Malformed)
    }
}

/// A token; those of other formats are written as JSON would have them.
#[derive(Clone, Copy)]
pub(in crate::proto) enum Token<'a> {
    Null,
    Bool(bool),
    Number(&'a str),
    Text(Quoted<'a>),
}

/// What a token has said.
pub(in crate::proto) enum Outcome {
    Value,
    /// That there is no value.
    Nothing,
    /// A value without a meaning in this version of the schema.
    Unknown,
}

impl<'a> Token<'a> {
    pub(in crate::proto) fn of(token: &'a str) -> Self {
        match token.as_bytes() {
            [.., b'"'] => Self::Text(Quoted::handed_on(token)),
            [b't' | b'f', ..] => Self::Bool(token == "true"),
            [b'n', ..] => Self::Null,
            _ => Self::Number(token),
        }
    }

    pub(in crate::proto) fn refuse<T>(self) -> Result<T, Refusal> {
        Err(Refusal::WrongType(match self {
            Self::Null => Found::Null,
            Self::Bool(_) => Found::Bool,
            Self::Number(_) => Found::Number,
            Self::Text(_) => Found::String,
        }))
    }

    /// A value that is short text.
    pub(in crate::proto) fn parse<T: FromStr<Err = BuildError>>(self) -> Result<T, Refusal> {
        // All that is valid fits, and is ASCII.
        self.short_text(&mut [0; 64])?.parse().map_err(|error| match error {
            BuildError::OutOfRange(_) => Refusal::OutOfRange,
            _ => Refusal::Malformed,
        })
    }

    #[inline(never)]
    fn short_text<'b>(self, buffer: &'b mut [u8; 64]) -> Result<&'b str, Refusal>
    where
        'a: 'b,
    {
        self.text()?.contiguous(buffer).map_err(|_| Refusal::Malformed)
    }

    pub(in crate::proto) fn text(self) -> Result<Quoted<'a>, Refusal> {
        match self {
            Self::Text(text) => Ok(text),
            other => other.refuse(),
        }
    }
}

/// Reads a scalar; answers whether there was a value.
#[inline]
pub(in crate::proto) fn read_scalar<'de, S: Scalar, D: Deserializer<'de>>(
    scalar: &mut S,
    deserializer: D,
) -> Result<bool, D::Error> {
    announce(S::WHAT, S::LIMIT, TokenVisitor { scalar, reader: Reader::Foreign }, deserializer)
}

struct TokenVisitor<'a, S> {
    scalar: &'a mut S,
    reader: Reader,
}

impl<S: Scalar> TokenVisitor<'_, S> {
    #[inline]
    fn take<E: Error>(self, outcome: Result<Outcome, Refusal>, is_strict: bool) -> Result<bool, E> {
        let refusal = match outcome {
            Ok(Outcome::Value) => return Ok(true),
            Ok(Outcome::Unknown) if is_strict => Refusal::UnknownValue,
            Ok(Outcome::Nothing | Outcome::Unknown) => return Ok(false),
            Err(refusal) => refusal,
        };
        Err(self.reader.refuse(refusal, S::WHAT, S::LIMIT))
    }

    #[inline]
    fn read<E: Error>(self, token: Token<'_>, is_strict: bool) -> Result<bool, E> {
        let outcome = self.scalar.read(token);
        self.take(outcome, is_strict)
    }

    fn read_integer<E: Error>(self, magnitude: u64, negative: bool) -> Result<bool, E> {
        let number = decimal(magnitude, negative);
        self.read(Token::Number(core::str::from_utf8(number.as_bytes()).unwrap_or_default()), false)
    }
}

impl<'de, S: Scalar> Visitor<'de> for TokenVisitor<'_, S> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(S::WHAT)
    }

    /// From our own decoder, a token; from that of another format, text.
    #[inline]
    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<bool, E> {
        match self.reader {
            Reader::Own => self.read(Token::of(text), false),
            Reader::Foreign => self.read(Token::Text(Quoted::plain(text)), false),
        }
    }

    /// From our own decoder, a token of which nothing may be unknown.
    fn visit_str<E: Error>(self, text: &str) -> Result<bool, E> {
        match self.reader {
            Reader::Own => self.read(Token::of(text), true),
            Reader::Foreign => self.read(Token::Text(Quoted::plain(text)), false),
        }
    }

    fn visit_unit<E: Error>(self) -> Result<bool, E> {
        self.read(Token::Null, false)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<bool, E> {
        self.read(Token::Bool(value), false)
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<bool, E> {
        self.read_integer(value.unsigned_abs(), value < 0)
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<bool, E> {
        self.read_integer(value, false)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<bool, E> {
        if value.is_finite() {
            return self.read(Token::Number(zmij::Buffer::new().format_finite(value)), false);
        }
        let name = if value.is_nan() {
            "NaN"
        } else if value > 0.0 {
            "Infinity"
        } else {
            "-Infinity"
        };
        self.read(Token::Text(Quoted::plain(name)), false)
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<bool, E> {
        let outcome = self.scalar.read_bytes(bytes);
        self.take(outcome, false)
    }
}

impl<'de, S: Scalar> Shape<'de> for TokenVisitor<'_, S> {
    fn by(self, reader: Reader) -> Self {
        Self { reader, ..self }
    }

    fn ask<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_any(self)
    }
}
