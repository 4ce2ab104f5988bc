//! Reading messages from readers.

use super::Field;
use super::decode::decode;
use crate::json::ReadError;

/// Reads one message into `buffer`, and decodes it there.
///
/// No byte is read after the message's last bracket: what follows, as a further message, can be read next. So the reader is
/// asked for one byte until a message begins, and then for as many as surely follow, such as one for each open bracket: it
/// should have a buffer of its own. Where a line may be noisy, or a message too long, use [`Frames`](crate::json::Frames):
/// then only that message is lost. (A field by itself that is a number ends with white space or the reader, as that of
/// `json::from_embedded_io`.)
///
/// The buffer has to hold the message, white space inside it included. White space before it takes no room, and isn't
/// counted in an error's offset; a [`Span`](super::Span) is one of `buffer`.
///
/// ```
/// use vitalwire::dataflow::WorkerThreadScalingReport;
/// use vitalwire::decode_from_embedded_io;
/// use vitalwire::json::ReadError;
///
/// let mut uart = &b"{\"currentThreadCount\": 12}\r\n{\"currentThreadCount\": 8}\r\n"[..];
/// let mut buffer = [0; 64];
/// let report: WorkerThreadScalingReport = decode_from_embedded_io(&mut uart, &mut buffer)?;
/// assert_eq!(report.current_thread_count, 12);
/// assert_eq!(uart, b"\r\n{\"currentThreadCount\": 8}\r\n");
///
/// let report: WorkerThreadScalingReport = decode_from_embedded_io(&mut uart, &mut buffer)?;
/// assert_eq!(report.current_thread_count, 8);
///
/// let end = decode_from_embedded_io::<WorkerThreadScalingReport, _>(&mut uart, &mut buffer);
/// assert_eq!(end, Err(ReadError::NoValue));
/// # Ok::<(), ReadError<core::convert::Infallible>>(())
/// ```
///
/// # Errors
/// [`ReadError`] tells them. A message that its type rejects has been read to its end, and the next one can follow. Where a
/// byte makes it plain that this is no JSON, such as a bracket that doesn't match, reading stops: the reader then is
/// somewhere in broken text.
#[cfg(feature = "embedded-io-v0.7")]
pub fn decode_from_embedded_io<M: Field, R: embedded_io::Read>(
    reader: R,
    buffer: &mut [u8],
) -> Result<M, ReadError<R::Error>> {
    Ok(decode(crate::json::read_value(reader, buffer)?)?)
}

/// Reads one message into `buffer`, and decodes it there.
///
/// As `decode_from_embedded_io` (feature `embedded-io-v0.7`), awaiting the bytes.
///
/// # Errors
/// [`ReadError`] tells them.
///
/// # Cancelling
/// If the future is dropped before its end, what had come of the message is lost, and the reader is inside it. To
/// wait no longer than some time, put a timeout into the reader, not around this; or use
/// [`Frames`](crate::json::Frames), which keep what has come.
#[cfg(feature = "embedded-io-async-v0.7")]
pub async fn decode_from_embedded_io_async<M: Field, R: embedded_io_async::Read>(
    reader: R,
    buffer: &mut [u8],
) -> Result<M, ReadError<R::Error>> {
    Ok(decode(crate::json::read_value_async(reader, buffer).await?)?)
}
