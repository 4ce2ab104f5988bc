//! Errors of building, encoding and decoding.

mod build;
mod decode;
mod encode;
mod syntax;

pub use build::{BuildError, CapacityError};
pub use decode::{DecodeError, DecodeErrorKind, JsonType};
pub use encode::{EncodeError, SerializeError};
pub use syntax::{SyntaxError, SyntaxErrorKind};
