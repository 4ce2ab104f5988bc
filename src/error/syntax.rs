//! Errors of JSON syntax.

use core::fmt;

/// Why text isn't JSON, and where.
///
/// ```
/// use vitalwire::heapless::String;
/// use vitalwire::proto::Struct;
/// use vitalwire::{BuildError, SyntaxError, SyntaxErrorKind};
///
/// let error = Struct::<String<16>>::new(r#"{"litres": 05}"#).unwrap_err();
/// assert_eq!(error, BuildError::Syntax(SyntaxError { offset: 12, kind: SyntaxErrorKind::InvalidNumber }));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct SyntaxError {
    /// The offset in the text, in bytes, at which the error is.
    pub offset: usize,
    /// What is wrong there.
    pub kind: SyntaxErrorKind,
}

/// What is wrong with JSON text: the kind of a [`SyntaxError`], and in
/// [`DecodeErrorKind::Syntax`](crate::DecodeErrorKind::Syntax).
///
/// ```
/// use vitalwire::heapless::String;
/// use vitalwire::proto::Value;
///
/// for (json, sentence) in [
///     ("[1, 2", "invalid JSON: unexpected end of input, at byte 5"),
///     ("[1, 2,]", "invalid JSON: unexpected character, at byte 6"),
///     ("[01]", "invalid JSON: invalid number, at byte 2"),
///     (r#""\x""#, "invalid JSON: invalid escape, at byte 1"),
///     (r#""\ud800""#, "invalid JSON: unpaired surrogate, at byte 1"),
///     ("{} {}", "invalid JSON: trailing characters, at byte 3"),
/// ] {
///     assert_eq!(Value::<String<16>>::new(json).unwrap_err().to_string(), sentence);
/// }
/// ```
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
        })
    }
}

impl core::error::Error for SyntaxError {}
