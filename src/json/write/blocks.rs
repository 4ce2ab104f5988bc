//! Copying text that hopefully needs no escape, in blocks of the size that suits the machine.

use crate::json::text::{clean_prefix, first_needs_escape, first_needs_escape_of_four};

/// Copies text up to a byte that must be escaped, and answers with how many bytes stand in front of
/// it. What lies behind those in `to` means nothing then.
#[inline(always)]
pub(super) fn in_blocks<const BLOCK: usize>(
    to: &mut [u8],
    from: &[u8],
    is_clean: impl Fn(&[u8; BLOCK]) -> bool,
) -> usize {
    let mut clean = 0;
    let is_clean = if from.len() >= BLOCK {
        for (to, from) in to.as_chunks_mut().0.iter_mut().zip(from.as_chunks().0) {
            *to = *from;
            if !is_clean(from) {
                break;
            }
            clean += BLOCK;
        }
        clean + BLOCK > from.len() && copy_last(to, from, is_clean)
    } else if BLOCK > 8 && from.len() >= 8 {
        copy_first(to, from, is_clean_word) && copy_last(to, from, is_clean_word)
    } else if from.len() >= 4 {
        copy_first(to, from, is_clean_half) && copy_last(to, from, is_clean_half)
    } else {
        for (to, &byte) in to.iter_mut().zip(from) {
            *to = byte;
        }
        false
    };
    if is_clean { from.len() } else { clean + clean_prefix(from.get(clean..).unwrap_or_default()) }
}

#[inline]
fn copy_first<const N: usize>(to: &mut [u8], from: &[u8], is_clean: impl Fn(&[u8; N]) -> bool) -> bool {
    let (Some(to), Some(from)) = (to.first_chunk_mut(), from.first_chunk()) else { return false };
    *to = *from;
    is_clean(from)
}

#[inline]
fn copy_last<const N: usize>(to: &mut [u8], from: &[u8], is_clean: impl Fn(&[u8; N]) -> bool) -> bool {
    let (Some(to), Some(from)) = (to.last_chunk_mut(), from.last_chunk()) else { return false };
    *to = *from;
    is_clean(from)
}

#[inline]
pub(super) fn is_clean_word(word: &[u8; 8]) -> bool {
    let word = u64::from_le_bytes(*word);
    let (low, high) = (word as usize, (word >> (u64::BITS - usize::BITS)) as usize);
    first_needs_escape(low) | first_needs_escape(high) == 0
}

#[inline]
fn is_clean_half(word: &[u8; 4]) -> bool {
    first_needs_escape_of_four(word) == 0
}
