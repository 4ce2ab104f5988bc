//! Messages in place of others.

use super::kind;
use crate::sample::Bytes;
use arbitrary::Unstructured;

/// The first byte says which message and which profile, the rest is JSON, and of the same bytes the message is made that
/// is there before.
pub fn in_place(input: &[u8]) {
    let Some((&choice, json)) = input.split_first() else { return };
    kind(choice).read_over(&mut Bytes::new(&mut Unstructured::new(json)), json);
}
