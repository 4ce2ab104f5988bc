//! The message in typed Structs and Anys.

use super::Sampler;
use crate::zoo::Leaf;
use vitalwire::proto::Field;

/// The JSON of a [`Leaf`].
pub(super) fn leaf(sampler: &mut dyn Sampler) -> String {
    let mut text = String::new();
    vitalwire::to_fmt(&Leaf::sample(sampler, false), &mut text).expect("a leaf can be written");
    text
}
