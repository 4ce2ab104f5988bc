//! What the backend answers to four messages.

use vitalwire::dataflow::SendWorkerMessagesResponse;

vitalwire::capacities! {
    /// As many answers as there are messages.
    pub struct Device { responses: 4, ..NONE }
}

pub type Response = SendWorkerMessagesResponse<Device>;

pub const RESPONSE: &[u8] = concat!(
    r#"{"workerMessageResponses":[{"workerHealthReportResponse":{"reportInterval":"300s"}},"#,
    r#"{"workerMetricsResponse":{}},{"workerThreadScalingReportResponse":{"recommendedThreadCount":12}},"#,
    r#"{"streamingScalingReportResponse":{"maximumThreadCount":300}}]}"#,
)
.as_bytes();
