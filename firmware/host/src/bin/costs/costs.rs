//! What is measured.

use firmware_host::Cost;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

pub const VITALWIRE: &str = "vitalwire";
pub const SERDE_JSON_CORE: &str = "serde-json-core";

#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub struct Costs {
    /// What each target's images were compiled with.
    pub compilers: BTreeMap<String, String>,
    /// By target, image and codec, in the order in which they are shown.
    pub costs: Vec<ImageCosts>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ImageCosts {
    pub target: String,
    pub image: String,
    pub codec: String,
    /// Bytes of all messages that are encoded.
    pub json: u64,
    /// Bytes above those of the image that does nothing.
    pub flash: u64,
    /// Bytes above those of the image that does nothing.
    pub static_ram: u64,
    /// Instructions of all messages that are filled in, in the place of those before, stack of the one that takes the most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub build: Option<Cost>,
    /// The same of encoding them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encode: Option<Cost>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decode: Option<Cost>,
    /// Bytes of stack that the whole image takes, its buffer and its messages included.
    pub stack: u64,
}

impl Costs {
    pub fn find(&self, target: &str, image: &str, codec: &str) -> Option<&ImageCosts> {
        self.costs.iter().find(|cost| cost.target == target && cost.image == image && cost.codec == codec)
    }
}
