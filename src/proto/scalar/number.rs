//! Booleans and numbers.

use super::deserialize::{FromScalar, deserialize_scalar};
use crate::empty::ConstEmpty;
use crate::error::DecodeErrorKind;
#[cfg(target_pointer_width = "64")] // Declared only then.
use crate::json::short_double;
use crate::json::{
    Integers, NotAnInteger, ObjectKey, Output, Reader, Scalar, Stop, Writer, decimal_len, double_len, float, integer,
    is_number,
};
use crate::max::MaxJsonLen;
use crate::proto::traits::{Field, MapKey};
use core::num::FpCategory;
use serde::{Deserializer, Serializer};

/// A value of the type, for a test.
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

/// How a value of the type reads itself.
macro_rules! read {
    (bool) => {
        #[inline]
        fn read(&mut self, reader: &mut Reader<'_>) -> Result<bool, Stop> {
            *self = reader.boolean()?;
            Ok(true)
        }
    };
    (f32) => {
        fn read(&mut self, reader: &mut Reader<'_>) -> Result<bool, Stop> {
            let number = reader.scalar()?;
            self.set(number).map_err(|kind| reader.fail(kind))
        }
    };
    (f64) => {
        fn read(&mut self, reader: &mut Reader<'_>) -> Result<bool, Stop> {
            let number = reader.scalar()?;
            #[cfg(target_pointer_width = "64")] // A fast path; `short_double` says why only here.
            if let Scalar::Number(number) = number
                && let Some(value) = short_double(number)
            {
                *self = value;
                return Ok(true);
            }
            self.set(number).map_err(|kind| reader.fail(kind))
        }
    };
    ($integer:ident) => {
        #[inline]
        fn read(&mut self, reader: &mut Reader<'_>) -> Result<bool, Stop> {
            let mut value = 0;
            reader.integer(&mut value, <$integer as Integral>::RANGE)?;
            // It is in the range, or has all bits of an unsigned integer.
            *self = value as $integer;
            Ok(true)
        }
    };
}

/// How a value of the type writes itself.
macro_rules! write {
    ($writer:expr, $value:expr, bool) => {
        $writer.boolean($value)
    };
    ($writer:expr, $value:expr, i32) => {
        $writer.integer($value.unsigned_abs().into(), $value < 0)
    };
    ($writer:expr, $value:expr, u32) => {
        $writer.integer($value.into(), false)
    };
    ($writer:expr, $value:expr, i64) => {
        $writer.quoted_integer($value.unsigned_abs(), $value < 0)
    };
    ($writer:expr, $value:expr, u64) => {
        $writer.quoted_integer($value, false)
    };
    ($writer:expr, $value:expr, f32) => {
        $writer.float($value)
    };
    ($writer:expr, $value:expr, f64) => {
        $writer.double($value)
    };
}

/// The same for an output, which may only need the length.
macro_rules! write_number {
    ($output:expr, $value:expr, bool) => { write_number!(@ $output, $value, bool, if $value { 4 } else { 5 }) };
    ($output:expr, $value:expr, i32) => {
        write_number!(@ $output, $value, i32, decimal_len($value.unsigned_abs().into(), $value < 0))
    };
    ($output:expr, $value:expr, u32) => { write_number!(@ $output, $value, u32, decimal_len($value.into(), false)) };
    ($output:expr, $value:expr, i64) => {
        write_number!(@ $output, $value, i64, 2 + decimal_len($value.unsigned_abs(), $value < 0))
    };
    ($output:expr, $value:expr, u64) => { write_number!(@ $output, $value, u64, 2 + decimal_len($value, false)) };
    ($output:expr, $value:expr, f64) => { write_number!(@ $output, $value, f64, double_len($value)) };
    ($output:expr, $value:expr, f32) => { $output.write(|writer| write!(writer, $value, f32)) };
    (@ $output:expr, $value:expr, $type:tt, $len:expr) => {
        $output.write_of_len(|| $len, |writer| write!(writer, $value, $type))
    };
}

/// What all numbers and booleans have in common.
macro_rules! is_scalar {
    ($type:ident) => {
        fn absent() -> Self {
            Self::default()
        }

        read! { $type }

        #[inline]
        fn write<O: Output>(&self, output: &mut O) {
            write_number!(output, *self, $type);
        }

        #[inline]
        fn deserialize_field<'de, D: Deserializer<'de>>(&mut self, deserializer: D) -> Result<bool, D::Error> {
            deserialize_scalar(self, deserializer)
        }

        sampled! { $type }
        crate::__log_by_format! {}
    };
}

/// How a value of the type writes itself as a key.
macro_rules! write_key {
    ($writer:expr, $value:expr, bool) => {
        $writer.text(if $value { "true" } else { "false" })
    };
    ($writer:expr, $value:expr, i32) => {
        $writer.quoted_integer($value.unsigned_abs().into(), $value < 0)
    };
    ($writer:expr, $value:expr, u32) => {
        $writer.quoted_integer($value.into(), false)
    };
    ($writer:expr, $value:expr, $type:tt) => {
        write!($writer, $value, $type)
    };
}

/// What is special about a key of the type: a boolean is a string there, too.
macro_rules! key {
    (bool) => {
        fn read_key(&mut self, reader: &mut Reader<'_>) -> Result<bool, Stop> {
            let key = reader.string()?;
            Key(self).set(Scalar::String(key)).map_err(|kind| reader.fail(kind))
        }

        fn deserialize_key<'de, D: Deserializer<'de>>(&mut self, deserializer: D) -> Result<bool, D::Error> {
            deserialize_scalar(&mut Key(self), deserializer)
        }
    };
    ($type:ident) => {};
}

macro_rules! keys {
    ($($type:tt)+) => { $(
        impl ObjectKey for $type {
            fn write_key(&self, writer: &mut Writer<'_>) {
                write_key!(writer, *self, $type);
            }
        }

        impl MapKey for $type {
            key! { $type }

            fn serialize_key<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
    )+ };
}

keys! { bool i32 u32 i64 u64 }

macro_rules! bare {
    ($($type:tt $zero:literal $serialize:ident $max:literal $max_present:literal;)+) => { $(
        impl ConstEmpty for $type {
            const EMPTY: Self = $zero;
        }

        impl Field for $type {
            is_scalar! { $type }

            fn is_default(&self) -> bool {
                *self == $type::default()
            }

            #[inline]
            fn serialize_field<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.$serialize(*self)
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
    bool false serialize_bool "false" "true";
    i32 0 serialize_i32 "-2147483648" "-2147483648";
    u32 0 serialize_u32 "4294967295" "4294967295";
}

/// 64-bit integers are strings, since few JSON readers keep all of their digits as numbers.
macro_rules! quoted {
    ($($type:tt $zero:literal $serialize:ident $max:literal;)+) => { $(
        impl ConstEmpty for $type {
            const EMPTY: Self = $zero;
        }

        impl Field for $type {
            is_scalar! { $type }

            fn is_default(&self) -> bool {
                *self == 0
            }

            fn serialize_field<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                if serializer.is_human_readable() { serializer.collect_str(self) } else { serializer.$serialize(*self) }
            }
        }

        impl MaxJsonLen for $type {
            const MAX_JSON_LEN: usize = $max.len();
        }
    )+ };
}

quoted! {
    i64 0 serialize_i64 "\"-9223372036854775808\"";
    u64 0 serialize_u64 "\"18446744073709551615\"";
}

macro_rules! float {
    ($($type:tt $zero:literal $serialize:ident $max:literal;)+) => { $(
        impl ConstEmpty for $type {
            const EMPTY: Self = $zero;
        }

        impl Field for $type {
            is_scalar! { $type }

            /// Whether it is positive zero; negative zero is kept.
            fn is_default(&self) -> bool {
                self.to_bits() == 0
            }

            fn serialize_field<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                // Classified by its bits: few microcontrollers compare doubles in hardware.
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
    f32 0.0 serialize_f32 "-0.0000010000001";
    f64 0.0 serialize_f64 "-2.2250738585072014e-308";
}

impl FromScalar for bool {
    const WHAT: &'static str = "true or false";

    fn set(&mut self, scalar: Scalar<'_>) -> Result<bool, DecodeErrorKind> {
        let Scalar::Bool(value) = scalar else { return scalar.wrong_type() };
        *self = value;
        Ok(true)
    }
}

/// An integer type.
trait Integral {
    const RANGE: &'static Integers;
}

macro_rules! integers {
    ($($type:ident $to:ident $what:literal;)+) => { $(
        impl Integral for $type {
            const RANGE: &'static Integers =
                &Integers { min: <$type>::MIN as i64, max: <$type>::MAX as u64, what: $what };
        }

        /// Accepts an integer, bare or in quotes, with or without a fraction or an exponent.
        impl FromScalar for $type {
            const WHAT: &'static str = $what;

            fn set(&mut self, scalar: Scalar<'_>) -> Result<bool, DecodeErrorKind> {
                let value = match with_number(scalar, integer)? {
                    Ok(integer) => integer.$to().and_then(|value| value.try_into().ok()),
                    Err(NotAnInteger::Malformed | NotAnInteger::Fraction) => {
                        return Err(DecodeErrorKind::Malformed($what));
                    }
                    Err(NotAnInteger::TooLarge) => None,
                };
                *self = value.ok_or(DecodeErrorKind::OutOfRange($what))?;
                Ok(true)
            }
        }
    )+ };
}

integers! {
    i32 to_i64 "a 32-bit integer";
    i64 to_i64 "a 64-bit integer";
    u32 to_u64 "an unsigned 32-bit integer";
    u64 to_u64 "an unsigned 64-bit integer";
}

macro_rules! floats {
    ($($type:ident $what:literal;)+) => { $(
        impl FromScalar for $type {
            const WHAT: &'static str = $what;

            fn set(&mut self, scalar: Scalar<'_>) -> Result<bool, DecodeErrorKind> {
                *self = match scalar {
                    Scalar::String(text) if text.is("NaN") => $type::NAN,
                    Scalar::String(text) if text.is("Infinity") => $type::INFINITY,
                    Scalar::String(text) if text.is("-Infinity") => $type::NEG_INFINITY,
                    _ => {
                        // A number in quotes hasn't been checked yet.
                        let is_bare = matches!(scalar, Scalar::Number(_));
                        let value = with_number(scalar, |number| {
                            if is_bare || is_number(number) { float(core::str::from_utf8(number).ok()?) } else { None }
                        })?;
                        match value {
                            Some(value) if $type::is_finite(value) => value,
                            Some(_) => return Err(DecodeErrorKind::OutOfRange($what)),
                            None => return Err(DecodeErrorKind::Malformed($what)),
                        }
                    }
                };
                Ok(true)
            }
        }
    )+ };
}

floats! {
    f32 "a float";
    f64 "a double";
}

/// Reads the text of a number, which may be in quotes.
fn with_number<T>(scalar: Scalar<'_>, read: impl FnOnce(&[u8]) -> T) -> Result<T, DecodeErrorKind> {
    match scalar {
        Scalar::Number(number) => Ok(read(number)),
        Scalar::String(text) => Ok(text.with_short(read)),
        other => other.wrong_type(),
    }
}

/// A boolean that is the key of a map.
struct Key<'a>(&'a mut bool);

impl FromScalar for Key<'_> {
    const WHAT: &'static str = bool::WHAT;

    fn set(&mut self, scalar: Scalar<'_>) -> Result<bool, DecodeErrorKind> {
        *self.0 = match scalar {
            Scalar::String(text) if text.is("true") => true,
            Scalar::String(text) if text.is("false") => false,
            Scalar::String(_) => return Err(DecodeErrorKind::Malformed(Self::WHAT)),
            other => return self.0.set(other),
        };
        Ok(true)
    }
}
