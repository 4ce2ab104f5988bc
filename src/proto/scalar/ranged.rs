//! Integers in a range.

use crate::ConstEmpty;
use crate::error::BuildError;
use crate::json::{Output, Reader, Stop, decimal_len};
use crate::max::{MaxJsonLen, longer};
use crate::proto::traits::Field;
use serde::Serializer;
use serde::de::{Deserializer, Error};

/// An `int32` that the wire restricts to `MIN..=MAX`.
///
/// ```
/// use vitalwire::proto::RangedI32;
///
/// type Percent = RangedI32<0, 100>;
/// assert_eq!(Percent::new(40).map(Percent::get), Ok(40));
/// assert!(Percent::new(101).is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct RangedI32<const MIN: i32, const MAX: i32>(i32);

impl<const MIN: i32, const MAX: i32> RangedI32<MIN, MAX> {
    /// Creates the integer, if it is in the range.
    ///
    /// # Errors
    /// [`BuildError::OutOfRange`].
    pub const fn new(value: i32) -> Result<Self, BuildError> {
        if MIN <= value && value <= MAX {
            Ok(Self(value))
        } else {
            Err(BuildError::OutOfRange("an integer in the field's range"))
        }
    }

    /// Returns the integer.
    #[must_use]
    pub const fn get(self) -> i32 {
        self.0
    }
}

impl<const MIN: i32, const MAX: i32> TryFrom<i32> for RangedI32<MIN, MAX> {
    type Error = BuildError;

    fn try_from(value: i32) -> Result<Self, BuildError> {
        Self::new(value)
    }
}

impl<const MIN: i32, const MAX: i32> Field for RangedI32<MIN, MAX> {
    const IS_REQUIRED: bool = MIN > 0 || MAX < 0;

    fn absent() -> Self {
        Self(if Self::IS_REQUIRED { MIN } else { 0 })
    }

    fn is_default(&self) -> bool {
        self.0 == 0
    }

    fn write<O: Output>(&self, output: &mut O) {
        self.0.write(output);
    }

    fn serialize_field<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i32(self.0)
    }

    fn read(&mut self, reader: &mut Reader<'_>) -> Result<bool, Stop> {
        let mut value = 0_i32;
        value.read(reader)?;
        *self = Self::new(value).map_err(|error| reader.fail(error.into()))?;
        Ok(true)
    }

    fn deserialize_field<'de, D: Deserializer<'de>>(&mut self, deserializer: D) -> Result<bool, D::Error> {
        let mut value = 0_i32;
        value.deserialize_field(deserializer)?;
        *self = Self::new(value).map_err(D::Error::custom)?;
        Ok(true)
    }

    crate::__log_by_format! {}

    #[cfg(feature = "_sample")]
    fn sample(sampler: &mut dyn crate::sample::Sampler, _: bool) -> Self {
        Self(crate::sample::integer!(sampler, i32, MIN, MAX))
    }
}

impl<const MIN: i32, const MAX: i32> ConstEmpty for RangedI32<MIN, MAX> {
    const EMPTY: Self = Self(if MIN > 0 || MAX < 0 { MIN } else { 0 });
}

impl<const MIN: i32, const MAX: i32> MaxJsonLen for RangedI32<MIN, MAX> {
    const MAX_JSON_LEN: usize =
        longer(decimal_len(MIN.unsigned_abs() as u64, MIN < 0), decimal_len(MAX.unsigned_abs() as u64, MAX < 0));
    const MAX_PRESENT_LEN: usize = if MIN == 0 && MAX == 0 { 0 } else { Self::MAX_JSON_LEN };
}
