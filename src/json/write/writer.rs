//! The writer over a slice, and what happens when the slice is full: that is kept out of line and `#[cold]`. What every
//! value needs is short, and `#[inline(always)]`.

use super::overflow::Overflow;
use super::{Sink, copy};
use crate::error::{EncodeError, SerializeError};
use crate::json::text::SHORT_LEN;

/// Writes JSON, one value after the other.
///
/// A [`Field`](crate::proto::Field) writes itself to an [`Output`](super::Output), which provides one.
///
/// ```
/// use core::fmt::Write;
/// use vitalwire::heapless::String;
/// use vitalwire::json::{ObjectKey, Writer};
///
/// /// A pump, whose key is `"pump-7"`.
/// struct Pump(u8);
///
/// impl ObjectKey for Pump {
///     fn write_key(&self, writer: &mut Writer<'_>) {
///         let mut key = String::<8>::new();
///         let _ = write!(key, "pump-{}", self.0); // it fits
///         writer.text(&key);
///     }
/// }
/// ```
pub struct Writer<'w> {
    buffer: &'w mut [u8],
    /// The number of bytes of `buffer` that are filled, or would be if it were larger.
    len: usize,
    /// The punctuation before the next member or element.
    pub(super) punctuation: u8,
    /// Accepts bytes that don't fit into `buffer`. Without it, they are counted.
    overflow: Option<&'w mut dyn Overflow>,
    error: Option<SerializeError>,
    /// The last date that was written: its day and its digits.
    date: (u32, [u32; 3]),
}

impl<'w> Writer<'w> {
    /// A writer that fills `buffer`, and only counts beyond its end.
    #[inline(always)]
    pub(super) fn new(buffer: &'w mut [u8]) -> Self {
        Self { buffer, len: 0, punctuation: b',', overflow: None, error: None, date: (u32::MAX, [0; 3]) }
    }

    /// A writer that fills `buffer`, and passes on to `overflow` what doesn't fit.
    pub(super) fn with_overflow(buffer: &'w mut [u8], overflow: &'w mut dyn Overflow) -> Self {
        Self { overflow: Some(overflow), ..Self::new(buffer) }
    }

    /// Returns the output if it's complete. Otherwise the buffer is filled with zeros.
    #[inline(always)]
    pub(super) fn finish(self) -> Result<&'w [u8], EncodeError> {
        if self.error.is_some() || self.len > self.buffer.len() {
            self.buffer.fill(0);
        }
        match self.error {
            Some(error) => Err(error.into()),
            None => self.buffer.get(..self.len).ok_or(EncodeError::BufferTooSmall { needed: self.len }),
        }
    }

    /// The bytes left in the buffer, if everything could be written.
    pub(super) fn rest(&self) -> Result<&[u8], SerializeError> {
        self.error.map_or(Ok(self.buffer.get(..self.len).unwrap_or_default()), Err)
    }

    /// The number of bytes written or counted.
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// Records that the value can't be written, unless an error is already recorded.
    #[cold] // Errors are off the hot path.
    pub fn fail(&mut self, error: SerializeError) {
        self.error.get_or_insert(error);
    }

    /// The recorded error, if any.
    pub(crate) fn failure(&self) -> Option<SerializeError> {
        self.error
    }

    /// Whether all further bytes would be dropped.
    #[inline]
    pub(crate) fn is_full(&self) -> bool {
        self.overflow.as_ref().is_some_and(|overflow| overflow.is_full())
    }

    /// The next `len` bytes of the buffer, if it has as many.
    #[inline(always)]
    pub(super) fn next(&mut self, len: usize) -> Option<&mut [u8]> {
        self.buffer.get_mut(self.len..)?.get_mut(..len)
    }

    /// The unfilled rest of the buffer.
    #[inline(always)]
    pub(super) fn remaining(&mut self) -> &mut [u8] {
        self.buffer.get_mut(self.len..).unwrap_or_default()
    }

    /// Counts `len` more bytes of the buffer as filled.
    #[inline(always)]
    pub(super) fn advance(&mut self, len: usize) {
        self.len += len;
    }

    #[inline]
    pub(crate) fn byte(&mut self, byte: u8) {
        match self.buffer.get_mut(self.len) {
            Some(place) => {
                *place = byte;
                self.len += 1;
            }
            None => self.spill_byte(byte),
        }
    }

    #[cfg_attr(not(target_pointer_width = "64"), inline(never))] // A call takes less flash.
    #[cfg_attr(target_pointer_width = "64", inline)] // Many pieces have a constant length.
    pub(super) fn bytes(&mut self, bytes: &[u8]) {
        match self.next(bytes.len()) {
            Some(buffer) => {
                buffer.copy_from_slice(bytes);
                self.len += bytes.len();
            }
            None => self.spill(bytes),
        }
    }

    /// Writes `byte`, then `bytes`.
    #[inline(always)]
    pub(super) fn byte_and(&mut self, byte: u8, bytes: &[u8]) {
        match self.next(bytes.len() + 1) {
            Some([first, rest @ ..]) => {
                *first = byte;
                copy::copy(rest, bytes);
                self.len += bytes.len() + 1;
            }
            _ => self.spill_both(byte, bytes),
        }
    }

    #[cold]
    #[inline(never)]
    fn spill_both(&mut self, byte: u8, bytes: &[u8]) {
        self.byte(byte);
        self.bytes(bytes);
    }

    /// Writes something short: `write` writes it to the start of the array that it's given, and returns its length.
    #[inline]
    pub(super) fn short(&mut self, write: impl FnOnce(&mut [u8; SHORT_LEN]) -> usize) {
        match self.buffer.get_mut(self.len..).and_then(<[u8]>::first_chunk_mut) {
            Some(buffer) => self.len += write(buffer),
            None => self.short_by_copy(write),
        }
    }

    #[cold]
    #[inline(never)]
    fn short_by_copy(&mut self, write: impl FnOnce(&mut [u8; SHORT_LEN]) -> usize) {
        let mut buffer = [0; SHORT_LEN];
        let len = write(&mut buffer);
        self.bytes(buffer.get(..len).unwrap_or_default());
    }

    #[cold]
    #[inline(never)]
    fn spill_byte(&mut self, byte: u8) {
        self.spill(&[byte]);
    }

    /// Handles bytes that don't fit into the buffer.
    #[cold]
    #[inline(never)]
    pub(super) fn spill(&mut self, bytes: &[u8]) {
        match &mut self.overflow {
            Some(overflow) if self.error.is_none() => overflow.write(self.buffer, &mut self.len, bytes),
            _ => self.count(bytes.len()),
        }
    }

    /// Writes `bytes` if they fit, and returns whether they do.
    pub(super) fn try_bytes(&mut self, bytes: &[u8]) -> bool {
        let fits = self.remaining().len() >= bytes.len();
        if fits {
            self.bytes(bytes);
        }
        fits
    }

    /// Escapes as much text as fits, and returns the number of bytes read.
    pub(super) fn escape_some(&mut self, text: &[u8]) -> usize {
        let (taken, written) = copy::escape_some(self.remaining(), text);
        self.advance(written);
        taken
    }

    /// Whether more was written than fits.
    pub(super) fn has_overflowed(&self) -> bool {
        self.overflow.is_none() && self.len > self.buffer.len()
    }

    /// Removes all but the first `len` bytes.
    pub(super) fn undo(&mut self, len: usize, punctuation: u8) {
        self.len = len;
        self.punctuation = punctuation;
    }

    pub(super) fn count(&mut self, len: usize) {
        self.len = self.len.saturating_add(len);
    }

    /// The digits of a date, made by `text` unless it's the same day as the last one.
    #[inline]
    pub(crate) fn date(&mut self, day: u32, text: impl FnOnce(u32) -> [u32; 3]) -> [u32; 3] {
        if self.date.0 != day {
            self.date = (day, text(day));
        }
        self.date.1
    }
}

impl Sink for Writer<'_> {
    fn write(&mut self, bytes: &[u8]) {
        self.bytes(bytes);
    }

    fn is_full(&self) -> bool {
        self.is_full()
    }
}

impl core::fmt::Debug for Writer<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Writer").field("len", &self.len).finish_non_exhaustive()
    }
}
