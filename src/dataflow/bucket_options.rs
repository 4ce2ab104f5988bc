//! `BucketOptions`.

use crate::error::BuildError;
use crate::proto::{FiniteF64, PositiveF64, RangedI32};
use crate::{message, oneof};

message! {
    /// Where a histogram's buckets lie: `BucketOptions`.
    #[derive(Copy)]
    pub struct BucketOptions {
        /// In which way they are laid out.
        pub layout: Option<BucketLayout> as oneof,
    }
}

oneof! {
    /// In which way a histogram's buckets are laid out.
    #[derive(Copy)]
    pub enum BucketLayout {
        /// Each bucket is wider than the one before by the same factor.
        Exponential(Base2Exponent) as "exponential",
        /// All buckets are of the same width.
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

/// How many buckets a histogram has: at least one.
pub type BucketCount = RangedI32<1, { i32::MAX }>;

/// How finely an exponential histogram divides a doubling: into 2^scale buckets.
pub type Scale = RangedI32<-3, 3>;

message! {
    /// Buckets whose bounds grow by the factor 2^(2^−scale), the first from 0 to that factor:
    /// `Base2Exponent`.
    #[derive(Copy)]
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
    #[derive(Copy)]
    pub struct Linear without Default {
        /// How many there are.
        pub number_of_buckets: BucketCount as "numberOfBuckets",
        /// Where the first begins.
        pub start: FiniteF64 as "start",
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
