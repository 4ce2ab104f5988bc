//! serde-json-core, with the same messages; to read them it needs types that are less tolerant than vitalwire's.

use super::print_number_line;
use crate::{Failure, board};
use heapless::Vec;
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};

/// A `CheckInResponse` as one would declare it for serde-json-core: the deadline stays a string, unchecked.
#[derive(Default, Deserialize)]
pub struct CheckInResponse<'a> {
    pub deadline: Option<&'a str>,
    #[allow(dead_code, reason = "checked as far as serde-json-core does, and skipped")]
    pub features: Option<IgnoredAny>,
    #[allow(dead_code, reason = "checked as far as serde-json-core does, and skipped")]
    pub metadata: Option<IgnoredAny>,
}

/// The same for a `SendWorkerMessagesResponse`: the interval stays a string.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Responses<'a> {
    #[serde(borrow)]
    pub worker_message_responses: Vec<Response<'a>, 4>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Response<'a> {
    #[serde(borrow)]
    pub worker_health_report_response: Option<HealthResponse<'a>>,
    #[allow(dead_code, reason = "it has no fields")]
    pub worker_metrics_response: Option<IgnoredAny>,
    pub worker_thread_scaling_report_response: Option<ThreadScalingResponse>,
    pub streaming_scaling_report_response: Option<StreamingScalingResponse>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HealthResponse<'a> {
    pub report_interval: Option<&'a str>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ThreadScalingResponse {
    pub recommended_thread_count: i32,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct StreamingScalingResponse {
    pub maximum_thread_count: i32,
}

/// Any value: its longest encoding isn't known.
pub trait Encodable: Serialize {}

impl<T: Serialize> Encodable for T {}

/// Returns the encoding's length.
pub fn encode(value: &impl Encodable, buffer: &mut [u8]) -> Result<usize, Failure> {
    serde_json_core::to_slice(value, buffer).map_err(|_| Failure::Peer)
}

/// Prints the deadline as the backend has written it.
pub fn print_deadline(response: &CheckInResponse<'_>) {
    board::print(response.deadline.unwrap_or_default().as_bytes());
}

/// Prints each number of the responses on a line.
pub fn print_responses(responses: &Responses<'_>) {
    for response in &responses.worker_message_responses {
        if let Some(interval) =
            response.worker_health_report_response.as_ref().and_then(|health| health.report_interval)
        {
            board::print(interval.trim_end_matches('s').as_bytes());
            board::print(b"\n");
        }
        if let Some(threads) = &response.worker_thread_scaling_report_response {
            print_number_line(threads.recommended_thread_count.unsigned_abs());
        }
        if let Some(threads) = &response.streaming_scaling_report_response {
            print_number_line(threads.maximum_thread_count.unsigned_abs());
        }
    }
}

pub fn decode_into<'de, T: Deserialize<'de>>(message: &mut T, input: &'de [u8]) -> Result<(), Failure> {
    (*message, _) = serde_json_core::from_slice(input).map_err(|_| Failure::Peer)?;
    Ok(())
}
