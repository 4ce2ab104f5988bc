//! The reader: JSON from a slice, one value after the other, and nothing that depends on who wants it.

mod container;
mod fault;
#[cfg(any(feature = "embedded-io-v0.7", feature = "embedded-io-async-v0.7"))]
mod intake;
mod key;
mod path;
#[cfg(any(feature = "embedded-io-v0.7", feature = "embedded-io-async-v0.7"))]
mod read_error;
mod reader;
mod scalar;
mod skip;
mod string;
mod tag;

#[cfg(feature = "embedded-io-v0.7")]
pub(crate) use intake::read_value;
#[cfg(feature = "embedded-io-async-v0.7")]
pub(crate) use intake::read_value_async;
#[cfg(any(feature = "embedded-io-v0.7", feature = "embedded-io-async-v0.7"))]
pub use read_error::ReadError;
pub(crate) use reader::check;
pub use reader::{Reader, Stop};
pub(crate) use scalar::{Integers, Scalar};
pub(crate) use tag::Tag;
