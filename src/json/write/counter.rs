//! Counting the bytes of an encoding.

use super::output::{ObjectKey, Sealed};
use super::{Output, Writer};
use crate::error::SerializeError;
use crate::json::text::{Key, escaped_len};

/// Counts bytes, most of them without writing them.
pub(crate) struct Counter {
    len: usize,
    /// Whether the innermost open object or array is empty so far.
    is_empty: bool,
    error: Option<SerializeError>,
}

impl Counter {
    pub(crate) const fn new() -> Self {
        Self { len: 0, is_empty: false, error: None }
    }

    pub(crate) fn len(&self) -> Result<usize, SerializeError> {
        self.error.map_or(Ok(self.len), Err)
    }

    #[inline(always)] // An addition.
    fn add(&mut self, len: usize) {
        self.len = self.len.saturating_add(len);
    }

    /// Writes to a small buffer, and counts. Kept out of line, so that the buffer is on the stack only here.
    #[inline(never)]
    fn written(&mut self, write: impl FnOnce(&mut Writer<'_>)) {
        let mut buffer = [0; 64];
        let mut writer = Writer::new(&mut buffer);
        write(&mut writer);
        self.error = self.error.or(writer.failure());
        self.add(writer.len());
    }
}

impl Sealed for Counter {}

// The methods that are `#[inline(always)]` are additions, mostly of constants: the lengths of names.
impl Output for Counter {
    #[inline]
    fn write(&mut self, write: impl FnOnce(&mut Writer<'_>)) {
        self.written(write);
    }

    #[inline(always)]
    fn write_of_len(&mut self, len: impl FnOnce() -> usize, _: impl FnOnce(&mut Writer<'_>)) {
        self.add(len());
    }

    #[inline(always)]
    fn member(&mut self, _: usize, name: Key, write: impl FnOnce(&mut Self)) -> bool {
        self.is_empty = false;
        self.add(1 + name.as_bytes().len());
        write(self);
        false
    }

    #[inline(always)]
    fn element(&mut self, _: usize, write: impl FnOnce(&mut Self)) -> bool {
        self.is_empty = false;
        self.add(1);
        write(self);
        false
    }

    #[inline(always)]
    fn entry(&mut self, _: usize, key: &impl ObjectKey, write: impl FnOnce(&mut Self)) -> bool {
        self.is_empty = false;
        self.add(2 + key.key_len());
        write(self);
        false
    }

    #[inline(always)]
    fn open(&mut self, _: u8) -> usize {
        self.is_empty = true;
        0
    }

    #[inline(always)]
    fn close(&mut self, _: u8) {
        // The opening bracket is counted as the punctuation before the first member.
        self.add(if self.is_empty { 2 } else { 1 });
        self.is_empty = false;
    }

    #[inline(always)]
    fn text(&mut self, text: &str, has_escapes: bool) {
        self.add(2 + if has_escapes { escaped_len(text) } else { text.len() });
    }

    #[inline(always)]
    fn text_member(&mut self, index: usize, name: Key, text: &str, has_escapes: bool) -> bool {
        !text.is_empty() && self.member(index, name, |counter| counter.text(text, has_escapes))
    }

    #[inline(always)]
    fn json(&mut self, json: &str) {
        self.add(json.len());
    }

    #[inline(always)]
    fn pieces(&mut self, count: usize, _: impl Fn(usize) -> [u8; 4]) {
        self.add(2 + 4 * count);
    }
}
