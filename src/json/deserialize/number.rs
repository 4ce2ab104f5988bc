//! Numbers for visitors.

use super::DeserializeError;
use crate::error::DecodeErrorKind;
use crate::json::text::{NotAnInteger, float, integer, is_number};
use serde::de::Visitor;

/// Visits an integer if it's written as one and fits in 64 bits, else a double.
pub(super) fn visit_number<'de, V: Visitor<'de>>(number: &str, visitor: V) -> Result<V::Value, DeserializeError> {
    if number != "-0"
        && !is_double(number)
        && let Ok(integer) = integer(number.as_bytes())
    {
        if let Some(value) = integer.to_u64() {
            return visitor.visit_u64(value);
        }
        if let Some(value) = integer.to_i64() {
            return visitor.visit_i64(value);
        }
    }
    match float(number) {
        Some(value) if f64::is_finite(value) => visitor.visit_f64(value),
        _ => out_of_range("a double"),
    }
}

/// Visits an integer, in any form.
pub(super) fn visit_integer<'de, V: Visitor<'de>>(number: &str, visitor: V) -> Result<V::Value, DeserializeError> {
    match integer(number.as_bytes()) {
        Ok(integer) => match (integer.to_u64(), integer.to_i64()) {
            (Some(value), _) => visitor.visit_u64(value),
            (None, Some(value)) => visitor.visit_i64(value),
            (None, None) => out_of_range("a 64-bit integer"),
        },
        Err(NotAnInteger::TooLarge) => out_of_range("a 64-bit integer"),
        Err(NotAnInteger::Malformed | NotAnInteger::Fraction) => malformed("an integer"),
    }
}

pub(super) fn visit_f32<'de, V: Visitor<'de>>(number: &str, visitor: V) -> Result<V::Value, DeserializeError> {
    match float(number) {
        Some(value) if f32::is_finite(value) => visitor.visit_f32(value),
        _ => out_of_range("a float"),
    }
}

macro_rules! wide {
    ($($visit:ident)+) => { $(
        /// Visits a number without a fraction or an exponent that fits in 128 bits.
        pub(super) fn $visit<'de, V: Visitor<'de>>(number: &str, visitor: V) -> Result<V::Value, DeserializeError> {
            if !is_number(number.as_bytes()) || is_double(number) {
                return malformed("a 128-bit integer, in digits");
            }
            match number.parse() {
                Ok(value) => visitor.$visit(value),
                Err(_) => out_of_range("a 128-bit integer"),
            }
        }
    )+ };
}

wide! { visit_i128 visit_u128 }

/// Whether a number has a fraction or an exponent.
fn is_double(number: &str) -> bool {
    number.bytes().any(|byte| matches!(byte, b'.' | b'e' | b'E'))
}

fn malformed<T>(what: &'static str) -> Result<T, DeserializeError> {
    Err(DeserializeError::new(DecodeErrorKind::Malformed(what)))
}

fn out_of_range<T>(what: &'static str) -> Result<T, DeserializeError> {
    Err(DeserializeError::new(DecodeErrorKind::OutOfRange(what)))
}
