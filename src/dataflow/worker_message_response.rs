//! `WorkerMessageResponse`.

use super::{
    ResourceUtilizationReportResponse, StreamingScalingReportResponse, WorkerHealthReportResponse,
    WorkerShutdownNoticeResponse, WorkerThreadScalingReportResponse,
};
use crate::message;

message! {
    /// What a backend answers to a message: `WorkerMessageResponse`. Most often one of these is set, or
    /// none.
    #[derive(Copy)]
    pub struct WorkerMessageResponse {
        /// To a `StreamingScalingReport`.
        pub streaming_scaling_report_response: Option<StreamingScalingReportResponse> as "streamingScalingReportResponse",
        /// To a `WorkerHealthReport`.
        pub worker_health_report_response: Option<WorkerHealthReportResponse> as "workerHealthReportResponse",
        /// To a `ResourceUtilizationReport`.
        pub worker_metrics_response: Option<ResourceUtilizationReportResponse> as "workerMetricsResponse",
        /// To a `WorkerShutdownNotice`.
        pub worker_shutdown_notice_response: Option<WorkerShutdownNoticeResponse> as "workerShutdownNoticeResponse",
        /// To a `WorkerThreadScalingReport`.
        pub worker_thread_scaling_report_response:
            Option<WorkerThreadScalingReportResponse> as "workerThreadScalingReportResponse",
    }
}
