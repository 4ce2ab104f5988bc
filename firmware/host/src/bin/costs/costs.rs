//! Costs that are measured.

use firmware_host::Cost;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

pub const VITALWIRE: &str = "vitalwire";
pub const SERDE_JSON_CORE: &str = "serde-json-core";

#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub struct Costs {
    /// The compiler of each target's images.
    pub compilers: BTreeMap<String, String>,
    /// By target, image and codec, in the order of the table.
    pub costs: Vec<ImageCosts>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ImageCosts {
    pub target: String,
    pub image: String,
    pub codec: String,
    /// Bytes of all messages that are encoded.
    pub json: u64,
    /// Bytes beyond those of the image `empty`.
    pub flash: u64,
    /// Bytes beyond those of the image `empty`.
    pub static_ram: u64,
    /// Of filling messages in place: the instructions of all, and the stack of the one that needs the most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub build: Option<Cost>,
    /// The same for encoding them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encode: Option<Cost>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decode: Option<Cost>,
    /// Bytes of stack that the whole image needs, its buffer and its messages included.
    pub stack: u64,
}

impl Costs {
    pub fn find(&self, target: &str, image: &str, codec: &str) -> Option<&ImageCosts> {
        self.costs.iter().find(|cost| cost.target == target && cost.image == image && cost.codec == codec)
    }
}
