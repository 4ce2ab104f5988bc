//! `DataflowHistogramValue`.

use crate::capacity::{Capacity, name};
use crate::error::BuildError;
use crate::max::MaxJsonLen;
use crate::proto::{Field, List, Ranged};
use crate::{message, oneof};
use serde::Serializer;

/// The counts of a histogram's buckets, the lowest first.
pub type Buckets<C> = List<<C as Capacity>::Buckets<i64>, name::Buckets>;

/// How many buckets a histogram has: at least one.
pub type BucketCount = Ranged<1, { i32::MAX }>;

/// How finely an exponential histogram divides a doubling: into 2^scale buckets.
pub type Scale = Ranged<-3, 3>;

message! {
    /// How often a value fell into each of a row of buckets: `DataflowHistogramValue`.
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
    pub struct DataflowHistogramValue<C: Capacity> {
        /// Values in each bucket, the lowest first; empty buckets at the end may be left off.
        pub bucket_counts: Buckets<C> as "bucketCounts",
        /// Where the buckets lie.
        pub bucket_options: Option<BucketOptions> as "bucketOptions",
        /// All values, outliers included.
        pub count: i64 as "count",
        /// The values beyond the buckets, if there are any.
        pub outlier_stats: Option<OutlierStats> as "outlierStats",
    }
}

impl<C: Capacity> DataflowHistogramValue<C> {
    /// A histogram whose `count` adds up: empty buckets at the end are left off, and so are outliers if
    /// there are none.
    ///
    /// # Errors
    /// [`BuildError::OutOfRange`] for a negative count, for more counts than buckets, or where all
    /// together are more than an `i64` holds; [`BuildError::Capacity`] for too many buckets.
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
    /// Where a histogram's buckets lie: `BucketOptions`.
    pub struct BucketOptions {
        /// In which way they are laid out.
        pub layout: Option<BucketLayout> as oneof,
    }
}

oneof! {
    /// In which way a histogram's buckets are laid out.
    pub enum BucketLayout {
        /// Each bucket is wider than the one before by the same factor.
        Exponential(Base2Exponent) as "exponential",
        /// All buckets are of the same width.
        Linear(Linear) as "linear",
    }
}

impl BucketOptions {
    fn number_of_buckets(&self) -> Option<BucketCount> {
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

message! {
    /// Buckets whose bounds grow by the factor 2^(2^−scale), the first from 0 to that factor:
    /// `Base2Exponent`.
    pub struct Base2Exponent without Default {
        /// How many there are.
        pub number_of_buckets: BucketCount as "numberOfBuckets",
        /// How finely a doubling is divided.
        pub scale: Scale as "scale",
    }
}

impl Base2Exponent {
    /// So many buckets, 2^scale to a doubling.
    ///
    /// # Errors
    /// [`BuildError::OutOfRange`] for a scale outside −3 to 3, or for less than one bucket.
    pub const fn new(scale: i32, number_of_buckets: i32) -> Result<Self, BuildError> {
        match (Scale::new(scale), BucketCount::new(number_of_buckets)) {
            (Ok(scale), Ok(number_of_buckets)) => Ok(Self { number_of_buckets, scale }),
            (Err(_), _) => Err(BuildError::OutOfRange("a histogram's scale lies between -3 and 3")),
            (_, Err(_)) => Err(BuildError::OutOfRange("a histogram has at least one bucket")),
        }
    }
}

message! {
    /// Buckets of one width: `Linear`.
    pub struct Linear without Default {
        /// How many there are.
        pub number_of_buckets: BucketCount as "numberOfBuckets",
        /// Where the first begins.
        pub start: f64 as "start",
        /// How wide each is.
        pub width: Width as "width",
    }
}

impl Linear {
    /// So many buckets of width `width` from `start` on.
    ///
    /// # Errors
    /// [`BuildError::OutOfRange`] for a width that isn't finite and above 0, for a start that isn't
    /// finite, or for less than one bucket.
    pub fn new(start: f64, width: f64, number_of_buckets: i32) -> Result<Self, BuildError> {
        if !start.is_finite() {
            return Err(BuildError::OutOfRange("a histogram starts at a finite number"));
        }
        match BucketCount::new(number_of_buckets) {
            Ok(number_of_buckets) => Ok(Self { number_of_buckets, start, width: Width::new(width)? }),
            Err(_) => Err(BuildError::OutOfRange("a histogram has at least one bucket")),
        }
    }
}

/// The width of a bucket: finite, and above 0.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Width(f64);

impl Width {
    /// That width.
    ///
    /// # Errors
    /// [`BuildError::OutOfRange`] for one that isn't finite and above 0.
    pub fn new(width: f64) -> Result<Self, BuildError> {
        if width > 0.0 && width.is_finite() {
            Ok(Self(width))
        } else {
            Err(BuildError::OutOfRange("a histogram's buckets have a finite width above 0"))
        }
    }

    /// The number.
    #[must_use]
    pub const fn get(self) -> f64 {
        self.0
    }
}

impl Field for Width {
    fn is_default(&self) -> bool {
        false
    }

    fn serialize_field<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize_field(serializer)
    }
}

impl MaxJsonLen for Width {
    const MAX_JSON_LEN: usize = f64::MAX_JSON_LEN - "-".len();
}

message! {
    /// Values beyond a histogram's buckets: `OutlierStats`.
    pub struct OutlierStats {
        /// Values above the last bucket.
        pub overflow_count: i64 as "overflowCount",
        /// Their mean.
        pub overflow_mean: f64 as "overflowMean",
        /// Values below the first bucket.
        pub underflow_count: i64 as "underflowCount",
        /// Their mean.
        pub underflow_mean: f64 as "underflowMean",
    }
}
