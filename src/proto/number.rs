//! Truth values and numbers.

use super::read::{Outcome, Refusal, Scalar, Token, read_scalar};
use super::{Field, MapKey};
use crate::json::{NAME, NotAnInteger, Scanner, float, integer};
use crate::max::MaxJsonLen;
use core::fmt::Display;
use core::num::FpCategory;
use serde::{Deserializer, Serialize, Serializer};

/// What all numbers and truth values have in common.
macro_rules! is_scalar {
    ($type:ident) => {
        fn absent() -> Self {
            Self::default()
        }

        #[inline]
        fn deserialize_field<'de, D: Deserializer<'de>>(&mut self, deserializer: D) -> Result<bool, D::Error> {
            read_scalar(self, deserializer)
        }

        crate::__log_by_format! {}
    };
}

/// A value of the type for a test.
macro_rules! sampled {
    (bool) => {
        #[cfg(feature = "_sample")]
        fn sample(sampler: &mut dyn crate::sample::Sampler, is_optional: bool) -> Self {
            sampler.choose(2, &mut |_, value| match (value, is_optional) {
                (1, _) => "true".len(),
                (_, true) => 0,
                (_, false) => "false".len(),
            }) == 1
        }
    };
    (f32) => {
        #[cfg(feature = "_sample")]
        fn sample(sampler: &mut dyn crate::sample::Sampler, _: bool) -> Self {
            sampler.float()
        }
    };
    (f64) => {
        #[cfg(feature = "_sample")]
        fn sample(sampler: &mut dyn crate::sample::Sampler, _: bool) -> Self {
            sampler.double()
        }
    };
    ($integer:ident) => {
        #[cfg(feature = "_sample")]
        fn sample(sampler: &mut dyn crate::sample::Sampler, _: bool) -> Self {
            crate::sample::integer!(sampler, $integer)
        }
    };
}

macro_rules! bare {
    ($($type:tt $serialize:ident $max:literal $max_present:literal;)+) => { $(
        impl Field for $type {
            is_scalar! { $type }
            sampled! { $type }

            fn is_default(&self) -> bool {
                *self == $type::default()
            }

            #[inline]
            fn serialize_field<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.$serialize(*self)
            }
        }

        impl MapKey for $type {
            fn serialize_key<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }

            fn deserialize_key<'de, D: Deserializer<'de>>(&mut self, deserializer: D) -> Result<bool, D::Error> {
                read_scalar(&mut Key(self), deserializer)
            }
        }

        impl MaxJsonLen for $type {
            const MAX_JSON_LEN: usize = $max.len();
            const MAX_PRESENT_LEN: usize = $max_present.len();
            const MAX_KEY_LEN: usize = 2 + Self::MAX_JSON_LEN;
        }
    )+ };
}

bare! {
    bool serialize_bool "false" "true";
    i32 serialize_i32 "-2147483648" "-2147483648";
    u32 serialize_u32 "4294967295" "4294967295";
}

/// 64-bit integers are text, since few JSON readers keep all of their digits as numbers.
macro_rules! quoted {
    ($($type:tt $serialize:ident $max:literal;)+) => { $(
        impl Field for $type {
            is_scalar! { $type }
            sampled! { $type }

            fn is_default(&self) -> bool {
                *self == 0
            }

            #[inline]
            fn serialize_field<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_newtype_struct(NAME, &Quoted(*self))
            }
        }

        impl MapKey for $type {
            fn serialize_key<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl Serialize for Quoted<$type> {
            #[inline]
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                if serializer.is_human_readable() {
                    serializer.collect_str(&self.0)
                } else {
                    serializer.$serialize(self.0)
                }
            }
        }

        impl MaxJsonLen for $type {
            const MAX_JSON_LEN: usize = $max.len();
        }
    )+ };
}

struct Quoted<T: Display>(T);

quoted! {
    i64 serialize_i64 "\"-9223372036854775808\"";
    u64 serialize_u64 "\"18446744073709551615\"";
}

macro_rules! float {
    ($($type:tt $serialize:ident $max:literal;)+) => { $(
        impl Field for $type {
            is_scalar! { $type }
            sampled! { $type }

            /// Positive zero; a negative one is kept.
            fn is_default(&self) -> bool {
                self.to_bits() == 0
            }

            fn serialize_field<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                // By their bits: few microcontrollers compare doubles in hardware.
                match self.classify() {
                    FpCategory::Nan => serializer.serialize_str("NaN"),
                    FpCategory::Infinite if self.is_sign_positive() => serializer.serialize_str("Infinity"),
                    FpCategory::Infinite => serializer.serialize_str("-Infinity"),
                    FpCategory::Zero | FpCategory::Subnormal | FpCategory::Normal => serializer.$serialize(*self),
                }
            }
        }

        impl MaxJsonLen for $type {
            const MAX_JSON_LEN: usize = $max.len();
        }
    )+ };
}

float! {
    f32 serialize_f32 "-0.0000010000001";
    f64 serialize_f64 "-2.2250738585072014e-308";
}

impl Scalar for bool {
    const WHAT: &'static str = "true or false";

    fn read(&mut self, token: Token<'_>) -> Result<Outcome, Refusal> {
        match token {
            Token::Bool(value) => *self = value,
            other => return other.refuse(),
        }
        Ok(Outcome::Value)
    }
}

macro_rules! integers {
    ($($type:ident $to:ident $what:literal;)+) => { $(
        /// Whole, bare or in quotes, with a fraction or an exponent or not.
        impl Scalar for $type {
            const WHAT: &'static str = $what;

            fn read(&mut self, token: Token<'_>) -> Result<Outcome, Refusal> {
                let integer = with_number(token, |number| {
                    integer(number).map_err(|error| match error {
                        NotAnInteger::Malformed => Refusal::Malformed,
                        NotAnInteger::Fraction | NotAnInteger::TooLarge => Refusal::OutOfRange,
                    })
                })?;
                *self = integer.$to().and_then(|value| value.try_into().ok()).ok_or(Refusal::OutOfRange)?;
                Ok(Outcome::Value)
            }
        }
    )+ };
}

integers! {
    i32 to_i64 "a whole number of 32 bits";
    i64 to_i64 "a whole number of 64 bits";
    u32 to_u64 "a whole number of 32 bits that isn't negative";
    u64 to_u64 "a whole number of 64 bits that isn't negative";
}

macro_rules! floats {
    ($($type:ident $what:literal;)+) => { $(
        impl Scalar for $type {
            const WHAT: &'static str = $what;

            fn read(&mut self, token: Token<'_>) -> Result<Outcome, Refusal> {
                *self = match token {
                    Token::Text(text) if text.is("NaN") => $type::NAN,
                    Token::Text(text) if text.is("Infinity") => $type::INFINITY,
                    Token::Text(text) if text.is("-Infinity") => $type::NEG_INFINITY,
                    _ => with_number(token, |number| {
                        if matches!(token, Token::Text(_)) && !Scanner::is_number(number) {
                            return Err(Refusal::Malformed);
                        }
                        let value = float(number).ok_or(Refusal::Malformed)?;
                        if $type::is_finite(value) { Ok(value) } else { Err(Refusal::OutOfRange) }
                    })?,
                };
                Ok(Outcome::Value)
            }
        }
    )+ };
}

floats! {
    f32 "a float";
    f64 "a double";
}

/// Hands on a number that stands bare or in quotes.
#[inline]
fn with_number<T>(token: Token<'_>, read: impl FnOnce(&str) -> Result<T, Refusal>) -> Result<T, Refusal> {
    match token {
        Token::Number(number) => read(number),
        // Long enough for all digits of any number that has no needless ones.
        Token::Text(text) => read(text.contiguous(&mut [0; 64]).map_err(|_| Refusal::Malformed)?),
        other => other.refuse(),
    }
}

/// The key of a map, which is text whatever it stands for.
struct Key<'a, T>(&'a mut T);

impl<T: Scalar> Scalar for Key<'_, T> {
    const WHAT: &'static str = T::WHAT;

    fn read(&mut self, token: Token<'_>) -> Result<Outcome, Refusal> {
        match token {
            Token::Text(text) if text.is("true") => self.0.read(Token::Bool(true)),
            Token::Text(text) if text.is("false") => self.0.read(Token::Bool(false)),
            other => self.0.read(other),
        }
    }
}
