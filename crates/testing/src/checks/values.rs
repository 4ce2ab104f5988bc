//! Messages made from any bytes.

use super::{kind, means_the_same_to_serde_json};
use crate::sample::Bytes;
use arbitrary::Unstructured;

/// The first byte selects a message and a profile, the rest the values.
pub fn values(input: &[u8]) {
    let Some((&choice, bytes)) = input.split_first() else { return };
    let kind = kind(choice);
    let written = kind.sample(&mut Bytes::new(&mut Unstructured::new(bytes)));
    let len = written.len();
    assert!(kind.max_len.is_none_or(|max_len| len <= max_len), "{}: {len} bytes is the longest", kind.name);
    means_the_same_to_serde_json(kind, &written);
}
