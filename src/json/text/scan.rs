//! Finding what must be escaped, a machine word at a time.

pub(crate) const WORD: usize = size_of::<usize>();
const ONES: usize = usize::MAX / 0xFF;
const HIGH_BITS: usize = ONES << 7;

/// How many bytes of white space stand at the front.
#[inline]
pub(super) fn space_prefix(text: &[u8]) -> usize {
    let mut rest = text;
    loop {
        rest = match rest {
            [b'\t' | b'\n' | b'\r', behind @ ..] => behind,
            [b' ', behind @ ..] => match rest.first_chunk() {
                Some(word) => rest.get(first(usize::from_le_bytes(*word) ^ SPACES)..).unwrap_or_default(),
                None => behind,
            },
            _ => return text.len() - rest.len(),
        };
    }
}

const SPACES: usize = ONES * b' ' as usize;

/// How many bytes at the front need no escape.
pub(crate) fn clean_prefix(text: &[u8]) -> usize {
    let (words, tail) = text.as_chunks::<WORD>();
    let mut clean = 0;
    for word in words {
        let hits = needs_escape(usize::from_le_bytes(*word));
        if hits != 0 {
            return clean + first(hits);
        }
        clean += WORD;
    }
    clean + tail.iter().position(|&byte| is_escaped(byte)).unwrap_or(tail.len())
}

/// The high bit of each byte that must be escaped.
///
/// Flipping bit 1 swaps `"` (0x22) with the space (0x20), which puts it beside the control
/// characters: both kinds are then the bytes below 0x21. No sum carries into the next byte.
pub(crate) fn needs_escape(word: usize) -> usize {
    let ascii = word & !HIGH_BITS;
    let neither_quote_nor_control = (ascii ^ (ONES * 0x02)) + ONES * (0x80 - 0x21);
    let no_backslash = (ascii ^ (ONES * 0x5C)) + ONES * 0x7F;
    !((neither_quote_nor_control & no_backslash) | word) & HIGH_BITS
}

/// The byte in which the lowest bit stands; behind all without one.
pub(crate) fn first(hits: usize) -> usize {
    hits.trailing_zeros() as usize / 8
}

pub(crate) const fn is_escaped(byte: u8) -> bool {
    byte < 0x20 || byte == b'"' || byte == b'\\'
}
