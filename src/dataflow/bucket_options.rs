//! `BucketOptions`.

use crate::error::BuildError;
use crate::proto::{FiniteF64, PositiveF64, RangedI32};
use crate::{message, oneof};

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
