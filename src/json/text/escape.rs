//! Escape sequences.

use super::swar::clean_prefix;
use crate::error::SyntaxErrorKind;

/// The character that an escape represents, and the length of the escape. `text` starts at its `\`.
pub(crate) fn unescape(text: &[u8]) -> Result<(char, usize), SyntaxErrorKind> {
    const LETTERS: &[u8; 8] = b"\"\\/bfnrt";
    const MEANINGS: &[u8; 8] = b"\"\\/\x08\x0C\n\r\t";

    let letter = text.get(1).ok_or(SyntaxErrorKind::UnexpectedEnd)?;
    let (mut code, mut len);
    if *letter == b'u' {
        (code, len) = (code_unit(text)?, UNIT);
        if code & 0xFC00 == 0xD800 {
            match text.get(UNIT..) {
                Some(rest @ [b'\\', b'u', ..]) => {
                    let low = code_unit(rest)?;
                    if low & 0xFC00 == 0xDC00 {
                        (code, len) = (0x1_0000 + ((code & 0x3FF) << 10 | low & 0x3FF), 2 * UNIT);
                    }
                }
                Some([] | [b'\\']) => return Err(SyntaxErrorKind::UnexpectedEnd),
                _ => {}
            }
        }
    } else {
        let mut meanings = LETTERS.iter().zip(MEANINGS).filter(|(known, _)| *known == letter);
        let (_, meaning) = meanings.next().ok_or(SyntaxErrorKind::InvalidEscape)?;
        (code, len) = (u32::from(*meaning), 2);
    }
    Ok((char::from_u32(code).ok_or(SyntaxErrorKind::LoneSurrogate)?, len))
}

/// The length of a valid escape. `text` starts at its `\`.
#[inline]
pub(crate) fn escape_len(text: &[u8]) -> Result<usize, SyntaxErrorKind> {
    match text {
        [_, b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't', ..] => Ok(2),
        _ => unescape(text).map(|(_, len)| len),
    }
}

/// The length of `\u0000`.
const UNIT: usize = 6;

#[inline(never)] // One copy for both halves of a surrogate pair.
fn code_unit(text: &[u8]) -> Result<u32, SyntaxErrorKind> {
    let mut unit = 0;
    for at in 2..UNIT {
        let digit = match text.get(at).ok_or(SyntaxErrorKind::UnexpectedEnd)? {
            digit @ b'0'..=b'9' => digit - b'0',
            letter @ (b'a'..=b'f' | b'A'..=b'F') => (letter | 0x20) - b'a' + 10,
            _ => return Err(SyntaxErrorKind::InvalidEscape),
        };
        unit = unit << 4 | u32::from(digit);
    }
    Ok(unit)
}

/// Returns the length of `text` as a JSON string, without its quotes, in bytes.
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
    let text = text.as_bytes();
    let (clean, rest) = text.split_at_checked(clean_prefix(text)).unwrap_or((text, &[]));
    // A 64-bit sum never overflows.
    let rest: u64 = rest.iter().map(|&byte| u64::from(len_of(byte))).sum();
    clean.len().saturating_add(rest.try_into().unwrap_or(usize::MAX))
}

/// The length of a byte when it's escaped, in bytes.
#[cfg(target_pointer_width = "64")] // A table is faster, and its 256 bytes cost little here.
#[inline]
fn len_of(byte: u8) -> u8 {
    #[allow(clippy::indexing_slicing, reason = "at compile time")]
    static LENGTHS: [u8; 256] = {
        let mut lengths = [1; 256];
        let mut byte = 0;
        while byte < lengths.len() {
            if super::swar::is_escaped(byte as u8) {
                lengths[byte] = Escape::of(byte as u8).len as u8;
            }
            byte += 1;
        }
        lengths
    };
    LENGTHS.get(usize::from(byte)).copied().unwrap_or_default()
}

/// The same without a table, which would take flash.
#[cfg(not(target_pointer_width = "64"))]
#[inline]
fn len_of(byte: u8) -> u8 {
    match byte {
        b'"' | b'\\' | b'\x08' | b'\t' | b'\n' | b'\x0C' | b'\r' => 2,
        0..b' ' => 6,
        _ => 1,
    }
}

/// One escape sequence.
pub(crate) struct Escape {
    pub(crate) bytes: [u8; 6],
    pub(crate) len: usize,
}

impl Escape {
    #[allow(clippy::indexing_slicing, reason = "a control character has one of the 32 letters")]
    pub(crate) const fn of(byte: u8) -> Self {
        /// The letter after the backslash, for each control character.
        const LETTERS: &[u8; 32] = b"uuuuuuuubtnufruuuuuuuuuuuuuuuuuu";
        let letter = if byte < 0x20 { LETTERS[byte as usize] } else { byte };
        let high = b'0' + (byte >> 4);
        let low = match byte & 0xF {
            digit @ 0..10 => b'0' + digit,
            digit => b'a' - 10 + digit,
        };
        Self { bytes: [b'\\', letter, b'0', b'0', high, low], len: if letter == b'u' { 6 } else { 2 } }
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or(&self.bytes)
    }
}
