//! Messages read in place of others.

use super::kind;
use crate::sample::Bytes;
use arbitrary::Unstructured;

/// The first byte selects a message and a profile, the rest is JSON. The message that it replaces is made from the same
/// bytes.
pub fn in_place(input: &[u8]) {
    let Some((&choice, json)) = input.split_first() else { return };
    kind(choice).read_over(&mut Bytes::new(&mut Unstructured::new(json)), json);
}
