//! Integers of 8 and 16 bits: protobuf has none, so they are an `int32` or a `uint32` of a smaller range.

use super::deserialize::{FromScalar, deserialize_scalar};
use crate::empty::ConstEmpty;
use crate::error::DecodeErrorKind;
use crate::json::{Integers, ObjectKey, Output, Reader, Scalar, Stop, Writer};
use crate::max::MaxJsonLen;
use crate::proto::traits::{Field, MapKey};
use serde::{Deserializer, Serializer};

/// `$small` is written as `$wide`.
macro_rules! small {
    ($($small:ident as $wide:ident $what:literal $max:literal;)+) => { $(
        impl Field for $small {
            fn absent() -> Self {
                0
            }

            fn is_default(&self) -> bool {
                *self == 0
            }

            #[inline]
            fn write<O: Output>(&self, output: &mut O) {
                $wide::from(*self).write(output);
            }

            #[inline]
            fn serialize_field<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $wide::from(*self).serialize_field(serializer)
            }

            fn read(&mut self, reader: &mut Reader<'_>) -> Result<bool, Stop> {
                const RANGE: &Integers = &Integers { min: $small::MIN as i64, max: $small::MAX as u64, what: $what };
                let mut value = 0;
                reader.integer(&mut value, RANGE)?;
                // A few digits more are read without a look at the range.
                *self = value.try_into().map_err(|_| reader.fail(DecodeErrorKind::OutOfRange($what)))?;
                Ok(true)
            }

            fn deserialize_field<'de, D: Deserializer<'de>>(&mut self, deserializer: D) -> Result<bool, D::Error> {
                deserialize_scalar(self, deserializer)
            }

            crate::__log_by_format! {}

            #[cfg(feature = "_sample")]
            fn sample(sampler: &mut dyn crate::sample::Sampler, _: bool) -> Self {
                crate::sample::integer!(sampler, $small)
            }
        }

        impl FromScalar for $small {
            const WHAT: &'static str = $what;

            fn set(&mut self, scalar: Scalar<'_>) -> Result<bool, DecodeErrorKind> {
                let mut value = 0_i64;
                value.set(scalar).map_err(|kind| match kind {
                    DecodeErrorKind::Malformed(_) => DecodeErrorKind::Malformed($what),
                    DecodeErrorKind::OutOfRange(_) => DecodeErrorKind::OutOfRange($what),
                    other => other,
                })?;
                *self = value.try_into().map_err(|_| DecodeErrorKind::OutOfRange($what))?;
                Ok(true)
            }
        }

        impl ObjectKey for $small {
            fn write_key(&self, writer: &mut Writer<'_>) {
                $wide::from(*self).write_key(writer);
            }
        }

        impl MapKey for $small {
            fn serialize_key<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $wide::from(*self).serialize_key(serializer)
            }
        }

        impl ConstEmpty for $small {
            const EMPTY: Self = 0;
        }

        impl MaxJsonLen for $small {
            const MAX_JSON_LEN: usize = $max.len();
            const MAX_KEY_LEN: usize = 2 + Self::MAX_JSON_LEN;
        }
    )+ };
}

small! {
    i8 as i32 "an integer from -128 to 127" "-128";
    i16 as i32 "an integer from -32,768 to 32,767" "-32768";
    u8 as u32 "an integer from 0 to 255" "255";
    u16 as u32 "an integer from 0 to 65,535" "65535";
}
