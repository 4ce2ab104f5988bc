//! What building and encoding can answer.

use core::convert::Infallible;
use core::fmt;

/// Why a value was refused while a message was being built.
///
/// Everything that can fail, fails here: a message that was built can be encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum BuildError {
    /// A text is too long or a list is full.
    Capacity(CapacityError),
    /// A number, time or duration lies outside what the wire allows for the named value.
    OutOfRange(&'static str),
    /// The named value may be received but never sent.
    Reserved(&'static str),
    /// JSON text was expected, and this isn't any.
    Syntax(SyntaxError),
    /// The value has no JSON form.
    Unencodable(Unencodable),
}

/// A part of a message was larger than the capacity that its profile gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct CapacityError {
    /// The capacity's name, as in [`Sizes`](crate::capacity::Sizes).
    pub capacity: &'static str,
    /// What it holds: bytes of JSON for a text, entries for a list or a map.
    pub limit: usize,
    /// What would have been needed.
    pub needed: usize,
}

/// Text that isn't JSON, or isn't the JSON that is wanted here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct SyntaxError {
    /// The byte at which the text stops making sense.
    pub offset: usize,
    /// What is wrong there.
    pub problem: Problem,
}

/// What is wrong with JSON text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum Problem {
    /// The text ends before the value does.
    UnexpectedEnd,
    /// No value, comma, colon or bracket can stand like this here.
    UnexpectedByte,
    /// A number with a leading zero, a bare sign or point, or an empty exponent.
    InvalidNumber,
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

/// What has no form in JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum Unencodable {
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
    Unencodable(Unencodable),
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Capacity(error) => error.fmt(f),
            Self::OutOfRange(what) => write!(f, "out of range: {what}"),
            Self::Reserved(what) => write!(f, "{what} is reserved and can't be sent"),
            Self::Syntax(error) => error.fmt(f),
            Self::Unencodable(error) => error.fmt(f),
        }
    }
}

impl fmt::Display for CapacityError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { capacity, limit, needed } = self;
        write!(f, "capacity {capacity} is {limit}, but {needed} would be needed")
    }
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at byte {}", self.problem, self.offset)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::UnexpectedEnd => "the JSON text ends too early",
            Self::UnexpectedByte => "unexpected character in JSON",
            Self::InvalidNumber => "malformed number",
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

impl fmt::Display for Unencodable {
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
            Self::Unencodable(error) => error.fmt(f),
        }
    }
}

impl core::error::Error for BuildError {}
impl core::error::Error for CapacityError {}
impl core::error::Error for SyntaxError {}
impl core::error::Error for Unencodable {}
impl core::error::Error for EncodeError {}

impl serde::ser::Error for Unencodable {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self::Custom
    }
}

/// What can't fail, has no error to convert.
impl From<Infallible> for BuildError {
    fn from(never: Infallible) -> Self {
        match never {}
    }
}

impl From<CapacityError> for BuildError {
    fn from(error: CapacityError) -> Self {
        Self::Capacity(error)
    }
}

impl From<SyntaxError> for BuildError {
    fn from(error: SyntaxError) -> Self {
        Self::Syntax(error)
    }
}

impl From<Unencodable> for BuildError {
    fn from(error: Unencodable) -> Self {
        Self::Unencodable(error)
    }
}

impl From<Unencodable> for EncodeError {
    fn from(error: Unencodable) -> Self {
        Self::Unencodable(error)
    }
}
