//! Escaping, a machine word at a time.

use super::Sink;
use crate::error::Unencodable;
use crate::json::text::{Quoted, clean_prefix};
use core::convert::Infallible;
use core::fmt;

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

/// Writes text that has escapes, with those that it needs.
pub(crate) fn write_quoted<S: Sink + ?Sized>(sink: &mut S, text: Quoted<'_>) {
    sink.write(b"\"");
    let Ok(()) = text.try_for_each_piece(|piece| {
        write_escaped(sink, piece.as_bytes());
        Ok::<(), Infallible>(())
    });
    sink.write(b"\"");
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
