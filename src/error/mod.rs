//! Errors of building, encoding and decoding.

mod build;
mod decode;
mod encode;
mod open_json;
mod syntax;

pub use build::{BuildError, CapacityError};
pub use decode::{DecodeError, DecodeErrorKind, JsonType};
pub use encode::{EncodeError, SerializeError};
pub(crate) use open_json::TYPE_FORM;
pub use open_json::{OpenJsonError, OpenJsonErrorKind};
pub use syntax::{SyntaxError, SyntaxErrorKind};
