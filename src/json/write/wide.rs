//! Copying and escaping on machines of 64 bits: more code than in `narrow`, and faster.

use super::{Writer, copy_clean::copy_clean, string};
use crate::json::text::{Escape, WORD, first, is_escaped, needs_escape};

/// Writes text as a JSON string, with one bounds check, and one pass that copies and scans.
pub(super) fn write_text(writer: &mut Writer<'_>, text: &[u8]) {
    let Some([open, room @ .., close]) = writer.next(text.len() + 2) else {
        writer.byte(b'"');
        write_escaped(writer, text);
        writer.byte(b'"');
        return;
    };
    *open = b'"';
    *close = b'"';
    let clean = copy_clean(room, text);
    if clean == text.len() {
        writer.advance(text.len() + 2);
    } else {
        writer.advance(1 + clean);
        write_escaped(writer, text.get(clean..).unwrap_or_default());
        writer.byte(b'"');
    }
}

/// Escapes text into a room that is as long as what it becomes.
#[inline(never)]
pub(super) fn escape(room: &mut [u8], text: &[u8]) {
    let (taken, written) = escape_words(room, text);
    let mut rest = Writer::new(room.get_mut(written..).unwrap_or_default());
    string::write_escaped(&mut rest, text.get(taken..).unwrap_or_default());
}

/// Writes text without quotes.
#[inline(never)]
pub(super) fn write_escaped(writer: &mut Writer<'_>, text: &[u8]) {
    let (taken, written) = escape_words(writer.remaining(), text);
    writer.advance(written);
    string::write_escaped(writer, text.get(taken..).unwrap_or_default());
}

/// Copies text of the same length.
#[inline]
pub(super) fn copy(to: &mut [u8], from: &[u8]) {
    to.copy_from_slice(from);
}

/// Escapes whole words as long as there is room for whatever they may turn into, and answers with how
/// many bytes were taken and written.
pub(super) fn escape_words(to: &mut [u8], from: &[u8]) -> (usize, usize) {
    const MASK: usize = 63;
    let (mut taken, mut written) = (0, 0);
    for word in from.as_chunks::<WORD>().0 {
        let Some(room) = to.get_mut(written..).and_then(<[u8]>::first_chunk_mut::<{ MASK + 1 + WORD }>) else { break };
        let mut put = |at: usize, bytes: u64| {
            if let Some(place) = room.get_mut(at & MASK..).and_then(<[u8]>::first_chunk_mut) {
                *place = bytes.to_le_bytes();
            }
        };
        let word = u64::from_le_bytes(*word);
        let mut hits = needs_escape(word as usize);
        let mut grown = 0;
        put(0, word);
        while hits != 0 {
            let at = first(hits);
            let rest = word >> (8 * at);
            let escape = ESCAPES.get(rest as usize & 0x7F).copied().unwrap_or_default();
            put(at + grown, escape);
            grown += (escape >> 56) as usize;
            put(at + grown + 1, rest >> 8);
            hits &= hits - 1;
        }
        written += WORD + grown;
        taken += WORD;
    }
    (taken, written)
}

/// Escape sequences by their characters; the last byte is by how much each is longer.
#[allow(clippy::indexing_slicing, reason = "at compile time")]
static ESCAPES: [u64; 128] = {
    let mut escapes = [0; 128];
    let mut byte = 0;
    while byte < 128 {
        if is_escaped(byte) {
            let Escape { bytes: [a, b, c, d, e, f], len } = Escape::of(byte);
            escapes[byte as usize] = u64::from_le_bytes([a, b, c, d, e, f, 0, len as u8 - 1]);
        }
        byte += 1;
    }
    escapes
};

#[cfg(test)]
mod tests {
    extern crate std;

    use super::super::{fill, narrow};
    use crate::error::EncodeError;
    use crate::json::{to_slice, to_str};
    use crate::random::text_of;
    use arbitrary::{Result, Unstructured};
    use arbtest::arbtest;
    use std::{string::String, vec, vec::Vec};

    fn text(u: &mut Unstructured<'_>) -> Result<String> {
        match u.int_in_range(0..=2)? {
            0 => text_of(u, "abcxyz\u{e4}\u{20ac} ", 70),
            1 => text_of(u, "abcdefuvwxyz\"\\\n\u{1}\u{1f}\u{7f}\u{e4}", 70),
            _ => u.arbitrary(),
        }
    }

    #[test]
    fn escapes_like_serde_json() {
        arbtest(|u| {
            let texts = (0..u.int_in_range(0..=3)?).map(|_| text(u)).collect::<Result<Vec<_>>>()?;
            let spare = u.int_in_range(0..=89)?;
            let expected = serde_json::to_string(&texts).unwrap();
            let mut buffer = vec![0; expected.len() + spare];
            assert_eq!(to_str(&texts, &mut buffer).unwrap(), expected.as_str());
            let mut short = vec![1; expected.len().saturating_sub(spare + 1)];
            assert!(to_slice(&texts, &mut short).is_err());
            Ok(())
        });
    }

    #[test]
    fn copies_what_is_clean() {
        arbtest(|u| {
            let text = text(u)?;
            let mut to = vec![0; text.len()];
            let clean = super::copy_clean(&mut to, text.as_bytes());
            let expected = text.bytes().position(|byte| byte < b' ' || byte == b'"' || byte == b'\\');
            assert_eq!(clean, expected.unwrap_or(text.len()));
            assert_eq!(&to[..clean], &text.as_bytes()[..clean]);
            let mut to = vec![0; text.len()];
            narrow::copy(&mut to, text.as_bytes());
            assert_eq!(to, text.into_bytes());
            Ok(())
        });
    }

    #[test]
    fn escapes_like_narrow_machines() {
        arbtest(|u| {
            let (text, len) = (text(u)?, u.int_in_range(0..=299)?);
            let escaped = serde_json::to_string(&text).unwrap();
            let mut room = vec![0; len];
            let expected = escaped.as_bytes();
            let outcome = fill(&mut room, |writer| narrow::write_text(writer, text.as_bytes()));
            let mut exact = vec![0; expected.len() - 2];
            narrow::escape(&mut exact, text.as_bytes());
            assert_eq!(exact, expected[1..expected.len() - 1]);
            exact.fill(0);
            super::escape(&mut exact, text.as_bytes());
            assert_eq!(exact, expected[1..expected.len() - 1]);
            let needed = expected.len();
            assert_eq!(outcome, if needed <= len { Ok(expected) } else { Err(EncodeError::BufferTooSmall { needed }) });
            Ok(())
        });
    }
}
