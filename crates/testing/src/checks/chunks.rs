//! Chunks of any sizes add up to the encoding.

use super::kind;
use crate::sample::Bytes;
use arbitrary::Unstructured;

/// The first byte selects a message and a profile, the next eight the sizes of chunks, and the rest the values.
pub fn chunks(input: &[u8]) {
    let Some((&[choice, ref sizes @ ..], bytes)) = input.split_first_chunk::<9>() else { return };
    let mut sizes = sizes.iter().cycle().map(|size| match size {
        0..0xC0 => 1 + usize::from(*size),
        0xC0.. => 64 * (1 + usize::from(size - 0xC0)),
    });
    kind(choice).in_chunks(&mut Bytes::new(&mut Unstructured::new(bytes)), &mut sizes);
}
