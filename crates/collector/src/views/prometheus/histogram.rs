//! A histogram of a worker as Prometheus counts: for each bound, all that isn't greater.
//!
//! Buckets on the wire include their lower bound, Prometheus' include the upper one: what is exactly a bound counts as
//! greater here. What is below the first bucket counts from the lower bound of that on; what is above the last one,
//! only at infinity. There is no `_sum`: nobody has added up the values, and what could be made up from buckets would
//! look as if somebody had.

use vitalwire::Growable;
use vitalwire::dataflow::{BucketLayout, BucketOptions, DataflowHistogramValue};

/// How many bounds a histogram has at most. Of more, some are left out: always the same ones.
const BOUNDS: i32 = 256;

/// Returns bounds and how many values aren't greater, of which the last is infinity and all values. The bounds ascend,
/// and follow from the layout alone, so that the same series are there each time.
pub fn cumulative(histogram: &DataflowHistogramValue<Growable>) -> Vec<(f64, i128)> {
    // A count below 0 is a worker's mistake.
    let outliers = histogram.outlier_stats.unwrap_or_default();
    let below: i128 = outliers.underflow_count.max(0).into();
    let mut counts = histogram.bucket_counts.iter().map(|&count| i128::from(count.max(0)));
    let (mut total, mut passed) = (below, 0);
    let mut cumulative = Vec::new();
    for (buckets, bound) in bounds(histogram.bucket_options) {
        total += counts.by_ref().take((buckets - passed) as usize).sum::<i128>();
        passed = buckets;
        match cumulative.last_mut() {
            // Doubles are too coarse for these buckets.
            Some((last, count)) if *last == bound => *count = total,
            _ => cumulative.push((bound, total)),
        }
    }
    let above: i128 = outliers.overflow_count.max(0).into();
    let counted = total + counts.sum::<i128>() + above;
    // They are equal, unless a worker makes a mistake: what it has counted must not be less than its parts.
    cumulative.push((f64::INFINITY, counted.max(histogram.count.into())));
    cumulative
}

/// Returns how many buckets are below a bound, and the bound.
fn bounds(options: Option<BucketOptions>) -> impl Iterator<Item = (i32, f64)> {
    let layout = options.and_then(|options| options.layout);
    let buckets = match layout {
        // Further ones would have infinite bounds.
        Some(BucketLayout::Exponential(layout)) => layout.number_of_buckets.get().min(1023 * 8),
        Some(BucketLayout::Linear(layout)) => layout.number_of_buckets.get(),
        None => -1,
    };
    let bound = move |buckets: i32| match layout {
        Some(BucketLayout::Exponential(_)) if buckets == 0 => 0.0,
        // The base is 2^(2^-scale).
        Some(BucketLayout::Exponential(layout)) => (f64::from(buckets) * f64::from(-layout.scale.get()).exp2()).exp2(),
        Some(BucketLayout::Linear(layout)) => layout.start.get() + f64::from(buckets) * layout.width.get(),
        None => f64::INFINITY,
    };
    let step = (buckets.max(1) - 1) / (BOUNDS - 1) + 1;
    (0..=buckets)
        .step_by(step as usize)
        .map(move |buckets| (buckets, bound(buckets)))
        .take_while(|(_, bound)| bound.is_finite())
}

#[cfg(test)]
mod tests {
    use super::cumulative;
    use vitalwire::Growable;
    use vitalwire::dataflow::DataflowHistogramValue;

    fn of(json: &str) -> Vec<(f64, i128)> {
        cumulative(&vitalwire::decode::<DataflowHistogramValue<Growable>>(json.as_bytes()).unwrap())
    }

    #[test]
    fn buckets_add_up() {
        let linear = r#"{"bucketCounts": ["1", "2"], "count": "10",
            "bucketOptions": {"linear": {"numberOfBuckets": 3, "start": -1.5, "width": 2}},
            "outlierStats": {"underflowCount": "3", "overflowCount": "4"}}"#;
        assert_eq!(of(linear), [(-1.5, 3), (0.5, 4), (2.5, 6), (4.5, 6), (f64::INFINITY, 10)]);
        let exponential = r#"{"bucketCounts": ["1", "2"], "count": "3",
            "bucketOptions": {"exponential": {"numberOfBuckets": 3, "scale": -1}}}"#;
        assert_eq!(of(exponential), [(0.0, 0), (4.0, 1), (16.0, 3), (64.0, 3), (f64::INFINITY, 3)]);
        let fine = r#"{"bucketCounts": ["5"], "count": "5",
            "bucketOptions": {"exponential": {"numberOfBuckets": 2, "scale": 1}}}"#;
        assert_eq!(of(fine), [(0.0, 0), (2_f64.sqrt(), 5), (2.0, 5), (f64::INFINITY, 5)]);
    }

    #[test]
    fn what_is_wrong_stays_a_histogram() {
        assert_eq!(of("{}"), [(f64::INFINITY, 0)]);
        let without_bounds = r#"{"bucketCounts": ["1", "2"], "bucketOptions": {}, "count": "-5"}"#;
        assert_eq!(of(without_bounds), [(f64::INFINITY, 3)]);
        let one_bucket = r#""bucketOptions": {"linear": {"numberOfBuckets": 1, "width": 1}}"#;
        let more_than_buckets = format!(r#"{{"bucketCounts": ["-1", "2", "3"], {one_bucket}, "count": "1"}}"#);
        assert_eq!(of(&more_than_buckets), [(0.0, 0), (1.0, 0), (f64::INFINITY, 5)]);
        let most = i64::MAX;
        let huge = format!(r#"{{"bucketCounts": ["{most}", "{most}"], {one_bucket}, "count": "{most}"}}"#);
        assert_eq!(of(&huge).last(), Some(&(f64::INFINITY, 2 * i128::from(most))));
    }

    #[test]
    fn no_bound_comes_again_and_there_are_few() {
        let layouts = [
            r#"{"linear": {"numberOfBuckets": 2147483647, "start": 1e17, "width": 1}}"#,
            r#"{"linear": {"numberOfBuckets": 3, "start": 1e20, "width": 1}}"#,
            r#"{"linear": {"numberOfBuckets": 255, "start": -1e308, "width": 1e308}}"#,
            r#"{"linear": {"numberOfBuckets": 256, "width": 5e-324}}"#,
            r#"{"linear": {"numberOfBuckets": 257, "start": -0.0, "width": 1}}"#,
            r#"{"exponential": {"numberOfBuckets": 2147483647, "scale": 3}}"#,
            r#"{"exponential": {"numberOfBuckets": 2147483647, "scale": -3}}"#,
        ];
        for layout in layouts {
            let counts = vec!["\"1\""; 300].join(",");
            let cumulative =
                of(&format!(r#"{{"bucketCounts": [{counts}], "bucketOptions": {layout}, "count": "300"}}"#));
            assert!(cumulative.windows(2).all(|two| two[0].0 < two[1].0 && two[0].1 <= two[1].1), "{layout}");
            assert!((2..=258).contains(&cumulative.len()), "{layout}: {}", cumulative.len());
            assert_eq!(cumulative.last(), Some(&(f64::INFINITY, 300)), "{layout}");
        }
    }
}
