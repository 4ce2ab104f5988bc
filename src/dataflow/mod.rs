//! Dataflow v1b3 `workerMessages`: a worker's messages to its backend, and the responses.
//!
//! A [`SendWorkerMessagesRequest`] is the body of `POST /v1b3/projects/{projectId}/locations/{location}/WorkerMessages`
//! (`dataflow.projects.locations.workerMessages`), and of the same path without `locations/{location}/`
//! (`dataflow.projects.workerMessages`). A [`SendWorkerMessagesResponse`] is the body of the response; with a status
//! other than 200, an [`ErrorResponse`](crate::rpc::ErrorResponse) may be. The [guide](crate::docs::guide) shows how
//! they are built, sent and read.
//!
//! A request has [`WorkerMessage`]s, and each of those one payload:
//!
//! | payload | on the wire | response, in a [`WorkerMessageResponse`] |
//! | --- | --- | --- |
//! | [`WorkerHealthReport`] | `workerHealthReport` | [`WorkerHealthReportResponse`] |
//! | [`WorkerLifecycleEvent`] | `workerLifecycleEvent` | |
//! | [`WorkerShutdownNotice`] | `workerShutdownNotice` | [`WorkerShutdownNoticeResponse`] |
//! | [`WorkerMessageCode`] | `workerMessageCode` | |
//! | [`ResourceUtilizationReport`] | `workerMetrics` | [`ResourceUtilizationReportResponse`] |
//! | [`PerWorkerMetrics`] | `perWorkerMetrics` | |
//! | [`DataSamplingReport`] | `dataSamplingReport` | |
//! | [`StreamingScalingReport`] | `streamingScalingReport` | [`StreamingScalingReportResponse`] |
//! | [`WorkerThreadScalingReport`] | `workerThreadScalingReport` | [`WorkerThreadScalingReportResponse`] |

mod health;
mod histogram;
mod lifecycle;
mod metrics;
mod payload;
mod resource_utilization;
mod scaling;
mod send_worker_messages;
mod worker_message;

pub use health::{WorkerHealthReport, WorkerHealthReportResponse, WorkerMessageCode};
pub use histogram::{
    Base2Exponent, BucketCount, BucketLayout, BucketOptions, Buckets, DataflowHistogramValue, Linear, OutlierStats,
    Scale, Width,
};
pub use lifecycle::{LifecycleEvent, WorkerLifecycleEvent, WorkerShutdownNotice, WorkerShutdownNoticeResponse};
pub use metrics::{
    DataSamplingReport, DataflowGaugeValue, Metric, MetricLabels, MetricValue, PerStepNamespaceMetrics,
    PerWorkerMetrics,
};
pub use payload::Payload;
pub use resource_utilization::{
    ContainerName, CpuTime, GpuUsage, GpuUtilization, MemInfo, ResourceUtilizationReport,
    ResourceUtilizationReportResponse,
};
pub use scaling::{
    StreamingScalingReport, StreamingScalingReportResponse, WorkerThreadScalingReport,
    WorkerThreadScalingReportResponse,
};
pub use send_worker_messages::{
    HealthRequest, MessageList, Messages, SendWorkerMessagesRequest, SendWorkerMessagesResponse,
};
pub use worker_message::{LabelKey, LabelKeyName, LabelValue, Labels, WorkerMessage, WorkerMessageResponse};

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
