//! Errors of open JSON.

use core::fmt;

/// Why JSON isn't a `google.protobuf.Struct` or `Any`.
///
/// ```
/// use vitalwire::{BuildError, OpenJsonErrorKind, heapless::String, proto::Any};
///
/// let error = Any::<String<64>>::new(r#"{"@type": "Leak"}"#).unwrap_err();
/// assert_eq!(error.to_string(), "expected a type with a '/' before its name, at byte 10");
/// let BuildError::OpenJson(error) = error else { panic!() };
/// assert_eq!((error.offset, error.kind), (10, OpenJsonErrorKind::InvalidType));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct OpenJsonError {
    /// The offset in the JSON, in bytes, at which the error is.
    pub offset: usize,
    /// What is wrong there.
    pub kind: OpenJsonErrorKind,
}

/// What is wrong with a `google.protobuf.Struct` or `Any`: the kind of an [`OpenJsonError`].
///
/// ```
/// use vitalwire::heapless::String;
/// use vitalwire::proto::Any;
///
/// for (json, sentence) in [
///     ("[]", "expected an object, at byte 0"),
///     (r#"{"litres": 5}"#, "missing `@type`, at byte 0"),
///     (r#"{"@type": "Leak"}"#, "expected a type with a '/' before its name, at byte 10"),
///     (r#"{"@type": "a/Leak", "x": {"y": 1, "y": 2}}"#, "duplicate name, at byte 34"),
///     (r#"{"@type": "/google.protobuf.Duration"}"#, "missing `value`, at byte 0"),
/// ] {
///     assert_eq!(Any::<String<64>>::new(json).unwrap_err().to_string(), sentence);
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum OpenJsonErrorKind {
    /// It isn't an object.
    NotAnObject,
    /// An Any has members and no `@type`.
    MissingType,
    /// An Any's `@type` isn't a string with a `/` and a name after it.
    InvalidType,
    /// An object, at any depth, has two members of one name.
    DuplicateName,
    /// An Any of a type with a JSON form of its own has no `value`.
    MissingValue,
    /// An Any of such a type has another member.
    UnexpectedMember,
    /// An Any of such a type has a `value` that isn't one of that type.
    InvalidValue,
}

/// The form of a type URL.
pub(crate) const TYPE_FORM: &str = "a type with a '/' before its name";

impl fmt::Display for OpenJsonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, at byte {}", self.kind, self.offset)
    }
}

impl fmt::Display for OpenJsonErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotAnObject => "expected an object",
            Self::MissingType => "missing `@type`",
            Self::InvalidType => return write!(f, "expected {TYPE_FORM}"),
            Self::DuplicateName => "duplicate name",
            Self::MissingValue => "missing `value`",
            Self::UnexpectedMember => "unexpected member: only `@type` and `value` are allowed",
            Self::InvalidValue => "invalid `value` for its type",
        })
    }
}

impl core::error::Error for OpenJsonError {}
