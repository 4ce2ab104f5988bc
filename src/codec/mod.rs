//! The way in and the way out: what reads and writes whole messages.

#[cfg(feature = "alloc")]
mod allocating;
mod chunks;
mod decode;
#[cfg(any(feature = "embedded-io-v0.7", feature = "embedded-io-async-v0.7"))]
mod decode_stream;
mod encode;
mod encode_stream;

#[cfg(feature = "std")]
pub use allocating::decode_from_io;
#[cfg(feature = "alloc")]
pub use allocating::{to_string, to_vec};
pub use chunks::Chunks;
pub use decode::{Decoder, decode, decode_into, decode_prefix};
#[cfg(feature = "embedded-io-v0.7")]
pub use decode_stream::decode_from_embedded_io;
#[cfg(feature = "embedded-io-async-v0.7")]
pub use decode_stream::decode_from_embedded_io_async;
pub use encode::{encode, encoded_len, to_slice, to_str, to_window};
#[cfg(feature = "embedded-io-v0.7")]
pub use encode_stream::to_embedded_io;
#[cfg(feature = "embedded-io-async-v0.7")]
pub use encode_stream::to_embedded_io_async;
pub use encode_stream::to_fmt;
#[cfg(feature = "std")]
pub use encode_stream::to_io;
