//! Reading from an `embedded_io_async::Read`.

use super::from_slice;
use crate::json::read::{ReadError, read_value_async};
use embedded_io_async::Read;
use serde::Deserialize;

/// Reads one value into `buffer`, and decodes it there.
///
/// No byte is taken from the reader behind the value's last bracket or quote: what follows, as a further value, can be
/// read next. So the reader is asked for a few bytes at a time, as many as there are open brackets: it should have a
/// buffer of its own. (A number or a word that stands alone ends where the reader does, and takes a byte of room more.)
///
/// The buffer has to hold the value, white space inside it included. White space before it takes no room, and isn't
/// counted in an error's offset.
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
/// [`ReadError`] tells them. A value that its type refuses has been read to its end, and the next one can follow. Where no
/// value begins, brackets don't match or are too many, or a string has a line break, reading stops: the reader then
/// stands somewhere in broken text.
///
/// # Cancelling
/// If the future is dropped before its end, what had come of the value is lost, and the reader stands inside it. To
/// wait no longer than so long, put a timeout into the reader, not around this.
pub async fn from_embedded_io_async<'de, T: Deserialize<'de>, R: Read>(
    reader: R,
    buffer: &'de mut [u8],
) -> Result<T, ReadError<R::Error>> {
    Ok(from_slice(read_value_async(reader, buffer).await?)?)
}
