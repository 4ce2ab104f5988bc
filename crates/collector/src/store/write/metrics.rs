//! Sums of counters and histograms, and the latest value of what was measured.

use super::{Source, check_key, json};
use crate::store::database::{Database, Failure, Parameter};
use vitalwire::Growable;
use vitalwire::dataflow::{
    DataSamplingReport, DataflowHistogramValue, Metric, MetricLabels, OutlierStats, PerWorkerMetrics,
    StreamingScalingReport, WorkerThreadScalingReport,
};
use vitalwire::proto::Timestamp;

type Histogram = DataflowHistogramValue<Growable>;

pub fn of_steps(
    database: &mut dyn Database,
    source: Source,
    time: Timestamp,
    report: &PerWorkerMetrics<Growable>,
) -> Result<(), Failure> {
    for step in report.per_step_namespace_metrics.iter() {
        for metric in step.metric_values.iter() {
            let labels = labels(&metric.metric_labels)?;
            let series = Series {
                source,
                namespace: &step.metrics_namespace,
                step: &step.original_step,
                name: &metric.metric,
                labels: &labels,
            };
            match &metric.value {
                Some(Metric::Int64(delta)) => series.count(database, *delta)?,
                Some(Metric::Gauge64(gauge)) => {
                    let time = gauge.measured_time.map_or(time, |time| source.past(time));
                    series.measure(database, time, gauge.value)?;
                }
                Some(Metric::Histogram(histogram)) => series.add(database, histogram)?,
                None => {}
            }
        }
    }
    Ok(())
}

pub fn of_sampling(database: &mut dyn Database, source: Source, report: &DataSamplingReport) -> Result<(), Failure> {
    for (name, delta) in [
        ("bytesWritten", report.bytes_written_delta),
        ("elementsSampledBytes", report.elements_sampled_bytes),
        ("elementsSampled", report.elements_sampled_count),
        ("exceptionsSampled", report.exceptions_sampled_count),
        ("pcollectionsSampled", report.pcollections_sampled_count),
        ("persistenceErrors", report.persistence_errors_count),
        ("translationErrors", report.translation_errors_count),
    ] {
        if delta != 0 {
            Series { source, namespace: "dataSampling", step: "", name, labels: "" }.count(database, delta)?;
        }
    }
    Ok(())
}

pub fn of_scaling(
    database: &mut dyn Database,
    source: Source,
    time: Timestamp,
    report: &StreamingScalingReport,
) -> Result<(), Failure> {
    for (name, value) in [
        ("activeBundles", report.active_bundle_count.into()),
        ("activeThreads", report.active_thread_count.into()),
        ("maximumBundles", report.maximum_bundle_count.into()),
        ("maximumBytes", either(report.maximum_bytes, report.maximum_bytes_count)),
        ("maximumThreads", report.maximum_thread_count.into()),
        ("outstandingBundles", report.outstanding_bundle_count.into()),
        ("outstandingBytes", either(report.outstanding_bytes, report.outstanding_bytes_count)),
    ] {
        Series { source, namespace: "streamingScaling", step: "", name, labels: "" }.measure(database, time, value)?;
    }
    Ok(())
}

/// Returns a number, or the one in 32 bits that the API had before: some workers send only that.
fn either(number: i64, before: i32) -> i64 {
    if number == 0 { before.into() } else { number }
}

pub fn of_threads(
    database: &mut dyn Database,
    source: Source,
    time: Timestamp,
    report: &WorkerThreadScalingReport,
) -> Result<(), Failure> {
    Series { source, namespace: "threadScaling", step: "", name: "currentThreads", labels: "" }.measure(
        database,
        time,
        report.current_thread_count.into(),
    )
}

/// Returns labels as JSON in an order of their own, whichever they were sent in, or nothing if there are none.
fn labels(labels: &MetricLabels<Growable>) -> Result<String, Failure> {
    if labels.is_empty() {
        return Ok(String::new());
    }
    let mut entries = labels.iter().map(|(key, value)| (key.clone(), value.clone())).collect::<Vec<_>>();
    entries.sort_by(|(one, _), (other, _)| one.as_str().cmp(other.as_str()));
    let sorted = MetricLabels::<Growable>::try_from_iter(entries);
    json(&sorted.map_err(|error| Failure::Rejected(error.to_string()))?)
}

/// What a value belongs to.
struct Series<'a> {
    source: Source,
    namespace: &'a str,
    step: &'a str,
    name: &'a str,
    /// JSON, or empty.
    labels: &'a str,
}

impl Series<'_> {
    fn count(&self, database: &mut dyn Database, delta: i64) -> Result<(), Failure> {
        let before = self.stored(database, "counter", "")?.unwrap_or_default();
        let value = before.value.saturating_add(delta.max(0));
        let taken = before.taken.saturating_add(delta.min(0).saturating_neg());
        self.store(database, "counter", "", &Stored { value, taken, ..before })
    }

    /// Notes a value, unless a later one is known.
    fn measure(&self, database: &mut dyn Database, time: Timestamp, value: i64) -> Result<(), Failure> {
        let time = time.unix_millis();
        let is_late = self.stored(database, "gauge", "")?.is_some_and(|known| known.time > time);
        if is_late { Ok(()) } else { self.store(database, "gauge", "", &Stored { value, time, ..Stored::default() }) }
    }

    fn add(&self, database: &mut dyn Database, histogram: &Histogram) -> Result<(), Failure> {
        let layout = histogram.bucket_options.as_ref().map_or_else(|| Ok(String::new()), json)?;
        let before = match self.stored(database, "histogram", &layout)? {
            Some(before) => vitalwire::decode::<Histogram>(before.buckets.as_bytes())
                .map_err(|error| Failure::Rejected(error.to_string()))?,
            None => Histogram { bucket_options: histogram.bucket_options, ..Histogram::default() },
        };
        let sum = sum(before, histogram);
        self.store(
            database,
            "histogram",
            &layout,
            &Stored { value: sum.count, buckets: json(&sum)?, ..Stored::default() },
        )
    }

    fn stored(&self, database: &mut dyn Database, kind: &str, layout: &str) -> Result<Option<Stored>, Failure> {
        database.first(
            "SELECT value, taken, buckets, time FROM metrics WHERE worker = $1 AND namespace = $2 AND step = $3 AND name = $4
                AND labels = $5 AND kind = $6 AND layout = $7",
            &self.key(kind, layout),
            |row| {
                Ok(Stored { value: row.known(0)?, taken: row.known(1)?, buckets: row.string(2)?, time: row.known(3)? })
            },
        )
    }

    fn store(&self, database: &mut dyn Database, kind: &str, layout: &str, stored: &Stored) -> Result<(), Failure> {
        check_key("a metric's namespace, step, name and labels", &[self.namespace, self.step, self.name, self.labels])?;
        let values = [
            self.source.heard.unix_millis().into(),
            stored.value.into(),
            stored.taken.into(),
            (&stored.buckets).into(),
            stored.time.into(),
        ];
        database.execute(
            "INSERT INTO metrics (worker, namespace, step, name, labels, kind, layout, heard, value, taken, buckets, time)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
             ON CONFLICT (worker, namespace, step, name, labels, kind, layout) DO UPDATE
                SET heard = excluded.heard, value = excluded.value, taken = excluded.taken, buckets = excluded.buckets,
                    time = excluded.time",
            &[&self.key(kind, layout)[..], &values].concat(),
        )?;
        Ok(())
    }

    /// The first parameters of both statements.
    fn key<'k>(&'k self, kind: &'k str, layout: &'k str) -> [Parameter<'k>; 7] {
        [
            self.source.worker.into(),
            self.namespace.into(),
            self.step.into(),
            self.name.into(),
            self.labels.into(),
            kind.into(),
            layout.into(),
        ]
    }
}

/// What is kept of a series.
#[derive(Default)]
struct Stored {
    /// The sum of a counter's positive deltas, the latest value, or how many values a histogram has.
    value: i64,
    /// What negative deltas have taken from a counter.
    taken: i64,
    /// A histogram as JSON, or empty.
    buckets: String,
    /// When a value was measured, in ms since 1970.
    time: i64,
}

/// Adds a histogram to another one with the same buckets. A count below 0 is a worker's mistake, and takes nothing from what
/// was counted before.
fn sum(mut sum: Histogram, more: &Histogram) -> Histogram {
    let mut counts = sum.bucket_counts.into_inner();
    counts.resize(counts.len().max(more.bucket_counts.len()), 0);
    for (count, &more) in counts.iter_mut().zip(more.bucket_counts.iter()) {
        *count = count.saturating_add(more.max(0));
    }
    sum.bucket_counts = counts.into();
    sum.count = sum.count.saturating_add(more.count.max(0));
    if let Some(more) = more.outlier_stats {
        sum.outlier_stats = Some(outliers(sum.outlier_stats.unwrap_or_default(), more));
    }
    sum
}

fn outliers(one: OutlierStats, other: OutlierStats) -> OutlierStats {
    let (overflow_count, overflow_mean) =
        together((one.overflow_count, one.overflow_mean), (other.overflow_count, other.overflow_mean));
    let (underflow_count, underflow_mean) =
        together((one.underflow_count, one.underflow_mean), (other.underflow_count, other.underflow_mean));
    OutlierStats { overflow_count, overflow_mean, underflow_count, underflow_mean, ..OutlierStats::default() }
}

/// Returns how many values there are, and their mean. That of no values may be anything, also no number.
fn together(one: (i64, f64), other: (i64, f64)) -> (i64, f64) {
    match (one.0, other.0) {
        (_, ..=0) => one,
        (..=0, _) => other,
        (own, more) => {
            let count = own as f64 + more as f64;
            (own.saturating_add(more), one.1 * (own as f64 / count) + other.1 * (more as f64 / count))
        }
    }
}
