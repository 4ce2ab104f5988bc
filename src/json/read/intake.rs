//! One value's bytes from a reader.

use super::ReadError;
use crate::json::text::Extent;

/// Reads the bytes of one value into `buffer`.
#[cfg(feature = "embedded-io-v0.7")]
pub(crate) fn read_value<R: embedded_io::Read>(mut reader: R, buffer: &mut [u8]) -> Result<&[u8], ReadError<R::Error>> {
    let mut intake = Intake::new(buffer);
    loop {
        let room = intake.room()?;
        if room.is_empty() {
            break;
        }
        match reader.read(room).map_err(ReadError::Io)? {
            0 => break,
            read => intake.take(read),
        }
    }
    intake.finish()
}

/// Reads the bytes of one value into `buffer`.
#[cfg(feature = "embedded-io-async-v0.7")]
pub(crate) async fn read_value_async<R: embedded_io_async::Read>(
    mut reader: R,
    buffer: &mut [u8],
) -> Result<&[u8], ReadError<R::Error>> {
    let mut intake = Intake::new(buffer);
    loop {
        let room = intake.room()?;
        if room.is_empty() {
            break;
        }
        match reader.read(room).await.map_err(ReadError::Io)? {
            0 => break,
            read => intake.take(read),
        }
    }
    intake.finish()
}

/// One value in a buffer, as far as it has been read.
struct Intake<'de> {
    buffer: &'de mut [u8],
    len: usize,
    extent: Extent,
}

impl<'de> Intake<'de> {
    fn new(buffer: &'de mut [u8]) -> Self {
        Self { buffer, len: 0, extent: Extent::new() }
    }

    /// Room for as many bytes as the value surely has yet: none, if it's whole.
    ///
    /// # Errors
    /// The buffer hasn't as much.
    fn room<E>(&mut self) -> Result<&mut [u8], ReadError<E>> {
        let end = self.len.saturating_add(self.extent.needs());
        self.buffer.get_mut(self.len..end).ok_or(ReadError::BufferTooSmall { at_least: end })
    }

    /// Takes what was read into the front of the room. White space before the value isn't kept.
    fn take(&mut self, read: usize) {
        let from = self.len;
        let end = from.saturating_add(read.min(self.extent.needs()));
        for at in from..end {
            let Some(&byte) = self.buffer.get(at) else { return };
            self.extent.pass(byte);
            if self.extent.is_before() {
                continue;
            }
            if let Some(place) = self.buffer.get_mut(self.len) {
                *place = byte;
            }
            self.len += 1;
            if self.extent.needs() == 0 {
                return;
            }
        }
    }

    /// The value, which is whole unless the reader is at its end.
    fn finish<E>(self) -> Result<&'de [u8], ReadError<E>> {
        let buffer: &'de [u8] = self.buffer;
        if self.len == 0 { Err(ReadError::NoValue) } else { Ok(buffer.get(..self.len).unwrap_or_default()) }
    }
}
