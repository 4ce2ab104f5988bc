//! Errors of decoding.

use super::open_json::TYPE_FORM;
use super::{BuildError, CapacityError, OpenJsonErrorKind, SyntaxErrorKind};
use core::fmt;

/// Why the input couldn't be decoded, and where: the error of [`decode`](crate::decode) and related functions.
/// [`path`](Self::path) shows the way there.
///
/// ```
/// use vitalwire::{DecodeErrorKind, dataflow::WorkerThreadScalingReport};
///
/// let error = vitalwire::decode::<WorkerThreadScalingReport>(br#"{"currentThreadCount": 1.5}"#).unwrap_err();
/// assert_eq!((error.offset, error.field), (23, Some("currentThreadCount")));
/// assert!(matches!(error.kind, DecodeErrorKind::Malformed(_)));
/// assert_eq!(error.to_string(), "currentThreadCount: expected a 32-bit integer, at byte 23");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub struct DecodeError {
    /// The offset in the input, in bytes, at which the error is.
    pub offset: usize,
    /// The wire name of the innermost field around it, if there is one that is known.
    pub field: Option<&'static str>,
    /// What is wrong.
    pub kind: DecodeErrorKind,
}

/// What is wrong with the input: the kind of a [`DecodeError`].
///
/// ```
/// use vitalwire::Microcontroller;
/// use vitalwire::dataflow::WorkerMessage;
///
/// for (input, sentence) in [
///     (r#"{"time": }"#, "time: invalid JSON: unexpected character, at byte 9"),
///     (r#"{"time": [0]}"#, "time: unexpected array, at byte 9"),
///     (r#"{"time": "noon"}"#, "time: expected a timestamp as in RFC 3339, at byte 9"),
///     (r#"{"time": null, "time": null}"#, "time: duplicate field, at byte 15"),
///     (r#"{"labels": {"A": "", "A": ""}}"#, "labels: duplicate name, at byte 21"),
///     (r#"{"labels": {"LABEL_UNSPECIFIED": ""}}"#, "labels: reserved: LABEL_UNSPECIFIED, at byte 12"),
/// ] {
///     let error = vitalwire::decode::<WorkerMessage<Microcontroller>>(input.as_bytes()).unwrap_err();
///     assert_eq!(error.to_string(), sentence);
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum DecodeErrorKind {
    /// It isn't JSON.
    Syntax(SyntaxErrorKind),
    /// A value is larger than its capacity in the message.
    Capacity(CapacityError),
    /// A field occurs more than once.
    DuplicateField,
    /// A name occurs more than once: a key of a map, or a name in open JSON.
    DuplicateKey,
    /// A oneof has a second member.
    DuplicateOneof,
    /// A value is outside of the range that this names.
    OutOfRange(&'static str),
    /// A value doesn't have the form that this names.
    Malformed(&'static str),
    /// The value that this names is never sent, and so never read.
    Reserved(&'static str),
    /// A JSON value has a type that isn't accepted here.
    UnexpectedType(JsonType),
    /// An array or a string of the wrong length: this is the length, or, of one that is too long, the one at which
    /// reading ended.
    Length(usize),
    /// A required field is missing, or has a value that can't be kept; or an Any has no `@type`.
    Missing,
    /// A field has an unknown name. Only strict decoding rejects it.
    UnknownField,
    /// An enum value has an unknown name. Only strict decoding rejects it.
    UnknownValue,
    /// The type's own `Deserialize` implementation failed.
    Custom,
}

/// A type of JSON value, in [`DecodeErrorKind::UnexpectedType`].
///
/// ```
/// use vitalwire::dataflow::WorkerThreadScalingReport;
/// use vitalwire::{DecodeErrorKind, JsonType};
///
/// let error = vitalwire::decode::<WorkerThreadScalingReport>(b"[]").unwrap_err();
/// assert_eq!(error.kind, DecodeErrorKind::UnexpectedType(JsonType::Array));
/// assert_eq!(JsonType::Array.to_string(), "array");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum JsonType {
    /// `null`
    Null,
    /// `true` or `false`
    Bool,
    /// A number.
    Number,
    /// A string.
    String,
    /// `[…]`
    Array,
    /// `{…}`
    Object,
}

impl JsonType {
    /// The type of a value that starts with `first`.
    pub(crate) fn starting_with(first: u8) -> Self {
        match first {
            b'{' => Self::Object,
            b'[' => Self::Array,
            b'"' => Self::String,
            b't' | b'f' => Self::Bool,
            b'n' => Self::Null,
            _ => Self::Number,
        }
    }
}

impl From<BuildError> for DecodeErrorKind {
    fn from(error: BuildError) -> Self {
        match error {
            BuildError::Capacity(error) => Self::Capacity(error),
            BuildError::OutOfRange(what) => Self::OutOfRange(what),
            BuildError::Malformed(what) => Self::Malformed(what),
            BuildError::Reserved(what) => Self::Reserved(what),
            BuildError::Syntax(error) => Self::Syntax(error.kind),
            BuildError::OpenJson(error) => match error.kind {
                OpenJsonErrorKind::NotAnObject => Self::Malformed("an object"),
                OpenJsonErrorKind::MissingType => Self::Missing,
                OpenJsonErrorKind::InvalidType => Self::Malformed(TYPE_FORM),
                OpenJsonErrorKind::DuplicateName => Self::DuplicateKey,
                OpenJsonErrorKind::MissingValue => Self::Missing,
                OpenJsonErrorKind::UnexpectedMember => Self::Malformed("no member but `@type` and `value`"),
                OpenJsonErrorKind::InvalidValue => Self::Malformed("a `value` of the type in `@type`"),
            },
            BuildError::Serialize(_) => Self::Custom,
        }
    }
}

impl From<CapacityError> for DecodeErrorKind {
    fn from(error: CapacityError) -> Self {
        Self::Capacity(error)
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(field) = self.field {
            write!(f, "{field}: ")?;
        }
        write!(f, "{}, at byte {}", self.kind, self.offset)
    }
}

impl fmt::Display for DecodeErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax(kind) => write!(f, "invalid JSON: {kind}"),
            Self::Capacity(error) => error.fmt(f),
            Self::DuplicateField => f.write_str("duplicate field"),
            Self::DuplicateKey => f.write_str("duplicate name"),
            Self::DuplicateOneof => f.write_str("second member of a oneof"),
            Self::OutOfRange(what) => write!(f, "out of range: expected {what}"),
            Self::Malformed(what) => write!(f, "expected {what}"),
            Self::Reserved(what) => write!(f, "reserved: {what}"),
            Self::UnexpectedType(found) => write!(f, "unexpected {found}"),
            Self::Length(len) => write!(f, "wrong length: {len}"),
            Self::Missing => f.write_str("missing required field"),
            Self::UnknownField => f.write_str("unknown field"),
            Self::UnknownValue => f.write_str("unknown enum value"),
            Self::Custom => f.write_str("rejected by the type's Deserialize implementation"),
        }
    }
}

impl fmt::Display for JsonType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Null => "null",
            Self::Bool => "boolean",
            Self::Number => "number",
            Self::String => "string",
            Self::Array => "array",
            Self::Object => "object",
        })
    }
}

impl core::error::Error for DecodeError {}
