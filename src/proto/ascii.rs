//! Short ASCII text in quotes.

use crate::json::{pair, split_digits};

/// At most `N` bytes, quotes included. What would be more is dropped, so `N` must be the longest text
/// there can be.
pub(super) struct Ascii<const N: usize> {
    bytes: [u8; N],
    len: usize,
}

impl<const N: usize> Ascii<N> {
    /// Text of which the first `len` bytes stand already.
    pub(super) fn new(bytes: [u8; N], len: usize) -> Self {
        Self { bytes, len }
    }

    pub(super) fn push(&mut self, text: &[u8]) {
        let end = self.len + text.len();
        if let Some(room) = self.bytes.get_mut(self.len..end) {
            room.copy_from_slice(text);
            self.len = end;
        }
    }

    pub(super) fn quoted(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or_default()
    }

    pub(super) fn unquoted(&self) -> &str {
        match self.quoted() {
            [_, text @ .., _] => core::str::from_utf8(text).unwrap_or_default(),
            _ => "",
        }
    }
}

/// A point and nine digits, and how many of those bytes are needed: none, 4, 7 or all 10.
pub(super) fn fraction(nanos: u32) -> ([u8; 10], usize) {
    let (millis, rest) = (nanos / 1_000_000, nanos % 1_000_000);
    let (micros, rest) = (rest / 1000, rest % 1000);
    let ([a, b, c], [d, e, f], [g, h, i]) = (three_digits(millis), three_digits(micros), three_digits(rest));
    let len = match (millis, micros, rest) {
        (0, 0, 0) => 0,
        (_, 0, 0) => 4,
        (_, _, 0) => 7,
        _ => 10,
    };
    ([b'.', a, b, c, d, e, f, g, h, i], len)
}

fn three_digits(number: u32) -> [u8; 3] {
    let hundreds = number / 100;
    let [tens, ones] = pair(number - hundreds * 100);
    [b'0' + hundreds as u8, tens, ones]
}

/// The nanoseconds of a point and one to nine digits, or none without a point, and what follows.
pub(super) fn read_fraction(text: &[u8]) -> Option<(u32, &[u8])> {
    const DIGITS: usize = 9;

    let [b'.', behind_point @ ..] = text else { return Some((0, text)) };
    let (digits, rest) = split_digits(behind_point).filter(|(digits, _)| digits.len() <= DIGITS)?;
    let number = digits.iter().fold(0, |number, byte| number * 10 + u32::from(byte.wrapping_sub(b'0')));
    Some((number * 10_u32.pow((DIGITS - digits.len()) as u32), rest))
}
