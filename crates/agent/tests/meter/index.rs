//! The buckets of exponential histograms, compared with big integers.

use crate::deliver;
use crate::reference::Logarithms;
use arbtest::arbtest;
use vitalwire::dataflow::DataflowHistogramValue;
use vitalwire::profile;
use vitalwire_agent::meter::{Exponential, Histogram};
use vitalwire_testing::Random;

profile! {
    /// Holds as many buckets as a histogram may have.
    struct Wide { buckets: 256, ..MICROCONTROLLER }
}

const SCALES: std::ops::RangeInclusive<i32> = -3..=3;
/// Random values in each property, at least.
const RANDOM_VALUES: usize = if cfg!(debug_assertions) { 10_000 } else { 10_000_000 };

/// Histograms of all scales, up to 2^32.
#[derive(Default)]
struct Histograms {
    m3: Histogram<Exponential<-3>, 4>,
    m2: Histogram<Exponential<-2>, 8>,
    m1: Histogram<Exponential<-1>, 16>,
    s0: Histogram<Exponential<0>, 32>,
    s1: Histogram<Exponential<1>, 64>,
    s2: Histogram<Exponential<2>, 128>,
    s3: Histogram<Exponential<3>, 256>,
}

impl Histograms {
    /// Records integers in all of them, and compares the counts.
    fn check_integers(&mut self, values: &[u32]) {
        let logarithms: Vec<_> = values.iter().map(|&value| Logarithms::of_integer(value.max(1))).collect();
        macro_rules! check {
            ($($histogram:ident $scale:literal;)+) => { $(
                values.iter().for_each(|&value| self.$histogram.record(value).expect("not full"));
                compare(&mut self.$histogram, $scale, &logarithms, &format_args!("{values:?}"));
            )+ };
        }
        check! { m3 -3; m2 -2; m1 -1; s0 0; s1 1; s2 2; s3 3; }
    }

    /// Records positive doubles in all of them, and compares the counts.
    fn check_doubles(&mut self, values: &[f64]) {
        let logarithms: Vec<_> = values.iter().map(|&value| Logarithms::of_double(value)).collect();
        macro_rules! check {
            ($($histogram:ident $scale:literal;)+) => { $(
                values.iter().for_each(|&value| self.$histogram.record_f64(value).expect("a number"));
                compare(&mut self.$histogram, $scale, &logarithms, &format_args!("{values:?}"));
            )+ };
        }
        check! { m3 -3; m2 -2; m1 -1; s0 0; s1 1; s2 2; s3 3; }
    }
}

fn compare<const SCALE: i32, const N: usize>(
    histogram: &mut Histogram<Exponential<SCALE>, N>,
    scale: i32,
    logarithms: &[Logarithms],
    values: &dyn std::fmt::Debug,
) {
    let (mut expected, mut beyond) = ([0; N], 0);
    for logarithms in logarithms {
        *expected.get_mut(logarithms.bucket(scale)).unwrap_or(&mut beyond) += 1;
    }
    let value = histogram.cut(|value: DataflowHistogramValue<Wide>| deliver(value, true));
    let value = value.expect("enough buckets").expect("values");
    let mut counts = value.bucket_counts.to_vec();
    counts.resize(N, 0);
    let outliers = value.outlier_stats.unwrap_or_default();
    assert_eq!((&counts[..], outliers.overflow_count), (&expected[..], beyond), "scale {scale}, {values:?}");
    assert_eq!(outliers.underflow_count, 0);
}

/// The index is the big-integer index: for every bound of every scale, 1 below and above it too.
#[test]
fn integers_next_to_bounds() {
    let mut histograms = Histograms::default();
    for value in 0..=8 {
        histograms.check_integers(&[value]);
    }
    // The bounds of all other scales are among these.
    for bound in 0..256 {
        let first =
            first_with(u32::MAX.into(), |value| value > 0 && Logarithms::of_integer(value as u32).bucket(3) >= bound);
        for value in [first - 1, first, first + 1] {
            let Ok(value) = u32::try_from(value) else { continue };
            histograms.check_integers(&[value]);
        }
    }
    histograms.check_integers(&[u32::MAX]);
}

/// The index is the big-integer index: for every bound of every scale, and 4 units in the last place below and above.
#[test]
fn doubles_next_to_bounds() {
    let mut histograms = Histograms::default();
    for bound in 0..=256 {
        let first = first_double(3, bound);
        for step in -4..=4 {
            histograms.check_doubles(&[neighbour(first, step)]);
        }
    }
}

/// The index is the big-integer index: for random integers of all lengths.
#[test]
fn random_integers() {
    let mut histograms = Histograms::default();
    let mut random = Random::new(1);
    for _ in 0..RANDOM_VALUES.div_ceil(64) {
        let values: [u32; 64] = std::array::from_fn(|_| random.number() as u32 >> (random.number() >> 59));
        histograms.check_integers(&values);
    }
    arbtest(|u| {
        let values: [u32; 4] = u.arbitrary()?;
        histograms.check_integers(&values);
        Ok(())
    });
}

/// The index is the big-integer index: for random doubles, between 2^−8 and 2^56 and of all sizes.
#[test]
fn random_doubles() {
    let mut histograms = Histograms::default();
    let mut random = Random::new(2);
    for _ in 0..RANDOM_VALUES.div_ceil(64) {
        let values: [f64; 64] = std::array::from_fn(|_| f64::from_bits((1015 << 52) + (random.number() >> 6)));
        histograms.check_doubles(&values);
    }
    arbtest(|u| {
        let values: [u64; 4] = u.arbitrary()?;
        let values = values.map(|bits| f64::from_bits(bits & (u64::MAX >> 1)));
        let values: Vec<f64> = values.into_iter().filter(|&value| value > 0.0 && value.is_finite()).collect();
        if !values.is_empty() {
            histograms.check_doubles(&values);
        }
        Ok(())
    });
}

/// Prints how often an index by std's `log2` is wrong next to bounds. It depends on the platform's libm, so that nothing
/// is asserted.
#[test]
fn doubles_that_log2_misplaces() {
    println!("scale: doubles in the wrong bucket, of those just below a bound and on it, and of the 8 next to it");
    for scale in SCALES {
        let buckets_per_doubling = f64::from(scale).exp2();
        let is_wrong = |value: f64| {
            let by_log2 = (value.log2() * buckets_per_doubling).floor().max(0.0);
            by_log2 as usize != Logarithms::of_double(value).bucket(scale)
        };
        let [mut next_to_it, mut near] = [[0; 2]; 2];
        for bound in 1..=(32.0 * buckets_per_doubling) as usize {
            let first = first_double(scale, bound);
            for step in -4..4 {
                let wrong = usize::from(is_wrong(neighbour(first, step)));
                near = [near[0] + wrong, near[1] + 1];
                if (-1..=0).contains(&step) {
                    next_to_it = [next_to_it[0] + wrong, next_to_it[1] + 1];
                }
            }
        }
        println!("{scale}: {} of {}, {} of {}", next_to_it[0], next_to_it[1], near[0], near[1]);
    }
}

/// Returns the double that is so many steps above.
fn neighbour(value: f64, steps: i64) -> f64 {
    f64::from_bits(value.to_bits().wrapping_add_signed(steps))
}

/// Returns the least double in a bucket, or after it.
fn first_double(scale: i32, bucket: usize) -> f64 {
    let two_to_33 = 8_589_934_592_f64.to_bits();
    let reached = |bits| {
        bits > 0 && f64::from_bits(bits) >= 1.0 && Logarithms::of_double(f64::from_bits(bits)).bucket(scale) >= bucket
    };
    f64::from_bits(first_with(two_to_33, reached))
}

/// Returns the least number with a property that all greater ones have too, up to `last`, which has it.
fn first_with(last: u64, holds: impl Fn(u64) -> bool) -> u64 {
    let (mut lowest, mut highest) = (0, last);
    while lowest < highest {
        let middle = lowest.midpoint(highest);
        if holds(middle) { highest = middle } else { lowest = middle + 1 }
    }
    lowest
}
