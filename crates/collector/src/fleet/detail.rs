//! What is known about one worker.

use crate::store::{Database, Failure};
use vitalwire::Growable;
use vitalwire::dataflow::DataflowHistogramValue;

/// What a worker, or a container of it, used at a time.
#[derive(Clone, Debug)]
pub struct Sample {
    /// Of a container within another one, both names with a slash between them; empty for the worker itself.
    pub container: String,
    /// In ms since 1970.
    pub time: i64,
    /// Busy cores.
    pub cpu_rate: Option<f64>,
    /// In bytes.
    pub memory_used: Option<i64>,
    pub memory_limit: Option<i64>,
    /// 0 to 1
    pub gpu_rate: Option<f64>,
}

/// Returns the latest samples of a worker, at most `limit` for all its containers together, from early to late.
pub fn samples(database: &mut dyn Database, worker: i64, limit: i64) -> Result<Vec<Sample>, Failure> {
    let mut samples = database.all(
        "SELECT container, time, cpu_rate, memory_used, memory_limit, gpu_rate FROM samples
         WHERE worker = $1 ORDER BY time DESC LIMIT $2",
        &[worker.into(), limit.into()],
        |row| {
            Ok(Sample {
                container: row.string(0)?,
                time: row.known(1)?,
                cpu_rate: row.real(2)?,
                memory_used: row.integer(3)?,
                memory_limit: row.integer(4)?,
                gpu_rate: row.real(5)?,
            })
        },
    )?;
    samples.reverse();
    Ok(samples)
}

/// What happened once.
#[derive(Clone, Debug)]
pub struct Event {
    /// By the worker's clock, as it was sent.
    pub exact_time: String,
    /// When it was heard of, in ms since 1970.
    pub heard: i64,
    pub kind: String,
    pub name: String,
    /// JSON, or empty.
    pub detail: String,
    /// The label SEQ, or what else tells it from another one; a hash of it if it's long.
    pub source: Option<String>,
}

/// Returns the latest events of a worker, from late to early.
pub fn events(database: &mut dyn Database, worker: i64, limit: i64) -> Result<Vec<Event>, Failure> {
    database.all(
        "SELECT exact_time, heard, kind, name, detail, source FROM events WHERE worker = $1 ORDER BY time DESC, id DESC LIMIT $2",
        &[worker.into(), limit.into()],
        |row| {
            Ok(Event {
                exact_time: row.string(0)?,
                heard: row.known(1)?,
                kind: row.string(2)?,
                name: row.string(3)?,
                detail: row.string(4)?,
                source: row.optional_string(5)?,
            })
        },
    )
}

/// A counter, a gauge or a histogram.
#[derive(Clone, Debug)]
pub struct Metric {
    pub worker: i64,
    pub namespace: String,
    pub step: String,
    pub name: String,
    /// JSON, or empty.
    pub labels: String,
    /// That of a histogram's buckets, as JSON, or empty: two histograms with the same names may differ in it.
    pub layout: String,
    pub kind: Kind,
}

#[derive(Clone, Debug)]
pub enum Kind {
    /// A sum.
    Counter(i64),
    /// The latest value.
    Gauge(i64),
    /// A sum.
    Histogram(Box<DataflowHistogramValue<Growable>>),
}

/// Returns the metrics of workers from one id to another one.
pub fn metrics(database: &mut dyn Database, from: i64, to: i64) -> Result<Vec<Metric>, Failure> {
    database.all(
        "SELECT worker, namespace, step, name, labels, layout, kind, value, buckets FROM metrics
         WHERE worker >= $1 AND worker <= $2 ORDER BY worker, namespace, step, name, labels, kind, layout",
        &[from.into(), to.into()],
        |row| {
            let value = row.known(7)?;
            let kind = match row.text(6)? {
                Some("counter") => Kind::Counter(value),
                Some("histogram") => {
                    let histogram = vitalwire::decode(row.text(8)?.unwrap_or_default().as_bytes());
                    Kind::Histogram(Box::new(histogram.map_err(|error| Failure::Rejected(error.to_string()))?))
                }
                _ => Kind::Gauge(value),
            };
            Ok(Metric {
                worker: row.known(0)?,
                namespace: row.string(1)?,
                step: row.string(2)?,
                name: row.string(3)?,
                labels: row.string(4)?,
                layout: row.string(5)?,
                kind,
            })
        },
    )
}
