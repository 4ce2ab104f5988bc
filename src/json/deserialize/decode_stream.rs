//! Reading from readers.

use super::from_slice;
use crate::json::ReadError;
use serde::Deserialize;

/// Reads one value into `buffer`, and decodes it there.
///
/// No byte is read after the value's last bracket, quote or letter: what follows, as a further value, can be read next. A
/// number ends with white space, which is read as well, or with the reader; it needs a byte more in the buffer, and anything
/// else after it is an error. The reader is asked for one byte until a value begins, and then for as many as surely follow,
/// such as one for each open bracket: it should have a buffer of its own. Where a line may be noisy, or a value too long, use
/// [`Frames`](crate::json::Frames): then only that value is lost.
///
/// The buffer has to hold the value, white space inside it included. White space before it takes no room, and isn't
/// counted in an error's offset.
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
/// A message is read by [`decode_from_embedded_io`](crate::decode_from_embedded_io).
///
/// # Errors
/// [`ReadError`] tells them. A value that its type rejects has been read to its end, and the next one can follow. Where a byte
/// makes it plain that this is no JSON, such as a bracket that doesn't match, reading stops: the reader then is somewhere in
/// broken text.
#[cfg(feature = "embedded-io-v0.7")]
pub fn from_embedded_io<'de, T: Deserialize<'de>, R: embedded_io::Read>(
    reader: R,
    buffer: &'de mut [u8],
) -> Result<T, ReadError<R::Error>> {
    Ok(from_slice(crate::json::read_value(reader, buffer)?)?)
}

/// Reads one value into `buffer`, and decodes it there.
///
/// As `from_embedded_io` (feature `embedded-io-v0.7`), awaiting the bytes.
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
/// [`ReadError`] tells them.
///
/// # Cancelling
/// If the future is dropped before its end, what had come of the value is lost, and the reader is inside it. To
/// wait no longer than some time, put a timeout into the reader, not around this; or use [`Frames`](crate::json::Frames),
/// which keep what has come.
#[cfg(feature = "embedded-io-async-v0.7")]
pub async fn from_embedded_io_async<'de, T: Deserialize<'de>, R: embedded_io_async::Read>(
    reader: R,
    buffer: &'de mut [u8],
) -> Result<T, ReadError<R::Error>> {
    Ok(from_slice(crate::json::read_value_async(reader, buffer).await?)?)
}
