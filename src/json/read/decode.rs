//! The ways in.

use super::Decoder;
use super::whole::Whole;
use crate::error::DecodeError;
use serde::Deserialize;

/// Reads the one value that `json` is.
///
/// ```
/// use vitalwire::dataflow::WorkerThreadScalingReport;
/// use vitalwire::json;
///
/// let report: WorkerThreadScalingReport = json::from_slice(br#"{"currentThreadCount": 12, "new": []}"#)?;
/// assert_eq!(report.current_thread_count, 12);
/// # Ok::<(), vitalwire::DecodeError>(())
/// ```
///
/// A [`Decoder`] has options.
///
/// # Errors
/// What is wrong with the input, and where.
pub fn from_slice<'de, T: Deserialize<'de>>(json: &'de [u8]) -> Result<T, DecodeError> {
    let mut decoder = Decoder::new(json);
    let mut outcome = T::deserialize(Whole(&mut decoder));
    if let Err(error) = &mut outcome {
        *error = error.at(decoder.mark);
    }
    outcome
}

/// Reads the one value that `json` is.
///
/// # Errors
/// What is wrong with the input, and where.
pub fn from_str<'de, T: Deserialize<'de>>(json: &'de str) -> Result<T, DecodeError> {
    from_slice(json.as_bytes())
}

/// Reads the value at the front of `input`, and says how many bytes it takes.
///
/// ```
/// use vitalwire::json;
///
/// assert_eq!(json::from_prefix::<[u8; 2]>(b"[1, 2] HTTP/1.1")?, ([1, 2], 6));
/// # Ok::<(), vitalwire::DecodeError>(())
/// ```
///
/// For many values one behind the other, keep a [`Decoder`].
///
/// # Errors
/// What is wrong with the input up to the end of the value, and where.
pub fn from_prefix<'de, T: Deserialize<'de>>(input: &'de [u8]) -> Result<(T, usize), DecodeError> {
    let mut decoder = Decoder::new(input);
    let value = decoder.value()?;
    Ok((value, decoder.offset()))
}
