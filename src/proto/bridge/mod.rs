//! Reading from other formats, through serde.

mod element;
mod message;
mod open_json;
mod scalar;
mod transcribe;

pub(super) use element::{InPlace, KeyInPlace, NewElement};
pub(super) use message::deserialize_oneof;
pub use message::{deserialize_field, deserialize_message, deserialize_new_message};
pub(super) use open_json::deserialize_open;
pub(super) use scalar::{FromScalar, deserialize_scalar};
