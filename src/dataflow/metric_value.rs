//! `MetricValue`.

use super::{DataflowGaugeValue, DataflowHistogramValue};
use crate::profile::{Profile, name};
use crate::proto::{Map, Text};
use crate::{message, oneof};

/// What a metric is about, besides its step and namespace.
pub type MetricLabels<C> = Map<
    <C as Profile>::MetricLabels<
        Text<<C as Profile>::MetricLabel, name::MetricLabel>,
        Text<<C as Profile>::MetricLabel, name::MetricLabel>,
    >,
    name::MetricLabels,
>;

message! {
    /// A metric's value: `MetricValue`.
    pub struct MetricValue<C: Profile> {
        /// The metric's name.
        pub metric: Text<C::MetricName, name::MetricName> as "metric",
        /// What it is about.
        pub metric_labels: MetricLabels<C> as "metricLabels",
        /// Its value.
        pub value: Option<Metric<C>> as oneof,
    }
}

oneof! {
    /// A value of one of the kinds that there are.
    pub enum Metric<C: Profile> {
        /// How much has been counted since the previous report.
        Int64(i64) as "valueInt64",
        /// How much there was at a moment.
        Gauge64(DataflowGaugeValue) as "valueGauge64",
        /// How values were distributed.
        Histogram(DataflowHistogramValue<C>) as "valueHistogram",
    }
}
