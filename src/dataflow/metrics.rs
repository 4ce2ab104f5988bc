//! Metrics of each step, and what was sampled of its data.

use super::DataflowHistogramValue;
use crate::profile::{Profile, name};
use crate::proto::{List, Map, Text, Timestamp};
use crate::{message, oneof};

message! {
    /// Metrics of the steps that a worker executes: `PerWorkerMetrics`.
    pub struct PerWorkerMetrics<C: Profile> {
        /// The metrics of each step and namespace.
        pub per_step_namespace_metrics: List<C::Steps<PerStepNamespaceMetrics<C>>, name::Steps>
            as "perStepNamespaceMetrics",
    }
}

message! {
    /// Metrics of a step in a namespace: `PerStepNamespaceMetrics`.
    pub struct PerStepNamespaceMetrics<C: Profile> {
        /// The metrics.
        pub metric_values: List<C::MetricValues<MetricValue<C>>, name::MetricValues> as "metricValues",
        /// Their namespace.
        pub metrics_namespace: Text<C::Namespace, name::Namespace> as "metricsNamespace",
        /// The step, by the name that the user's program gives it.
        pub original_step: Text<C::StepName, name::StepName> as "originalStep",
    }
}

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

message! {
    /// A value that can go up and down, and when it was measured: `DataflowGaugeValue`.
    #[derive(Copy)]
    pub struct DataflowGaugeValue {
        /// When the value was measured.
        pub measured_time: Option<Timestamp> as "measuredTime",
        /// The value, in the metric's own unit.
        pub value: i64 as "value",
    }
}

message! {
    /// The cost of sampling elements and exceptions since the previous report: `DataSamplingReport`.
    ///
    /// All numbers are deltas. Reset them to zero only once a report is known to have arrived, so that a failed
    /// request loses nothing.
    #[derive(Copy)]
    pub struct DataSamplingReport {
        /// Bytes written to storage.
        pub bytes_written_delta: i64 as "bytesWrittenDelta",
        /// Bytes of elements sampled.
        pub elements_sampled_bytes: i64 as "elementsSampledBytes",
        /// Elements sampled.
        pub elements_sampled_count: i64 as "elementsSampledCount",
        /// Exceptions sampled.
        pub exceptions_sampled_count: i64 as "exceptionsSampledCount",
        /// PCollections sampled.
        pub pcollections_sampled_count: i64 as "pcollectionsSampledCount",
        /// Failures to write samples to storage.
        pub persistence_errors_count: i64 as "persistenceErrorsCount",
        /// Failures to convert a sample to the format in which it is stored.
        pub translation_errors_count: i64 as "translationErrorsCount",
    }
}
