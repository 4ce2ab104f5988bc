//! What is known about one worker.

use super::short::short;
use crate::store::{Database, Failure, Row};
use vitalwire::Growable;
use vitalwire::dataflow::DataflowHistogramValue;

/// What a worker, or a container of it, used at a time.
#[derive(Clone, Debug, PartialEq)]
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
                container: short(row.string(0)?),
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
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    pub id: i64,
    /// By the worker's clock, as it was sent.
    pub exact_time: String,
    /// When it was heard of, in ms since 1970.
    pub heard: i64,
    pub kind: String,
    pub name: String,
    /// JSON, or empty; if it's long, only its beginning.
    pub detail: String,
    /// How many bytes all of it has.
    pub detail_len: usize,
}

/// Returns the latest events of a worker, from late to early, with short texts.
pub fn events(database: &mut dyn Database, worker: i64, limit: i64) -> Result<Vec<Event>, Failure> {
    database.all(
        "SELECT id, exact_time, heard, kind, name, detail FROM events
         WHERE worker = $1 ORDER BY time DESC, id DESC LIMIT $2",
        &[worker.into(), limit.into()],
        |row| {
            let detail = row.string(5)?;
            Ok(Event {
                id: row.known(0)?,
                exact_time: row.string(1)?,
                heard: row.known(2)?,
                kind: row.string(3)?,
                name: short(row.string(4)?),
                detail_len: detail.len(),
                detail: short(detail),
            })
        },
    )
}

/// Returns the whole detail of an event of a worker.
pub fn detail(database: &mut dyn Database, worker: i64, event: i64) -> Result<Option<String>, Failure> {
    let parameters = [worker.into(), event.into()];
    database.first("SELECT detail FROM events WHERE worker = $1 AND id = $2", &parameters, |row| row.string(0))
}

/// A counter, a gauge or a histogram.
#[derive(Clone, Debug, PartialEq)]
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

#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// A sum.
    Counter(i64),
    /// The latest value.
    Gauge(i64),
    /// A sum.
    Histogram(Box<DataflowHistogramValue<Growable>>),
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT worker, namespace, step, name, labels, layout, kind, value, buckets, taken FROM metrics ",
            $rest,
            " ORDER BY worker, namespace, step, name, labels, kind, layout"
        )
    };
}

impl Metric {
    fn from_row(row: &dyn Row) -> Result<Self, Failure> {
        let value = row.known(7)?;
        let kind = match row.text(6)? {
            Some("counter") => Kind::Counter(value.saturating_sub(row.known(9)?)),
            Some("histogram") => {
                let histogram = vitalwire::decode(row.text(8)?.unwrap_or_default().as_bytes());
                Kind::Histogram(Box::new(histogram.map_err(|error| Failure::Rejected(error.to_string()))?))
            }
            _ => Kind::Gauge(value),
        };
        Ok(Self {
            worker: row.known(0)?,
            namespace: row.string(1)?,
            step: row.string(2)?,
            name: row.string(3)?,
            labels: row.string(4)?,
            layout: row.string(5)?,
            kind,
        })
    }

    /// Returns it with texts, and a histogram, that are short enough for a list.
    fn shortened(mut self) -> Self {
        if let Kind::Histogram(histogram) = &mut self.kind {
            let mut counts = std::mem::take(&mut histogram.bucket_counts).into_inner();
            counts.truncate(MOST_BUCKETS);
            counts.shrink_to_fit();
            histogram.bucket_counts = counts.into();
        }
        Self {
            namespace: short(self.namespace),
            step: short(self.step),
            name: short(self.name),
            labels: short(self.labels),
            ..self
        }
    }
}

/// The most that an exponential histogram of Google's own workers has.
const MOST_BUCKETS: usize = 256;

/// Returns at most `limit` metrics of a worker, with short texts, and histograms with at most 256 buckets.
pub fn first_metrics(database: &mut dyn Database, worker: i64, limit: i64) -> Result<Vec<Metric>, Failure> {
    database.all(concat!(select!("WHERE worker = $1"), " LIMIT $2"), &[worker.into(), limit.into()], |row| {
        Ok(Metric::from_row(row)?.shortened())
    })
}
