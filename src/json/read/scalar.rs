//! Scalars: numbers, booleans and null, and strings as one of them.

use super::{Reader, Stop};
use crate::error::{DecodeErrorKind, JsonType};
use crate::json::text::{END, NotAnInteger, StringToken, integer, skip_number};

/// An integer type.
pub(crate) struct Integers {
    pub(crate) min: i64,
    pub(crate) max: u64,
    /// A description for errors.
    pub(crate) what: &'static str,
}

/// A value that isn't an object or an array.
#[derive(Clone, Copy)]
pub(crate) enum Scalar<'a> {
    Null,
    Bool(bool),
    /// As spelled in JSON.
    Number(&'a [u8]),
    String(StringToken<'a>),
}

impl Scalar<'_> {
    /// The error for a scalar of a type that isn't accepted.
    pub(crate) fn wrong_type<T>(self) -> Result<T, DecodeErrorKind> {
        Err(DecodeErrorKind::UnexpectedType(match self {
            Self::Null => JsonType::Null,
            Self::Bool(_) => JsonType::Bool,
            Self::Number(_) => JsonType::Number,
            Self::String(_) => JsonType::String,
        }))
    }
}

impl<'de> Reader<'de> {
    /// Reads `true` or `false`.
    ///
    /// # Errors
    /// Stops if it's something else.
    #[inline(never)] // One copy for all fields.
    pub fn boolean(&mut self) -> Result<bool, Stop> {
        let first = self.first();
        if !matches!(first, b't' | b'f') {
            return Err(self.wrong_type());
        }
        self.skip_scalar()?;
        Ok(first == b't')
    }

    /// Reads an integer of the type `of` into `place`, bare or in quotes, with or without a fraction or an exponent.
    /// An unsigned 64-bit integer is stored as its bits.
    #[inline(never)] // One copy for all fields and types.
    pub(crate) fn integer(&mut self, place: &mut i64, of: &'static Integers) -> Result<(), Stop> {
        match self.short_integer() {
            Some(value) if value >= 0 || of.min < 0 => {
                // Every type holds nine digits.
                *place = value.into();
                Ok(())
            }
            Some(_) => Err(self.fail(DecodeErrorKind::OutOfRange(of.what))),
            None => self.any_integer(place, of),
        }
    }

    /// Reads an integer of at most nine digits, bare or in quotes. Returns `None` for anything else.
    #[inline(always)] // Its only caller's hot path.
    fn short_integer(&mut self) -> Option<i32> {
        let mut at = self.at.clone();
        let mut byte = at.bump()?;
        let is_quoted = byte == b'"';
        if is_quoted {
            byte = at.bump()?;
        }
        let is_negative = byte == b'-';
        if is_negative {
            byte = at.bump()?;
        }
        let mut value = i32::from(byte) - i32::from(b'0');
        if !(0..=9).contains(&value) {
            return None;
        }
        if value != 0 {
            let mut digits_left = 8;
            while let [digit @ b'0'..=b'9', ..] = at.rest() {
                if digits_left == 0 {
                    return None;
                }
                digits_left -= 1;
                value = value * 10 + i32::from(*digit - b'0');
                at.bump();
            }
        }
        let mut after = at.clone();
        match after.bump() {
            Some(b'"') if is_quoted => at = after,
            Some(b'.' | b'e' | b'E' | b'0'..=b'9') => return None,
            _ if is_quoted => return None,
            _ => {}
        }
        self.at = at;
        Some(if is_negative { -value } else { value })
    }

    #[cold] // More digits, a fraction, an exponent, or an error.
    #[inline(never)]
    fn any_integer(&mut self, place: &mut i64, of: &'static Integers) -> Result<(), Stop> {
        let scalar = self.scalar()?;
        let integer = match scalar {
            Scalar::Number(number) => integer(number),
            Scalar::String(text) => text.with_short(integer),
            _ => return scalar.wrong_type().map_err(|kind| self.fail(kind)),
        };
        let kind = match integer {
            Ok(integer) if integer.negative && integer.magnitude <= of.min.unsigned_abs() => {
                *place = (integer.magnitude as i64).wrapping_neg();
                return Ok(());
            }
            Ok(integer) if integer.magnitude <= of.max && (!integer.negative || integer.magnitude == 0) => {
                *place = integer.magnitude as i64;
                return Ok(());
            }
            Err(NotAnInteger::Malformed | NotAnInteger::Fraction) => DecodeErrorKind::Malformed(of.what),
            _ => DecodeErrorKind::OutOfRange(of.what),
        };
        Err(self.fail(kind))
    }

    /// Reads the scalar that is next.
    pub(crate) fn scalar(&mut self) -> Result<Scalar<'de>, Stop> {
        match self.at.rest() {
            [b'"', ..] => self.string().map(Scalar::String),
            [b'{' | b'[', ..] => Err(self.wrong_type()),
            [first, ..] => {
                let start = self.at.rest();
                self.skip_scalar()?;
                Ok(match first {
                    b't' | b'f' => Scalar::Bool(*first == b't'),
                    b'n' => Scalar::Null,
                    _ => Scalar::Number(self.since(start)),
                })
            }
            [] => Err(self.wrong_type()),
        }
    }

    /// Skips the scalar that is next, and returns whether it's a string with escapes.
    #[inline]
    pub(super) fn skip_scalar(&mut self) -> Result<bool, Stop> {
        match self.at.bump() {
            Some(b'"') => self.skip_string(),
            first => self.skip_bare(first.unwrap_or(END)).map(|()| false),
        }
    }

    /// Skips a number, boolean or null whose first byte, `first`, has been read.
    #[inline(never)] // One copy for all scalars.
    pub(super) fn skip_bare(&mut self, first: u8) -> Result<(), Stop> {
        let mut at = self.at.clone();
        let word: &[u8] = match first {
            b'-' | b'0'..=b'9' => &[],
            b't' => b"rue",
            b'f' => b"alse",
            b'n' => b"ull",
            _ => return Err(self.unexpected_last(at, first)),
        };
        let is_valid =
            if word.is_empty() { skip_number(&mut at, first) } else { word.iter().all(|&letter| at.eat(letter)) };
        self.at = at;
        if is_valid { Ok(()) } else { Err(self.broken_scalar(first)) }
    }
}
