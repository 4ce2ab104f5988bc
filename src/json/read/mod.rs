//! The reader: JSON from a slice, one value after the other, independent of the types that are read.
//!
//! On 32-bit targets, methods are mostly called rather than inlined, to save flash; on 64-bit targets, those on the
//! hot path are inlined, to save instructions. `#[cold]` functions keep errors off that path.

mod container;
mod fault;
mod key;
mod path;
mod reader;
mod scalar;
mod skip;
mod string;
mod tag;

pub(crate) use reader::{Duplicate, check};
pub use reader::{Reader, Stop};
pub(crate) use scalar::{Integers, Scalar};
pub(crate) use tag::Tag;
