//! Searching text a machine word at a time.

pub(crate) const WORD: usize = size_of::<usize>();
const ONES: usize = usize::MAX / 0xFF;
const HIGH_BITS: usize = ONES << 7;

/// A word with `byte` in each of its bytes.
pub(super) const fn repeat(byte: u8) -> usize {
    ONES * byte as usize
}

/// The length of the prefix that needs no escapes.
pub(crate) fn clean_prefix(text: &[u8]) -> usize {
    let mut rest = text;
    while let Some((word, after)) = rest.split_first_chunk() {
        let hits = first_needs_escape(usize::from_le_bytes(*word));
        if hits != 0 {
            return text.len() - rest.len() + first(hits);
        }
        rest = after;
    }
    // The last word overlaps what has been checked. It is mostly clean, and then no byte has to be checked alone.
    if let Some(last) = text.last_chunk()
        && first_needs_escape(usize::from_le_bytes(*last)) == 0
    {
        return text.len();
    }
    text.len() - rest.len() + rest.iter().position(|&byte| is_escaped(byte)).unwrap_or(rest.len())
}

/// Sets the high bit of the first byte that must be escaped, and perhaps of others after it, since differences borrow
/// from the bytes above. Returns 0 if there is none.
///
/// Flipping bit 1 swaps `"` (0x22) with the space (0x20), which puts it beside the control characters: both kinds are
/// then the bytes below 0x21.
#[inline]
pub(crate) fn first_needs_escape(word: usize) -> usize {
    let quote_or_control = (word ^ repeat(0x02)).wrapping_sub(repeat(0x21));
    let backslash = (word ^ repeat(b'\\')).wrapping_sub(repeat(1));
    (quote_or_control | backslash) & !word & HIGH_BITS
}

/// Like [`first_needs_escape`], but bytes that aren't ASCII count as well.
#[inline(always)] // In the loop over a string's words.
pub(crate) fn first_not_plain(word: usize) -> usize {
    let quote_or_control = (word ^ repeat(0x02)).wrapping_sub(repeat(0x21));
    let backslash = (word ^ repeat(b'\\')).wrapping_sub(repeat(1));
    (quote_or_control | backslash | word) & HIGH_BITS
}

/// The index of the first `byte`.
#[inline]
pub(crate) fn find(text: &[u8], byte: u8) -> Option<usize> {
    let mut rest = text;
    while let Some((word, after)) = rest.split_first_chunk() {
        let difference = usize::from_le_bytes(*word) ^ repeat(byte);
        let hits = difference.wrapping_sub(ONES) & !difference & HIGH_BITS;
        if hits != 0 {
            return Some(text.len() - rest.len() + first(hits));
        }
        rest = after;
    }
    rest.iter().position(|other| *other == byte).map(|at| text.len() - rest.len() + at)
}

/// The index of the byte with the lowest set bit, or the word's length if there is none.
pub(crate) fn first(hits: usize) -> usize {
    hits.trailing_zeros() as usize / 8
}

/// Whether `byte` is JSON white space.
pub(crate) const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

pub(crate) const fn is_escaped(byte: u8) -> bool {
    byte < 0x20 || byte == b'"' || byte == b'\\'
}

/// Like [`first_needs_escape`], for four bytes.
// On 32 bits that is a whole word.
#[cfg(target_pointer_width = "64")]
#[inline]
pub(crate) fn first_needs_escape_of_four(word: &[u8; 4]) -> usize {
    /// Spaces in the upper four bytes.
    const PADDING: usize = 0x2020_2020_0000_0000_u64 as usize;

    first_needs_escape(u32::from_le_bytes(*word) as usize | PADDING)
}

pub(crate) const fn needs_escapes(text: &str) -> bool {
    let mut rest = text.as_bytes();
    while let [byte, after @ ..] = rest {
        if is_escaped(*byte) {
            return true;
        }
        rest = after;
    }
    false
}
