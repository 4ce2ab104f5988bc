//! How busy a worker is and what it has measured: samples, doubles and a histogram, in two messages.

use super::{samples, time};
use core::hint::black_box;
use vitalwire::BuildError;
use vitalwire::capacity::Capacity;
use vitalwire::dataflow::{
    Base2Exponent, DataflowHistogramValue, MemInfo, Metric, MetricValue, OutlierStats, PerStepNamespaceMetrics,
    PerWorkerMetrics, ResourceUtilizationReport, SendWorkerMessagesRequest, WorkerMessage,
};

vitalwire::capacities! {
    /// Samples, and the metrics of one step.
    pub struct Device {
        location: 16,
        labels: 1,
        label_key: 16,
        label_value: 48,
        cpu_samples: 8,
        memory_samples: 2,
        steps: 1,
        step_name: 16,
        namespace: 16,
        metric_values: 2,
        metric_name: 16,
        buckets: 12,
        ..NONE
    }
    containers: none
}

type Usage = WorkerMessage<Device, ResourceUtilizationReport<Device>>;
type Steps = WorkerMessage<Device, PerWorkerMetrics<Device>>;

pub type Request = SendWorkerMessagesRequest<Device, (Usage, Steps)>;

pub fn request() -> Result<Request, BuildError> {
    let mut usage = Usage::new(time(0)?, utilization()?);
    usage.labels.insert("WORKER_ID", black_box("boiler-1121172200-abcd-harness-xyz1"))?;
    let mut metrics = PerWorkerMetrics::default();
    metrics.per_step_namespace_metrics.push(step()?)?;
    Request::new(black_box("europe-west1"), (usage, Steps::new(time(0)?, metrics)))
}

pub(super) fn utilization<C: Capacity>() -> Result<ResourceUtilizationReport<C>, BuildError> {
    let mut report = samples::utilization()?;
    report.memory_info.push(MemInfo {
        current_limit_bytes: black_box(16_384),
        current_rss_bytes: black_box(9_216),
        timestamp: Some(time(7)?),
        ..Default::default()
    })?;
    Ok(report)
}

pub(super) fn step<C: Capacity>() -> Result<PerStepNamespaceMetrics<C>, BuildError> {
    let buckets = Base2Exponent::new(1, 12)?;
    let outliers = OutlierStats { overflow_count: 2, overflow_mean: black_box(1_543.118_062_5), ..Default::default() };
    let histogram = DataflowHistogramValue::new(buckets, &black_box([3, 0, 5, 12, 40, 171, 32, 9, 1]), outliers)?;
    let mut step = PerStepNamespaceMetrics {
        metrics_namespace: black_box("plant").try_into()?,
        original_step: black_box("Heat/Water").try_into()?,
        ..Default::default()
    };
    step.metric_values.push(MetricValue {
        metric: black_box("latency_ms").try_into()?,
        value: Some(Metric::Histogram(histogram)),
        ..Default::default()
    })?;
    Ok(step)
}
