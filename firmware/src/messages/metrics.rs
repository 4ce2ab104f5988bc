//! A worker's load and measurements: samples, doubles and a histogram, in two messages.

use super::{samples, time};
use core::hint::black_box;
use vitalwire::BuildError;
use vitalwire::dataflow::{
    Base2Exponent, DataflowHistogramValue, MemInfo, Metric, OutlierStats, PerWorkerMetrics, ResourceUtilizationReport,
    SendWorkerMessagesRequest, WorkerMessage,
};
use vitalwire::profile::Profile;

vitalwire::profile! {
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

/// Fills an empty request.
pub fn fill(request: &mut Request) -> Result<(), BuildError> {
    request.location.set(black_box("europe-west1"))?;
    let (usage, steps) = &mut request.worker_messages;
    usage.time = Some(time(0)?);
    usage.labels.set("WORKER_ID", black_box("boiler-1121172200-abcd-harness-xyz1"))?;
    fill_utilization(usage.payload.insert(ResourceUtilizationReport::default()))?;
    steps.time = Some(time(0)?);
    fill_metrics(steps.payload.insert(PerWorkerMetrics::default()))
}

pub(super) fn fill_utilization<C: Profile>(report: &mut ResourceUtilizationReport<C>) -> Result<(), BuildError> {
    samples::fill_utilization(report)?;
    report.memory_info.push(MemInfo {
        current_limit_bytes: black_box(16_384),
        current_rss_bytes: black_box(9_216),
        timestamp: Some(time(7)?),
        ..Default::default()
    })?;
    Ok(())
}

pub(super) fn fill_metrics<C: Profile>(metrics: &mut PerWorkerMetrics<C>) -> Result<(), BuildError> {
    let buckets = Base2Exponent::new(1, 12)?;
    let outliers = OutlierStats { overflow_count: 2, overflow_mean: black_box(1_543.118_062_5), ..Default::default() };
    let histogram = DataflowHistogramValue::new(buckets, &black_box([3, 0, 5, 12, 40, 171, 32, 9, 1]), outliers)?;
    let step = metrics.per_step_namespace_metrics.push_default()?;
    step.metrics_namespace.set(black_box("plant"))?;
    step.original_step.set(black_box("Heat/Water"))?;
    let value = step.metric_values.push_default()?;
    value.metric.set(black_box("latency_ms"))?;
    value.value = Some(Metric::Histogram(histogram));
    Ok(())
}
