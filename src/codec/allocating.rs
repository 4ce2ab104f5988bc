//! Entry points that allocate.

use crate::error::SerializeError;
use crate::json::collect;
#[cfg(feature = "std")]
use crate::json::{ReadError, read_to_end};
use crate::proto::Field;
use alloc::string::String;
use alloc::vec::Vec;

/// Encodes a message into a new string. This needs the feature `alloc`.
///
/// ```
/// use vitalwire::dataflow::WorkerThreadScalingReport;
///
/// let report = WorkerThreadScalingReport { current_thread_count: 12 };
/// assert_eq!(vitalwire::to_string(&report)?, r#"{"currentThreadCount":12}"#);
/// # Ok::<(), vitalwire::SerializeError>(())
/// ```
///
/// # Errors
/// [`SerializeError`] if a [`Serde`](crate::proto::Serde) can't be serialized.
pub fn to_string<M: Field>(message: &M) -> Result<String, SerializeError> {
    // The writer writes UTF-8.
    to_vec(message).map(|json| String::from_utf8(json).unwrap_or_default())
}

/// Encodes a message into a new vector. This needs the feature `alloc`.
///
/// ```
/// use vitalwire::dataflow::WorkerThreadScalingReport;
///
/// let report = WorkerThreadScalingReport { current_thread_count: 12 };
/// assert_eq!(vitalwire::to_vec(&report)?, br#"{"currentThreadCount":12}"#);
/// # Ok::<(), vitalwire::SerializeError>(())
/// ```
///
/// # Errors
/// [`SerializeError`] if a [`Serde`](crate::proto::Serde) can't be serialized.
pub fn to_vec<M: Field>(message: &M) -> Result<Vec<u8>, SerializeError> {
    collect(|writer| message.write(writer))
}

/// Reads `reader` to its end, and decodes what it has read, which must be exactly one message. This needs the feature
/// `std`.
///
/// ```
/// use vitalwire::dataflow::WorkerThreadScalingReport;
///
/// let report: WorkerThreadScalingReport = vitalwire::decode_from_io(&b"{\"currentThreadCount\": 12}\n"[..])?;
/// assert_eq!(report.current_thread_count, 12);
/// # Ok::<(), vitalwire::json::ReadError<std::io::Error>>(())
/// ```
///
/// A reader that doesn't end, such as a socket, needs [`Frames`](crate::json::Frames).
///
/// # Errors
/// [`ReadError::Io`] for the reader's own error, [`ReadError::NoValue`] for nothing but white space,
/// [`ReadError::Decode`] for what is wrong with the input.
#[cfg(feature = "std")]
#[doc(alias = "from_reader")]
pub fn decode_from_io<M: Field>(reader: impl std::io::Read) -> Result<M, ReadError<std::io::Error>> {
    Ok(super::decode(&read_to_end(reader)?)?)
}
