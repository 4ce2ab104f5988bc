//! What building, encoding and decoding can answer.

mod build;
mod decode;
mod encode;
mod syntax;

pub use build::{BuildError, CapacityError};
pub use decode::{DecodeError, DecodeErrorKind, Found};
pub use encode::{EncodeError, Unencodable};
pub use syntax::{Problem, SyntaxError};
