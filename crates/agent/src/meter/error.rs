//! Why a value wasn't recorded.

use core::fmt;

/// A count is at its most, and nothing was recorded. It is zero again once it was handed over.
///
/// ```
/// use vitalwire_agent::meter::{Full, SharedCounter};
///
/// let counter = SharedCounter::new();
/// counter.add(SharedCounter::MAX)?;
/// assert_eq!(counter.add(1), Err(Full));
/// assert_eq!(Full.to_string(), "the count is at its most: hand it over first");
/// # Ok::<(), Full>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Full;

/// Why a [`Histogram`](super::Histogram) didn't record a double.
///
/// ```
/// use vitalwire_agent::meter::{Histogram, Linear, RecordError};
///
/// let mut celsius = Histogram::<Linear<0, 10>, 10>::new();
/// assert_eq!(celsius.record_f64(f64::NAN), Err(RecordError::NotANumber));
/// assert_eq!(RecordError::NotANumber.to_string(), "NaN is in no bucket");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum RecordError {
    /// The value is NaN.
    NotANumber,
    /// The count of the value's bucket, or of the outliers on its side, is at its most.
    Full,
}

impl fmt::Display for Full {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the count is at its most: hand it over first")
    }
}

impl fmt::Display for RecordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotANumber => f.write_str("NaN is in no bucket"),
            Self::Full => Full.fmt(f),
        }
    }
}

impl core::error::Error for Full {}
impl core::error::Error for RecordError {}

impl From<Full> for RecordError {
    fn from(Full: Full) -> Self {
        Self::Full
    }
}
