//! serde's door: a deserializer over the reader, and the ways in.

mod access;
mod decode;
mod decoder;
mod deserializer;
mod error;
#[cfg(feature = "embedded-io-v0.7")]
mod from_embedded_io;
#[cfg(feature = "embedded-io-async-v0.7")]
mod from_embedded_io_async;
mod key;
mod number;
mod tagged;

pub use decode::{from_prefix, from_slice, from_str};
pub use decoder::Decoder;
pub(crate) use decoder::{deserialize_from, deserialize_tagged_from};
pub use error::DeserializeError;
#[cfg(feature = "embedded-io-v0.7")]
pub use from_embedded_io::from_embedded_io;
#[cfg(feature = "embedded-io-async-v0.7")]
pub use from_embedded_io_async::from_embedded_io_async;
