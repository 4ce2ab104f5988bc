//! Short ASCII text under construction.

use crate::json::pair;

/// At most `N` bytes; what would be more is dropped, so `N` must be the longest text there can be.
pub(super) struct Ascii<const N: usize> {
    bytes: [u8; N],
    len: usize,
}

impl<const N: usize> Ascii<N> {
    pub(super) const fn new() -> Self {
        Self { bytes: [0; N], len: 0 }
    }

    pub(super) fn push(&mut self, text: &[u8]) {
        let end = self.len + text.len();
        if let Some(room) = self.bytes.get_mut(self.len..end) {
            room.copy_from_slice(text);
            self.len = end;
        }
    }

    /// A number below 100 as two digits.
    pub(super) fn push_pair(&mut self, number: u32) {
        self.push(&pair(number));
    }

    /// The fraction of a second: nothing, or a point and 3, 6 or 9 digits.
    pub(super) fn push_nanos(&mut self, nanos: u32) {
        if nanos == 0 {
            return;
        }
        self.push(b".");
        let (millis, rest) = (nanos / 1_000_000, nanos % 1_000_000);
        let (micros, nanos) = (rest / 1000, rest % 1000);
        self.push_three_digits(millis);
        if rest != 0 {
            self.push_three_digits(micros);
        }
        if nanos != 0 {
            self.push_three_digits(nanos);
        }
    }

    fn push_three_digits(&mut self, number: u32) {
        let [_, hundreds] = pair(number / 100);
        let [tens, ones] = pair(number % 100);
        self.push(&[hundreds, tens, ones]);
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or_default()
    }

    pub(super) fn as_str(&self) -> &str {
        core::str::from_utf8(self.as_bytes()).unwrap_or_default()
    }
}
