//! Escaping, a machine word at a time.

use super::Sink;
use crate::error::Unencodable;
use core::fmt;

pub(super) const WORD: usize = size_of::<usize>();
const ONES: usize = usize::MAX / 0xFF;
const HIGH_BITS: usize = ONES << 7;

/// The length of `text` as a JSON string, without its quotes.
///
/// This is what the capacity of a [`Text`](crate::proto::Text) counts.
///
/// ```
/// use vitalwire::json::escaped_len;
///
/// assert_eq!(escaped_len("boiler-7"), 8);
/// assert_eq!(escaped_len("\"hot\"\n"), 9);
/// assert_eq!(escaped_len("\u{1}"), 6);
/// ```
#[must_use]
pub fn escaped_len(text: &str) -> usize {
    let mut rest = text.as_bytes();
    let mut len = rest.len();
    while let Some((&byte, after)) = rest.get(clean_prefix(rest)..).and_then(<[u8]>::split_first) {
        len = len.saturating_add(Escape::of(byte).as_bytes().len() - 1);
        rest = after;
    }
    len
}

/// Writes text without quotes: runs that need no escape whole, the rest escaped.
pub(super) fn write_escaped<S: Sink + ?Sized>(sink: &mut S, mut text: &[u8]) {
    loop {
        let (run, rest) = text.split_at_checked(clean_prefix(text)).unwrap_or((text, &[]));
        if !run.is_empty() {
            sink.write(run);
        }
        let Some((&byte, after)) = rest.split_first() else { return };
        sink.write(Escape::of(byte).as_bytes());
        text = after;
    }
}

/// Writes what `value` displays as a JSON string, without holding it.
pub(super) fn write_display<S: Sink>(sink: &mut S, value: &(impl fmt::Display + ?Sized)) -> Result<(), Unencodable> {
    struct Escaping<'a, S>(&'a mut S);
    impl<S: Sink> fmt::Write for Escaping<'_, S> {
        fn write_str(&mut self, text: &str) -> fmt::Result {
            write_escaped(self.0, text.as_bytes());
            Ok(())
        }
    }
    sink.write(b"\"");
    fmt::write(&mut Escaping(sink), format_args!("{value}")).map_err(|fmt::Error| Unencodable::Custom)?;
    sink.write(b"\"");
    Ok(())
}

/// How many bytes at the front need no escape.
pub(super) fn clean_prefix(text: &[u8]) -> usize {
    let (words, tail) = text.as_chunks::<WORD>();
    let mut clean = 0;
    for word in words {
        let hits = needs_escape(usize::from_le_bytes(*word));
        if hits != 0 {
            return clean + first(hits);
        }
        clean += WORD;
    }
    clean + tail.iter().position(|&byte| is_escaped(byte)).unwrap_or(tail.len())
}

/// The high bit of each byte that must be escaped.
///
/// Flipping bit 1 swaps `"` (0x22) with the space (0x20), which puts it beside the control
/// characters: both kinds are then the bytes below 0x21. No sum carries into the next byte.
pub(super) fn needs_escape(word: usize) -> usize {
    let ascii = word & !HIGH_BITS;
    let neither_quote_nor_control = (ascii ^ (ONES * 0x02)) + ONES * (0x80 - 0x21);
    let no_backslash = (ascii ^ (ONES * 0x5C)) + ONES * 0x7F;
    !((neither_quote_nor_control & no_backslash) | word) & HIGH_BITS
}

pub(super) fn first(hits: usize) -> usize {
    hits.trailing_zeros() as usize / 8
}

pub(super) const fn is_escaped(byte: u8) -> bool {
    byte < 0x20 || byte == b'"' || byte == b'\\'
}

/// One escape sequence.
pub(super) struct Escape {
    pub(super) bytes: [u8; 6],
    pub(super) len: usize,
}

impl Escape {
    #[allow(clippy::indexing_slicing, reason = "a control character has one of the 32 letters")]
    pub(super) const fn of(byte: u8) -> Self {
        /// The letter behind the backslash for each control character.
        const LETTERS: &[u8; 32] = b"uuuuuuuubtnufruuuuuuuuuuuuuuuuuu";
        let letter = if byte < 0x20 { LETTERS[byte as usize] } else { byte };
        let high = b'0' + (byte >> 4);
        let low = match byte & 0xF {
            digit @ 0..10 => b'0' + digit,
            digit => b'a' - 10 + digit,
        };
        Self { bytes: [b'\\', letter, b'0', b'0', high, low], len: if letter == b'u' { 6 } else { 2 } }
    }

    fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or(&self.bytes)
    }
}
