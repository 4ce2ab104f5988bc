//! Writing: a writer over a slice, the values that it writes, and its entry points.

mod ahead;
// Little code on 32-bit targets, and fast code on 64-bit ones.
#[cfg_attr(target_pointer_width = "64", path = "copy_64.rs")]
#[cfg_attr(not(target_pointer_width = "64"), path = "copy_32.rs")]
mod copy;
#[cfg(all(test, target_pointer_width = "64"))] // Compared with the other one.
mod copy_32;
#[cfg(target_pointer_width = "64")] // For `copy_64`.
mod copy_clean;
mod counter;
mod entry_points;
mod float;
mod output;
mod overflow;
mod part;
mod raw;
mod sink;
pub(crate) mod stream;
mod value;
mod writer;

pub(crate) use ahead::Ahead;
pub(crate) use counter::Counter;
#[cfg(feature = "alloc")]
pub(crate) use entry_points::collect;
pub(crate) use entry_points::{count, drain, fill, fill_text, fill_window};
pub(crate) use float::double_len;
pub use output::{ObjectKey, Output};
pub(crate) use raw::write_raw;
pub(crate) use sink::write_quoted;
pub use sink::{Sink, compact};
pub use stream::WriteError;
pub use writer::Writer;
