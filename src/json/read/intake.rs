//! What a reader is asked for, until a value is whole.

use super::{ReadError, from_slice};
use crate::json::text::Extent;
use serde::Deserialize;

/// One value in a buffer, as far as it has been read.
pub(super) struct Intake<'de> {
    buffer: &'de mut [u8],
    len: usize,
    extent: Extent,
}

impl<'de> Intake<'de> {
    pub(super) fn new(buffer: &'de mut [u8]) -> Self {
        Self { buffer, len: 0, extent: Extent::new() }
    }

    /// Room for as many bytes as the value surely has yet: none, if it's whole.
    ///
    /// # Errors
    /// The buffer hasn't as much.
    pub(super) fn room<E>(&mut self) -> Result<&mut [u8], ReadError<E>> {
        let end = self.len.saturating_add(self.extent.needs());
        self.buffer.get_mut(self.len..end).ok_or(ReadError::BufferTooSmall { at_least: end })
    }

    /// Takes what was read into the front of the room. White space before the value isn't kept.
    pub(super) fn take(&mut self, read: usize) {
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
    pub(super) fn decode<T: Deserialize<'de>, E>(self) -> Result<T, ReadError<E>> {
        if self.len == 0 {
            return Err(ReadError::NoValue);
        }
        let buffer: &'de [u8] = self.buffer;
        Ok(from_slice(buffer.get(..self.len).unwrap_or_default())?)
    }
}
