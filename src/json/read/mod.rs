//! Reading: a deserializer over a slice, and the ways in.

mod access;
mod decode;
mod decoder;
mod deserializer;
#[cfg(feature = "embedded-io-v0.7")]
mod from_embedded_io;
#[cfg(feature = "embedded-io-async-v0.7")]
mod from_embedded_io_async;
#[cfg(any(feature = "embedded-io-v0.7", feature = "embedded-io-async-v0.7"))]
mod intake;
mod key;
mod number;
#[cfg(any(feature = "embedded-io-v0.7", feature = "embedded-io-async-v0.7"))]
mod read_error;
mod verbatim;
mod whole;

pub use decode::{from_prefix, from_slice, from_str};
pub use decoder::Decoder;
#[cfg(feature = "embedded-io-v0.7")]
pub use from_embedded_io::from_embedded_io;
#[cfg(feature = "embedded-io-async-v0.7")]
pub use from_embedded_io_async::from_embedded_io_async;
#[cfg(any(feature = "embedded-io-v0.7", feature = "embedded-io-async-v0.7"))]
pub use read_error::ReadError;
