//! Metrics of each step, and what was sampled of its data.

use super::DataflowHistogramValue;
use crate::profile::{Profile, name};
use crate::proto::{List, Map, Text, Timestamp};
use crate::{message, oneof};

message! {
    /// Metrics of the steps that a worker executes: `PerWorkerMetrics`, sent as `perWorkerMetrics` in a
    /// [`WorkerMessage`](super::WorkerMessage).
    ///
    /// ```
    /// use vitalwire::Microcontroller;
    /// use vitalwire::dataflow::{Metric, PerWorkerMetrics};
    ///
    /// let mut metrics = PerWorkerMetrics::<Microcontroller>::default();
    /// let step = metrics.per_step_namespace_metrics.push_default()?;
    /// step.original_step.set("heat")?;
    /// let metric = step.metric_values.push_default()?;
    /// metric.metric.set("litres")?;
    /// metric.value = Some(Metric::Int64(40));
    ///
    /// let expected = concat!(
    ///     r#"{"perStepNamespaceMetrics":[{"metricValues":[{"metric":"litres","valueInt64":"40"}],"#,
    ///     r#""originalStep":"heat"}]}"#,
    /// );
    /// assert_eq!(vitalwire::to_str(&metrics, &mut [0; 128]), Ok(expected));
    /// # Ok::<(), vitalwire::BuildError>(())
    /// ```
    pub struct PerWorkerMetrics<C: Profile> {
        /// The metrics of each step and namespace: at most `steps` of them.
        pub per_step_namespace_metrics: List<C::Steps<PerStepNamespaceMetrics<C>>, name::Steps>
            as "perStepNamespaceMetrics",
    }
}

message! {
    /// Metrics of a step in a namespace: `PerStepNamespaceMetrics`, in [`PerWorkerMetrics`].
    ///
    /// ```
    /// use vitalwire::Microcontroller;
    /// use vitalwire::dataflow::PerStepNamespaceMetrics;
    ///
    /// let step = PerStepNamespaceMetrics::<Microcontroller> {
    ///     metrics_namespace: "boiler".try_into()?,
    ///     original_step: "heat".try_into()?,
    ///     ..Default::default()
    /// };
    /// let expected = r#"{"metricsNamespace":"boiler","originalStep":"heat"}"#;
    /// assert_eq!(vitalwire::to_str(&step, &mut [0; 64]), Ok(expected));
    /// # Ok::<(), vitalwire::BuildError>(())
    /// ```
    pub struct PerStepNamespaceMetrics<C: Profile> {
        /// The metrics: at most `metric_values` of them.
        pub metric_values: List<C::MetricValues<MetricValue<C>>, name::MetricValues> as "metricValues",
        /// Their namespace: at most `namespace` bytes as JSON.
        pub metrics_namespace: Text<C::Namespace, name::Namespace> as "metricsNamespace",
        /// The step, by the name that the user's program gives it: at most `step_name` bytes as JSON.
        pub original_step: Text<C::StepName, name::StepName> as "originalStep",
    }
}

/// The labels of a metric, which qualify it beyond its step and namespace: at most `metric_labels` entries.
///
/// ```
/// use vitalwire::Microcontroller;
/// use vitalwire::dataflow::MetricLabels;
///
/// let mut labels = MetricLabels::<Microcontroller>::default();
/// labels.set("pump", "left")?;
/// assert_eq!(vitalwire::to_str(&labels, &mut [0; 32]), Ok(r#"{"pump":"left"}"#));
/// # Ok::<(), vitalwire::BuildError>(())
/// ```
pub type MetricLabels<C> = Map<
    <C as Profile>::MetricLabels<
        Text<<C as Profile>::MetricLabel, name::MetricLabel>,
        Text<<C as Profile>::MetricLabel, name::MetricLabel>,
    >,
    name::MetricLabels,
>;

message! {
    /// A metric and its value: `MetricValue`, in [`PerStepNamespaceMetrics`].
    ///
    /// ```
    /// use vitalwire::Microcontroller;
    /// use vitalwire::dataflow::{DataflowGaugeValue, Metric, MetricValue};
    ///
    /// let metric = MetricValue::<Microcontroller> {
    ///     metric: "temperature".try_into()?,
    ///     value: Some(Metric::Gauge64(DataflowGaugeValue { value: 61, ..Default::default() })),
    ///     ..Default::default()
    /// };
    /// let expected = r#"{"metric":"temperature","valueGauge64":{"value":"61"}}"#;
    /// assert_eq!(vitalwire::to_str(&metric, &mut [0; 64]), Ok(expected));
    /// # Ok::<(), vitalwire::BuildError>(())
    /// ```
    pub struct MetricValue<C: Profile> {
        /// The metric's name: at most `metric_name` bytes as JSON.
        pub metric: Text<C::MetricName, name::MetricName> as "metric",
        /// The metric's labels.
        pub metric_labels: MetricLabels<C> as "metricLabels",
        /// The metric's value.
        pub value: Option<Metric<C>> as oneof,
    }
}

oneof! {
    /// The value of a metric, of one of the kinds that the API defines: the oneof of a [`MetricValue`].
    ///
    /// ```
    /// use vitalwire::Microcontroller;
    /// use vitalwire::dataflow::{Metric, MetricValue};
    ///
    /// let metric: MetricValue<Microcontroller> = vitalwire::decode(br#"{"metric": "litres", "valueInt64": "40"}"#)?;
    /// assert_eq!(metric.value, Some(Metric::Int64(40)));
    /// # Ok::<(), vitalwire::DecodeError>(())
    /// ```
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
    /// A value that can go up and down, and when it was measured: `DataflowGaugeValue`, sent as `valueGauge64` in a
    /// [`MetricValue`].
    ///
    /// ```
    /// use vitalwire::dataflow::DataflowGaugeValue;
    /// use vitalwire::proto::Timestamp;
    ///
    /// let gauge = DataflowGaugeValue { measured_time: Some(Timestamp::new(1_795_310_520, 0)?), value: 61 };
    /// let expected = r#"{"measuredTime":"2026-11-22T01:22:00Z","value":"61"}"#;
    /// assert_eq!(vitalwire::to_str(&gauge, &mut [0; 64]), Ok(expected));
    /// # Ok::<(), vitalwire::BuildError>(())
    /// ```
    #[derive(Copy)]
    pub struct DataflowGaugeValue {
        /// When the value was measured.
        pub measured_time: Option<Timestamp> as "measuredTime",
        /// The value, in the metric's own unit.
        pub value: i64 as "value",
    }
}

message! {
    /// The cost of sampling elements and exceptions since the previous report: `DataSamplingReport`, sent as
    /// `dataSamplingReport` in a [`WorkerMessage`](super::WorkerMessage).
    ///
    /// All numbers are deltas, 0 or more. Reset them to zero only once a report is known to have arrived, so that a
    /// failed request loses nothing.
    ///
    /// ```
    /// use vitalwire::dataflow::DataSamplingReport;
    ///
    /// let report = DataSamplingReport { bytes_written_delta: 4096, elements_sampled_count: 12, ..Default::default() };
    /// let expected = r#"{"bytesWrittenDelta":"4096","elementsSampledCount":"12"}"#;
    /// assert_eq!(vitalwire::to_str(&report, &mut [0; 64]), Ok(expected));
    /// ```
    #[derive(Copy)]
    pub struct DataSamplingReport {
        /// The number of bytes written to storage.
        pub bytes_written_delta: i64 as "bytesWrittenDelta",
        /// The size of the sampled elements, in bytes.
        pub elements_sampled_bytes: i64 as "elementsSampledBytes",
        /// The number of sampled elements.
        pub elements_sampled_count: i64 as "elementsSampledCount",
        /// The number of sampled exceptions.
        pub exceptions_sampled_count: i64 as "exceptionsSampledCount",
        /// The number of sampled PCollections.
        pub pcollections_sampled_count: i64 as "pcollectionsSampledCount",
        /// The number of failures to write samples to storage.
        pub persistence_errors_count: i64 as "persistenceErrorsCount",
        /// The number of failures to convert a sample to the format in which it is stored.
        pub translation_errors_count: i64 as "translationErrorsCount",
    }
}
