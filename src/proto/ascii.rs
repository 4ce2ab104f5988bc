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

    pub(super) fn starting_with<const LEN: usize>(text: [u8; LEN]) -> Self {
        let mut new = Self::new();
        new.push(&text);
        new
    }

    pub(super) fn push(&mut self, text: &[u8]) {
        let end = self.len + text.len();
        if let Some(room) = self.bytes.get_mut(self.len..end) {
            room.copy_from_slice(text);
            self.len = end;
        }
    }

    /// Puts a number below 100 in place of two bytes.
    pub(super) fn set_pair(&mut self, at: usize, number: u32) {
        if let Some(place) = self.bytes.get_mut(at..).and_then(<[u8]>::first_chunk_mut) {
            *place = pair(number);
        }
    }

    /// The fraction of a second: nothing, or a point and 3, 6 or 9 digits.
    pub(super) fn push_nanos(&mut self, nanos: u32) {
        if nanos == 0 {
            return;
        }
        let (millis, micros, nanos) = (nanos / 1_000_000, nanos / 1000 % 1000, nanos % 1000);
        let ([a, b, c], [d, e, f], [g, h, i]) = (three_digits(millis), three_digits(micros), three_digits(nanos));
        let fraction = [b'.', a, b, c, d, e, f, g, h, i];
        self.push(match (micros, nanos) {
            (0, 0) => &fraction[..4],
            (_, 0) => &fraction[..7],
            _ => &fraction,
        });
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or_default()
    }

    pub(super) fn as_str(&self) -> &str {
        core::str::from_utf8(self.as_bytes()).unwrap_or_default()
    }
}

fn three_digits(number: u32) -> [u8; 3] {
    let hundreds = number / 100;
    let [tens, ones] = pair(number - hundreds * 100);
    [b'0' + hundreds as u8, tens, ones]
}
