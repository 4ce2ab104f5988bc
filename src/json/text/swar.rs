//! Finding what must be escaped, a machine word at a time.

pub(crate) const WORD: usize = size_of::<usize>();
const ONES: usize = usize::MAX / 0xFF;
const HIGH_BITS: usize = ONES << 7;

/// A word full of that byte.
pub(super) const fn repeat(byte: u8) -> usize {
    ONES * byte as usize
}

/// How many bytes at the front need no escape.
pub(crate) fn clean_prefix(text: &[u8]) -> usize {
    let mut rest = text;
    while let Some((word, behind)) = rest.split_first_chunk() {
        let hits = first_needs_escape(usize::from_le_bytes(*word));
        if hits != 0 {
            return text.len() - rest.len() + first(hits);
        }
        rest = behind;
    }
    // The last word, some of which has been looked at, mostly tells that no more need be.
    if let Some(last) = text.last_chunk()
        && first_needs_escape(usize::from_le_bytes(*last)) == 0
    {
        return text.len();
    }
    text.len() - rest.len() + rest.iter().position(|&byte| is_escaped(byte)).unwrap_or(rest.len())
}

/// A high bit of the first byte that must be escaped, and maybe of others after it: differences borrow from the bytes
/// above. Nothing where there's none.
///
/// Flipping bit 1 swaps `"` (0x22) with the space (0x20), which puts it beside the control characters: both kinds are
/// then the bytes below 0x21.
#[inline]
pub(crate) fn first_needs_escape(word: usize) -> usize {
    let quote_or_control = (word ^ repeat(0x02)).wrapping_sub(repeat(0x21));
    let backslash = (word ^ repeat(b'\\')).wrapping_sub(repeat(1));
    (quote_or_control | backslash) & !word & HIGH_BITS
}

/// As [`first_needs_escape`], of what isn't plain in a string: a byte that isn't ASCII as well.
#[inline(always)]
pub(crate) fn first_not_plain(word: usize) -> usize {
    let quote_or_control = (word ^ repeat(0x02)).wrapping_sub(repeat(0x21));
    let backslash = (word ^ repeat(b'\\')).wrapping_sub(repeat(1));
    (quote_or_control | backslash | word) & HIGH_BITS
}

/// Where that byte is first.
#[inline]
pub(crate) fn find(text: &[u8], byte: u8) -> Option<usize> {
    let mut rest = text;
    while let Some((word, behind)) = rest.split_first_chunk() {
        let difference = usize::from_le_bytes(*word) ^ repeat(byte);
        let hits = difference.wrapping_sub(ONES) & !difference & HIGH_BITS;
        if hits != 0 {
            return Some(text.len() - rest.len() + first(hits));
        }
        rest = behind;
    }
    rest.iter().position(|other| *other == byte).map(|at| text.len() - rest.len() + at)
}

/// The byte in which the lowest bit stands; behind all without one.
pub(crate) fn first(hits: usize) -> usize {
    hits.trailing_zeros() as usize / 8
}

/// Whether it's white space between tokens.
pub(crate) const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

pub(crate) const fn is_escaped(byte: u8) -> bool {
    byte < 0x20 || byte == b'"' || byte == b'\\'
}

/// As [`first_needs_escape`], of four bytes.
#[cfg(target_pointer_width = "64")]
#[inline]
pub(crate) fn first_needs_escape_of_four(word: &[u8; 4]) -> usize {
    /// Spaces, above four bytes where there is room for them.
    const PADDING: usize = 0x2020_2020_0000_0000_u64 as usize;

    first_needs_escape(u32::from_le_bytes(*word) as usize | PADDING)
}

pub(crate) const fn needs_escapes(text: &str) -> bool {
    let mut rest = text.as_bytes();
    while let [byte, behind @ ..] = rest {
        if is_escaped(*byte) {
            return true;
        }
        rest = behind;
    }
    false
}
