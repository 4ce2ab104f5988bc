//! Reading messages from readers.

use super::decode::decode;
use crate::json::ReadError;
use crate::proto::Field;

/// Reads one message into `buffer`, and decodes it there. This needs the feature `embedded-io-v0.7`.
///
/// No byte is read after the message's last bracket, so what follows, such as a further message, can be read next.
/// The reader is therefore asked for one byte until a message begins, and then for as many as certainly follow, such
/// as one for each open bracket: it should have a buffer of its own. If a line may be noisy, or a message too long,
/// use [`Frames`](crate::json::Frames): only that message is lost then. (A field on its own that is a number ends
/// with white space or where the reader ends, as with `json::from_embedded_io`.)
///
/// The buffer has to hold the message, including white space inside it. White space before the message isn't stored,
/// nor counted in an error's offset; a [`Span`](crate::proto::Span) is a range of `buffer`.
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
/// See [`ReadError`]. A message that its type rejects has been read to its end, so the next one can be read. Reading
/// stops at a byte that shows that the input isn't JSON, such as a mismatched bracket; the reader is then somewhere
/// inside malformed input.
#[cfg(feature = "embedded-io-v0.7")]
pub fn decode_from_embedded_io<M: Field, R: embedded_io::Read>(
    reader: R,
    buffer: &mut [u8],
) -> Result<M, ReadError<R::Error>> {
    Ok(decode(crate::json::read_value(reader, buffer)?)?)
}

/// Reads one message into `buffer`, and decodes it there: like `decode_from_embedded_io` (feature `embedded-io-v0.7`),
/// but awaits the bytes. This needs the feature `embedded-io-async-v0.7`.
///
/// ```
/// use vitalwire::dataflow::WorkerThreadScalingReport;
/// use vitalwire::decode_from_embedded_io_async;
///
/// # fn block_on<F: Future>(future: F) -> F::Output {
/// #     let mut context = std::task::Context::from_waker(std::task::Waker::noop());
/// #     let mut future = std::pin::pin!(future);
/// #     loop {
/// #         if let std::task::Poll::Ready(output) = future.as_mut().poll(&mut context) {
/// #             return output;
/// #         }
/// #     }
/// # }
/// # block_on(async {
/// let mut socket = &b"{\"currentThreadCount\": 12}\r\n{}"[..];
/// let mut buffer = [0; 64];
/// let report: WorkerThreadScalingReport = decode_from_embedded_io_async(&mut socket, &mut buffer).await?;
/// assert_eq!((report.current_thread_count, socket), (12, &b"\r\n{}"[..]));
/// # Ok::<(), vitalwire::json::ReadError<core::convert::Infallible>>(())
/// # }).unwrap();
/// ```
///
/// # Errors
/// See [`ReadError`].
///
/// # Cancelling
/// If the future is dropped before it completes, the part of the message read so far is lost, and the reader is
/// inside the message. To limit the wait, put a timeout into the reader, not around this; or use
/// [`Frames`](crate::json::Frames), which keep what has arrived.
#[cfg(feature = "embedded-io-async-v0.7")]
pub async fn decode_from_embedded_io_async<M: Field, R: embedded_io_async::Read>(
    reader: R,
    buffer: &mut [u8],
) -> Result<M, ReadError<R::Error>> {
    Ok(decode(crate::json::read_value_async(reader, buffer).await?)?)
}
