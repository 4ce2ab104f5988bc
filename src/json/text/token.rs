//! How long the token at the front of some text is.
//!
//! Where it isn't one, these functions answer how far it would have been.

use super::escape::escape_len;
use super::scan::{WORD, clean_prefix, first, repeat};

/// A value that is no object and no array.
#[inline(never)]
pub(super) fn scalar_len(text: &[u8]) -> Result<usize, usize> {
    match text {
        [b'"', ..] => match clean_string_len(text) {
            Err(clean) => string_len(text, clean),
            len => len,
        },
        [b'-' | b'0'..=b'9', ..] => number_len(text),
        [b't', ..] => literal_len(text, b"true"),
        [b'f', ..] => literal_len(text, b"false"),
        [b'n', ..] => literal_len(text, b"null"),
        _ => Err(0),
    }
}

/// A string without escapes, with its quotes. What stands at the front is taken for the first of them.
#[inline]
pub(super) fn clean_string_len(text: &[u8]) -> Result<usize, usize> {
    let [_, inside @ ..] = text else { return Err(0) };
    let clean = clean_prefix(inside);
    if let Some(b'"') = inside.get(clean) { Ok(clean + 2) } else { Err(clean + 1) }
}

/// A string of which the first `len` bytes have neither an escape nor an end.
#[inline(never)]
pub(super) fn string_len(text: &[u8], mut len: usize) -> Result<usize, usize> {
    while let Some(rest @ [b'\\', ..]) = text.get(len..) {
        let Ok(escape) = escape_len(rest) else { break };
        len += escape;
        len += clean_prefix(text.get(len..).unwrap_or_default());
    }
    if let Some(b'"') = text.get(len) { Ok(len + 1) } else { Err(len) }
}

#[inline(never)]
pub(super) fn number_len(text: &[u8]) -> Result<usize, usize> {
    let mut len = usize::from(text.first() == Some(&b'-'));
    if let Some([b'0', b'0'..=b'9']) = text.get(len..).and_then(<[u8]>::first_chunk) {
        return Err(len + 1);
    }
    len = behind_digits(text, len)?;
    if let Some(b'.') = text.get(len) {
        len = behind_digits(text, len + 1)?;
    }
    if let Some(b'e' | b'E') = text.get(len) {
        let has_sign = matches!(text.get(len + 1), Some(b'+' | b'-'));
        len = behind_digits(text, len + 1 + usize::from(has_sign))?;
    }
    Ok(len)
}

/// Behind at least one digit.
#[inline]
fn behind_digits(text: &[u8], start: usize) -> Result<usize, usize> {
    let mut at = start;
    while let Some(b'0'..=b'9') = text.get(at) {
        at += 1;
    }
    if at == start { Err(at) } else { Ok(at) }
}

#[inline]
fn literal_len(text: &[u8], literal: &'static [u8]) -> Result<usize, usize> {
    if text.starts_with(literal) {
        Ok(literal.len())
    } else {
        Err(text.iter().zip(literal).take_while(|(byte, expected)| byte == expected).count())
    }
}

/// White space, if there is any.
#[inline(never)]
pub(super) fn space_len(text: &[u8]) -> usize {
    let mut rest = text;
    while let [b' ' | b'\t' | b'\n' | b'\r', behind @ ..] = rest {
        rest = behind;
        while let Some((word, behind)) = rest.split_first_chunk::<WORD>() {
            match first(usize::from_le_bytes(*word) ^ repeat(b' ')) {
                WORD => rest = behind,
                spaces => {
                    rest = rest.get(spaces..).unwrap_or_default();
                    break;
                }
            }
        }
    }
    text.len() - rest.len()
}
