//! Errors of reading, with serde-json-core's names.

use super::super::str::StringUnescapeError;
use super::context::Context;
use crate::error::{DecodeError, DecodeErrorKind, SyntaxErrorKind};
use core::fmt;
use serde::{Serialize, Serializer};

/// Why the input couldn't be read.
///
/// It has serde-json-core's variants, so that programs that match on them compile, and two more. The input's offset and
/// the field are in the [`DecodeError`] of `vitalwire::json`.
///
/// ```
/// use vitalwire::serde_json_core::{de::Error, from_str};
///
/// // Has all of it arrived?
/// let is_complete = |input| !matches!(
///     from_str::<[u8; 2]>(input),
///     Err(Error::EofWhileParsingList | Error::EofWhileParsingNumber | Error::EofWhileParsingValue)
/// );
/// assert!(!is_complete("[40, 6"));
/// assert!(is_complete("[40, 60]"));
/// assert_eq!(from_str::<[u8; 2]>("[40, 600]"), Err(Error::InvalidNumber));
/// assert_eq!(Error::InvalidNumber.to_string(), "invalid number, or one out of range");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum Error {
    /// Never returned: types that ask for a value of any type can be read.
    AnyIsUnsupported,
    /// Never returned: types that ask for bytes get the value that there is.
    BytesIsUnsupported,
    /// The input ends in an array.
    EofWhileParsingList,
    /// The input ends in an object.
    EofWhileParsingObject,
    /// The input ends in a string.
    EofWhileParsingString,
    /// The input ends in a number. serde-json-core never returns it.
    EofWhileParsingNumber,
    /// The input ends where a value or a key is expected.
    EofWhileParsingValue,
    /// There is no colon after a key.
    ExpectedColon,
    /// There is neither a comma nor a closing bracket after an element.
    ExpectedListCommaOrEnd,
    /// There is neither a comma nor a closing bracket after a member.
    ExpectedObjectCommaOrEnd,
    /// A word other than `true`, `false` and `null`.
    ExpectedSomeIdent,
    /// There is no value where one is expected.
    ExpectedSomeValue,
    /// A malformed number, or one that its type doesn't hold.
    InvalidNumber,
    /// A value of another type than its field's.
    InvalidType,
    /// A byte that isn't UTF-8.
    InvalidUnicodeCodePoint,
    /// A backslash without a valid escape after it, or half of a surrogate pair.
    InvalidEscapeSequence,
    /// A string with escapes is longer than 64 bytes and than the buffer, once decoded. With the feature `alloc`, it may be.
    EscapedStringIsTooLong,
    /// A key that isn't a string.
    KeyMustBeAString,
    /// Something other than white space follows the value, or an array is longer than its type (unless its elements are
    /// strings).
    TrailingCharacters,
    /// A comma before a closing bracket.
    TrailingComma,
    /// The type's `Deserialize` implementation has rejected it: a field is missing or occurs twice, a variant is
    /// unknown, an array is too short …
    CustomError,
    /// A control character in a string that must be escaped. serde-json-core accepts it.
    ControlCharacter,
    /// More brackets are open than [`MAX_DEPTH`](crate::json::MAX_DEPTH). serde-json-core has no limit.
    TooDeep,
}

impl Error {
    /// The error's name in serde-json-core, as far as its text tells.
    #[cold] // Errors are off the hot path.
    pub(super) fn of(error: DecodeError, input: &[u8]) -> Self {
        let (before, rest) = input.split_at_checked(error.offset).unwrap_or((input, &[]));
        let first = rest.first().copied().unwrap_or_default();
        match error.kind {
            DecodeErrorKind::Syntax(kind) => match kind {
                SyntaxErrorKind::UnexpectedEnd => Context::after(before).at_end(),
                SyntaxErrorKind::UnexpectedByte => Context::after(before).at(first),
                SyntaxErrorKind::InvalidUtf8 => Self::InvalidUnicodeCodePoint,
                SyntaxErrorKind::InvalidNumber | SyntaxErrorKind::NumberTooLarge => Self::InvalidNumber,
                SyntaxErrorKind::InvalidEscape | SyntaxErrorKind::LoneSurrogate => Self::InvalidEscapeSequence,
                SyntaxErrorKind::ControlCharacter => Self::ControlCharacter,
                SyntaxErrorKind::TooDeep => Self::TooDeep,
                SyntaxErrorKind::TrailingData => Self::TrailingCharacters,
            },
            DecodeErrorKind::UnexpectedType(_) => Self::InvalidType,
            DecodeErrorKind::OutOfRange(_) | DecodeErrorKind::Malformed(_) if matches!(first, b'-' | b'0'..=b'9') => {
                Self::InvalidNumber
            }
            DecodeErrorKind::Capacity(error) if error.capacity == "scratch" => Self::EscapedStringIsTooLong,
            // A further element. If it's a string, then its own length may be what is wrong.
            DecodeErrorKind::Length(_) if first != b'"' && Context::after(before).is_before_element(first) => {
                Self::TrailingCharacters
            }
            _ => Self::CustomError,
        }
    }
}

impl From<StringUnescapeError> for Error {
    fn from(error: StringUnescapeError) -> Self {
        match error {
            StringUnescapeError::InvalidEscapeSequence => Self::InvalidEscapeSequence,
        }
    }
}

/// Written as its variant's name.
impl Serialize for Error {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{self:?}"))
    }
}

impl serde::de::Error for Error {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self::CustomError
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::AnyIsUnsupported => "a value of any type",
            Self::BytesIsUnsupported => "bytes",
            Self::EofWhileParsingList => "unexpected end of input in an array",
            Self::EofWhileParsingObject => "unexpected end of input in an object",
            Self::EofWhileParsingString => "unexpected end of input in a string",
            Self::EofWhileParsingNumber => "unexpected end of input in a number",
            Self::EofWhileParsingValue => "unexpected end of input",
            Self::ExpectedColon => "expected a colon",
            Self::ExpectedListCommaOrEnd => "expected a comma or the end of the array",
            Self::ExpectedObjectCommaOrEnd => "expected a comma or the end of the object",
            Self::ExpectedSomeIdent => "expected true, false or null",
            Self::ExpectedSomeValue => "expected a value",
            Self::InvalidNumber => "invalid number, or one out of range",
            Self::InvalidType => "unexpected type",
            Self::InvalidUnicodeCodePoint => "invalid UTF-8",
            Self::InvalidEscapeSequence => "invalid escape",
            Self::EscapedStringIsTooLong => "string with escapes longer than the buffer",
            Self::KeyMustBeAString => "expected a key, which is a string",
            Self::TrailingCharacters => "trailing characters",
            Self::TrailingComma => "trailing comma",
            Self::CustomError => "rejected by the type's Deserialize implementation",
            Self::ControlCharacter => "unescaped control character",
            Self::TooDeep => "nested too deeply",
        })
    }
}

impl core::error::Error for Error {}
