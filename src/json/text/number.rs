//! The JSON number grammar.

use super::Cursor;

/// Whether `text` is exactly one JSON number.
pub(crate) fn is_number(text: &[u8]) -> bool {
    let mut at = Cursor::new(text);
    at.bump().is_some_and(|first| matches!(first, b'-' | b'0'..=b'9') && skip_number(&mut at, first)) && at.len() == 0
}

/// Moves past a number whose first byte, `first`, has been read. Returns whether it's valid.
#[inline(always)] // Keeps the caller's cursor in registers.
pub(crate) fn skip_number(at: &mut Cursor<'_>, mut first: u8) -> bool {
    if first == b'-' {
        let [digit @ b'0'..=b'9', ..] = at.rest() else { return false };
        first = *digit;
        at.bump();
    }
    if first != b'0' {
        at.skip_digits();
    } else if let [b'0'..=b'9', ..] = at.rest() {
        return false;
    }
    if at.eat(b'.') && !at.skip_digits() {
        return false;
    }
    if let [b'e' | b'E', ..] = at.rest() {
        at.bump();
        if let [b'+' | b'-', ..] = at.rest() {
            at.bump();
        }
        return at.skip_digits();
    }
    true
}
