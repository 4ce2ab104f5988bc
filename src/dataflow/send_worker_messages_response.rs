//! `SendWorkerMessagesResponse`.

use super::WorkerMessageResponse;
use crate::message;
use crate::profile::{Profile, name};
use crate::proto::List;

message! {
    /// The backend's response: `SendWorkerMessagesResponse`.
    ///
    /// ```
    /// use vitalwire::dataflow::SendWorkerMessagesResponse;
    /// use vitalwire::Microcontroller;
    ///
    /// let body = br#"{"workerMessageResponses": [{"workerHealthReportResponse": {"reportInterval": "300s"}}]}"#;
    /// let response: SendWorkerMessagesResponse<Microcontroller> = vitalwire::decode(body)?;
    ///
    /// let health = response.latest().worker_health_report_response.unwrap_or_default();
    /// assert_eq!(health.new_interval(), Ok(Some(core::time::Duration::from_secs(300))));
    /// # Ok::<(), vitalwire::DecodeError>(())
    /// ```
    pub struct SendWorkerMessagesResponse<C: Profile> {
        /// The responses. Nothing indicates which of the request's messages each belongs to.
        pub worker_message_responses: List<
            C::Responses<WorkerMessageResponse>,
            name::Responses,
        > as "workerMessageResponses",
    }
}

impl<C: Profile> SendWorkerMessagesResponse<C> {
    /// Returns the last response of each kind, which is the one that counts.
    #[must_use]
    pub fn latest(&self) -> WorkerMessageResponse {
        self.worker_message_responses.iter().fold(WorkerMessageResponse::default(), |latest, next| {
            WorkerMessageResponse {
                streaming_scaling_report_response: next
                    .streaming_scaling_report_response
                    .or(latest.streaming_scaling_report_response),
                worker_health_report_response: next
                    .worker_health_report_response
                    .or(latest.worker_health_report_response),
                worker_metrics_response: next.worker_metrics_response.or(latest.worker_metrics_response),
                worker_shutdown_notice_response: next
                    .worker_shutdown_notice_response
                    .or(latest.worker_shutdown_notice_response),
                worker_thread_scaling_report_response: next
                    .worker_thread_scaling_report_response
                    .or(latest.worker_thread_scaling_report_response),
            }
        })
    }
}
