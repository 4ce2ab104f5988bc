//! Values that are one scalar.

use crate::error::DecodeErrorKind;
use crate::json::{FirstKey, PrivateName, Scalar, StringToken, decimal, is_number, read_private, to_slice};
use core::fmt;
use serde::Serialize;
use serde::de::{Deserializer, Error, MapAccess, Unexpected, Visitor};

/// A value that is a single JSON scalar.
pub(in crate::proto) trait FromScalar {
    /// A description of the value, for errors.
    const WHAT: &'static str;

    /// Sets the value from a scalar; returns whether there is a value.
    fn set(&mut self, scalar: Scalar<'_>) -> Result<bool, DecodeErrorKind>;

    /// Sets the value from the bytes of a binary format.
    fn set_bytes(&mut self, _: &[u8]) -> Result<(), DecodeErrorKind> {
        Err(DecodeErrorKind::Malformed("a string, not bytes"))
    }
}

/// Reads a scalar; returns whether there was a value. Scalars of other formats are treated as in JSON.
pub(in crate::proto) fn deserialize_scalar<'de, S: FromScalar, D: Deserializer<'de>>(
    value: &mut S,
    deserializer: D,
) -> Result<bool, D::Error> {
    deserializer.deserialize_any(ScalarVisitor(value))
}

struct ScalarVisitor<'a, S>(&'a mut S);

impl<S: FromScalar> ScalarVisitor<'_, S> {
    fn set<E: Error>(self, scalar: Scalar<'_>) -> Result<bool, E> {
        self.0.set(scalar).map_err(E::custom)
    }

    fn set_integer<E: Error>(self, magnitude: u64, negative: bool) -> Result<bool, E> {
        let number = decimal(magnitude, negative);
        self.set(Scalar::Number(number.as_bytes()))
    }

    fn set_wide_integer<E: Error>(self, value: impl Serialize) -> Result<bool, E> {
        let mut buffer = [0; LONGEST_INTEGER];
        let number = to_slice(&value, &mut buffer).map_err(E::custom)?;
        self.set(Scalar::Number(number))
    }
}

/// The length of the longest 128-bit integer.
const LONGEST_INTEGER: usize = "-170141183460469231731687303715884105728".len();

impl<'de, S: FromScalar> Visitor<'de> for ScalarVisitor<'_, S> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(S::WHAT)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<bool, E> {
        self.set(Scalar::String(StringToken::plain(text)))
    }

    fn visit_unit<E: Error>(self) -> Result<bool, E> {
        self.set(Scalar::Null)
    }

    fn visit_none<E: Error>(self) -> Result<bool, E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<bool, E> {
        self.set(Scalar::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<bool, E> {
        self.set_integer(value.unsigned_abs(), value < 0)
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<bool, E> {
        self.set_integer(value, false)
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<bool, E> {
        self.set_wide_integer(value)
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<bool, E> {
        self.set_wide_integer(value)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<bool, E> {
        if value.is_finite() {
            return self.set(Scalar::Number(zmij::Buffer::new().format_finite(value).as_bytes()));
        }
        let name = if value.is_nan() {
            "NaN"
        } else if value > 0.0 {
            "Infinity"
        } else {
            "-Infinity"
        };
        self.set(Scalar::String(StringToken::plain(name)))
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<bool, E> {
        self.0.set_bytes(bytes).map(|()| true).map_err(E::custom)
    }

    /// A number with serde_json's private name.
    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<bool, A::Error> {
        match access.next_key_seed(FirstKey { expected: S::WHAT })? {
            Some(Some(PrivateName::Number)) => read_private(&mut access, |number| {
                if is_number(number.as_bytes()) {
                    self.0.set(Scalar::Number(number.as_bytes()))
                } else {
                    Err(DecodeErrorKind::Malformed("a number"))
                }
            }),
            _ => Err(A::Error::invalid_type(Unexpected::Map, &self)),
        }
    }
}
