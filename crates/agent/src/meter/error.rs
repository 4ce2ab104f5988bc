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

impl fmt::Display for Full {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the count is at its most: hand it over first")
    }
}

impl core::error::Error for Full {}
