//! Errors of encoding.

use core::fmt;

/// Why a value has no form in JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum SerializeError {
    /// A NaN or an infinity, as a bare number.
    NonFinite,
    /// A map key that isn't a string.
    KeyNotText,
    /// Raw bytes; [`Bytes`](crate::proto::Bytes) writes them in base64.
    Bytes,
    /// A Struct or an Any that isn't an object.
    NotAnObject,
    /// The type's own `Serialize` implementation failed.
    Custom,
}

/// Why a value couldn't be encoded into a buffer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum EncodeError {
    /// The buffer is too small. It is all zeros then.
    BufferTooSmall {
        /// The exact length of the encoding, in bytes.
        needed: usize,
    },
    /// The value has no JSON form.
    Serialize(SerializeError),
}

impl fmt::Display for SerializeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NonFinite => "NaN and infinities have no JSON form",
            Self::KeyNotText => "an object key must be a string",
            Self::Bytes => "bytes have no JSON form",
            Self::NotAnObject => "a Struct or an Any must be an object",
            Self::Custom => "the type's Serialize implementation failed",
        })
    }
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BufferTooSmall { needed } => write!(f, "buffer too small: need {needed} bytes"),
            Self::Serialize(error) => error.fmt(f),
        }
    }
}

impl core::error::Error for SerializeError {}
impl core::error::Error for EncodeError {}

impl serde::ser::Error for SerializeError {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self::Custom
    }
}

impl From<SerializeError> for EncodeError {
    fn from(error: SerializeError) -> Self {
        Self::Serialize(error)
    }
}
