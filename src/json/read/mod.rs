//! Reading: a deserializer over a slice, and the ways in.

mod access;
mod decode;
mod decoder;
mod deserializer;
mod key;
mod number;
mod verbatim;
mod whole;

pub use decode::{from_prefix, from_slice, from_str};
pub use decoder::Decoder;
