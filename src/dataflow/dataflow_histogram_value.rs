//! `DataflowHistogramValue`.

use super::{BucketOptions, OutlierStats};
use crate::error::BuildError;
use crate::message;
use crate::profile::{Profile, name};
use crate::proto::List;

/// The counts of a histogram's buckets, lowest bucket first.
pub type Buckets<C> = List<<C as Profile>::Buckets<i64>, name::Buckets>;

message! {
    /// A histogram, the number of values in each of a series of buckets: `DataflowHistogramValue`.
    ///
    /// [`new`](DataflowHistogramValue::new) ensures that the fields are consistent.
    ///
    /// ```
    /// use vitalwire::Microcontroller;
    /// use vitalwire::dataflow::{Base2Exponent, DataflowHistogramValue, OutlierStats};
    ///
    /// let buckets = Base2Exponent::new(1, 20)?;
    /// let outliers = OutlierStats { overflow_count: 2, overflow_mean: 1500.0, ..Default::default() };
    /// let histogram = DataflowHistogramValue::<Microcontroller>::new(buckets, &[3, 0, 5, 0, 0], outliers)?;
    /// assert_eq!(histogram.count, 10);
    /// assert_eq!(histogram.bucket_counts[..], [3, 0, 5]);
    /// # Ok::<(), vitalwire::BuildError>(())
    /// ```
    pub struct DataflowHistogramValue<C: Profile> {
        /// Values in each bucket, lowest first. Trailing empty buckets may be omitted.
        pub bucket_counts: Buckets<C> as "bucketCounts",
        /// The bounds of the buckets.
        pub bucket_options: Option<BucketOptions> as "bucketOptions",
        /// The number of all values, including outliers.
        pub count: i64 as "count",
        /// The values outside the buckets, if there are any.
        pub outlier_stats: Option<OutlierStats> as "outlierStats",
    }
}

impl<C: Profile> DataflowHistogramValue<C> {
    /// Creates a histogram and computes its `count`. Trailing empty buckets are omitted, and so are the outlier
    /// statistics if there are no outliers.
    ///
    /// # Errors
    /// [`BuildError::OutOfRange`] for a negative count, for more counts than buckets, or if the total overflows an
    /// `i64`; [`BuildError::Capacity`] for too many buckets.
    pub fn new(
        options: impl Into<BucketOptions>,
        bucket_counts: &[i64],
        outliers: OutlierStats,
    ) -> Result<Self, BuildError> {
        let options = options.into();
        let used = bucket_counts.iter().rposition(|&count| count != 0).map_or(0, |last| last + 1);
        let bucket_counts = bucket_counts.get(..used).unwrap_or_default();
        if options.number_of_buckets().is_some_and(|buckets| usize::try_from(buckets.get()).is_ok_and(|n| used > n)) {
            return Err(BuildError::OutOfRange("more bucket counts than buckets"));
        }
        let mut count = 0_i64;
        for &part in bucket_counts.iter().chain([&outliers.overflow_count, &outliers.underflow_count]) {
            if part < 0 {
                return Err(BuildError::OutOfRange("a histogram's counts are not negative"));
            }
            count = count.checked_add(part).ok_or(BuildError::OutOfRange("a histogram's count fits in an int64"))?;
        }
        let has_outliers = outliers.overflow_count > 0 || outliers.underflow_count > 0;
        Ok(Self {
            bucket_counts: bucket_counts.try_into()?,
            bucket_options: Some(options),
            count,
            outlier_stats: has_outliers.then_some(outliers),
        })
    }
}
