//! vitalwire, as its users call it.

use super::print_number_line;
use crate::{Failure, board};
use vitalwire::MaxJsonLen;
use vitalwire::dataflow::SendWorkerMessagesResponse;
use vitalwire::proto::Field;

pub use vitalwire::genomics::CheckInResponse;

vitalwire::profile! {
    /// As many responses as there are messages.
    pub struct Device { responses: 4, ..NONE }
}

pub type Responses = SendWorkerMessagesResponse<Device>;

/// A value whose longest encoding is known.
pub trait Encodable: Field + MaxJsonLen {}

impl<T: Field + MaxJsonLen> Encodable for T {}

/// Returns the encoding's length.
pub fn encode<const N: usize>(value: &impl Encodable, buffer: &mut [u8; N]) -> Result<usize, Failure> {
    Ok(vitalwire::encode(value, buffer).len())
}

/// Prints the deadline in seconds since the start of 1970.
pub fn print_deadline(response: &CheckInResponse) {
    if let Some(deadline) = response.deadline {
        board::print_number(deadline.seconds().try_into().unwrap_or_default());
    }
}

/// Prints each number of the responses on a line.
pub fn print_responses(responses: &Responses) {
    for response in &responses.worker_message_responses {
        if let Some(interval) = response.worker_health_report_response.and_then(|health| health.report_interval) {
            print_number_line(interval.seconds().unsigned_abs() as u32);
        }
        if let Some(threads) = response.worker_thread_scaling_report_response {
            print_number_line(threads.recommended_thread_count.unsigned_abs());
        }
        if let Some(threads) = response.streaming_scaling_report_response {
            print_number_line(threads.maximum_thread_count.unsigned_abs());
        }
    }
}

pub fn decode_into<T: Field>(message: &mut T, input: &[u8]) -> Result<(), Failure> {
    Ok(vitalwire::decode_into(message, input)?)
}
