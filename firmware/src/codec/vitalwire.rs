//! vitalwire, as its users call it.

use crate::{Failure, board};
use serde::Serialize;
use vitalwire::MaxJsonLen;
use vitalwire::proto::Field;

pub use vitalwire::genomics::CheckInResponse;

/// A value whose longest encoding is known.
pub trait Encodable: Serialize + MaxJsonLen {}

impl<T: Serialize + MaxJsonLen> Encodable for T {}

/// Answers with the encoding's length.
pub fn encode<const N: usize>(value: &impl Encodable, buffer: &mut [u8; N]) -> Result<usize, Failure> {
    Ok(vitalwire::encode(value, buffer).len())
}

/// Prints when the deadline is, in seconds since the start of 1970.
pub fn print_deadline(response: &CheckInResponse) {
    if let Some(deadline) = response.deadline {
        board::print_number(deadline.seconds().try_into().unwrap_or_default());
    }
}

pub fn decode_into<T: Field>(message: &mut T, input: &[u8]) -> Result<(), Failure> {
    Ok(vitalwire::decode_into(message, input)?)
}
