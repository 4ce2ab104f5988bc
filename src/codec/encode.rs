//! Writing messages: the entry points.

use crate::error::{EncodeError, SerializeError};
use crate::json::{Counter, fill, fill_text, fill_window};
use crate::max::MaxJsonLen;
use crate::proto::Field;
use crate::sentence::Sentence;

/// Encodes a message into a buffer that is large enough for any message of its type, and returns the part that was
/// filled. It can't fail: a program whose buffer is too small doesn't compile. (A build says so, with both lengths; `cargo
/// check` doesn't look at it.)
///
/// ```
/// use vitalwire::dataflow::WorkerThreadScalingReport;
///
/// let report = WorkerThreadScalingReport { current_thread_count: 12 };
/// let mut buffer = [0; WorkerThreadScalingReport::MAX_JSON_LEN];
/// assert_eq!(vitalwire::encode(&report, &mut buffer), br#"{"currentThreadCount":12}"#);
/// ```
///
/// ```compile_fail,E0080
/// use vitalwire::dataflow::WorkerThreadScalingReport;
///
/// vitalwire::encode(&WorkerThreadScalingReport::default(), &mut [0; 16]); // doesn't compile
/// ```
///
/// Up to 31 bytes after the returned part may be overwritten. If [`MaxJsonLen`] is implemented by hand and its length
/// is too small, the returned part is empty.
pub fn encode<'b, M: MaxJsonLen + Field, const N: usize>(message: &M, buffer: &'b mut [u8; N]) -> &'b [u8] {
    const {
        if N < M::MAX_JSON_LEN {
            let sentence = Sentence::new().text("the buffer has ").number(N).text(" bytes, and the longest encoding ");
            sentence
                .number(M::MAX_JSON_LEN)
                .text(": make it `[0; M::MAX_JSON_LEN]`, with `M` the message's type")
                .fail();
        }
    };
    to_slice(message, buffer).unwrap_or_default()
}

/// Encodes a message into `buffer`, as a whole or not at all, and returns the part that was filled.
///
/// ```
/// use vitalwire::EncodeError;
/// use vitalwire::dataflow::WorkerThreadScalingReport;
///
/// let report = WorkerThreadScalingReport { current_thread_count: 12 };
/// let mut buffer = [0; 32];
/// assert_eq!(vitalwire::to_slice(&report, &mut buffer), Ok(&br#"{"currentThreadCount":12}"#[..]));
///
/// let too_small = vitalwire::to_slice(&report, &mut buffer[..24]);
/// assert_eq!(too_small, Err(EncodeError::BufferTooSmall { needed: 25 }));
/// ```
///
/// Up to 31 bytes after the returned part may be overwritten.
///
/// # Errors
/// [`BufferTooSmall`](EncodeError::BufferTooSmall) with the length that is needed, or [`SerializeError`] if a
/// [`Serde`](crate::proto::Serde) can't be serialized. The buffer is then all zeros, so that no part of a message can
/// be sent by mistake.
pub fn to_slice<'b, M: Field>(message: &M, buffer: &'b mut [u8]) -> Result<&'b [u8], EncodeError> {
    fill(buffer, |writer| message.write(writer))
}

/// Encodes a message into `buffer` like [`to_slice`], and returns it as a string.
///
/// ```
/// use vitalwire::dataflow::WorkerThreadScalingReport;
///
/// let report = WorkerThreadScalingReport { current_thread_count: 12 };
/// assert_eq!(vitalwire::to_str(&report, &mut [0; 32]), Ok(r#"{"currentThreadCount":12}"#));
/// ```
///
/// # Errors
/// As [`to_slice`].
pub fn to_str<'b, M: Field>(message: &M, buffer: &'b mut [u8]) -> Result<&'b str, EncodeError> {
    fill_text(buffer, |writer| message.write(writer))
}

/// Returns the exact length of a message's encoding, in bytes: a `Content-Length` before the first byte is sent.
///
/// ```
/// use vitalwire::dataflow::WorkerThreadScalingReport;
///
/// let report = WorkerThreadScalingReport { current_thread_count: 12 };
/// let header = format!("Content-Length: {}\r\n", vitalwire::encoded_len(&report)?);
/// assert_eq!(header, "Content-Length: 25\r\n");
/// # Ok::<(), vitalwire::SerializeError>(())
/// ```
///
/// # Errors
/// [`SerializeError`] if a [`Serde`](crate::proto::Serde) can't be serialized.
pub fn encoded_len<M: Field>(message: &M) -> Result<usize, SerializeError> {
    let mut counter = Counter::new();
    message.write(&mut counter);
    counter.len()
}

/// Fills `window` with a message's encoding from byte `offset` on, and returns the part that was filled: less than
/// the whole window at the end of the encoding, and nothing after it.
///
/// The bytes before and after the window are still counted: to go through a whole encoding, use
/// [`Chunks`](super::Chunks).
///
/// ```
/// use vitalwire::dataflow::WorkerThreadScalingReport;
///
/// let report = WorkerThreadScalingReport { current_thread_count: 12 };
/// let mut window = [0; 8];
/// assert_eq!(vitalwire::to_window(&report, 15, &mut window), Ok(&b"Count\":1"[..]));
/// assert_eq!(vitalwire::to_window(&report, 23, &mut window), Ok(&b"2}"[..]));
/// ```
///
/// # Errors
/// [`SerializeError`] if a [`Serde`](crate::proto::Serde) can't be serialized.
pub fn to_window<'b, M: Field>(message: &M, offset: usize, window: &'b mut [u8]) -> Result<&'b [u8], SerializeError> {
    fill_window(offset, window, |writer| message.write(writer))
}
