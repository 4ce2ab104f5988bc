//! Numbers that are checked when they are made: finite or positive doubles, and integers in a range.

use crate::empty::ConstEmpty;
use crate::error::BuildError;
use crate::json::{Output, Reader, Stop, decimal_len};
use crate::max::{MaxJsonLen, longer};
use crate::proto::traits::Field;
use serde::Serializer;
use serde::de::{Deserializer, Error};

/// Writes such a number as `$Number`, and reads it through its `new`.
macro_rules! through_new {
    ($Number:ty) => {
        fn write<O: Output>(&self, output: &mut O) {
            self.0.write(output);
        }

        fn serialize_field<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            self.0.serialize_field(serializer)
        }

        fn read(&mut self, reader: &mut Reader<'_>) -> Result<bool, Stop> {
            let mut value = <$Number>::default();
            value.read(reader)?;
            *self = Self::new(value).map_err(|error| reader.fail(error.into()))?;
            Ok(true)
        }

        fn deserialize_field<'de, D: Deserializer<'de>>(&mut self, deserializer: D) -> Result<bool, D::Error> {
            let mut value = <$Number>::default();
            value.deserialize_field(deserializer)?;
            *self = Self::new(value).map_err(D::Error::custom)?;
            Ok(true)
        }
    };
}

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

    through_new! { f64 }
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

    through_new! { f64 }
    crate::__log_by_format! {}

    #[cfg(feature = "_sample")]
    fn sample(sampler: &mut dyn crate::sample::Sampler, _: bool) -> Self {
        Self::new(f64::from_bits(sampler.double().to_bits() << 1 >> 1)).unwrap_or(Self::absent())
    }
}

impl MaxJsonLen for PositiveF64 {
    const MAX_JSON_LEN: usize = f64::MAX_JSON_LEN - "-".len();
}

/// An `int32` that the wire restricts to `MIN..=MAX`.
///
/// ```
/// use vitalwire::proto::RangedI32;
///
/// type Percent = RangedI32<0, 100>;
/// assert_eq!(Percent::new(40).map(Percent::get), Ok(40));
/// assert!(Percent::new(101).is_err());
/// assert_eq!(Percent::default().get(), 0);
/// ```
///
/// Its default is 0. Where that isn't in the range, a program that needs the default doesn't compile: a message with
/// such a field is declared `without Default`, and input without the field is rejected.
///
/// ```compile_fail
/// use vitalwire::proto::RangedI32;
///
/// println!("{}", RangedI32::<1, 9>::default().get());
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

/// 0, which must be in the range.
impl<const MIN: i32, const MAX: i32> Default for RangedI32<MIN, MAX> {
    fn default() -> Self {
        const { assert!(Self::HAS_DEFAULT, "a range without 0 has no default") };
        Self(0)
    }
}

impl<const MIN: i32, const MAX: i32> Field for RangedI32<MIN, MAX> {
    const IS_REQUIRED: bool = MIN > 0 || MAX < 0;
    const HAS_DEFAULT: bool = !Self::IS_REQUIRED;

    fn absent() -> Self {
        Self(if Self::IS_REQUIRED { MIN } else { 0 })
    }

    fn is_default(&self) -> bool {
        self.0 == 0
    }

    through_new! { i32 }
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
