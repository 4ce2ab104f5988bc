//! How the buckets of histograms are laid out.

use self::sealed::Bounds;
use super::double::Double;
use core::fmt::Debug;
use vitalwire::BuildError;
use vitalwire::dataflow::{Base2Exponent, BucketOptions, Linear as LinearOptions};

/// How the buckets of a [`Histogram`](super::Histogram) are laid out: [`Exponential`] or [`Linear`].
///
/// ```
/// use vitalwire_agent::meter::{Histogram, Layout};
///
/// /// Records what a sensor shows, unless it's broken.
/// fn sample<L: Layout, const N: usize>(histogram: &mut Histogram<L, N>, reading: Option<f64>) {
///     if let Some(reading) = reading {
///         let _not_if_full_or_nan = histogram.record_f64(reading);
///     }
/// }
/// # sample(&mut Histogram::<vitalwire_agent::meter::Linear<0, 1>, 1>::new(), None);
/// ```
pub trait Layout: Bounds + Copy + Debug + Eq {}

/// Buckets that grow by the factor 2^(2^−`SCALE`): the first from 0 to that factor, bucket i from its i-th power to the
/// next, lower bounds included. `SCALE` is −3 to 3; a histogram has up to 32 · 2^`SCALE` buckets, as Beam's have, which end
/// at 2^32.
///
/// ```
/// use vitalwire_agent::meter::{Exponential, Histogram};
///
/// let mut latency_ms = Histogram::<Exponential<0>, 17>::new(); // 0 to 2, to 4, to 8, … to 131,072
/// latency_ms.record(7)?;
/// latency_ms.record(8)?; // in the next one
/// # Ok::<(), vitalwire_agent::meter::Full>(())
/// ```
///
/// Other scales, or more buckets, don't compile:
///
/// ```compile_fail
/// use vitalwire_agent::meter::{Exponential, Histogram};
///
/// let latency_ms = Histogram::<Exponential<0>, 33>::new();
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum Exponential<const SCALE: i32> {}

/// Buckets of equal width: bucket i is from `START` + i · `WIDTH` to `START` + (i + 1) · `WIDTH`, lower bounds included.
/// `WIDTH` is above 0; the last bucket ends at 2^53 or before.
///
/// ```
/// use vitalwire_agent::meter::{Histogram, Linear};
///
/// let mut celsius = Histogram::<Linear<-20, 5>, 24>::new(); // −20 to −15, to −10, … to 100
/// celsius.record_f64(-15.1)?;
/// celsius.record_f64(-15.0)?; // in the next one
/// # Ok::<(), vitalwire_agent::meter::RecordError>(())
/// ```
///
/// A width of 0 doesn't compile:
///
/// ```compile_fail
/// use vitalwire_agent::meter::{Histogram, Linear};
///
/// let histogram = Histogram::<Linear<0, 0>, 20>::new();
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum Linear<const START: i32, const WIDTH: u32> {}

impl<const SCALE: i32> Layout for Exponential<SCALE> {}
impl<const START: i32, const WIDTH: u32> Layout for Linear<START, WIDTH> {}

pub(super) mod sealed {
    use super::{BucketOptions, BuildError, Double};

    /// Where values belong.
    ///
    /// What doesn't compile, each just beyond a limit, and what does:
    ///
    /// ```compile_fail
    /// vitalwire_agent::meter::Histogram::<vitalwire_agent::meter::Exponential<4>, 4>::new();
    /// ```
    ///
    /// ```compile_fail
    /// vitalwire_agent::meter::Histogram::<vitalwire_agent::meter::Exponential<-4>, 1>::new();
    /// ```
    ///
    /// ```compile_fail
    /// vitalwire_agent::meter::Histogram::<vitalwire_agent::meter::Exponential<-3>, 5>::new();
    /// ```
    ///
    /// ```compile_fail
    /// vitalwire_agent::meter::Histogram::<vitalwire_agent::meter::Exponential<3>, 257>::new();
    /// ```
    ///
    /// ```compile_fail
    /// vitalwire_agent::meter::Histogram::<vitalwire_agent::meter::Exponential<0>, 0>::new();
    /// ```
    ///
    /// ```compile_fail
    /// vitalwire_agent::meter::Histogram::<vitalwire_agent::meter::Linear<{ i32::MAX }, { u32::MAX }>, 2_097_152>::new();
    /// ```
    ///
    /// ```no_run
    /// let _ = vitalwire_agent::meter::Histogram::<vitalwire_agent::meter::Exponential<3>, 256>::new();
    /// let _ = vitalwire_agent::meter::Histogram::<vitalwire_agent::meter::Exponential<-3>, 4>::new();
    /// let _ = vitalwire_agent::meter::Histogram::<
    ///     vitalwire_agent::meter::Linear<{ i32::MAX }, { u32::MAX }>,
    ///     2_097_151,
    /// >::new();
    /// ```
    pub trait Bounds {
        /// The most buckets that there can be.
        const MAX_BUCKETS: usize;

        /// What doesn't compile with more.
        const TOO_MANY: &'static str;

        /// What sums of values below the first bucket count from: no such value is above.
        const UNDERFLOW_ORIGIN: i64;

        /// What sums of values beyond the last of `N` buckets count from: no such value is below.
        fn overflow_origin<const N: usize>() -> i64;

        /// Returns a value's bucket: `N` or more beyond the last, and `None` below the first.
        fn index<const N: usize>(value: u32) -> Option<usize>;

        /// Returns a double's bucket in the same way.
        fn index_f64<const N: usize>(value: Double) -> Option<usize>;

        fn options(number_of_buckets: i32) -> Result<BucketOptions, BuildError>;
    }
}

impl<const SCALE: i32> Bounds for Exponential<SCALE> {
    const MAX_BUCKETS: usize = {
        assert!(SCALE >= -3 && SCALE <= 3, "the scale of an exponential histogram is -3 to 3");
        if SCALE < 0 { 32 >> -SCALE } else { 32 << SCALE }
    };
    const TOO_MANY: &'static str = "an exponential histogram has 1 to 32 * 2^SCALE buckets";
    const UNDERFLOW_ORIGIN: i64 = 0;

    fn overflow_origin<const N: usize>() -> i64 {
        0
    }

    fn index<const N: usize>(value: u32) -> Option<usize> {
        let exponent = log2(value);
        // By 31 − exponent, which even the compiler sees to be below 32.
        let mantissa = value << (!exponent & 31);
        Some(Self::bucket(exponent, mantissa >> 28, mantissa, &BELOW_BOUNDS_U32))
    }

    fn index_f64<const N: usize>(value: Double) -> Option<usize> {
        match u32::try_from(value.exponent()) {
            _ if value.is_negative() => None,
            Ok(exponent) => {
                let mantissa = value.mantissa();
                Some(Self::bucket(exponent, (mantissa >> 49) as u32, mantissa, &BELOW_BOUNDS))
            }
            // It's below 1.
            Err(_) => Some(0),
        }
    }

    fn options(number_of_buckets: i32) -> Result<BucketOptions, BuildError> {
        Base2Exponent::new(SCALE, number_of_buckets).map(BucketOptions::from)
    }
}

impl<const SCALE: i32> Exponential<SCALE> {
    /// Returns the bucket of a value of 1 or more, given the whole part of its logarithm, the first four bits of its
    /// mantissa, and all of it.
    fn bucket<T: Copy + PartialOrd>(exponent: u32, first_bits: u32, mantissa: T, below_bounds: &[T; 8]) -> usize {
        if SCALE <= 0 {
            return (exponent >> SCALE.unsigned_abs()) as usize;
        }
        // log2(1 + x) is between x and x + 0.0861: of the buckets between two powers of two, it's the one that it would be if
        // their widths were equal, or the next.
        let fewer = const { 3_u32.saturating_sub(SCALE.unsigned_abs()) };
        let equal_width = (first_bits & 0b111) >> fewer;
        let upper_bound = ((equal_width + 1) << fewer) - 1;
        let is_above = below_bounds.get(upper_bound as usize).is_some_and(|&below| mantissa > below);
        (exponent << SCALE | (equal_width + u32::from(is_above))) as usize
    }
}

/// The mantissas just below the bounds: 2^(52 + k/8) for k = 1 to 8, rounded down. Only the last is an integer, which no
/// mantissa reaches.
const BELOW_BOUNDS: [u64; 8] = [
    0x11_72B8_3C7D_517A,
    0x13_06FE_0A31_B715,
    0x14_BFDA_D536_2A27,
    0x16_A09E_667F_3BCC,
    0x18_ACE5_422A_A0DB,
    0x1A_E89F_995A_D3AD,
    0x1D_5818_DCFB_A487,
    0x20_0000_0000_0000,
];

/// 2^(31 + k/8), rounded down; the last is 1 less.
const BELOW_BOUNDS_U32: [u32; 8] =
    [0x8B95_C1E3, 0x9837_F051, 0xA5FE_D6A9, 0xB504_F333, 0xC567_2A11, 0xD744_FCCA, 0xEAC0_C6E7, 0xFFFF_FFFF];

/// Returns the base-2 logarithm, rounded down; 0 for 0.
fn log2(value: u32) -> u32 {
    // A Cortex-M0 has no instruction for it: core calls a function there that takes twice as long.
    if cfg!(all(target_arch = "arm", not(target_has_atomic = "32"))) {
        log2_by_multiplication(value)
    } else {
        31 - (value | 1).leading_zeros()
    }
}

/// Sets all bits below the first, so that 32 values are left, and 0. Multiplied by the factor, each has other upper five
/// bits, and 0 has those of 1.
fn log2_by_multiplication(mut value: u32) -> u32 {
    const FACTOR: u32 = 0x07C4_ACDD;
    #[allow(clippy::indexing_slicing, reason = "it's evaluated only at compile time")]
    const LOGARITHMS: [u8; 32] = {
        let mut logarithms = [0; 32];
        let mut log2 = 0;
        while log2 < 32 {
            let value = u32::MAX >> (31 - log2);
            logarithms[(value.wrapping_mul(FACTOR) >> 27) as usize] = log2 as u8;
            log2 += 1;
        }
        logarithms
    };
    value |= value >> 1;
    value |= value >> 2;
    value |= value >> 4;
    value |= value >> 8;
    value |= value >> 16;
    LOGARITHMS.get((value.wrapping_mul(FACTOR) >> 27) as usize).copied().unwrap_or_default().into()
}

impl<const START: i32, const WIDTH: u32> Bounds for Linear<START, WIDTH> {
    const MAX_BUCKETS: usize = {
        assert!(WIDTH > 0, "the buckets of a linear histogram are wider than 0");
        let buckets = ((1 << 53) - START as i64) / WIDTH as i64;
        if buckets > i32::MAX as i64 { i32::MAX as usize } else { buckets as usize }
    };
    const TOO_MANY: &'static str = "a linear histogram has at least 1 bucket, and ends at 2^53 or before";
    const UNDERFLOW_ORIGIN: i64 = START as i64;

    fn overflow_origin<const N: usize>() -> i64 {
        const { START as i64 + N as i64 * WIDTH as i64 }
    }

    fn index<const N: usize>(value: u32) -> Option<usize> {
        Self::bucket::<N>(value.into())
    }

    fn index_f64<const N: usize>(value: Double) -> Option<usize> {
        // Bounds are integers: a value has reached one if its floor has.
        Self::bucket::<N>(value.to_fixed().floor)
    }

    fn options(number_of_buckets: i32) -> Result<BucketOptions, BuildError> {
        LinearOptions::new(const { START as f64 }, const { WIDTH as f64 }, number_of_buckets).map(BucketOptions::from)
    }
}

impl<const START: i32, const WIDTH: u32> Linear<START, WIDTH> {
    fn bucket<const N: usize>(floor: i64) -> Option<usize> {
        let offset = u64::try_from(floor.saturating_sub(START.into())).ok()?;
        let range = const { N as u64 * WIDTH as u64 };
        if offset >= range {
            return Some(N);
        }
        // Most ranges need no division of 64 bits.
        let bucket = if range <= 1 << 32 { (offset as u32 / WIDTH).into() } else { offset / u64::from(WIDTH) };
        Some(bucket as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::{BELOW_BOUNDS, BELOW_BOUNDS_U32, log2, log2_by_multiplication};

    #[test]
    fn logarithms_are_those_of_std() {
        assert_eq!((log2(0), log2_by_multiplication(0)), (0, 0));
        for bit in 0..32 {
            for value in [1_u32 << bit, 1 << bit | 1, u32::MAX >> (31 - bit)] {
                assert_eq!((log2(value), log2_by_multiplication(value)), (value.ilog2(), value.ilog2()), "{value}");
            }
        }
    }

    #[test]
    fn bounds_of_both_widths_agree() {
        for (below, below_u32) in BELOW_BOUNDS.into_iter().zip(BELOW_BOUNDS_U32) {
            assert_eq!(u64::from(below_u32), (below >> 21).min(u32::MAX.into()));
        }
    }
}
