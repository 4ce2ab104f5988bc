//! What encodes and decodes.

#[cfg(feature = "serde-json-core")]
#[path = "serde_json_core.rs"]
mod chosen;
#[cfg(not(feature = "serde-json-core"))]
#[path = "vitalwire.rs"]
mod chosen;

pub use chosen::{CheckInResponse, Encodable, decode_into, encode, print_deadline};
