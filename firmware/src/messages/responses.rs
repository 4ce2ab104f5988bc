//! The backend's response to four messages.

pub const RESPONSE: &[u8] = concat!(
    r#"{"workerMessageResponses":[{"workerHealthReportResponse":{"reportInterval":"300s"}},"#,
    r#"{"workerMetricsResponse":{}},{"workerThreadScalingReportResponse":{"recommendedThreadCount":12}},"#,
    r#"{"streamingScalingReportResponse":{"maximumThreadCount":400}}]}"#,
)
.as_bytes();
