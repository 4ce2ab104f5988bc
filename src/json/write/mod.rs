//! Writing: a serializer over a sink, and the ways out.

mod blocks;
mod compact;
#[cfg_attr(target_pointer_width = "64", path = "wide.rs")]
#[cfg_attr(not(target_pointer_width = "64"), path = "narrow.rs")]
mod copy;
mod encode;
mod encoder;
mod float;
mod key;
#[cfg(all(test, target_pointer_width = "64"))]
mod narrow;
mod refuse;
mod sink;
mod stream;
mod string;
#[cfg(feature = "embedded-io-v0.7")]
mod to_embedded_io;
#[cfg(feature = "embedded-io-async-v0.7")]
mod to_embedded_io_async;
mod verbatim;

pub use compact::compact;
pub use encode::{encoded_len, to_sink, to_slice, to_str, to_window};
pub use encoder::{Elements, Encoder, Members};
pub(crate) use refuse::refuse;
pub use sink::Sink;
#[cfg(feature = "std")]
pub use stream::to_io;
pub use stream::{WriteError, to_fmt};
pub(crate) use string::write_quoted;
#[cfg(feature = "embedded-io-v0.7")]
pub use to_embedded_io::to_embedded_io;
#[cfg(feature = "embedded-io-async-v0.7")]
pub use to_embedded_io_async::to_embedded_io_async;
pub(crate) use verbatim::{Pieces, serialize_json, serialize_pieces, serialize_short};
