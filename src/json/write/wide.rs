//! Copying and escaping on machines of 64 bits: more code than in `narrow`, and faster.

use super::blocks::in_blocks;
pub(super) use super::string::write_escaped;
use crate::json::text::{Escape, WORD, first, is_escaped, needs_escape};

/// Copies text up to a byte that must be escaped, and answers with how many bytes stand in front of
/// it. What lies behind those in `to` means nothing then.
pub(super) fn copy_clean(to: &mut [u8], from: &[u8]) -> usize {
    in_blocks(to, from, is_clean)
}

/// Copies text of the same length.
#[inline]
pub(super) fn copy(to: &mut [u8], from: &[u8]) {
    to.copy_from_slice(from);
}

/// A map and a comparison, since the compiler makes vector instructions of them.
#[inline]
fn is_clean(block: &[u8; 16]) -> bool {
    u128::from_ne_bytes(block.map(|byte| if (byte ^ 0x02) < 0x21 || byte == b'\\' { 0xFF } else { 0 })) == 0
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

    use super::super::sink::SliceSink;
    use super::super::{narrow, to_slice, to_str};
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
    fn copies_like_narrow_machines() {
        arbtest(|u| {
            let text = text(u)?;
            let (mut wide, mut narrow) = (vec![0; text.len()], vec![0; text.len()]);
            let clean = super::copy_clean(&mut wide, text.as_bytes());
            assert_eq!(clean, narrow::copy_clean(&mut narrow, text.as_bytes()));
            assert_eq!(&wide[..clean], &narrow[..clean]);
            assert_eq!(&wide[..clean], &text.as_bytes()[..clean]);
            narrow.fill(0);
            narrow::copy(&mut narrow, text.as_bytes());
            assert_eq!(narrow, text.into_bytes());
            Ok(())
        });
    }

    #[test]
    fn escapes_like_narrow_machines() {
        arbtest(|u| {
            let (text, len) = (text(u)?, u.int_in_range(0..=299)?);
            let escaped = serde_json::to_string(&text).unwrap();
            let mut room = vec![0; len];
            let mut sink = SliceSink::new(&mut room);
            narrow::write_escaped(&mut sink, text.as_bytes());
            let expected = &escaped.as_bytes()[1..escaped.len() - 1];
            assert_eq!(sink.finish(), if expected.len() <= len { Ok(expected) } else { Err(expected.len()) });
            Ok(())
        });
    }
}
