//! Errors of JSON syntax.

use core::fmt;

/// Why text isn't JSON, or isn't the JSON that is required.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct SyntaxError {
    /// The offset in the text, in bytes, at which the error is.
    pub offset: usize,
    /// What is wrong there.
    pub kind: SyntaxErrorKind,
}

/// What is wrong with JSON text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum SyntaxErrorKind {
    /// The text ends before the value does.
    UnexpectedEnd,
    /// A byte that isn't UTF-8.
    InvalidUtf8,
    /// A byte that isn't allowed here, in or between values.
    UnexpectedByte,
    /// A number with a leading zero, a bare sign or point, or an empty exponent.
    InvalidNumber,
    /// A number beyond the range of a double.
    NumberTooLarge,
    /// A `\` without a valid escape after it.
    InvalidEscape,
    /// Half of a surrogate pair.
    LoneSurrogate,
    /// A control character that must be escaped inside a string.
    ControlCharacter,
    /// More brackets are open than [`MAX_DEPTH`](crate::json::MAX_DEPTH).
    TooDeep,
    /// Something other than white space follows the value.
    TrailingData,
    /// The value must be an object.
    NotAnObject,
    /// An `Any` with members needs an `@type`: a string with a `/`, and a name after it.
    InvalidType,
    /// An `Any` has a second `@type`.
    DuplicateType,
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "invalid JSON: {}, at byte {}", self.kind, self.offset)
    }
}

impl fmt::Display for SyntaxErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::UnexpectedEnd => "unexpected end of input",
            Self::InvalidUtf8 => "invalid UTF-8",
            Self::UnexpectedByte => "unexpected character",
            Self::InvalidNumber => "invalid number",
            Self::NumberTooLarge => "number beyond the range of a double",
            Self::InvalidEscape => "invalid escape",
            Self::LoneSurrogate => "unpaired surrogate",
            Self::ControlCharacter => "unescaped control character",
            Self::TooDeep => "nested too deeply",
            Self::TrailingData => "trailing characters",
            Self::NotAnObject => "expected an object",
            Self::InvalidType => "an Any needs an \"@type\" with a '/' before the name of its type",
            Self::DuplicateType => "duplicate \"@type\"",
        })
    }
}

impl core::error::Error for SyntaxError {}
