//! Escape sequences.

use super::scan::clean_prefix;
use crate::error::Problem;

/// The character that an escape stands for and the length of the escape, given the text from its `\`
/// on.
pub(super) fn unescape(text: &[u8]) -> Result<(char, usize), Problem> {
    let &letter = text.get(1).ok_or(Problem::UnexpectedEnd)?;
    let character = match letter {
        b'"' | b'\\' | b'/' => char::from(letter),
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'u' => return unescape_code_units(text),
        _ => return Err(Problem::InvalidEscape),
    };
    Ok((character, 2))
}

/// The length of an escape that is valid, given the text from its `\` on.
#[inline]
pub(super) fn escape_len(text: &[u8]) -> Result<usize, Problem> {
    match text {
        [_, b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't', ..] => Ok(2),
        _ => unescape(text).map(|(_, len)| len),
    }
}

fn unescape_code_units(text: &[u8]) -> Result<(char, usize), Problem> {
    let high = code_unit(text)?;
    if let Some(character) = char::from_u32(high) {
        return Ok((character, UNIT));
    }
    let low = match text.get(UNIT..) {
        Some(rest @ [b'\\', b'u', ..]) if high < 0xDC00 => code_unit(rest)?,
        Some([] | [b'\\']) if high < 0xDC00 => return Err(Problem::UnexpectedEnd),
        _ => return Err(Problem::LoneSurrogate),
    };
    let is_low = (0xDC00..0xE000).contains(&low);
    let pair = char::from_u32(0x1_0000 + ((high & 0x3FF) << 10 | low & 0x3FF));
    pair.filter(|_| is_low).map(|pair| (pair, 2 * UNIT)).ok_or(Problem::LoneSurrogate)
}

/// The length of `\u0000`.
const UNIT: usize = 6;

fn code_unit(text: &[u8]) -> Result<u32, Problem> {
    (2..UNIT).try_fold(0, |unit, at| {
        let &digit = text.get(at).ok_or(Problem::UnexpectedEnd)?;
        Ok(unit << 4 | char::from(digit).to_digit(16).ok_or(Problem::InvalidEscape)?)
    })
}

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

/// One escape sequence.
pub(crate) struct Escape {
    pub(crate) bytes: [u8; 6],
    pub(crate) len: usize,
}

impl Escape {
    #[allow(clippy::indexing_slicing, reason = "a control character has one of the 32 letters")]
    pub(crate) const fn of(byte: u8) -> Self {
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

    pub(crate) fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or(&self.bytes)
    }
}
