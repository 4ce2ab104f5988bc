//! Histograms: counts, the bounds of their buckets, and what lies outside.

use crate::error::BuildError;
use crate::profile::{Profile, name};
use crate::proto::{FiniteF64, List, PositiveF64, RangedI32};
use crate::{message, oneof};

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

message! {
    /// The bounds of a histogram's buckets: `BucketOptions`.
    #[derive(Copy)]
    pub struct BucketOptions {
        /// How the buckets are laid out.
        pub layout: Option<BucketLayout> as oneof,
    }
}

oneof! {
    /// How a histogram's buckets are laid out.
    #[derive(Copy)]
    pub enum BucketLayout {
        /// Each bucket is wider than the previous one by a constant factor.
        Exponential(Base2Exponent) as "exponential",
        /// All buckets have the same width.
        Linear(Linear) as "linear",
    }
}

impl BucketOptions {
    pub(super) fn number_of_buckets(&self) -> Option<BucketCount> {
        self.layout.as_ref().map(|layout| match layout {
            BucketLayout::Exponential(exponential) => exponential.number_of_buckets,
            BucketLayout::Linear(linear) => linear.number_of_buckets,
        })
    }
}

impl From<Base2Exponent> for BucketOptions {
    fn from(exponential: Base2Exponent) -> Self {
        Self { layout: Some(BucketLayout::Exponential(exponential)) }
    }
}

impl From<Linear> for BucketOptions {
    fn from(linear: Linear) -> Self {
        Self { layout: Some(BucketLayout::Linear(linear)) }
    }
}

/// The number of buckets of a histogram: at least one.
pub type BucketCount = RangedI32<1, { i32::MAX }>;

/// The resolution of an exponential histogram, which has 2^scale buckets per doubling: −3 to 3.
pub type Scale = RangedI32<-3, 3>;

message! {
    /// Buckets whose bounds grow by the factor 2^(2^−scale), the first from 0 to that factor: `Base2Exponent`.
    #[derive(Copy)]
    pub struct Base2Exponent without Default {
        /// The number of buckets.
        pub number_of_buckets: BucketCount as "numberOfBuckets",
        /// The resolution.
        pub scale: Scale as "scale",
    }
}

impl Base2Exponent {
    /// Creates `number_of_buckets` buckets, 2^scale per doubling.
    ///
    /// # Errors
    /// [`BuildError::OutOfRange`] for a scale outside −3 to 3, or for fewer than one bucket.
    pub const fn new(scale: i32, number_of_buckets: i32) -> Result<Self, BuildError> {
        match (Scale::new(scale), BucketCount::new(number_of_buckets)) {
            (Ok(scale), Ok(number_of_buckets)) => Ok(Self { number_of_buckets, scale }),
            (Err(_), _) => Err(BuildError::OutOfRange("a histogram's scale lies between -3 and 3")),
            (_, Err(_)) => Err(BuildError::OutOfRange("a histogram has at least one bucket")),
        }
    }
}

message! {
    /// Buckets of equal width: `Linear`.
    #[derive(Copy)]
    pub struct Linear without Default {
        /// The number of buckets.
        pub number_of_buckets: BucketCount as "numberOfBuckets",
        /// The lower bound of the first bucket.
        pub start: FiniteF64 as "start",
        /// The width of each bucket.
        pub width: Width as "width",
    }
}

impl Linear {
    /// Creates `number_of_buckets` buckets of width `width`, starting at `start`.
    ///
    /// # Errors
    /// [`BuildError::OutOfRange`] for a width that isn't finite and above 0, for a start that isn't finite, or for
    /// fewer than one bucket.
    pub fn new(start: f64, width: f64, number_of_buckets: i32) -> Result<Self, BuildError> {
        match BucketCount::new(number_of_buckets) {
            Ok(number_of_buckets) => {
                Ok(Self { number_of_buckets, start: FiniteF64::new(start)?, width: Width::new(width)? })
            }
            Err(_) => Err(BuildError::OutOfRange("a histogram has at least one bucket")),
        }
    }
}

/// The width of a bucket.
pub type Width = PositiveF64;

message! {
    /// Statistics of the values outside a histogram's buckets: `OutlierStats`.
    #[derive(Copy)]
    pub struct OutlierStats {
        /// Values above the last bucket.
        pub overflow_count: i64 as "overflowCount",
        /// The mean of the values above the last bucket.
        pub overflow_mean: f64 as "overflowMean",
        /// Values below the first bucket.
        pub underflow_count: i64 as "underflowCount",
        /// The mean of the values below the first bucket.
        pub underflow_mean: f64 as "underflowMean",
    }
}
