//! Errors reported by `Deserialize` implementations.

use crate::error::{DecodeError, DecodeErrorKind, JsonType};
use core::fmt;
use serde::de::{Error, Expected, Unexpected};

/// The error of a [`Decoder`](super::Decoder) as a [`serde::Deserializer`].
///
/// serde can't tell where an error occurred; [`Decoder::value`](super::Decoder::value) adds that, and returns a
/// [`DecodeError`].
///
/// ```
/// use serde::Deserialize;
/// use vitalwire::json::{Decoder, DeserializeError};
///
/// let error: DeserializeError = <[u8; 2]>::deserialize(&mut Decoder::new(b"[1, true]")).unwrap_err();
/// assert_eq!(error.to_string(), "unexpected boolean");
/// let error = Decoder::new(b"[1, true]").value::<[u8; 2]>().unwrap_err();
/// assert_eq!(error.to_string(), "unexpected boolean, at byte 4");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct DeserializeError {
    pub(super) kind: DecodeErrorKind,
    pub(super) field: Option<&'static str>,
    /// The offset of the error, if it's known already.
    pub(super) offset: Option<usize>,
}

impl DeserializeError {
    // Cold: keeps errors off the hot path.
    #[cold]
    pub(super) fn new(kind: DecodeErrorKind) -> Self {
        Self { kind, field: None, offset: None }
    }

    /// The same error at `offset`, unless its offset is known already.
    pub(super) fn at(self, offset: usize) -> DecodeError {
        DecodeError { offset: self.offset.unwrap_or(offset), field: self.field, kind: self.kind }
    }

    /// Converts the error of a type that rejects a decoded string, because it borrows strings.
    pub(super) fn of_decoded_string(self) -> Self {
        match self.kind {
            DecodeErrorKind::UnexpectedType(JsonType::String) => {
                Self { kind: DecodeErrorKind::Malformed("a string without escapes, which can be borrowed"), ..self }
            }
            _ => self,
        }
    }
}

impl From<DecodeError> for DeserializeError {
    fn from(DecodeError { offset, field, kind }: DecodeError) -> Self {
        Self { kind, field, offset: Some(offset) }
    }
}

impl Error for DeserializeError {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self::new(DecodeErrorKind::Custom)
    }

    fn invalid_type(found: Unexpected<'_>, _: &dyn Expected) -> Self {
        Self::new(DecodeErrorKind::UnexpectedType(match found {
            Unexpected::Bool(_) => JsonType::Bool,
            Unexpected::Unsigned(_) | Unexpected::Signed(_) | Unexpected::Float(_) => JsonType::Number,
            Unexpected::Char(_) | Unexpected::Str(_) | Unexpected::Bytes(_) => JsonType::String,
            Unexpected::Unit | Unexpected::Option => JsonType::Null,
            Unexpected::Seq => JsonType::Array,
            _ => JsonType::Object,
        }))
    }

    fn invalid_value(_: Unexpected<'_>, _: &dyn Expected) -> Self {
        Self::new(DecodeErrorKind::OutOfRange("a value that the type accepts"))
    }

    fn invalid_length(len: usize, _: &dyn Expected) -> Self {
        Self::new(DecodeErrorKind::Length(len))
    }

    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Self {
        Self::new(DecodeErrorKind::UnknownValue)
    }

    fn unknown_field(_: &str, _: &'static [&'static str]) -> Self {
        Self::new(DecodeErrorKind::UnknownField)
    }

    fn missing_field(field: &'static str) -> Self {
        Self { field: Some(field), ..Self::new(DecodeErrorKind::Missing) }
    }

    fn duplicate_field(field: &'static str) -> Self {
        Self { field: Some(field), ..Self::new(DecodeErrorKind::DuplicateField) }
    }
}

impl fmt::Display for DeserializeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(field) = self.field {
            write!(f, "{field}: ")?;
        }
        self.kind.fmt(f)
    }
}

impl core::error::Error for DeserializeError {}
