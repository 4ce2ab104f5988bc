//! The reader: JSON from a slice, one value after the other, and nothing that depends on who wants it.

mod container;
mod fault;
mod key;
mod path;
mod reader;
mod scalar;
mod skip;
mod string;
mod tag;

pub(crate) use reader::check;
pub use reader::{Reader, Stop};
pub(crate) use scalar::{Integers, Scalar};
pub(crate) use tag::Tag;
