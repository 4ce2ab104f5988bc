//! What decoding can answer.

use super::{BuildError, CapacityError, SyntaxErrorKind};
use core::fmt;

/// Why there is no value in the input.
///
/// ```
/// use vitalwire::{DecodeErrorKind, dataflow::WorkerThreadScalingReport};
///
/// let error = vitalwire::decode::<WorkerThreadScalingReport>(br#"{"currentThreadCount": 1.5}"#).unwrap_err();
/// assert_eq!((error.offset, error.field), (23, Some("currentThreadCount")));
/// assert!(matches!(error.kind, DecodeErrorKind::OutOfRange(_)));
/// assert_eq!(error.to_string(), "currentThreadCount: out of range: a whole number of 32 bits, at byte 23");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub struct DecodeError {
    /// The byte of the input at which it stopped making sense.
    pub offset: usize,
    /// The wire name of the innermost field around that, where it is known.
    pub field: Option<&'static str>,
    /// What is wrong.
    pub kind: DecodeErrorKind,
}

/// What is wrong with the input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum DecodeErrorKind {
    /// It isn't JSON.
    Syntax(SyntaxErrorKind),
    /// A part is larger than the capacity that the message has for it.
    Capacity(CapacityError),
    /// A known field or a map's key stands twice, or two members of one oneof do.
    Duplicate,
    /// A value lies outside what is named here.
    OutOfRange(&'static str),
    /// A value isn't what is named here.
    Malformed(&'static str),
    /// What is named here is never sent, and so never read.
    Reserved(&'static str),
    /// Something of this type can't stand here.
    UnexpectedType(JsonType),
    /// What has a length of its own has this one, or is at least as long.
    Length(usize),
    /// A field that must be there isn't, or an Any's `@type` is none.
    Missing,
    /// A field has no known name; an error only where that was asked for.
    UnknownField,
    /// An enum's value has no known name; an error only where that was asked for.
    UnknownValue,
    /// The type's own `Deserialize` gave up.
    Custom,
}

/// A type of JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum JsonType {
    /// `null`
    Null,
    /// `true` or `false`
    Bool,
    /// A number.
    Number,
    /// Text in quotes.
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
            BuildError::Syntax(error) => Self::Syntax(error.problem),
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
            Self::Syntax(problem) => problem.fmt(f),
            Self::Capacity(error) => error.fmt(f),
            Self::Duplicate => f.write_str("a name that stands twice, or a second member of a oneof"),
            Self::OutOfRange(what) => write!(f, "out of range: {what}"),
            Self::Malformed(what) => write!(f, "malformed: {what}"),
            Self::Reserved(what) => write!(f, "{what} is reserved"),
            Self::UnexpectedType(found) => write!(f, "{found} can't stand here"),
            Self::Length(len) => write!(f, "a length of {len}, where another is expected"),
            Self::Missing => f.write_str("must be there, in a valid form"),
            Self::UnknownField => f.write_str("a field of an unknown name"),
            Self::UnknownValue => f.write_str("an unknown name of an enum's value"),
            Self::Custom => f.write_str("refused by the type that is read"),
        }
    }
}

impl fmt::Display for JsonType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Null => "null",
            Self::Bool => "a truth value",
            Self::Number => "a number",
            Self::String => "text",
            Self::Array => "an array",
            Self::Object => "an object",
        })
    }
}

impl core::error::Error for DecodeError {}
