//! Writing: a writer over a slice, the values that it writes, and the ways out.

mod ahead;
mod compact;
#[cfg_attr(target_pointer_width = "64", path = "wide.rs")]
#[cfg_attr(not(target_pointer_width = "64"), path = "narrow.rs")]
mod copy;
#[cfg(target_pointer_width = "64")]
mod copy_clean;
mod counter;
mod float;
#[cfg(all(test, target_pointer_width = "64"))]
mod narrow;
mod output;
mod overflow;
mod part;
mod sink;
pub(crate) mod stream;
mod string;
mod value;
mod ways;
mod write_error;
mod writer;

pub(crate) use ahead::Ahead;
pub use compact::compact;
pub(crate) use counter::Counter;
pub(crate) use float::double_len;
pub use output::{ObjectKey, Output};
pub use sink::Sink;
pub(crate) use string::write_quoted;
pub(crate) use ways::{count, drain, fill, fill_text, fill_window};
pub use write_error::WriteError;
pub use writer::Writer;
