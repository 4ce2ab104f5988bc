//! Copying text in blocks, on the assumption that it needs no escapes.

use crate::json::text::{clean_prefix, first_needs_escape, first_needs_escape_of_four};

pub(super) const BLOCK: usize = 16;

/// Copies text up to a byte that must be escaped, and returns the number of bytes before it. The content of `to`
/// after those is unspecified.
pub(super) fn copy_clean(to: &mut [u8], from: &[u8]) -> usize {
    let mut clean = 0;
    let is_clean = match from.len() {
        BLOCK.. => {
            for (to, from) in to.as_chunks_mut().0.iter_mut().zip(from.as_chunks().0) {
                *to = *from;
                if !is_clean_block(from) {
                    break;
                }
                clean += BLOCK;
            }
            clean + BLOCK > from.len() && copy_last(to, from, is_clean_block)
        }
        8.. => copy_first(to, from, is_clean_word) && copy_last(to, from, is_clean_word),
        4.. => copy_first(to, from, is_clean_half) && copy_last(to, from, is_clean_half),
        _ => {
            for (to, &byte) in to.iter_mut().zip(from) {
                *to = byte;
            }
            false
        }
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

/// A map and a comparison, which the compiler vectorises.
#[inline]
pub(super) fn is_clean_block(block: &[u8; BLOCK]) -> bool {
    u128::from_ne_bytes(block.map(|byte| if (byte ^ 0x02) < 0x21 || byte == b'\\' { 0xFF } else { 0 })) == 0
}

#[inline]
fn is_clean_word(word: &[u8; 8]) -> bool {
    first_needs_escape(u64::from_le_bytes(*word) as usize) == 0
}

#[inline]
fn is_clean_half(word: &[u8; 4]) -> bool {
    first_needs_escape_of_four(word) == 0
}
