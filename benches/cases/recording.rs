//! Values to record in histograms.

use super::contender::{Case, Contender};
use std::hint::black_box;
use std::rc::Rc;
use vitalwire::Growable;
use vitalwire::dataflow::DataflowHistogramValue;
use vitalwire_agent::meter::{Exponential, Histogram};

pub const ALL: &[fn() -> Case] = &[
    || integers::<0, 17>("integers, scale 0"),
    || integers::<1, 34>("integers, scale 1"),
    || integers::<3, 136>("integers, scale 3"),
    || doubles::<0, 17>("doubles, scale 0"),
    || doubles::<1, 34>("doubles, scale 1"),
    || doubles::<3, 136>("doubles, scale 3"),
];

const SAMPLES: usize = 1000;

/// Latencies in ms, of all magnitudes up to two minutes: none is an outlier.
fn latencies() -> impl Iterator<Item = f64> {
    let mut state = 1_u64;
    std::iter::repeat_with(move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((state >> 11) as f64 / 2_f64.powi(53) * 16.9).exp2()
    })
    .take(SAMPLES)
}

fn integers<const SCALE: i32, const N: usize>(name: &'static str) -> Case {
    let samples: Rc<[u32]> = latencies().map(|latency| latency as u32).collect();
    let mut ours = Histogram::<Exponential<SCALE>, N>::new();
    let mut by_log2 = Log2Histogram::<SCALE, N>::new();
    check(&mut ours, &mut by_log2, |ours, by_log2| {
        samples.iter().all(|&sample| ours.record(sample).is_ok() && by_log2.record(sample.into()).is_ok())
    });

    let mut hdr = hdr_histogram();
    let [our_samples, hdr_samples, log2_samples] = [&samples; 3].map(Rc::clone);
    let contenders = vec![
        Contender::new("vitalwire", move || all(&our_samples, |sample| ours.record(sample).is_ok())),
        Contender::new("hdrhistogram", move || all(&hdr_samples, |sample| hdr.record(sample.into()).is_ok())),
        Contender::new("log2", move || all(&log2_samples, |sample| by_log2.record(sample.into()).is_ok())),
    ];
    Case { name, amount: SAMPLES, contenders }
}

fn doubles<const SCALE: i32, const N: usize>(name: &'static str) -> Case {
    let samples: Rc<[f64]> = latencies().collect();
    let mut ours = Histogram::<Exponential<SCALE>, N>::new();
    let mut by_log2 = Log2Histogram::<SCALE, N>::new();
    check(&mut ours, &mut by_log2, |ours, by_log2| {
        samples.iter().all(|&sample| ours.record_f64(sample).is_ok() && by_log2.record(sample).is_ok())
    });

    let mut hdr = hdr_histogram();
    let [our_samples, hdr_samples, log2_samples] = [&samples; 3].map(Rc::clone);
    let contenders = vec![
        Contender::new("vitalwire", move || all(&our_samples, |sample| ours.record_f64(sample).is_ok())),
        // It has integers only.
        Contender::new("hdrhistogram", move || all(&hdr_samples, |sample| hdr.record(sample as u64).is_ok())),
        Contender::new("log2", move || all(&log2_samples, |sample| by_log2.record(sample).is_ok())),
    ];
    Case { name, amount: SAMPLES, contenders }
}

/// Records each sample, as if it came from elsewhere.
fn all<T: Copy>(samples: &[T], mut record: impl FnMut(T) -> bool) -> bool {
    samples.iter().fold(true, |is_ok, &sample| is_ok & record(black_box(sample)))
}

/// The least precise, whose memory is the least: buckets are some 5 % wide.
fn hdr_histogram() -> hdrhistogram::Histogram<u32> {
    hdrhistogram::Histogram::new_with_max(u32::MAX.into(), 1).unwrap()
}

/// # Panics
/// If the samples aren't recorded, or counted differently. None is next to a bound, where `log2` would be wrong.
fn check<const SCALE: i32, const N: usize>(
    ours: &mut Histogram<Exponential<SCALE>, N>,
    by_log2: &mut Log2Histogram<SCALE, N>,
    record: impl FnOnce(&mut Histogram<Exponential<SCALE>, N>, &mut Log2Histogram<SCALE, N>) -> bool,
) {
    assert!(record(ours, by_log2));
    let keep = |value: DataflowHistogramValue<Growable>| Ok::<_, vitalwire::BuildError>(value);
    let value = ours.cut(keep).unwrap().unwrap();
    let mut counts = value.bucket_counts.to_vec();
    counts.resize(N, 0);
    assert_eq!(counts, by_log2.counts.map(i64::from));
    assert_eq!((value.outlier_stats, by_log2.overflow_count), (None, 0));
}

/// A histogram with the same buckets and errors, whose index is a logarithm.
struct Log2Histogram<const SCALE: i32, const N: usize> {
    counts: [u32; N],
    overflow_count: u32,
    overflow_sum: f64,
    underflow_count: u32,
    underflow_sum: f64,
}

impl<const SCALE: i32, const N: usize> Log2Histogram<SCALE, N> {
    fn new() -> Self {
        Self { counts: [0; N], overflow_count: 0, overflow_sum: 0.0, underflow_count: 0, underflow_sum: 0.0 }
    }

    fn record(&mut self, value: f64) -> Result<(), ()> {
        let count = if value.is_nan() {
            return Err(());
        } else if value < 0.0 {
            self.underflow_sum += value;
            &mut self.underflow_count
        } else {
            let buckets_per_doubling =
                const { if SCALE < 0 { 1.0 / (1 << -SCALE) as f64 } else { (1 << SCALE) as f64 } };
            // What is below 1 becomes 0.
            let bucket = (value.log2() * buckets_per_doubling) as usize;
            match self.counts.get_mut(bucket) {
                Some(count) => count,
                None => {
                    self.overflow_sum += value;
                    &mut self.overflow_count
                }
            }
        };
        *count = count.checked_add(1).ok_or(())?;
        Ok(())
    }
}
