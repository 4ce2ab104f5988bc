//! Copying and escaping on 32-bit targets: little code, and no calls for short copies.

use super::Writer;
use crate::json::text::{Escape, is_escaped};
use core::convert::identity;

/// Whether words can be read and written at any address, as on a Cortex-M3 and later. Elsewhere (a Cortex-M0, most
/// RISC-V) blocks would be copied by bytes, and `memcpy` is smaller and faster. Cortex-M cores that can't read at any
/// address have no atomic exchange either, which tells them apart.
const READS_ANYWHERE: bool = cfg!(any(test, all(target_arch = "arm", target_has_atomic = "32")));

/// Copies text of the same length. It's mostly short, and copied as two blocks that may overlap. The compiler would
/// turn a loop into a call of `memcpy`, and also a copy of 16 bytes that doesn't go through an integer.
#[inline(always)] // A call would take longer than a short copy.
pub(super) fn copy(to: &mut [u8], from: &[u8]) {
    let len = from.len();
    // Always equal; this tells the compiler so.
    if to.len() != len {
        return;
    }
    match len {
        _ if !READS_ANYWHERE => to.copy_from_slice(from),
        65.. => to.copy_from_slice(from),
        32.. => {
            copy_16(to.as_chunks_mut().0.iter_mut().zip(from.as_chunks().0).nth(1));
            let (last_to, last_from) = (to.last_chunk_mut::<32>(), from.last_chunk::<32>());
            copy_16(last_to.and_then(|to| to.first_chunk_mut()).zip(last_from.and_then(|from| from.first_chunk())));
            copy_ends(to, from, through_u128);
        }
        16.. => copy_ends(to, from, through_u128),
        8.. => copy_ends::<8>(to, from, identity),
        4.. => copy_ends::<4>(to, from, identity),
        2.. => copy_ends::<2>(to, from, identity),
        _ => copy_ends::<1>(to, from, identity),
    }
}

#[inline(always)] // A few loads and stores.
fn through_u128(block: [u8; 16]) -> [u8; 16] {
    u128::from_ne_bytes(block).to_ne_bytes()
}

#[inline(always)] // A few loads and stores.
fn copy_16(place: Option<(&mut [u8; 16], &[u8; 16])>) {
    if let Some((to, from)) = place {
        *to = through_u128(*from);
    }
}

#[inline(always)] // A few loads and stores.
fn copy_ends<const N: usize>(to: &mut [u8], from: &[u8], through: impl Fn([u8; N]) -> [u8; N]) {
    if let (Some(to), Some(from)) = (to.first_chunk_mut(), from.first_chunk()) {
        *to = through(*from);
    }
    // Not with `last_chunk`: it compiles to a null check of addresses that are never null.
    if let (Some((_, to)), Some((_, from))) = (to.split_last_chunk_mut(), from.split_last_chunk()) {
        *to = through(*from);
    }
}

/// Writes text as a JSON string. Most strings that need no escapes don't come here: they are known not to need any.
pub(super) fn write_text(writer: &mut Writer<'_>, text: &[u8]) {
    writer.byte(b'"');
    writer.escaped(text);
    writer.byte(b'"');
}

/// Escapes as much text as fits into `buffer`. Returns the number of bytes read and written.
pub(super) fn escape_some(buffer: &mut [u8], text: &[u8]) -> (usize, usize) {
    let (mut read, mut written) = (0, 0);
    loop {
        let clean = copy_clean(buffer.get_mut(written..).unwrap_or_default(), text.get(read..).unwrap_or_default());
        read += clean;
        written += clean;
        let Some(&byte) = text.get(read).filter(|byte| is_escaped(**byte)) else { break };
        let escape = Escape::of(byte);
        let Some(place) = buffer.get_mut(written..).and_then(|buffer| buffer.get_mut(..escape.len)) else { break };
        for (place, byte) in place.iter_mut().zip(escape.bytes) {
            *place = byte;
        }
        read += 1;
        written += escape.len;
    }
    (read, written)
}

/// Copies text up to a byte that must be escaped, or as much as fits. Returns its length.
#[inline(always)] // Its only caller's inner loop.
fn copy_clean(buffer: &mut [u8], text: &[u8]) -> usize {
    let mut clean = 0;
    for (place, &byte) in buffer.iter_mut().zip(text) {
        if is_escaped(byte) {
            break;
        }
        *place = byte;
        clean += 1;
    }
    clean
}
