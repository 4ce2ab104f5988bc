//! The library that encodes and decodes.

#[cfg(feature = "serde-json-core")]
#[path = "serde_json_core.rs"]
mod chosen;
#[cfg(not(feature = "serde-json-core"))]
#[path = "vitalwire.rs"]
mod chosen;

pub use chosen::{CheckInResponse, Encodable, Responses, decode_into, encode, print_deadline, print_responses};

use crate::board;

fn print_number_line(number: u32) {
    board::print_number(number);
    board::print(b"\n");
}
