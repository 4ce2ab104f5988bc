//! Doubles that are numbers.

use crate::ConstEmpty;
use crate::error::BuildError;
use crate::json::{Output, Reader, Stop};
use crate::max::MaxJsonLen;
use crate::proto::traits::Field;
use serde::Serializer;
use serde::de::{Deserializer, Error};

/// A `double` that the wire restricts to finite numbers.
///
/// ```
/// use vitalwire::proto::FiniteF64;
///
/// assert_eq!(FiniteF64::new(-0.5).map(FiniteF64::get), Ok(-0.5));
/// assert!(FiniteF64::new(f64::NAN).is_err());
/// assert!(vitalwire::decode::<FiniteF64>(br#""Infinity""#).is_err());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct FiniteF64(f64);

impl FiniteF64 {
    /// Creates the number, if it is finite.
    ///
    /// # Errors
    /// [`BuildError::OutOfRange`] for a NaN or an infinity.
    pub const fn new(value: f64) -> Result<Self, BuildError> {
        if value.is_finite() { Ok(Self(value)) } else { Err(BuildError::OutOfRange("a finite double")) }
    }

    /// Returns the number.
    #[must_use]
    pub const fn get(self) -> f64 {
        self.0
    }
}

impl TryFrom<f64> for FiniteF64 {
    type Error = BuildError;

    fn try_from(value: f64) -> Result<Self, BuildError> {
        Self::new(value)
    }
}

impl Field for FiniteF64 {
    fn absent() -> Self {
        Self::default()
    }

    fn is_default(&self) -> bool {
        self.0.is_default()
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
        Self::new(sampler.double()).unwrap_or_default()
    }
}

impl ConstEmpty for FiniteF64 {
    const EMPTY: Self = Self(0.0);
}

impl MaxJsonLen for FiniteF64 {
    const MAX_JSON_LEN: usize = f64::MAX_JSON_LEN;
}
