//! Histograms, bucket by bucket.

use super::elements::bar;
use super::text;
use maud::{Markup, html};
use vitalwire::Growable;
use vitalwire::dataflow::{BucketLayout, DataflowHistogramValue};

pub type Histogram = DataflowHistogramValue<Growable>;

/// A row of a histogram.
struct Bucket {
    /// What is in it, such as `2 – 4`.
    values: String,
    count: i64,
    /// Of outliers, which are in no bucket.
    mean: Option<f64>,
}

/// Returns a table with a bar for each bucket, from the first that isn't empty to the last one.
pub fn histogram(histogram: &Histogram) -> Markup {
    let buckets = buckets(histogram);
    let highest = buckets.iter().map(|bucket| bucket.count).max().unwrap_or_default().max(1);
    let shown = buckets.iter().fold(0_i64, |sum, bucket| sum.saturating_add(bucket.count));
    let missing = histogram.count.saturating_sub(shown);
    html! {
        p.figures {
            (text::count(histogram.count)) " values"
            @for (share, name) in [(0.5, "half"), (0.9, "90\u{a0}%"), (0.99, "99\u{a0}%")] {
                @if let Some(bound) = bound_of(histogram, share) { ", " (name) " below " (text::number(bound)) }
            }
        }
        table.histogram {
            thead.hidden { tr { th scope="col" { "Values" } th scope="col" { "Share" } th scope="col" { "Count" } } }
            tbody {
                @for bucket in &buckets {
                    tr.outlier[bucket.mean.is_some()] {
                        th scope="row" { (bucket.values) }
                        td { (bar(bucket.count as f64 / highest as f64, false)) }
                        td.number { (text::count(bucket.count)) }
                    }
                }
            }
        }
        @for (values, mean) in buckets.iter().filter_map(|bucket| Some((&bucket.values, bucket.mean?))) {
            p.note { "Mean of those " (values) ": " (text::number(mean)) }
        }
        @if missing != 0 { p.note { (text::count(missing)) " more values are in none of these buckets." } }
    }
}

fn buckets(histogram: &Histogram) -> Vec<Bucket> {
    let counts = &histogram.bucket_counts;
    let used = counts.iter().position(|&count| count != 0).unwrap_or_default()
        ..counts.iter().rposition(|&count| count != 0).map_or(0, |last| last + 1);
    let bound = |index| text::number(bound(histogram, index));
    let mut buckets = Vec::new();
    let outliers = histogram.outlier_stats.unwrap_or_default();
    if outliers.underflow_count != 0 {
        let values = format!("< {}", bound(0));
        let mean = Some(outliers.underflow_mean);
        buckets.push(Bucket { values, count: outliers.underflow_count, mean });
    }
    for (index, &count) in counts.iter().enumerate().take(used.end).skip(used.start) {
        buckets.push(Bucket { values: format!("{} – {}", bound(index), bound(index + 1)), count, mean: None });
    }
    if outliers.overflow_count != 0 {
        let values = format!("≥ {}", bound(number_of_buckets(histogram)));
        buckets.push(Bucket { values, count: outliers.overflow_count, mean: Some(outliers.overflow_mean) });
    }
    buckets
}

/// The lower bound of a bucket, which is the upper one of the bucket before.
fn bound(histogram: &Histogram, index: usize) -> f64 {
    match histogram.bucket_options.and_then(|options| options.layout) {
        Some(BucketLayout::Exponential(_)) if index == 0 => 0.0,
        Some(BucketLayout::Exponential(exponential)) => {
            (index as f64 * f64::from(-exponential.scale.get()).exp2()).exp2()
        }
        Some(BucketLayout::Linear(linear)) => linear.start.get() + index as f64 * linear.width.get(),
        // Without a layout, buckets have no bounds, but numbers.
        None => index as f64,
    }
}

fn number_of_buckets(histogram: &Histogram) -> usize {
    match histogram.bucket_options.and_then(|options| options.layout) {
        Some(BucketLayout::Exponential(exponential)) => exponential.number_of_buckets.get() as usize,
        Some(BucketLayout::Linear(linear)) => linear.number_of_buckets.get() as usize,
        None => histogram.bucket_counts.len(),
    }
}

/// Returns a bound below which at least this share of all values is, if there is one.
fn bound_of(histogram: &Histogram, share: f64) -> Option<f64> {
    let needed = (histogram.count as f64 * share).ceil() as i64;
    if histogram.count <= 0 {
        return None;
    }
    let mut below = histogram.outlier_stats.map_or(0, |outliers| outliers.underflow_count);
    for (index, &count) in histogram.bucket_counts.iter().enumerate() {
        below = below.saturating_add(count);
        if below >= needed {
            return Some(bound(histogram, index + 1));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{Histogram, bound_of, buckets};
    use vitalwire::dataflow::{Base2Exponent, BucketOptions, Linear, OutlierStats};

    fn rows(options: impl Into<BucketOptions>, counts: &[i64], outliers: OutlierStats) -> Vec<(String, i64)> {
        let histogram = Histogram::new(options, counts, outliers).unwrap();
        buckets(&histogram).into_iter().map(|bucket| (bucket.values, bucket.count)).collect()
    }

    #[track_caller]
    fn has(rows: Vec<(String, i64)>, expected: &[(&str, i64)]) {
        let expected = expected.iter().map(|&(values, count)| (values.to_owned(), count)).collect::<Vec<_>>();
        assert_eq!(rows, expected);
    }

    #[test]
    fn bounds_are_those_of_the_layout() {
        let none = OutlierStats::default();
        let expected = [("0 – 2", 1), ("2 – 4", 0), ("4 – 8", 5)];
        has(rows(Base2Exponent::new(0, 17).unwrap(), &[1, 0, 5, 0], none), &expected);
        has(rows(Base2Exponent::new(1, 17).unwrap(), &[0, 3, 4], none), &[("1.414 – 2", 3), ("2 – 2.828", 4)]);
        has(rows(Base2Exponent::new(-3, 4).unwrap(), &[2, 1], none), &[("0 – 256", 2), ("256 – 65,536", 1)]);
        has(rows(Linear::new(-0.5, 2.5, 4).unwrap(), &[7, 8], none), &[("−0.5 – 2", 7), ("2 – 4.5", 8)]);
    }

    #[test]
    fn outliers_are_rows_of_their_own() {
        let outliers = OutlierStats {
            underflow_count: 2,
            underflow_mean: -1.5,
            overflow_count: 1,
            overflow_mean: 1e9,
            ..Default::default()
        };
        let expected = [("< 0", 2), ("0 – 2", 1), ("≥ 8", 1)];
        has(rows(Base2Exponent::new(0, 3).unwrap(), &[1], outliers), &expected);
    }

    #[test]
    fn a_share_of_all_values_is_below_a_bound() {
        let outliers = OutlierStats { overflow_count: 1, overflow_mean: 9.0, ..Default::default() };
        let histogram = Histogram::new(Base2Exponent::new(0, 3).unwrap(), &[2, 5, 2], outliers).unwrap();
        assert_eq!(
            [0.2, 0.5, 0.9, 0.99].map(|share| bound_of(&histogram, share)),
            [Some(2.0), Some(4.0), Some(8.0), None]
        );
        assert_eq!(bound_of(&Histogram::default(), 0.5), None);
    }
}
