//! A position in JSON text.
//!
//! All functions are `#[inline(always)]`: a call would move the cursor from registers to memory.

use super::swar::{WORD, first, first_not_plain};
use core::slice::Iter;

/// The rest of a text.
///
/// Loops advance a local copy, which stays in registers, and store it when they are done.
#[derive(Clone)]
pub(crate) struct Cursor<'a>(Iter<'a, u8>);

/// What [`Cursor::next_token`] returns at the end of the text. On 32-bit targets this isn't a byte of UTF-8, which
/// takes the least code; on 64-bit targets it's the fastest value.
pub(crate) const END: u8 = if cfg!(target_pointer_width = "64") { 0 } else { 0xFF };

impl<'a> Cursor<'a> {
    #[inline(always)]
    pub(crate) fn new(text: &'a [u8]) -> Self {
        Self(text.iter())
    }

    #[inline(always)]
    pub(crate) fn rest(&self) -> &'a [u8] {
        self.0.as_slice()
    }

    #[inline(always)]
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// The next byte.
    #[inline(always)]
    pub(crate) fn bump(&mut self) -> Option<u8> {
        self.0.next().copied()
    }

    /// Moves past `byte` if it's next, and returns whether it was.
    #[inline(always)]
    pub(crate) fn eat(&mut self, byte: u8) -> bool {
        let is_next = self.rest().first() == Some(&byte);
        if is_next {
            self.0.next();
        }
        is_next
    }

    /// Moves past white space and the byte after it. Returns that byte, or [`END`] if there is none.
    #[inline(always)]
    pub(crate) fn next_token(&mut self) -> u8 {
        loop {
            match self.0.next() {
                Some(&byte) if byte > b' ' => return byte,
                #[cfg(target_pointer_width = "64")]
                Some(b'\n') => self.skip_indentation(),
                Some(&byte) => {
                    // The space is tested on its own: together with the others it would compile to a table.
                    if byte != b' ' && !is_line_space(byte) {
                        return byte;
                    }
                }
                None => return END,
            }
        }
    }

    /// Moves past white space. Returns the byte after it, or 0 if there is none.
    #[inline(always)]
    pub(crate) fn peek_token(&mut self) -> u8 {
        loop {
            match self.rest() {
                [] => return 0,
                [byte, ..] if *byte > b' ' => return *byte,
                #[cfg(target_pointer_width = "64")]
                [b'\n', after @ ..] => {
                    *self = Self::new(after);
                    self.skip_indentation();
                }
                [byte, ..] => {
                    if *byte != b' ' && !is_line_space(*byte) {
                        return *byte;
                    }
                    self.0.next();
                }
            }
        }
    }

    /// Moves past the spaces at the start of a line, a word at a time; a few may be left.
    // On 32 bits, words of four bytes gain too little for the flash.
    #[cfg(target_pointer_width = "64")]
    #[inline(always)]
    fn skip_indentation(&mut self) {
        while let Some((word, after)) = self.rest().split_first_chunk::<WORD>() {
            let others = usize::from_le_bytes(*word) ^ usize::from_le_bytes([b' '; WORD]);
            if others != 0 {
                *self = Self::new(self.rest().get(first(others)..).unwrap_or_default());
                return;
            }
            *self = Self::new(after);
        }
    }

    /// Moves past plain bytes of a string: ASCII other than quotes, backslashes and control characters.
    #[inline(always)]
    pub(crate) fn skip_plain(&mut self) {
        while let Some((word, after)) = self.rest().split_first_chunk::<WORD>() {
            let others = first_not_plain(usize::from_le_bytes(*word));
            if others != 0 {
                *self = Self::new(self.rest().get(first(others)..).unwrap_or_default());
                return;
            }
            *self = Self::new(after);
        }
        loop {
            let before = self.clone();
            if let Some(b'"' | b'\\' | 0..=0x1F | 0x80..=0xFF) | None = self.bump() {
                *self = before;
                return;
            }
        }
    }

    /// Moves past digits, and returns whether there were any.
    #[inline(always)]
    pub(crate) fn skip_digits(&mut self) -> bool {
        let before = self.len();
        while let [b'0'..=b'9', ..] = self.rest() {
            self.0.next();
        }
        self.len() != before
    }
}

/// Whether a byte below the space character is white space.
#[inline(always)]
fn is_line_space(byte: u8) -> bool {
    const LINE_SPACE: u32 = 1 << b'\n' | 1 << b'\r' | 1 << b'\t';

    LINE_SPACE >> (byte & 31) & 1 != 0
}
