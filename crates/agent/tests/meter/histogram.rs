//! Histograms as a whole: linear buckets, outliers, and hand-overs that fail.

use crate::{NoSpace, deliver};
use arbitrary::{Result, Unstructured};
use arbtest::arbtest;
use vitalwire::dataflow::{BucketOptions, DataflowHistogramValue, OutlierStats};
use vitalwire::{BuildError, CapacityError, Microcontroller, dataflow};
use vitalwire_agent::meter::{Exponential, Histogram, Layout, Linear, RecordError};

type Value = DataflowHistogramValue<Microcontroller>;

/// Recorded = handed over + residue, in all buckets and on both sides, whichever hand-overs fail: for the receiver's
/// reason, or since the profile has too few buckets.
#[test]
fn nothing_is_lost() {
    arbtest(|u| {
        let mut histogram = Histogram::<Linear<100, 10>, 30>::new();
        let (mut recorded, mut handed_over) = ([0; 32], [0; 32]);
        for _ in 0..u.arbitrary_len::<u64>()? {
            if u.ratio(3, 4)? {
                // Mostly in the first 20 buckets, which the profile has.
                let value = u.int_in_range(80..=310)? + if u.ratio(1, 20)? { 100 } else { 0 };
                histogram.record(value).expect("not full");
                recorded[linear_bucket(value.into(), 100, 10, 30)] += 1;
                continue;
            }
            let (before, succeeds) = (histogram.clone(), u.arbitrary()?);
            let too_wide = (0..32).rfind(|&at| at < 31 && recorded[at] > handed_over[at]).unwrap_or(0) > 20;
            match histogram.cut(|value: Value| deliver_or_not(value, succeeds)) {
                Ok(None) => assert_eq!(recorded, handed_over),
                Ok(Some(value)) => {
                    assert!(succeeds && !too_wide);
                    add(&mut handed_over, &value);
                    assert_eq!(recorded, handed_over);
                }
                Err(error) => {
                    assert_eq!(histogram, before);
                    assert_eq!(matches!(error, Failure::Build(BuildError::Capacity(_))), too_wide);
                }
            }
        }
        Ok(())
    });
}

#[derive(Debug, PartialEq)]
enum Failure {
    Build(BuildError),
    NoSpace,
}

impl From<BuildError> for Failure {
    fn from(error: BuildError) -> Self {
        Self::Build(error)
    }
}

fn deliver_or_not(value: Value, succeeds: bool) -> std::result::Result<Value, Failure> {
    deliver(value, succeeds).map_err(|NoSpace| Failure::NoSpace)
}

/// Adds the counts of 30 buckets to those from 1 on. The outliers are around them.
fn add(counts: &mut [i64; 32], value: &Value) {
    let outliers = value.outlier_stats.unwrap_or_default();
    counts[0] += outliers.underflow_count;
    counts[31] += outliers.overflow_count;
    counts[1..].iter_mut().zip(value.bucket_counts.iter()).for_each(|(sum, count)| *sum += count);
    let parts = value.bucket_counts.iter().sum::<i64>() + outliers.underflow_count + outliers.overflow_count;
    assert_eq!(value.count, parts);
}

/// Returns a value's bucket, from 1 on, by comparing it with all bounds, which doubles hold exactly.
fn linear_bucket(value: f64, start: i32, width: u32, buckets: usize) -> usize {
    (0..=buckets).filter(|&at| value >= f64::from(start) + f64::from(width) * at as f64).count()
}

/// For every integer and double, the bucket is the one between whose bounds it is.
#[test]
fn linear_buckets_are_between_their_bounds() {
    let checks: [fn(&mut Unstructured<'_>) -> Result<()>; 7] = [
        check_linear::<0, 1>,
        check_linear::<-7, 3>,
        check_linear::<-20, 5>,
        check_linear::<1000, 7>,
        check_linear::<{ i32::MIN }, { u32::MAX }>,
        check_linear::<{ i32::MAX }, 0x8000_0000>,
        check_linear::<{ i32::MIN }, 1>,
    ];
    arbtest(|u| u.choose(&checks)?(u));
}

fn check_linear<const START: i32, const WIDTH: u32>(u: &mut Unstructured<'_>) -> Result<()> {
    const BUCKETS: usize = 20;
    let mut histogram = Histogram::<Linear<START, WIDTH>, BUCKETS>::new();
    for _ in 0..8 {
        let bound = f64::from(START) + f64::from(WIDTH) * f64::from(u.int_in_range(0..=20)?);
        let value = match u.int_in_range(0..=3)? {
            0 => bound + f64::from(u.int_in_range(-2..=2)?),
            1 => f64::from_bits(bound.to_bits().wrapping_add_signed(u.int_in_range(-4..=4)?)),
            2 => f64::from_bits(u.arbitrary()?),
            _ => u.arbitrary::<u32>()?.into(),
        };
        if value.is_nan() {
            continue;
        }
        let mut expected = [0; BUCKETS + 2];
        expected[linear_bucket(value, START, WIDTH, BUCKETS)] = 1;
        histogram.record_f64(value).expect("a number");
        assert_eq!(counts(&mut histogram), expected, "{value:e}");
        if value == f64::from(value as u32) {
            histogram.record(value as u32).expect("not full");
            assert_eq!(counts(&mut histogram), expected, "{value}");
        }
    }
    Ok(())
}

fn counts<L: Layout, const N: usize>(histogram: &mut Histogram<L, N>) -> [i64; 22] {
    let mut counts = [0; 22];
    let value = take(histogram);
    let outliers = value.outlier_stats.unwrap_or_default();
    counts[0] = outliers.underflow_count;
    counts[21] = outliers.overflow_count;
    counts[1..].iter_mut().zip(value.bucket_counts.iter()).for_each(|(sum, count)| *sum += count);
    counts
}

fn take<L: Layout, const N: usize>(histogram: &mut Histogram<L, N>) -> Value {
    histogram.cut(|value| deliver(value, true)).expect("enough buckets").expect("values")
}

/// The means of integers beyond the buckets are those of exact sums, rounded twice at most; equal values are their mean.
#[test]
fn means_of_integers() {
    arbtest(|u| {
        let mut histogram = Histogram::<Linear<1000, 50>, 4>::new();
        let (mut below, mut beyond) = (Vec::new(), Vec::new());
        for _ in 0..u.arbitrary_len::<u32>()? {
            let value = if u.arbitrary()? { u.int_in_range(0..=999)? } else { u.int_in_range(1200..=u32::MAX)? };
            histogram.record(value).expect("not full");
            if value < 1000 { &mut below } else { &mut beyond }.push(u64::from(value));
        }
        if below.len() + beyond.len() > 0 {
            let outliers = take(&mut histogram).outlier_stats.expect("outliers");
            check_mean(outliers.underflow_count, outliers.underflow_mean, &below);
            check_mean(outliers.overflow_count, outliers.overflow_mean, &beyond);
        }

        let (value, times) = (u.int_in_range(32..=u32::MAX)?, u.int_in_range(1..=100)?);
        let mut histogram = Histogram::<Exponential<0>, 5>::new();
        (0..times).for_each(|_| histogram.record(value).expect("not full"));
        let outliers = take(&mut histogram).outlier_stats.expect("outliers");
        assert_eq!((outliers.overflow_count, outliers.overflow_mean), (times, value.into()));
        Ok(())
    });
}

#[track_caller]
fn check_mean(count: i64, mean: f64, values: &[u64]) {
    assert_eq!(count, values.len() as i64);
    // Below 2^53, so that this is rounded once.
    let expected = if values.is_empty() { 0.0 } else { values.iter().sum::<u64>() as f64 / values.len() as f64 };
    assert!((mean - expected).abs() <= expected * f64::EPSILON, "{mean} and {expected}");
}

/// The mean of doubles is that of the next multiples of 2^−32 below them.
#[test]
fn means_of_doubles() {
    arbtest(|u| {
        // Some of what is beyond this is negative too.
        let mut linear = Histogram::<Linear<-12, 5>, 2>::new();
        let mut exponential = Histogram::<Exponential<3>, 1>::new();
        let (mut below, mut beyond) = (Vec::new(), Vec::new());
        let (mut below_0, mut beyond_2) = (Vec::new(), Vec::new());
        for _ in 0..u.arbitrary_len::<[u64; 2]>()? {
            let value = f64::from(u.arbitrary::<i32>()?) / f64::from(u.int_in_range(1..=u32::MAX)?);
            linear.record_f64(value).expect("a number");
            exponential.record_f64(value).expect("a number");
            match value {
                ..-12.0 => below.push(value),
                -2.0.. => beyond.push(value),
                _ => {}
            }
            match value {
                ..0.0 => below_0.push(value),
                _ if value.powi(8) >= 2.0 => beyond_2.push(value),
                _ => {}
            }
        }
        let outliers = |value: Option<Value>| value.and_then(|value| value.outlier_stats).unwrap_or_default();
        let linear = outliers(linear.cut(|value| deliver(value, true)).expect("enough buckets"));
        check_mean_of_doubles(linear.underflow_count, linear.underflow_mean, &below);
        check_mean_of_doubles(linear.overflow_count, linear.overflow_mean, &beyond);
        let exponential = outliers(exponential.cut(|value| deliver(value, true)).expect("enough buckets"));
        check_mean_of_doubles(exponential.underflow_count, exponential.underflow_mean, &below_0);
        check_mean_of_doubles(exponential.overflow_count, exponential.overflow_mean, &beyond_2);
        Ok(())
    });
}

#[track_caller]
fn check_mean_of_doubles(count: i64, mean: f64, values: &[f64]) {
    const UNIT: f64 = 4_294_967_296.0;
    assert_eq!(count, values.len() as i64);
    let sum: i128 = values.iter().map(|value| (value * UNIT).floor() as i128).sum();
    let expected = if values.is_empty() { 0.0 } else { sum as f64 / values.len() as f64 / UNIT };
    // Near 0 a sum cancels to less than what is rounded: that is of the size of the bound.
    assert!((mean - expected).abs() <= 4.0 * f64::EPSILON * (expected.abs() + 12.0), "{mean} and {expected}");
}

/// A mean is finite whatever is recorded, and on its side of the buckets.
#[test]
fn means_are_finite() {
    arbtest(|u| {
        let mut linear = Histogram::<Linear<-50, 10>, 10>::new();
        let mut exponential = Histogram::<Exponential<-3>, 4>::new();
        for _ in 0..u.arbitrary_len::<u64>()? {
            let value =
                *u.choose(&[f64::INFINITY, f64::NEG_INFINITY, f64::MAX, f64::MIN, 1e19, -1e19, 51.5, -51.5, 1e10])?;
            linear.record_f64(value).expect("a number");
            exponential.record_f64(value).expect("a number");
        }
        for (value, start, end) in [
            (linear.cut(|value: Value| deliver(value, true)), -50.0, 50.0),
            (exponential.cut(|value: Value| deliver(value, true)), 0.0, 4_294_967_296.0),
        ] {
            let outliers = value.expect("enough buckets").and_then(|value| value.outlier_stats).unwrap_or_default();
            let OutlierStats { overflow_count, overflow_mean, underflow_count, underflow_mean } = outliers;
            assert!(overflow_count == 0 || (end..1e20).contains(&overflow_mean), "{overflow_mean}");
            assert!(underflow_count == 0 || (-1e20..start).contains(&underflow_mean), "{underflow_mean}");
        }
        Ok(())
    });
}

#[test]
fn infinities_are_outliers() {
    let mut histogram = Histogram::<Exponential<0>, 4>::new();
    for value in [f64::INFINITY, f64::INFINITY, 20.0, 20.0, f64::NEG_INFINITY] {
        histogram.record_f64(value).expect("a number");
    }
    let two_to_63 = 9_223_372_036_854_775_808.0;
    let expected = OutlierStats {
        overflow_count: 4,
        overflow_mean: two_to_63 / 2.0 + 10.0,
        underflow_count: 1,
        underflow_mean: -two_to_63,
    };
    assert_eq!(take(&mut histogram).outlier_stats, Some(expected));

    // The sum of three is 2^64.
    for _ in 0..3 {
        histogram.record_f64(f64::INFINITY).expect("a number");
    }
    let overflow_mean = 2.0 * two_to_63 / 3.0;
    assert_eq!(take(&mut histogram).outlier_stats.expect("outliers").overflow_mean, overflow_mean);
}

#[test]
fn nan_is_an_error_and_negative_zero_is_zero() {
    let mut histogram = Histogram::<Exponential<0>, 4>::new();
    assert_eq!(histogram.record_f64(f64::NAN), Err(RecordError::NotANumber));
    assert_eq!(histogram.record_f64(-f64::NAN), Err(RecordError::NotANumber));
    assert_eq!(histogram, Histogram::new());
    histogram.record_f64(-0.0).expect("a number");
    histogram.record_f64(-f64::from_bits(1)).expect("a number");
    let value = take(&mut histogram);
    assert_eq!(value.bucket_counts[..], [1]);
    assert_eq!(value.outlier_stats.expect("outliers").underflow_count, 1);
}

#[test]
fn a_profile_with_too_few_buckets_is_an_error() {
    let mut histogram = Histogram::<Exponential<0>, 32>::new();
    histogram.record(3 << 20).expect("not full");
    let before = histogram.clone();
    let outcome: std::result::Result<_, BuildError> = histogram.cut(|value: Value| Ok(value));
    assert_eq!(outcome, Err(BuildError::Capacity(CapacityError { capacity: "buckets", limit: 20, needed: 22 })));
    assert_eq!(histogram, before);
}

/// The message is the one that the library makes of the same counts.
#[test]
fn the_message_is_that_of_the_library() {
    let mut histogram = Histogram::<Exponential<1>, 20>::new();
    for value in [0, 1, 3, 900, 1100, 1300, 1500] {
        histogram.record(value).expect("not full");
    }
    let options = dataflow::Base2Exponent::new(1, 20).expect("a valid scale");
    let mut counts = [0; 20];
    (counts[0], counts[3], counts[19]) = (2, 1, 1);
    check_message(&mut histogram, options, &counts, 3, 1300.0);

    let mut histogram = Histogram::<Linear<-5, 10>, 3>::new();
    for value in [0, 4, 10, 30] {
        histogram.record(value).expect("not full");
    }
    let options = dataflow::Linear::new(-5.0, 10.0, 3).expect("a valid width");
    check_message(&mut histogram, options, &[2, 1, 0], 1, 30.0);
}

#[track_caller]
fn check_message<L: Layout, const N: usize>(
    histogram: &mut Histogram<L, N>,
    options: impl Into<BucketOptions>,
    counts: &[i64],
    overflow_count: i64,
    overflow_mean: f64,
) {
    let outliers = OutlierStats { overflow_count, overflow_mean, ..Default::default() };
    assert_eq!(take(histogram), Value::new(options, counts, outliers).expect("a histogram"));
}

#[test]
fn nothing_new_is_not_handed_over() {
    let mut histogram = Histogram::<Exponential<0>, 17>::new();
    let outcome = histogram.cut(|_: Value| -> std::result::Result<(), Anything> { panic!("there is nothing") });
    assert!(matches!(outcome, Ok(None)));
}

/// An error that is made of any other.
struct Anything;

impl From<BuildError> for Anything {
    fn from(_: BuildError) -> Self {
        Self
    }
}
