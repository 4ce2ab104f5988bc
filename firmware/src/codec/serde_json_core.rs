//! serde-json-core, with the same messages; to read them it needs types without vitalwire's tolerance.

use crate::{Failure, board};
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};

/// A `CheckInResponse` as one would declare it for serde-json-core: the deadline stays text, unchecked.
#[derive(Default, Deserialize)]
pub struct CheckInResponse<'a> {
    pub deadline: Option<&'a str>,
    #[allow(dead_code, reason = "checked as far as serde-json-core does, and skipped")]
    pub features: Option<IgnoredAny>,
    #[allow(dead_code, reason = "checked as far as serde-json-core does, and skipped")]
    pub metadata: Option<IgnoredAny>,
}

/// Anything: no longest encoding is known here.
pub trait Encodable: Serialize {}

impl<T: Serialize> Encodable for T {}

/// Answers with the encoding's length.
pub fn encode(value: &impl Encodable, buffer: &mut [u8]) -> Result<usize, Failure> {
    serde_json_core::to_slice(value, buffer).map_err(|_| Failure::Peer)
}

/// Prints when the deadline is, as the backend has written it.
pub fn print_deadline(response: &CheckInResponse<'_>) {
    board::print(response.deadline.unwrap_or_default().as_bytes());
}

pub fn decode_into<'de, T: Deserialize<'de>>(message: &mut T, input: &'de [u8]) -> Result<(), Failure> {
    (*message, _) = serde_json_core::from_slice(input).map_err(|_| Failure::Peer)?;
    Ok(())
}
