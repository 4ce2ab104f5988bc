//! Dataflow v1b3 `workerMessages`: a worker's messages to its backend, and the responses.
//!
//! A [`SendWorkerMessagesRequest`] is the body of
//! `POST /v1b3/projects/{projectId}/locations/{location}/WorkerMessages`
//! (`dataflow.projects.locations.workerMessages`), and of the same path without `locations/{location}/`
//! (`dataflow.projects.workerMessages`). A [`SendWorkerMessagesResponse`] is the body of the response.

mod bucket_options;
mod cpu_time;
mod data_sampling_report;
mod dataflow_gauge_value;
mod dataflow_histogram_value;
mod gpu_usage;
mod labels;
mod mem_info;
mod metric_value;
mod outlier_stats;
mod payload;
mod per_worker_metrics;
mod resource_utilization_report;
mod resource_utilization_report_response;
mod send_worker_messages_request;
mod send_worker_messages_response;
mod streaming_scaling_report;
mod streaming_scaling_report_response;
mod worker_health_report;
mod worker_health_report_response;
mod worker_lifecycle_event;
mod worker_message;
mod worker_message_code;
mod worker_message_response;
mod worker_shutdown_notice;
mod worker_shutdown_notice_response;
mod worker_thread_scaling_report;
mod worker_thread_scaling_report_response;

pub use bucket_options::{Base2Exponent, BucketCount, BucketLayout, BucketOptions, Linear, Scale, Width};
pub use cpu_time::CpuTime;
pub use data_sampling_report::DataSamplingReport;
pub use dataflow_gauge_value::DataflowGaugeValue;
pub use dataflow_histogram_value::{Buckets, DataflowHistogramValue};
pub use gpu_usage::{GpuUsage, GpuUtilization};
pub use labels::{LabelKey, LabelValue, Labels, Specified};
pub use mem_info::MemInfo;
pub use metric_value::{Metric, MetricLabels, MetricValue};
pub use outlier_stats::OutlierStats;
pub use payload::Payload;
pub use per_worker_metrics::{PerStepNamespaceMetrics, PerWorkerMetrics};
pub use resource_utilization_report::{ContainerName, ResourceUtilizationReport};
pub use resource_utilization_report_response::ResourceUtilizationReportResponse;
pub use send_worker_messages_request::{HealthRequest, MessageList, Messages, SendWorkerMessagesRequest};
pub use send_worker_messages_response::SendWorkerMessagesResponse;
pub use streaming_scaling_report::StreamingScalingReport;
pub use streaming_scaling_report_response::StreamingScalingReportResponse;
pub use worker_health_report::WorkerHealthReport;
pub use worker_health_report_response::WorkerHealthReportResponse;
pub use worker_lifecycle_event::{LifecycleEvent, WorkerLifecycleEvent};
pub use worker_message::WorkerMessage;
pub use worker_message_code::WorkerMessageCode;
pub use worker_message_response::WorkerMessageResponse;
pub use worker_shutdown_notice::WorkerShutdownNotice;
pub use worker_shutdown_notice_response::WorkerShutdownNoticeResponse;
pub use worker_thread_scaling_report::WorkerThreadScalingReport;
pub use worker_thread_scaling_report_response::WorkerThreadScalingReportResponse;

/// The messages of this API: their names in the schema, and their types for a profile `C`.
#[doc(hidden)]
#[macro_export]
macro_rules! __dataflow_messages {
    ([$next:path $(, $more:path)*] $($messages:tt)*) => { $next! { [$($more),*] $($messages)*
        "Dataflow v1b3, workerMessages" {
            "SendWorkerMessagesRequest": $crate::dataflow::SendWorkerMessagesRequest<C>,
            "WorkerMessage": $crate::dataflow::WorkerMessage<C>,
            "DataSamplingReport": $crate::dataflow::DataSamplingReport,
            "PerWorkerMetrics": $crate::dataflow::PerWorkerMetrics<C>,
            "PerStepNamespaceMetrics": $crate::dataflow::PerStepNamespaceMetrics<C>,
            "MetricValue": $crate::dataflow::MetricValue<C>,
            "DataflowGaugeValue": $crate::dataflow::DataflowGaugeValue,
            "DataflowHistogramValue": $crate::dataflow::DataflowHistogramValue<C>,
            "BucketOptions": $crate::dataflow::BucketOptions,
            "Base2Exponent": $crate::dataflow::Base2Exponent,
            "Linear": $crate::dataflow::Linear,
            "OutlierStats": $crate::dataflow::OutlierStats,
            "StreamingScalingReport": $crate::dataflow::StreamingScalingReport,
            "WorkerHealthReport": $crate::dataflow::WorkerHealthReport<C>,
            "WorkerLifecycleEvent": $crate::dataflow::WorkerLifecycleEvent<C>,
            "WorkerMessageCode": $crate::dataflow::WorkerMessageCode<C>,
            "ResourceUtilizationReport": $crate::dataflow::ResourceUtilizationReport<C>,
            "CPUTime": $crate::dataflow::CpuTime,
            "GPUUsage": $crate::dataflow::GpuUsage,
            "GPUUtilization": $crate::dataflow::GpuUtilization,
            "MemInfo": $crate::dataflow::MemInfo,
            "WorkerShutdownNotice": $crate::dataflow::WorkerShutdownNotice<C>,
            "WorkerThreadScalingReport": $crate::dataflow::WorkerThreadScalingReport,
            "SendWorkerMessagesResponse": $crate::dataflow::SendWorkerMessagesResponse<C>,
            "WorkerMessageResponse": $crate::dataflow::WorkerMessageResponse,
            "StreamingScalingReportResponse": $crate::dataflow::StreamingScalingReportResponse,
            "WorkerHealthReportResponse": $crate::dataflow::WorkerHealthReportResponse,
            "ResourceUtilizationReportResponse": $crate::dataflow::ResourceUtilizationReportResponse,
            "WorkerShutdownNoticeResponse": $crate::dataflow::WorkerShutdownNoticeResponse,
            "WorkerThreadScalingReportResponse": $crate::dataflow::WorkerThreadScalingReportResponse,
        }
    } };
}
