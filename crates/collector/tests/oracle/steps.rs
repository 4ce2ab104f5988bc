//! What steps have counted and measured: sums of counters and histograms, and the latest of gauges.

use crate::model::{Latest, Moment, Received, json, moment};
use std::collections::BTreeMap;
use vitalwire::Growable;
use vitalwire::dataflow::{DataflowHistogramValue, Metric, OutlierStats, PerWorkerMetrics};

#[derive(Clone, Debug, Default)]
pub struct Steps {
    pub counters: BTreeMap<Key, Counter>,
    pub gauges: BTreeMap<Key, Latest<i64>>,
    /// By layout, too: buckets of different bounds can't be added.
    pub histograms: BTreeMap<(Key, String), Histogram>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    pub namespace: String,
    pub step: String,
    pub name: String,
    /// As JSON, sorted by name; empty without labels.
    pub labels: String,
}

/// The sums of positive and of negative deltas, both without sign.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Counter {
    pub added: i64,
    pub taken: i64,
}

#[derive(Clone, Debug, Default)]
pub struct Histogram {
    pub buckets: Vec<i64>,
    pub count: i64,
    pub overflow: Outliers,
    pub underflow: Outliers,
}

#[derive(Clone, Debug, Default)]
pub struct Outliers {
    pub count: i64,
    pub mean: f64,
}

impl Key {
    pub fn own(namespace: &str, name: &str) -> Self {
        let [namespace, name] = [namespace, name].map(str::to_owned);
        Self { namespace, step: String::new(), name, labels: String::new() }
    }
}

impl Steps {
    pub fn metrics(&mut self, metrics: &PerWorkerMetrics<Growable>, time: Moment, received: Received) {
        for step in metrics.per_step_namespace_metrics.iter() {
            for metric in step.metric_values.iter() {
                let labels = metric.metric_labels.iter();
                let labels =
                    labels.map(|(key, value)| (key.to_string(), value.to_string())).collect::<BTreeMap<_, _>>();
                let key = Key {
                    namespace: step.metrics_namespace.to_string(),
                    step: step.original_step.to_string(),
                    name: metric.metric.to_string(),
                    labels: if labels.is_empty() { String::new() } else { serde_json::to_string(&labels).unwrap() },
                };
                match &metric.value {
                    None => {}
                    Some(Metric::Int64(delta)) => self.add(key, *delta),
                    Some(Metric::Gauge64(gauge)) => {
                        let time = gauge.measured_time.map_or(time, |time| moment(time, received));
                        self.measure(key, time, gauge.value);
                    }
                    Some(Metric::Histogram(histogram)) => {
                        let layout = histogram.bucket_options.as_ref().map_or_else(String::new, json);
                        self.histograms.entry((key, layout)).or_default().add(histogram);
                    }
                }
            }
        }
    }

    pub fn add(&mut self, key: Key, delta: i64) {
        let counter = self.counters.entry(key).or_default();
        counter.added = counter.added.saturating_add(delta.max(0));
        counter.taken = counter.taken.saturating_add(delta.min(0).saturating_neg());
    }

    pub fn measure(&mut self, key: Key, time: Moment, value: i64) {
        self.gauges.entry(key).or_default().set(time, value);
    }
}

impl Histogram {
    /// Returns the number of all values, also if a worker has told fewer.
    pub fn counted(&self) -> i128 {
        let parts = self.buckets.iter().chain([&self.underflow.count, &self.overflow.count]);
        parts.map(|&part| i128::from(part)).sum::<i128>().max(self.count.into())
    }

    /// Counts are 0 or more.
    fn add(&mut self, other: &DataflowHistogramValue<Growable>) {
        let len = self.buckets.len().max(other.bucket_counts.len());
        self.buckets.resize(len, 0);
        for (sum, &count) in self.buckets.iter_mut().zip(other.bucket_counts.iter()) {
            *sum = sum.saturating_add(count.max(0));
        }
        while self.buckets.last() == Some(&0) {
            self.buckets.pop();
        }
        self.count = self.count.saturating_add(other.count.max(0));
        let OutlierStats { overflow_count, overflow_mean, underflow_count, underflow_mean } =
            other.outlier_stats.unwrap_or_default();
        self.overflow.add(overflow_count, overflow_mean);
        self.underflow.add(underflow_count, underflow_mean);
    }
}

impl Outliers {
    fn add(&mut self, count: i64, mean: f64) {
        if count <= 0 {
            return;
        }
        let [own, other] = [self.count, count].map(|count| count as f64);
        self.mean = self.mean * (own / (own + other)) + mean * (other / (own + other));
        self.count = self.count.saturating_add(count);
    }
}
