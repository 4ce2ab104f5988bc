//! Reading from an `embedded_io::Read`.

use super::from_slice;
use crate::json::read::{ReadError, read_value};
use embedded_io::Read;
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
/// [`ReadError`] tells them. A value that its type refuses has been read to its end, and the next one can follow. Where no
/// value begins, brackets don't match or are too many, or a string has a line break, reading stops: the reader then
/// stands somewhere in broken text.
pub fn from_embedded_io<'de, T: Deserialize<'de>, R: Read>(
    reader: R,
    buffer: &'de mut [u8],
) -> Result<T, ReadError<R::Error>> {
    Ok(from_slice(read_value(reader, buffer)?)?)
}
