//! Doubles above 0.

use crate::ConstEmpty;
use crate::error::BuildError;
use crate::json::{Output, Reader, Stop};
use crate::max::MaxJsonLen;
use crate::proto::traits::Field;
use serde::Serializer;
use serde::de::{Deserializer, Error};

/// A `double` that the wire restricts to finite numbers above 0. A message without one is rejected.
///
/// ```
/// use vitalwire::message;
/// use vitalwire::proto::PositiveF64;
///
/// message! {
///     struct Valve without Default {
///         diameter: PositiveF64 as "diameter",
///     }
/// }
///
/// assert_eq!(PositiveF64::new(0.5).map(PositiveF64::get), Ok(0.5));
/// let error = vitalwire::decode::<Valve>(b"{}").unwrap_err();
/// assert_eq!(error.to_string(), "diameter: missing required field, at byte 1");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct PositiveF64(f64);

impl PositiveF64 {
    /// Creates the number, if it is valid.
    ///
    /// # Errors
    /// [`BuildError::OutOfRange`] for a number that isn't finite and above 0.
    pub fn new(value: f64) -> Result<Self, BuildError> {
        if value > 0.0 && value.is_finite() {
            Ok(Self(value))
        } else {
            Err(BuildError::OutOfRange("a finite double above 0"))
        }
    }

    /// Returns the number.
    #[must_use]
    pub const fn get(self) -> f64 {
        self.0
    }
}

impl TryFrom<f64> for PositiveF64 {
    type Error = BuildError;

    fn try_from(value: f64) -> Result<Self, BuildError> {
        Self::new(value)
    }
}

impl ConstEmpty for PositiveF64 {
    const EMPTY: Self = Self(1.0);
}

impl Field for PositiveF64 {
    const IS_REQUIRED: bool = true;

    fn absent() -> Self {
        Self(1.0)
    }

    fn is_default(&self) -> bool {
        false
    }

    fn write<O: Output>(&self, output: &mut O) {
        self.0.write(output);
    }

    fn serialize_field<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize_field(serializer)
    }

    fn read(&mut self, reader: &mut Reader<'_>) -> Result<bool, Stop> {
        let mut value = 0.0;
        value.read(reader)?;
        *self = Self::new(value).map_err(|error| reader.fail(error.into()))?;
        Ok(true)
    }

    fn deserialize_field<'de, D: Deserializer<'de>>(&mut self, deserializer: D) -> Result<bool, D::Error> {
        let mut value = 0.0;
        value.deserialize_field(deserializer)?;
        *self = Self::new(value).map_err(D::Error::custom)?;
        Ok(true)
    }

    crate::__log_by_format! {}

    #[cfg(feature = "_sample")]
    fn sample(sampler: &mut dyn crate::sample::Sampler, _: bool) -> Self {
        Self::new(f64::from_bits(sampler.double().to_bits() << 1 >> 1)).unwrap_or(Self::absent())
    }
}

impl MaxJsonLen for PositiveF64 {
    const MAX_JSON_LEN: usize = f64::MAX_JSON_LEN - "-".len();
}
