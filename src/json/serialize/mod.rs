//! serde support: a serializer over the writer, and its entry points.

mod encode;
mod key;
mod private;
mod reject;
mod serializer;
mod spelling;
mod to_stream;
#[cfg(feature = "alloc")]
mod to_vec;

pub use encode::{encoded_len, to_sink, to_slice, to_str, to_window};
pub(crate) use private::WithText;
pub(crate) use reject::reject;
#[cfg(feature = "embedded-io-v0.7")]
pub use to_stream::to_embedded_io;
#[cfg(feature = "embedded-io-async-v0.7")]
pub use to_stream::to_embedded_io_async;
pub use to_stream::to_fmt;
#[cfg(feature = "std")]
pub use to_stream::to_io;
#[cfg(feature = "alloc")]
pub use to_vec::{to_string, to_vec};
