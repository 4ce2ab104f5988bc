//! Decoding from readers.

use super::from_slice;
use crate::json::ReadError;
use serde::Deserialize;

/// Reads one value into `buffer`, and decodes it there. This needs the feature `embedded-io-v0.7`.
///
/// Nothing is read after the value's last bracket, quote or letter, so a further value can be read next. A number
/// ends with white space, which is read as well, or at the end of the reader. It needs one more byte in the buffer,
/// and anything else after it is an error. The reader is asked for one byte until a value begins, and then for as
/// many as must follow, such as one for each open bracket, so it should be buffered itself. If the line may be noisy,
/// or a value too long, use [`Frames`](crate::json::Frames): then only that value is lost.
///
/// The buffer has to hold the value, including white space inside it. White space before it takes no space in the
/// buffer, and isn't counted in an error's offset.
///
/// ```
/// use vitalwire::json::{self, ReadError};
///
/// let mut uart = &b"[1, 2]\r\n[3, 4]"[..];
/// let mut buffer = [0; 16];
/// let pair: [u8; 2] = json::from_embedded_io(&mut uart, &mut buffer)?;
/// assert_eq!((pair, uart), ([1, 2], &b"\r\n[3, 4]"[..]));
/// # Ok::<(), ReadError<core::convert::Infallible>>(())
/// ```
///
/// For messages, use [`decode_from_embedded_io`](crate::decode_from_embedded_io).
///
/// # Errors
/// See [`ReadError`]. A value that its type rejects has been read to its end, and the next one can be read. At a byte
/// that shows that this isn't JSON, such as a bracket that doesn't match, reading stops: the reader is then somewhere
/// inside broken text.
#[cfg(feature = "embedded-io-v0.7")]
pub fn from_embedded_io<'de, T: Deserialize<'de>, R: embedded_io::Read>(
    reader: R,
    buffer: &'de mut [u8],
) -> Result<T, ReadError<R::Error>> {
    Ok(from_slice(crate::json::read_value(reader, buffer)?)?)
}

/// Reads one value into `buffer`, and decodes it there: like `from_embedded_io` (feature `embedded-io-v0.7`), but
/// awaits the bytes. This needs the feature `embedded-io-async-v0.7`.
///
/// ```
/// use vitalwire::json::{self, ReadError};
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
/// let mut socket = &b"[1, 2]\n[3, 4]"[..];
/// let mut buffer = [0; 16];
/// let pair: [u8; 2] = json::from_embedded_io_async(&mut socket, &mut buffer).await?;
/// assert_eq!((pair, socket), ([1, 2], &b"\n[3, 4]"[..]));
/// let pair: [u8; 2] = json::from_embedded_io_async(&mut socket, &mut buffer).await?;
/// assert_eq!(pair, [3, 4]);
/// # Ok::<(), ReadError<core::convert::Infallible>>(())
/// # }).unwrap();
/// ```
///
/// # Errors
/// See [`ReadError`].
///
/// # Cancelling
/// If the future is dropped before it completes, the part of the value that has been read is lost, and the reader is
/// inside the value. To limit the waiting time, put a timeout into the reader, not around this future; or use
/// [`Frames`](crate::json::Frames), which keeps what has been read.
#[cfg(feature = "embedded-io-async-v0.7")]
pub async fn from_embedded_io_async<'de, T: Deserialize<'de>, R: embedded_io_async::Read>(
    reader: R,
    buffer: &'de mut [u8],
) -> Result<T, ReadError<R::Error>> {
    Ok(from_slice(crate::json::read_value_async(reader, buffer).await?)?)
}
