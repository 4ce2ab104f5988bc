//! `MetricValue`.

use super::{DataflowGaugeValue, DataflowHistogramValue};
use crate::profile::{Profile, name};
use crate::proto::{Map, Text};
use crate::{message, oneof};

/// The labels of a metric, which qualify it beyond its step and namespace.
pub type MetricLabels<C> = Map<
    <C as Profile>::MetricLabels<
        Text<<C as Profile>::MetricLabel, name::MetricLabel>,
        Text<<C as Profile>::MetricLabel, name::MetricLabel>,
    >,
    name::MetricLabels,
>;

message! {
    /// A metric and its value: `MetricValue`.
    pub struct MetricValue<C: Profile> {
        /// The metric's name.
        pub metric: Text<C::MetricName, name::MetricName> as "metric",
        /// The metric's labels.
        pub metric_labels: MetricLabels<C> as "metricLabels",
        /// The metric's value.
        pub value: Option<Metric<C>> as oneof,
    }
}

oneof! {
    /// The value of a metric, of one of the kinds that the API defines.
    pub enum Metric<C: Profile> {
        /// A count since the previous report.
        Int64(i64) as "valueInt64",
        /// A value at one point in time.
        Gauge64(DataflowGaugeValue) as "valueGauge64",
        /// A distribution of values.
        Histogram(DataflowHistogramValue<C>) as "valueHistogram",
    }
}
