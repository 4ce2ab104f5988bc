//! What encoding can answer.

use core::fmt;

/// What has no form in JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum SerializeError {
    /// A NaN or an infinity, as a bare number.
    NonFinite,
    /// A map key that is no text.
    KeyNotText,
    /// Raw bytes; [`Bytes`](crate::proto::Bytes) writes them in base64.
    Bytes,
    /// Something other than an object where a Struct or an Any stands.
    NotAnObject,
    /// The value's own `Serialize` gave up.
    Custom,
}

/// Why there is no encoding in the buffer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum EncodeError {
    /// The buffer is too small; nothing of the encoding is left in it.
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
            Self::NonFinite => "JSON has no NaN and no infinity",
            Self::KeyNotText => "a JSON object's key must be text",
            Self::Bytes => "raw bytes have no JSON form",
            Self::NotAnObject => "only an object can be a Struct or an Any",
            Self::Custom => "the value's Serialize implementation failed",
        })
    }
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BufferTooSmall { needed } => write!(f, "the encoding needs a buffer of {needed} bytes"),
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
