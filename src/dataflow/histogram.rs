//! Histograms: counts, the bounds of their buckets, and what lies outside.

use crate::error::BuildError;
use crate::profile::{Profile, name};
use crate::proto::{FiniteF64, List, PositiveF64, RangedI32};
use crate::{message, oneof};

/// The counts of a histogram's buckets, lowest bucket first: at most `buckets` of them.
///
/// ```
/// use vitalwire::Microcontroller;
/// use vitalwire::dataflow::Buckets;
///
/// let counts = Buckets::<Microcontroller>::try_from(&[3, 0, 5][..])?;
/// assert_eq!(counts.iter().sum::<i64>(), 8);
/// assert!(Buckets::<Microcontroller>::try_from(&[1; 21][..]).is_err()); // more than 20
/// # Ok::<(), vitalwire::CapacityError>(())
/// ```
pub type Buckets<C> = List<<C as Profile>::Buckets<i64>, name::Buckets>;

message! {
    /// A histogram, the number of values in each of a series of buckets: `DataflowHistogramValue`, sent as
    /// `valueHistogram` in a [`MetricValue`](super::MetricValue).
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
        /// The number of values in each bucket, lowest bucket first: 0 or more each. Trailing empty buckets may be
        /// omitted.
        pub bucket_counts: Buckets<C> as "bucketCounts",
        /// The bounds of the buckets.
        pub bucket_options: Option<BucketOptions> as "bucketOptions",
        /// The number of all values, including outliers: 0 or more.
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
            return Err(BuildError::OutOfRange("at most one count per bucket"));
        }
        let mut count = 0_i64;
        for &part in bucket_counts.iter().chain([&outliers.overflow_count, &outliers.underflow_count]) {
            if part < 0 {
                return Err(BuildError::OutOfRange("counts of 0 or more"));
            }
            count = count.checked_add(part).ok_or(BuildError::OutOfRange("a total count that an int64 can hold"))?;
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
    /// The bounds of a histogram's buckets: `BucketOptions`, in a [`DataflowHistogramValue`].
    ///
    /// ```
    /// use vitalwire::dataflow::{BucketOptions, Linear};
    ///
    /// let options = BucketOptions::from(Linear::new(20.0, 5.0, 16)?);
    /// let expected = r#"{"linear":{"numberOfBuckets":16,"start":20.0,"width":5.0}}"#;
    /// assert_eq!(vitalwire::to_str(&options, &mut [0; 64]), Ok(expected));
    /// # Ok::<(), vitalwire::BuildError>(())
    /// ```
    #[derive(Copy)]
    pub struct BucketOptions {
        /// How the buckets are laid out.
        pub layout: Option<BucketLayout> as oneof,
    }
}

oneof! {
    /// How a histogram's buckets are laid out: the oneof of [`BucketOptions`].
    ///
    /// ```
    /// use vitalwire::dataflow::{Base2Exponent, BucketLayout, BucketOptions};
    ///
    /// let options: BucketOptions = vitalwire::decode(br#"{"exponential": {"numberOfBuckets": 20, "scale": 1}}"#)?;
    /// assert_eq!(options.layout, Some(BucketLayout::Exponential(Base2Exponent::new(1, 20)?)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
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
///
/// ```
/// use vitalwire::dataflow::BucketCount;
///
/// assert_eq!(BucketCount::new(20).map(BucketCount::get), Ok(20));
/// assert!(BucketCount::new(0).is_err());
/// ```
pub type BucketCount = RangedI32<1, { i32::MAX }>;

/// The resolution of an exponential histogram, which has 2^scale buckets per doubling: −3 to 3.
///
/// ```
/// use vitalwire::dataflow::Scale;
///
/// assert_eq!(Scale::new(-3).map(Scale::get), Ok(-3)); // one bucket for 8 doublings
/// assert!(Scale::new(4).is_err());
/// ```
pub type Scale = RangedI32<-3, 3>;

message! {
    /// Buckets whose bounds grow by the factor 2^(2^−scale), the first from 0 to that factor: `Base2Exponent`, sent as
    /// `exponential` in [`BucketOptions`].
    ///
    /// ```
    /// use vitalwire::dataflow::Base2Exponent;
    ///
    /// let buckets = Base2Exponent::new(0, 3)?; // from 0 to 2, to 4, and to 8
    /// assert_eq!(vitalwire::to_str(&buckets, &mut [0; 64]), Ok(r#"{"numberOfBuckets":3}"#));
    /// assert!(Base2Exponent::new(4, 3).is_err());
    /// # Ok::<(), vitalwire::BuildError>(())
    /// ```
    #[derive(Copy)]
    pub struct Base2Exponent without Default {
        /// The number of buckets: 1 or more.
        pub number_of_buckets: BucketCount as "numberOfBuckets",
        /// The resolution: −3 to 3.
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
            (Err(_), _) => Err(BuildError::OutOfRange("a histogram's scale from -3 to 3")),
            (_, Err(_)) => Err(BuildError::OutOfRange("at least one bucket")),
        }
    }
}

message! {
    /// Buckets of equal width: `Linear`, sent as `linear` in [`BucketOptions`].
    ///
    /// ```
    /// use vitalwire::dataflow::Linear;
    ///
    /// let buckets = Linear::new(20.0, 5.0, 16)?; // from 20 to 100 in steps of 5
    /// assert_eq!((buckets.start.get(), buckets.width.get()), (20.0, 5.0));
    /// assert!(Linear::new(20.0, 0.0, 16).is_err());
    /// # Ok::<(), vitalwire::BuildError>(())
    /// ```
    #[derive(Copy)]
    pub struct Linear without Default {
        /// The number of buckets: 1 or more.
        pub number_of_buckets: BucketCount as "numberOfBuckets",
        /// The lower bound of the first bucket: any finite number.
        pub start: FiniteF64 as "start",
        /// The width of each bucket: finite and above 0.
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
            Err(_) => Err(BuildError::OutOfRange("at least one bucket")),
        }
    }
}

/// The width of a bucket: finite and above 0.
///
/// ```
/// use vitalwire::dataflow::Width;
///
/// assert_eq!(Width::new(0.5).map(Width::get), Ok(0.5));
/// assert!(Width::new(f64::INFINITY).is_err());
/// ```
pub type Width = PositiveF64;

message! {
    /// Statistics of the values outside a histogram's buckets: `OutlierStats`, in a [`DataflowHistogramValue`].
    ///
    /// ```
    /// use vitalwire::dataflow::OutlierStats;
    ///
    /// let outliers = OutlierStats { overflow_count: 2, overflow_mean: 1500.0, ..Default::default() };
    /// let expected = r#"{"overflowCount":"2","overflowMean":1500.0}"#;
    /// assert_eq!(vitalwire::to_str(&outliers, &mut [0; 64]), Ok(expected));
    /// ```
    #[derive(Copy)]
    pub struct OutlierStats {
        /// The number of values above the last bucket: 0 or more.
        pub overflow_count: i64 as "overflowCount",
        /// The mean of the values above the last bucket.
        pub overflow_mean: f64 as "overflowMean",
        /// The number of values below the first bucket: 0 or more.
        pub underflow_count: i64 as "underflowCount",
        /// The mean of the values below the first bucket.
        pub underflow_mean: f64 as "underflowMean",
    }
}
