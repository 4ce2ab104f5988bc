//! Histograms.

use super::double::{Double, Fixed};
use super::outliers::Outliers;
use super::{Full, Layout, RecordError};
use core::marker::PhantomData;
use vitalwire::BuildError;
use vitalwire::dataflow::{DataflowHistogramValue, OutlierStats};
use vitalwire::profile::Profile;

/// How many values were in each of `N` buckets since the last hand-over: a [`DataflowHistogramValue`].
///
/// It takes 4 bytes for each bucket and 32 more: 100 for 17 buckets. The layout is [`Exponential`](super::Exponential) or
/// [`Linear`](super::Linear).
///
/// ```
/// use vitalwire::Microcontroller;
/// use vitalwire::dataflow::DataflowHistogramValue;
/// use vitalwire_agent::meter::{Exponential, Histogram};
///
/// type Value = DataflowHistogramValue<Microcontroller>;
///
/// let mut latency_ms = Histogram::<Exponential<0>, 17>::new();
/// for value in [0, 1, 2, 5, 7, 200_000] {
///     latency_ms.record(value)?;
/// }
/// let value = latency_ms.cut(|value: Value| Ok::<_, vitalwire::BuildError>(value))?.unwrap();
/// assert_eq!((value.count, &value.bucket_counts[..]), (6, &[2, 1, 2][..]));
/// assert_eq!(value.outlier_stats.unwrap().overflow_mean, 200_000.0);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Outliers
/// Values below the first bucket and beyond the last are counted apart, with their mean, infinities among them. Means are
/// those of exact sums, of which doubles are rounded down to a multiple of 2^−32. They are always finite: a double beyond
/// ±2^63 counts as ±2^63 there, and a sum that is 2^64 or more away from its bound as 2^64.
///
/// # Doubles
/// The bucket is exact for every double: its lower bound belongs to it, the double just below doesn't. An index by `log2`
/// is wrong for two in five of the 8 doubles next to a bound (glibc's, at scale 3). −0.0 is 0. NaN is an error.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Histogram<L, const N: usize> {
    counts: [u32; N],
    underflow: Outliers,
    overflow: Outliers,
    layout: PhantomData<L>,
}

impl<L: Layout, const N: usize> Histogram<L, N> {
    /// Creates a histogram without values.
    #[must_use]
    pub const fn new() -> Self {
        const { assert!(N > 0 && N <= L::MAX_BUCKETS, "{}", L::TOO_MANY) };
        Self { counts: [0; N], underflow: Outliers::EMPTY, overflow: Outliers::EMPTY, layout: PhantomData }
    }

    /// Records a value.
    ///
    /// # Errors
    /// [`Full`] if the bucket, or the outliers on this side, have 4,294,967,295 values; nothing is recorded then.
    pub fn record(&mut self, value: u32) -> Result<(), Full> {
        self.count(L::index::<N>(value), || value.into())
    }

    /// Records a double.
    ///
    /// ```
    /// use vitalwire_agent::meter::{Histogram, Linear, RecordError};
    ///
    /// let mut celsius = Histogram::<Linear<-20, 5>, 24>::new();
    /// celsius.record_f64(-0.5)?;
    /// celsius.record_f64(f64::INFINITY)?; // an outlier
    /// assert_eq!(celsius.record_f64(f64::NAN), Err(RecordError::NotANumber));
    /// # Ok::<(), RecordError>(())
    /// ```
    ///
    /// # Errors
    /// [`RecordError::NotANumber`] for NaN, or [`RecordError::Full`] as for [`record`](Self::record); nothing is recorded
    /// then.
    pub fn record_f64(&mut self, value: f64) -> Result<(), RecordError> {
        let value = Double::new(value).ok_or(RecordError::NotANumber)?;
        self.count(L::index_f64::<N>(value), || value.to_fixed())?;
        Ok(())
    }

    /// Hands over what was recorded since the last hand-over. The histogram keeps it if `hand_over` fails.
    ///
    /// Returns `None`, without a call, if nothing was recorded. Trailing empty buckets are omitted, and so are the
    /// outliers if there are none.
    ///
    /// Unlike other meters, this one can fail by itself: the error must be `From<BuildError>`.
    ///
    /// # Errors
    /// [`BuildError::Capacity`] if the profile has fewer buckets than are in use; or the error of `hand_over`. Nothing
    /// changes.
    pub fn cut<C: Profile, T, E: From<BuildError>>(
        &mut self,
        hand_over: impl FnOnce(DataflowHistogramValue<C>) -> Result<T, E>,
    ) -> Result<Option<T>, E> {
        // Filled in place: with a list of counts beside it, it would take twice the stack.
        let mut value = DataflowHistogramValue::default();
        self.fill(&mut value)?;
        if value.count == 0 {
            return Ok(None);
        }
        let handed_over = hand_over(value)?;
        *self = Self::new();
        Ok(Some(handed_over))
    }

    fn count(&mut self, bucket: Option<usize>, value: impl FnOnce() -> Fixed) -> Result<(), Full> {
        match bucket.map(|bucket| self.counts.get_mut(bucket)) {
            Some(Some(count)) => {
                *count = count.checked_add(1).ok_or(Full)?;
                Ok(())
            }
            Some(None) => self.overflow.add_above(L::overflow_origin::<N>(), value()),
            None => self.underflow.add_below(L::UNDERFLOW_ORIGIN, value()),
        }
    }

    fn fill<C: Profile>(&self, value: &mut DataflowHistogramValue<C>) -> Result<(), BuildError> {
        let used = self.counts.iter().rposition(|&count| count > 0).map_or(0, |last| last + 1);
        let counts = || self.counts.iter().take(used).map(|&count| i64::from(count));
        let outliers = i64::from(self.underflow.count) + i64::from(self.overflow.count);
        value.bucket_counts.try_extend(counts())?;
        value.bucket_options = Some(L::options(N as i32)?);
        value.count = counts().fold(outliers, i64::saturating_add);
        value.outlier_stats = (outliers > 0).then(|| self.outlier_stats());
        Ok(())
    }

    fn outlier_stats(&self) -> OutlierStats {
        let (underflow, underflow_rest) = self.underflow.mean();
        let (overflow, overflow_rest) = self.overflow.mean();
        let mut stats = OutlierStats::default();
        if self.underflow.count > 0 {
            let mean = L::UNDERFLOW_ORIGIN.saturating_sub_unsigned(underflow) as f64 - underflow_rest;
            (stats.underflow_count, stats.underflow_mean) = (self.underflow.count.into(), mean);
        }
        if self.overflow.count > 0 {
            let mean = L::overflow_origin::<N>().saturating_add_unsigned(overflow) as f64 + overflow_rest;
            (stats.overflow_count, stats.overflow_mean) = (self.overflow.count.into(), mean);
        }
        stats
    }
}

impl<L: Layout, const N: usize> Default for Histogram<L, N> {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::{Full, Histogram, RecordError};
    use crate::meter::{Exponential, Linear};

    /// What isn't recorded changes nothing.
    #[test]
    fn full_counts_are_errors() {
        let mut histogram = Histogram::<Exponential<0>, 2>::new();
        histogram.counts = [u32::MAX - 1, u32::MAX];
        histogram.overflow.count = u32::MAX;
        histogram.underflow.count = u32::MAX;
        assert_eq!(histogram.record(1), Ok(()));
        let full = histogram.clone();
        assert_eq!([1, 3, 4].map(|value| histogram.record(value)), [Err(Full); 3]);
        assert_eq!([1.5, 2.0, 1e9, -1.0].map(|value| histogram.record_f64(value)), [Err(RecordError::Full); 4]);
        assert_eq!(histogram, full);

        let mut histogram = Histogram::<Linear<10, 1>, 1>::new();
        histogram.underflow.count = u32::MAX;
        assert_eq!(histogram.record(9), Err(Full));
    }
}
