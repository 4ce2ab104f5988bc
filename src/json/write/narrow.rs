//! Copying and escaping on machines of 32 bits: little code.

use crate::json::text::{WORD, first, is_escaped, needs_escape};

/// Copies text up to a byte that must be escaped, and answers with how many bytes stand in front of
/// it. What lies behind those in `to` means nothing then.
pub(super) fn copy_clean(to: &mut [u8], from: &[u8]) -> usize {
    let mut clean = 0;
    for (to, from) in to.as_chunks_mut::<WORD>().0.iter_mut().zip(from.as_chunks::<WORD>().0) {
        *to = *from;
        let hits = needs_escape(usize::from_le_bytes(*from));
        if hits != 0 {
            return clean + first(hits);
        }
        clean += WORD;
    }
    if let (Some(to), Some(last)) = (to.last_chunk_mut::<WORD>(), from.last_chunk::<WORD>()) {
        *to = *last;
        let hits = needs_escape(usize::from_le_bytes(*last));
        return if hits == 0 { from.len() } else { from.len() - WORD + first(hits) };
    }
    for (to, &byte) in to.iter_mut().zip(from) {
        if is_escaped(byte) {
            return clean;
        }
        *to = byte;
        clean += 1;
    }
    clean
}

/// Leaves all escaping to the caller: takes nothing, and writes nothing.
#[cfg_attr(test, allow(dead_code, reason = "tests run on wide machines"))]
pub(super) fn escape_words(_to: &mut [u8], _from: &[u8]) -> (usize, usize) {
    (0, 0)
}
