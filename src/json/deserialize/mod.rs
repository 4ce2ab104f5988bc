//! serde support: a deserializer over the reader, and its entry points.

mod access;
mod decode;
#[cfg(any(feature = "embedded-io-v0.7", feature = "embedded-io-async-v0.7"))]
mod decode_stream;
mod decoder;
mod deserializer;
mod error;
mod key;
mod number;
mod private;
mod spelling;
mod tagged;

#[cfg(feature = "std")]
pub use decode::from_reader;
pub use decode::{from_prefix, from_slice, from_str};
#[cfg(feature = "embedded-io-v0.7")]
pub use decode_stream::from_embedded_io;
#[cfg(feature = "embedded-io-async-v0.7")]
pub use decode_stream::from_embedded_io_async;
pub use decoder::Decoder;
pub(crate) use decoder::deserialize_from;
pub use error::DeserializeError;
pub(crate) use private::{FirstKey, read_private};
pub(crate) use tagged::deserialize_tagged_from;
