//! Reading the bytes of one value, and not one more.

use super::value_scanner::{Role, ValueScanner};
use super::{ReadError, io};

/// Reads the bytes of one value into `buffer`.
#[cfg(feature = "embedded-io-v0.7")]
pub(crate) fn read_value<R: embedded_io::Read>(mut reader: R, buffer: &mut [u8]) -> Result<&[u8], ReadError<R::Error>> {
    let mut value = Value::new(buffer);
    while !value.is_whole {
        let space = value.space()?;
        match io::read(&mut reader, space)? {
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
        let space = value.space()?;
        match io::read_async(&mut reader, space).await? {
            0 => break,
            read => value.add(read),
        }
    }
    value.finish()
}

/// The part of one value that has been read.
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

    /// Space for as many bytes as the value must still have.
    ///
    /// # Errors
    /// Returns [`ReadError::BufferTooSmall`] if the buffer has less.
    fn space<E>(&mut self) -> Result<&mut [u8], ReadError<E>> {
        let end = self.len.saturating_add(self.scanner.needs());
        self.buffer.get_mut(self.len..end).ok_or(ReadError::BufferTooSmall { at_least: end })
    }

    /// Adds the first `read` bytes of [`space`](Self::space). Bytes around the value aren't kept.
    fn add(&mut self, read: usize) {
        for _ in 0..read.min(self.scanner.needs()) {
            let Some(&byte) = self.buffer.get(self.len) else { return };
            let role = self.scanner.scan_byte(byte);
            self.len += usize::from(!matches!(role, Role::Before | Role::After));
            self.is_whole = matches!(role, Role::Last | Role::After | Role::Broken);
            if self.is_whole {
                return;
            }
        }
    }

    /// The value, which is complete unless the reader has ended.
    fn finish<E>(self) -> Result<&'de [u8], ReadError<E>> {
        let buffer: &'de [u8] = self.buffer;
        if self.len == 0 { Err(ReadError::NoValue) } else { Ok(buffer.get(..self.len).unwrap_or_default()) }
    }
}
