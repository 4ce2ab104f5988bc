//! JSON text that isn't any.

use core::fmt;

/// Text that isn't JSON, or isn't the JSON that is wanted here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct SyntaxError {
    /// The byte at which the text stops making sense.
    pub offset: usize,
    /// What is wrong there.
    pub problem: SyntaxErrorKind,
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
    /// No value, comma, colon or bracket can stand like this here.
    UnexpectedByte,
    /// A number with a leading zero, a bare sign or point, or an empty exponent.
    InvalidNumber,
    /// A number beyond the range of a double.
    NumberTooLarge,
    /// A `\` that no escape follows.
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
    /// An `Any` with members must have an `@type`: text with a `/` and something behind it.
    InvalidType,
    /// An `Any` has a second `@type`.
    DuplicateType,
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at byte {}", self.problem, self.offset)
    }
}

impl fmt::Display for SyntaxErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::UnexpectedEnd => "the JSON text ends too early",
            Self::InvalidUtf8 => "a byte that isn't UTF-8",
            Self::UnexpectedByte => "unexpected character in JSON",
            Self::InvalidNumber => "malformed number",
            Self::NumberTooLarge => "a number beyond the range of a double",
            Self::InvalidEscape => "malformed escape in a string",
            Self::LoneSurrogate => "half a surrogate pair in a string",
            Self::ControlCharacter => "unescaped control character in a string",
            Self::TooDeep => "brackets nested too deeply",
            Self::TrailingData => "more text after the end of the JSON value",
            Self::NotAnObject => "a JSON object was expected",
            Self::InvalidType => "an Any needs a text \"@type\" with a '/' before the type's name",
            Self::DuplicateType => "a second \"@type\"",
        })
    }
}

impl core::error::Error for SyntaxError {}
