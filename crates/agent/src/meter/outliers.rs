//! The values on one side of a histogram.

use super::Full;
use super::double::Fixed;

/// How many values are outliers on one side, and how far they are from an origin, in sum.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub(super) struct Outliers {
    pub(super) count: u32,
    /// The sum in units of 2^−32, lowest word first, at most 2^96 − 1. In words, since an `u64` would have to be aligned: the
    /// histogram would take 4 bytes more.
    sum: [u32; 3],
}

impl Outliers {
    pub(super) const EMPTY: Self = Self { count: 0, sum: [0; 3] };

    /// Adds a value that isn't below the origin.
    pub(super) fn add_above(&mut self, origin: i64, value: Fixed) -> Result<(), Full> {
        self.add(value.fraction, value.floor.abs_diff(origin))
    }

    /// Adds a value that isn't above the origin.
    pub(super) fn add_below(&mut self, origin: i64, value: Fixed) -> Result<(), Full> {
        let whole = origin.abs_diff(value.floor).saturating_sub((value.fraction > 0).into());
        self.add(value.fraction.wrapping_neg(), whole)
    }

    /// Adds a value that is `whole + fraction / 2^32` from the origin.
    fn add(&mut self, fraction: u32, whole: u64) -> Result<(), Full> {
        self.count = self.count.checked_add(1).ok_or(Full)?;
        let [fractions, ..] = self.sum;
        let (fractions, carry) = fractions.overflowing_add(fraction);
        let sum = self.whole().checked_add(whole).and_then(|sum| sum.checked_add(carry.into()));
        self.sum = match sum {
            Some(sum) => [fractions, sum as u32, (sum >> 32) as u32],
            None => [u32::MAX; 3],
        };
        Ok(())
    }

    /// Returns how far values are from the origin on average: a whole number and the rest, which is below 1. Both are 0
    /// if there are no values.
    pub(super) fn mean(&self) -> (u64, f64) {
        let Some(count) = core::num::NonZeroU32::new(self.count) else { return (0, 0.0) };
        let count = core::num::NonZeroU64::from(count);
        let [fractions, ..] = self.sum;
        let (mean, rest) = (self.whole() / count, self.whole() % count);
        // The rest is below 2^32.
        let rest = rest as u32;
        (mean, (f64::from(rest) + f64::from(fractions) / 4_294_967_296.0) / f64::from(self.count))
    }

    fn whole(&self) -> u64 {
        let [_, low, high] = self.sum;
        u64::from(high) << 32 | u64::from(low)
    }
}
