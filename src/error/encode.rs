//! Errors of encoding.

use core::fmt;

/// Why a value has no form in JSON. A message has one, unless there is a [`Serde`](crate::proto::Serde) in it.
///
/// ```
/// use std::collections::BTreeMap;
/// use vitalwire::{SerializeError, json};
///
/// assert_eq!(json::encoded_len(&f64::NAN), Err(SerializeError::NonFinite));
/// assert_eq!(json::encoded_len(&BTreeMap::from([(7, "boiler")])), Err(SerializeError::KeyNotString));
/// assert_eq!(SerializeError::KeyNotString.to_string(), "an object key must be a string");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum SerializeError {
    /// A NaN or an infinity, as a bare number.
    NonFinite,
    /// A map key that isn't a string.
    KeyNotString,
    /// Raw bytes; [`Bytes`](crate::proto::Bytes) writes them in base64.
    Bytes,
    /// A Struct or an Any that isn't an object.
    NotAnObject,
    /// A raw value, as serde_json's `RawValue` is, that isn't JSON or nests too deep.
    NotJson,
    /// The type's own `Serialize` implementation failed.
    Custom,
}

/// Why a value couldn't be encoded into a buffer by [`to_slice`](crate::to_slice) or [`to_str`](crate::to_str).
///
/// ```
/// use vitalwire::EncodeError;
/// use vitalwire::dataflow::WorkerThreadScalingReport;
///
/// let report = WorkerThreadScalingReport { current_thread_count: 12 };
/// let error = vitalwire::to_slice(&report, &mut [0; 24]).unwrap_err();
/// assert_eq!(error, EncodeError::BufferTooSmall { needed: 25 });
/// assert_eq!(error.to_string(), "buffer too small: need 25 bytes");
/// ```
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
            Self::KeyNotString => "an object key must be a string",
            Self::Bytes => "bytes have no JSON form",
            Self::NotAnObject => "a Struct or an Any must be an object",
            Self::NotJson => "a raw value must be JSON, at most 128 levels deep",
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
