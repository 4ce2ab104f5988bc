//! Escape sequences.

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
