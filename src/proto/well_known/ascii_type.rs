//! What types that are short strings in JSON have in common.

use crate::error::{BuildError, DecodeErrorKind};
use crate::json::{Reader, ShortString, Stop, Writer};

/// A type that is a short ASCII string in JSON.
pub(in crate::proto) trait AsciiType: Sized {
    /// Parses what is between the quotes.
    fn parse(text: &[u8]) -> Result<Self, Invalid>;

    /// Returns the text, in quotes.
    fn to_text(&self) -> ShortString;

    /// Returns the length of the text, in quotes.
    fn text_len(&self) -> usize;

    /// Writes the text.
    #[inline]
    fn write_text(&self, writer: &mut Writer<'_>) {
        writer.short_text(&self.to_text());
    }
}

/// Why there is no value.
#[derive(Clone, Copy)]
pub(in crate::proto) enum Invalid {
    Malformed(&'static str),
    OutOfRange(&'static str),
}

impl From<Invalid> for BuildError {
    fn from(invalid: Invalid) -> Self {
        match invalid {
            Invalid::Malformed(what) => Self::Malformed(what),
            Invalid::OutOfRange(what) => Self::OutOfRange(what),
        }
    }
}

impl From<Invalid> for DecodeErrorKind {
    fn from(invalid: Invalid) -> Self {
        match invalid {
            Invalid::Malformed(what) => Self::Malformed(what),
            Invalid::OutOfRange(what) => Self::OutOfRange(what),
        }
    }
}

/// Reads a string, which `parse` turns into a value.
#[inline(never)] // One copy of the reading for all types.
pub(in crate::proto) fn read_short(
    reader: &mut Reader<'_>,
    parse: &mut dyn FnMut(&[u8]) -> Result<(), Invalid>,
) -> Result<bool, Stop> {
    let text = reader.string()?;
    text.with_short(parse).map_err(|invalid| fail(invalid, reader))?;
    Ok(true)
}

#[cold] // Off the hot path.
#[inline(never)]
fn fail(invalid: Invalid, reader: &mut Reader<'_>) -> Stop {
    reader.fail(invalid.into())
}

/// What all such types can do, given a description of their format.
macro_rules! is_ascii {
    ($Type:ident, $what:literal) => {
        impl core::fmt::Display for $Type {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.pad($crate::proto::well_known::ascii_type::AsciiType::to_text(self).unquoted())
            }
        }

        impl serde::Serialize for $Type {
            #[cfg_attr(not(target_pointer_width = "64"), inline(never))] // A call takes less flash.
            #[cfg_attr(target_pointer_width = "64", inline)] // On the hot path.
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str($crate::proto::well_known::ascii_type::AsciiType::to_text(self).unquoted())
            }
        }

        impl<'de> serde::Deserialize<'de> for $Type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let mut value = Self::default();
                $crate::proto::scalar::deserialize_scalar(&mut value, deserializer)?;
                Ok(value)
            }
        }

        impl core::str::FromStr for $Type {
            type Err = $crate::BuildError;

            /// Reads the value from what JSON has between the quotes.
            ///
            /// # Errors
            /// [`BuildError::Malformed`] for a string of another form, [`BuildError::OutOfRange`] for a value that
            /// doesn't exist or is outside the range of the type.
            fn from_str(text: &str) -> Result<Self, $crate::BuildError> {
                Ok($crate::proto::well_known::ascii_type::AsciiType::parse(text.as_bytes())?)
            }
        }

        impl $crate::proto::scalar::FromScalar for $Type {
            const WHAT: &'static str = $what;

            fn set(&mut self, scalar: $crate::json::Scalar<'_>) -> Result<bool, $crate::DecodeErrorKind> {
                let $crate::json::Scalar::String(text) = scalar else { return scalar.wrong_type() };
                *self = text.with_short($crate::proto::well_known::ascii_type::AsciiType::parse)?;
                Ok(true)
            }
        }

        impl $crate::proto::Field for $Type {
            fn absent() -> Self {
                Self::default()
            }

            fn is_default(&self) -> bool {
                false
            }

            #[cfg_attr(not(target_pointer_width = "64"), inline(never))] // A call takes less flash.
            #[cfg_attr(target_pointer_width = "64", inline)] // On the hot path.
            fn write<O: $crate::json::Output>(&self, output: &mut O) {
                output.write_of_len(
                    || $crate::proto::well_known::ascii_type::AsciiType::text_len(self),
                    |writer| $crate::proto::well_known::ascii_type::AsciiType::write_text(self, writer),
                );
            }

            fn serialize_field<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serde::Serialize::serialize(self, serializer)
            }

            fn read(&mut self, reader: &mut $crate::json::Reader<'_>) -> Result<bool, $crate::json::Stop> {
                $crate::proto::well_known::ascii_type::read_short(reader, &mut |text| {
                    *self = $crate::proto::well_known::ascii_type::AsciiType::parse(text)?;
                    Ok(())
                })
            }

            fn deserialize_field<'de, D: serde::Deserializer<'de>>(
                &mut self,
                deserializer: D,
            ) -> Result<bool, D::Error> {
                $crate::proto::scalar::deserialize_scalar(self, deserializer)
            }

            $crate::__log_by_format! {}

            #[cfg(feature = "_sample")]
            fn sample(sampler: &mut dyn $crate::sample::Sampler, _: bool) -> Self {
                Self::sampled(sampler)
            }
        }

        #[cfg(feature = "defmt")]
        impl defmt::Format for $Type {
            fn format(&self, f: defmt::Formatter<'_>) {
                defmt::write!(f, "{=str}", $crate::proto::well_known::ascii_type::AsciiType::to_text(self).unquoted());
            }
        }
    };
}
pub(in crate::proto) use is_ascii;
