//! Values and frames in byte streams: where one ends, and what is left for the next.

mod frame_buffer;
mod frames;
mod framing;
#[cfg(any(feature = "std", feature = "embedded-io-v0.7", feature = "embedded-io-async-v0.7"))]
mod io;
mod lines;
#[cfg(any(feature = "embedded-io-v0.7", feature = "embedded-io-async-v0.7"))]
mod read_value;
mod records;
mod value_scanner;

pub use frames::Frames;
pub use framing::{FrameError, Framing};
#[cfg(any(feature = "std", feature = "embedded-io-v0.7", feature = "embedded-io-async-v0.7"))]
pub use io::ReadError;
#[cfg(feature = "std")]
pub(crate) use io::read_to_end;
pub use lines::Lines;
#[cfg(feature = "embedded-io-v0.7")]
pub(crate) use read_value::read_value;
#[cfg(feature = "embedded-io-async-v0.7")]
pub(crate) use read_value::read_value_async;
pub use records::Records;
