#![no_std]
#![forbid(unsafe_code)]
#![warn(missing_docs, unreachable_pub)]
#![cfg_attr(not(test), warn(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]
#![doc = include_str!("../README.md")]

#[cfg(target_pointer_width = "16")]
compile_error!("vitalwire scans text by words of 32 or 64 bits");

#[cfg(feature = "alloc")]
extern crate alloc;
#[cfg(feature = "std")]
extern crate std;

#[macro_use]
pub mod profile;
mod codec;
pub mod dataflow;
pub mod empty;
mod error;
pub mod genomics;
#[cfg(feature = "embedded-hal")]
pub mod hal;
pub mod json;
pub mod max;
pub mod proto;
#[cfg(test)]
mod random;
pub mod rpc;
#[cfg(feature = "_sample")]
#[doc(hidden)]
pub mod sample;
mod sentence;

#[cfg(feature = "std")]
pub use codec::to_io;
pub use codec::{
    Chunks, Decoder, decode, decode_into, decode_prefix, encode, encoded_len, to_fmt, to_slice, to_str, to_window,
};
#[cfg(feature = "embedded-io-v0.7")]
pub use codec::{decode_from_embedded_io, to_embedded_io};
#[cfg(feature = "embedded-io-async-v0.7")]
pub use codec::{decode_from_embedded_io_async, to_embedded_io_async};
pub use empty::ConstEmpty;
pub use error::{
    BuildError, CapacityError, DecodeError, DecodeErrorKind, EncodeError, JsonType, OpenJsonError, OpenJsonErrorKind,
    SerializeError, SyntaxError, SyntaxErrorKind,
};
/// The version of heapless whose containers messages use.
pub use heapless;
pub use max::MaxJsonLen;
#[cfg(feature = "alloc")]
pub use profile::Growable;
pub use profile::{Microcontroller, Sidecar};

#[doc(hidden)]
pub mod __private {
    pub use crate::proto::check_schema;
    #[cfg(feature = "defmt")]
    pub use defmt;
    pub use heapless;
    pub use serde;
}

/// The programs of the guide, as tests.
#[cfg(doctest)]
#[doc = include_str!("../docs/GUIDE.md")]
mod guide {}
