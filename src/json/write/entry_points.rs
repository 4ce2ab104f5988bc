//! Entry points that run a writer: into a slice, to count, into a window, or piece by piece.

use super::Writer;
use super::overflow::{Drain, Window};
use crate::error::{EncodeError, SerializeError};

/// Writes into `buffer`, all or nothing.
#[inline(always)] // Each `write` has a copy of its own anyway.
pub(crate) fn fill(buffer: &mut [u8], write: impl FnOnce(&mut Writer<'_>)) -> Result<&[u8], EncodeError> {
    let mut writer = Writer::new(buffer);
    write(&mut writer);
    writer.finish()
}

/// Like [`fill`], and returns a string slice.
#[inline]
pub(crate) fn fill_text(buffer: &mut [u8], write: impl FnOnce(&mut Writer<'_>)) -> Result<&str, EncodeError> {
    let json = fill(buffer, write)?;
    // The output is always UTF-8.
    core::str::from_utf8(json).map_err(|_| SerializeError::Custom.into())
}

/// Counts the bytes that `write` would write.
#[inline]
pub(crate) fn count(write: impl FnOnce(&mut Writer<'_>)) -> Result<usize, SerializeError> {
    let mut writer = Writer::new(&mut []);
    write(&mut writer);
    writer.failure().map_or(Ok(writer.len()), Err)
}

/// Fills `window` with the output from byte `offset` on.
#[inline]
pub(crate) fn fill_window(
    offset: usize,
    window: &mut [u8],
    write: impl FnOnce(&mut Writer<'_>),
) -> Result<&[u8], SerializeError> {
    let mut window = Window::new(offset, window);
    let mut writer = Writer::with_overflow(&mut [], &mut window);
    write(&mut writer);
    let failure = writer.failure();
    failure.map_or(Ok(window.filled()), Err)
}

/// Passes the output to `sink` in pieces of the length of `buffer`, until `sink` returns `false`. If `buffer` is empty,
/// the pieces are those that `write` writes.
#[inline]
pub(crate) fn drain(
    buffer: &mut [u8],
    sink: &mut dyn FnMut(&[u8]) -> bool,
    write: impl FnOnce(&mut Writer<'_>),
) -> Result<(), SerializeError> {
    let mut drain = Drain::new(sink);
    let mut writer = Writer::with_overflow(buffer, &mut drain);
    write(&mut writer);
    let last = writer.rest()?.len();
    if last > 0 {
        drain.flush(buffer.get(..last).unwrap_or_default());
    }
    Ok(())
}

/// Collects the output in a new vector.
#[cfg(feature = "alloc")]
pub(crate) fn collect(write: impl FnOnce(&mut Writer<'_>)) -> Result<alloc::vec::Vec<u8>, SerializeError> {
    let mut json = alloc::vec::Vec::new();
    drain(
        &mut [0; 256],
        &mut |piece| {
            json.extend_from_slice(piece);
            true
        },
        write,
    )?;
    Ok(json)
}
