//! Dataflow v1b3 `workerMessages`: what a worker tells its backend.
//!
//! A [`SendWorkerMessagesRequest`] is the body of
//! `POST /v1b3/projects/{projectId}/locations/{location}/WorkerMessages`
//! (`dataflow.projects.locations.workerMessages`), and of the same without `locations/{location}/`
//! (`dataflow.projects.workerMessages`).

mod data_sampling_report;
mod gauge;
mod histogram;
mod labels;
mod metric_value;
mod payload;
mod per_worker_metrics;
mod resource_utilization_report;
mod send_worker_messages_request;
mod streaming_scaling_report;
mod utilization;
mod worker_health_report;
mod worker_lifecycle_event;
mod worker_message;
mod worker_message_code;
mod worker_shutdown_notice;
mod worker_thread_scaling_report;

pub use data_sampling_report::DataSamplingReport;
pub use gauge::DataflowGaugeValue;
pub use histogram::{
    Base2Exponent, BucketCount, BucketLayout, BucketOptions, Buckets, DataflowHistogramValue, Linear, OutlierStats,
    Scale, Width,
};
pub use labels::{LabelKey, Labels};
pub use metric_value::{Metric, MetricLabels, MetricValue};
pub use payload::Payload;
pub use per_worker_metrics::{PerStepNamespaceMetrics, PerWorkerMetrics};
pub use resource_utilization_report::{ContainerName, ResourceUtilizationReport};
pub use send_worker_messages_request::{HealthRequest, MessageList, Messages, SendWorkerMessagesRequest};
pub use streaming_scaling_report::StreamingScalingReport;
pub use utilization::{CpuTime, GpuUsage, GpuUtilization, MemInfo};
pub use worker_health_report::WorkerHealthReport;
pub use worker_lifecycle_event::{LifecycleEvent, WorkerLifecycleEvent};
pub use worker_message::WorkerMessage;
pub use worker_message_code::WorkerMessageCode;
pub use worker_shutdown_notice::WorkerShutdownNotice;
pub use worker_thread_scaling_report::WorkerThreadScalingReport;
