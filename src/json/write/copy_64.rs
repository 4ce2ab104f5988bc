//! Copying and escaping on 64-bit targets: more code than in `copy_32`, and faster.

use super::Writer;
use super::copy_clean::{BLOCK, copy_clean, is_clean_block};
use crate::json::text::{Escape, is_escaped};

/// Writes text as a JSON string, with one bounds check and a single pass that copies and scans.
pub(super) fn write_text(writer: &mut Writer<'_>, text: &[u8]) {
    let Some([open, buffer @ .., close]) = writer.next(text.len() + 2) else {
        writer.byte(b'"');
        writer.escaped(text);
        writer.byte(b'"');
        return;
    };
    *open = b'"';
    *close = b'"';
    let clean = copy_clean(buffer, text);
    if clean == text.len() {
        writer.advance(text.len() + 2);
    } else {
        writer.advance(1 + clean);
        writer.escaped(text.get(clean..).unwrap_or_default());
        writer.byte(b'"');
    }
}

/// Escapes as much text as fits into `buffer`. Returns the number of bytes read and written.
pub(super) fn escape_some(buffer: &mut [u8], text: &[u8]) -> (usize, usize) {
    let (mut read, mut written) = (0, 0);
    while let Some(block) = text.get(read..).and_then(<[u8]>::first_chunk) {
        let Some(place) = buffer.get_mut(written..).and_then(<[u8]>::first_chunk_mut) else { break };
        written += escape_block(place, block);
        read += BLOCK;
    }
    if read < text.len() {
        let (rest, buffer) = (text.get(read..).unwrap_or_default(), buffer.get_mut(written..).unwrap_or_default());
        let (more_read, more_written) = escape_remainder(buffer, rest);
        read += more_read;
        written += more_written;
    }
    (read, written)
}

/// Like [`escape_some`], for a short text or a short `buffer`. Kept out of line, with its buffer.
#[inline(never)]
fn escape_remainder(buffer: &mut [u8], text: &[u8]) -> (usize, usize) {
    let mut place = [0; PLACE];
    let (mut read, mut written) = (0, 0);
    // Whole blocks, then single bytes if a block doesn't fit or isn't complete.
    for size in [BLOCK, 1] {
        while let Some(part) = text.get(read..read + size) {
            let len = escape_bytes(&mut place, part);
            let (Some(buffer), Some(escaped)) = (buffer.get_mut(written..written + len), place.get(..len)) else {
                break;
            };
            buffer.copy_from_slice(escaped);
            read += size;
            written += len;
        }
    }
    (read, written)
}

/// Copies text of the same length.
#[inline]
pub(super) fn copy(to: &mut [u8], from: &[u8]) {
    to.copy_from_slice(from);
}

/// As many bytes as an 8-bit index reaches, and a word more, so that no access needs a bounds check.
const PLACE: usize = 256 + 8;

/// Escapes a block, and returns its escaped length.
#[inline(always)] // In the loop over blocks.
fn escape_block(to: &mut [u8; PLACE], block: &[u8; BLOCK]) -> usize {
    if is_clean_block(block) {
        copy(to.get_mut(..BLOCK).unwrap_or_default(), block);
        BLOCK
    } else {
        escape_bytes(to, block)
    }
}

/// Escapes at most [`BLOCK`] bytes, and returns their escaped length.
#[inline(always)] // In the loop over blocks, whose length is constant.
fn escape_bytes(to: &mut [u8; PLACE], bytes: &[u8]) -> usize {
    let len = bytes.iter().fold(0_u8, |at, byte| {
        let escape = ESCAPES.get(usize::from(*byte)).copied().unwrap_or_default();
        if let Some(place) = to.get_mut(usize::from(at)..).and_then(<[u8]>::first_chunk_mut) {
            *place = escape.to_le_bytes();
        }
        at.wrapping_add((escape >> 56) as u8)
    });
    len.into()
}

/// The escaped form of each byte in the lower seven bytes, and its length in the highest one.
#[allow(clippy::indexing_slicing, reason = "at compile time")]
static ESCAPES: [u64; 256] = {
    let mut escapes = [0; 256];
    let mut byte = 0;
    while byte < escapes.len() {
        escapes[byte] = if is_escaped(byte as u8) {
            let Escape { bytes: [a, b, c, d, e, f], len } = Escape::of(byte as u8);
            u64::from_le_bytes([a, b, c, d, e, f, 0, len as u8])
        } else {
            u64::from_le_bytes([byte as u8, 0, 0, 0, 0, 0, 0, 1])
        };
        byte += 1;
    }
    escapes
};

#[cfg(test)]
mod tests {
    extern crate std;

    use super::super::{copy_32, fill};
    use super::Escape;
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
            copy_32::copy(&mut to, text.as_bytes());
            assert_eq!(to, text.into_bytes());
            Ok(())
        });
    }

    #[test]
    fn escapes_as_much_as_fits() {
        arbtest(|u| {
            let (text, len) = (text(u)?, u.int_in_range(0..=299)?);
            let (mut wide, mut narrow) = (vec![0; len], vec![0; len]);
            let (read, written) = super::escape_some(&mut wide, text.as_bytes());
            assert_eq!(copy_32::escape_some(&mut narrow, text.as_bytes()), (read, written));
            assert_eq!(wide[..written], narrow[..written]);
            let next = text.as_bytes().get(read).map_or(0, |&byte| Escape::of(byte).len);
            assert!(read == text.len() || len - written < next, "{read} of {text:?} to {len} bytes");
            Ok(())
        });
    }

    #[test]
    fn escapes_like_32_bit_targets() {
        arbtest(|u| {
            let (text, len) = (text(u)?, u.int_in_range(0..=299)?);
            let escaped = serde_json::to_string(&text).unwrap();
            let mut buffer = vec![0; len];
            let expected = escaped.as_bytes();
            let outcome = fill(&mut buffer, |writer| copy_32::write_text(writer, text.as_bytes()));
            let needed = expected.len();
            assert_eq!(outcome, if needed <= len { Ok(expected) } else { Err(EncodeError::BufferTooSmall { needed }) });
            Ok(())
        });
    }
}
