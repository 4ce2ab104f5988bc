//! Copying and escaping on machines of 32 bits: little code, and no call for a few bytes.

use super::Sink;
use super::blocks::{in_blocks, is_clean_word};
use crate::json::text::{Escape, is_escaped};
use core::convert::identity;

/// Copies text up to a byte that must be escaped, and answers with how many bytes stand in front of
/// it. What lies behind those in `to` means nothing then.
pub(super) fn copy_clean(to: &mut [u8], from: &[u8]) -> usize {
    in_blocks(to, from, is_clean_word)
}

/// Copies text of the same length. Most of it is short, and copied as two blocks that may overlap: a loop would
/// be made a call of `memcpy`, like a block of 16 bytes that's no integer on its way.
#[inline(always)]
pub(super) fn copy(to: &mut [u8], from: &[u8]) {
    let len = from.len();
    // Tells the compiler what callers know.
    if to.len() != len {
        return;
    }
    match len {
        32.. => to.copy_from_slice(from),
        16.. => copy_ends(to, from, |block| u128::from_ne_bytes(block).to_ne_bytes()),
        8.. => copy_ends::<8>(to, from, identity),
        4.. => copy_ends::<4>(to, from, identity),
        2.. => copy_ends::<2>(to, from, identity),
        _ => copy_ends::<1>(to, from, identity),
    }
}

#[inline(always)]
fn copy_ends<const N: usize>(to: &mut [u8], from: &[u8], pass: impl Fn([u8; N]) -> [u8; N]) {
    if let (Some(to), Some(from)) = (to.first_chunk_mut(), from.first_chunk()) {
        *to = pass(*from);
    }
    if let (Some(to), Some(from)) = (to.last_chunk_mut(), from.last_chunk()) {
        *to = pass(*from);
    }
}

/// Leaves all escaping to [`write_escaped`]: takes nothing, and writes nothing.
#[cfg_attr(test, allow(dead_code, reason = "tests run on wide machines"))]
pub(super) fn escape_words(_to: &mut [u8], _from: &[u8]) -> (usize, usize) {
    (0, 0)
}

/// Writes text without quotes, byte by byte.
pub(super) fn write_escaped<S: Sink>(sink: &mut S, text: &[u8]) {
    for &byte in text {
        if is_escaped(byte) {
            Escape::of(byte).as_bytes().iter().for_each(|&byte| sink.write_byte(byte));
        } else {
            sink.write_byte(byte);
        }
    }
}
