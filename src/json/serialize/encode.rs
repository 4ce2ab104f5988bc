//! Entry points that write serde types.

use crate::error::{EncodeError, SerializeError};
use crate::json::Sink;
use crate::json::write::{count, drain, fill, fill_text, fill_window};
use serde::Serialize;

/// Encodes a value into `buffer`, as a whole or not at all, and returns the part that was filled. The content after
/// that part is unspecified.
///
/// ```
/// use vitalwire::{EncodeError, json};
///
/// let mut buffer = [0; 16];
/// assert_eq!(json::to_slice(&["boiler", "7"], &mut buffer), Ok(&b"[\"boiler\",\"7\"]"[..]));
///
/// let too_small = json::to_slice(&["boiler", "7"], &mut buffer[..13]);
/// assert_eq!(too_small, Err(EncodeError::BufferTooSmall { needed: 14 }));
/// ```
///
/// # Errors
/// [`BufferTooSmall`](EncodeError::BufferTooSmall) with the length that is needed, or the [`SerializeError`] in the
/// value. The buffer is then all zeros, so that no part of a message can be sent by mistake.
pub fn to_slice<'b, T: Serialize + ?Sized>(value: &T, buffer: &'b mut [u8]) -> Result<&'b [u8], EncodeError> {
    fill(buffer, |writer| writer.serialize(value))
}

/// Encodes into `buffer` like [`to_slice`], and returns it as a string.
///
/// ```
/// use vitalwire::json;
///
/// #[derive(serde::Serialize)]
/// struct Valve { name: &'static str, open: bool }
///
/// let valve = Valve { name: "inlet", open: true };
/// assert_eq!(json::to_str(&valve, &mut [0; 32]), Ok(r#"{"name":"inlet","open":true}"#));
/// ```
///
/// # Errors
/// As [`to_slice`].
pub fn to_str<'b, T: Serialize + ?Sized>(value: &T, buffer: &'b mut [u8]) -> Result<&'b str, EncodeError> {
    fill_text(buffer, |writer| writer.serialize(value))
}

/// Returns the exact length of the encoding, in bytes: a `Content-Length` before the first byte is sent.
///
/// ```
/// use vitalwire::json;
///
/// assert_eq!(json::encoded_len(&["boiler", "7"]), Ok(14));
/// ```
///
/// # Errors
/// The [`SerializeError`] in the value.
pub fn encoded_len<T: Serialize + ?Sized>(value: &T) -> Result<usize, SerializeError> {
    count(|writer| writer.serialize(value))
}

/// Fills `window` with the encoding from byte `offset` on, and returns the part that was filled: less than the whole
/// window at the end of the encoding, and nothing after it.
///
/// The value is encoded anew for each window, up to the window's end. This suits CoAP blocks, DMA buffers or an
/// asynchronous socket for messages of any length, with no state but the offset.
///
/// ```
/// use vitalwire::json;
///
/// let (mut window, mut offset) = ([0; 8], 0);
/// let mut sent = String::new();
/// loop {
///     let piece = json::to_window(&["boiler", "seven"], offset, &mut window)?;
///     if piece.is_empty() {
///         break;
///     }
///     sent.push_str(core::str::from_utf8(piece).unwrap());
///     offset += piece.len();
/// }
/// assert_eq!(sent, r#"["boiler","seven"]"#);
/// # Ok::<(), vitalwire::SerializeError>(())
/// ```
///
/// # Errors
/// The [`SerializeError`] in the value, up to the window's end.
pub fn to_window<'b, T: Serialize + ?Sized>(
    value: &T,
    offset: usize,
    window: &'b mut [u8],
) -> Result<&'b [u8], SerializeError> {
    fill_window(offset, window, |writer| writer.serialize(value))
}

/// Encodes into `sink`, and returns it.
///
/// A sink that is full ends the encoding early, which isn't an error.
///
/// ```
/// use vitalwire::json::{self, Sink};
///
/// /// The sum of all bytes: a checksum, without a buffer.
/// struct Sum(u8);
///
/// impl Sink for Sum {
///     fn write(&mut self, bytes: &[u8]) {
///         self.0 = bytes.iter().fold(self.0, |sum, byte| sum.wrapping_add(*byte));
///     }
/// }
///
/// assert_eq!(json::to_sink(&[1, 2], Sum(0))?.0, b"[1,2]".iter().fold(0, |sum: u8, byte| sum.wrapping_add(*byte)));
/// # Ok::<(), vitalwire::SerializeError>(())
/// ```
///
/// # Errors
/// The [`SerializeError`] in the value.
pub fn to_sink<T: Serialize + ?Sized, S: Sink>(value: &T, mut sink: S) -> Result<S, SerializeError> {
    let mut write = |piece: &[u8]| {
        sink.write(piece);
        !sink.is_full()
    };
    drain(&mut [], &mut write, |writer| writer.serialize(value))?;
    Ok(sink)
}
