//! One value's bytes from a reader, and not one byte more.

use super::value_scanner::{Role, ValueScanner};
use super::{ReadError, io};

/// Reads the bytes of one value into `buffer`.
#[cfg(feature = "embedded-io-v0.7")]
pub(crate) fn read_value<R: embedded_io::Read>(mut reader: R, buffer: &mut [u8]) -> Result<&[u8], ReadError<R::Error>> {
    let mut value = Value::new(buffer);
    while !value.is_whole {
        let room = value.room()?;
        match io::read(&mut reader, room)? {
            0 => break,
            read => value.add(read),
        }
    }
    value.finish()
}

/// Reads the bytes of one value into `buffer`.
#[cfg(feature = "embedded-io-async-v0.7")]
pub(crate) async fn read_value_async<R: embedded_io_async::Read>(
    mut reader: R,
    buffer: &mut [u8],
) -> Result<&[u8], ReadError<R::Error>> {
    let mut value = Value::new(buffer);
    while !value.is_whole {
        let room = value.room()?;
        match io::read_async(&mut reader, room).await? {
            0 => break,
            read => value.add(read),
        }
    }
    value.finish()
}

/// One value in a buffer, as far as it has been read.
struct Value<'de> {
    buffer: &'de mut [u8],
    len: usize,
    scanner: ValueScanner,
    is_whole: bool,
}

impl<'de> Value<'de> {
    fn new(buffer: &'de mut [u8]) -> Self {
        Self { buffer, len: 0, scanner: ValueScanner::new(), is_whole: false }
    }

    /// Room for as many bytes as the value surely has yet.
    ///
    /// # Errors
    /// The buffer hasn't as much.
    fn room<E>(&mut self) -> Result<&mut [u8], ReadError<E>> {
        let end = self.len.saturating_add(self.scanner.needs());
        self.buffer.get_mut(self.len..end).ok_or(ReadError::BufferTooSmall { at_least: end })
    }

    /// Adds what was read into the front of the room. What is around the value isn't kept.
    fn add(&mut self, read: usize) {
        for _ in 0..read.min(self.scanner.needs()) {
            let Some(&byte) = self.buffer.get(self.len) else { return };
            let role = self.scanner.pass(byte);
            self.len += usize::from(!matches!(role, Role::Before | Role::Behind));
            self.is_whole = matches!(role, Role::Last | Role::Behind | Role::Broken);
            if self.is_whole {
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
