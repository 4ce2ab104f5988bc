//! `WorkerMessageResponse`.

use super::{
    ResourceUtilizationReportResponse, StreamingScalingReportResponse, WorkerHealthReportResponse,
    WorkerShutdownNoticeResponse, WorkerThreadScalingReportResponse,
};
use crate::message;

message! {
    /// The backend's response to a message: `WorkerMessageResponse`. Usually at most one field is set.
    #[derive(Copy)]
    pub struct WorkerMessageResponse {
        /// The response to a `StreamingScalingReport`.
        pub streaming_scaling_report_response: Option<StreamingScalingReportResponse> as "streamingScalingReportResponse",
        /// The response to a `WorkerHealthReport`.
        pub worker_health_report_response: Option<WorkerHealthReportResponse> as "workerHealthReportResponse",
        /// The response to a `ResourceUtilizationReport`.
        pub worker_metrics_response: Option<ResourceUtilizationReportResponse> as "workerMetricsResponse",
        /// The response to a `WorkerShutdownNotice`.
        pub worker_shutdown_notice_response: Option<WorkerShutdownNoticeResponse> as "workerShutdownNoticeResponse",
        /// The response to a `WorkerThreadScalingReport`.
        pub worker_thread_scaling_report_response:
            Option<WorkerThreadScalingReportResponse> as "workerThreadScalingReportResponse",
    }
}
