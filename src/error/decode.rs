//! What decoding can answer.

use super::{CapacityError, Problem, SyntaxError};
use core::fmt;
use serde::de::{Error, Expected, Unexpected};

/// Why there is no value in the input.
///
/// ```
/// use vitalwire::{DecodeErrorKind, dataflow::WorkerThreadScalingReport, json};
///
/// let error = json::from_slice::<WorkerThreadScalingReport>(br#"{"currentThreadCount": 1.5}"#).unwrap_err();
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
    Syntax(Problem),
    /// A part is larger than the capacity that the message has for it.
    Capacity(CapacityError),
    /// A known field or a map's key stands twice, or two members of one oneof do.
    Duplicate,
    /// A value lies outside what is named here.
    OutOfRange(&'static str),
    /// A value isn't what is named here.
    Malformed(&'static str),
    /// Something of this type can't stand here.
    WrongType(Found),
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
pub enum Found {
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

impl Found {
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

impl DecodeError {
    /// An error of which the place is not known yet.
    pub(crate) const fn new(kind: DecodeErrorKind) -> Self {
        Self { offset: 0, field: None, kind }
    }

    /// The same error at `offset`, unless it has a place. At the start of the input there's nothing to
    /// tell apart.
    pub(crate) fn at(self, offset: usize) -> Self {
        Self { offset: if self.offset == 0 { offset } else { self.offset }, ..self }
    }

    /// The same error about text that was decoded, which some types don't take.
    pub(crate) fn of_copied_text(self) -> Self {
        match self.kind {
            DecodeErrorKind::WrongType(Found::String) => {
                Self { kind: DecodeErrorKind::Malformed("text without escapes, that can be borrowed"), ..self }
            }
            _ => self,
        }
    }

    /// The same error in a field, unless that is known.
    #[cold]
    #[inline(never)]
    pub(crate) fn in_field(self, name: &'static str) -> Self {
        Self { field: self.field.or(Some(name)), ..self }
    }

    /// The same error about a value that is `found`, where `what` should be, or what has the capacity of that name.
    #[cold]
    #[inline(never)]
    pub(crate) fn of_value(mut self, found: Found, what: &'static str, limit: usize) -> Self {
        match &mut self.kind {
            DecodeErrorKind::WrongType(of) => *of = found,
            DecodeErrorKind::OutOfRange(of @ "") | DecodeErrorKind::Malformed(of @ "") => *of = what,
            _ => return self.of_capacity(what, limit),
        }
        self
    }

    /// The same error about a container. What is wrong inside it is not about it.
    #[cold]
    #[inline(never)]
    pub(crate) fn of_capacity(mut self, name: &'static str, most: usize) -> Self {
        if let DecodeErrorKind::Capacity(CapacityError { capacity: capacity @ "", limit, .. }) = &mut self.kind {
            (*capacity, *limit) = (name, most);
        }
        self
    }
}

/// Added to a length that is more than a capacity, where serde's terms have only a length.
pub(crate) const OVER_CAPACITY: usize = 1 << (usize::BITS - 1);

impl From<SyntaxError> for DecodeError {
    fn from(SyntaxError { offset, problem }: SyntaxError) -> Self {
        Self { offset, field: None, kind: DecodeErrorKind::Syntax(problem) }
    }
}

/// What a `Deserialize` says in serde's terms. It can't say where, nor more of a value than that it's
/// wrong: the decoder does.
impl Error for DecodeError {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self::new(DecodeErrorKind::Custom)
    }

    fn invalid_type(found: Unexpected<'_>, _: &dyn Expected) -> Self {
        Self::new(match found {
            Unexpected::Bool(_) => DecodeErrorKind::WrongType(Found::Bool),
            Unexpected::Unsigned(_) | Unexpected::Signed(_) | Unexpected::Float(_) => {
                DecodeErrorKind::WrongType(Found::Number)
            }
            Unexpected::Char(_) | Unexpected::Str(_) => DecodeErrorKind::WrongType(Found::String),
            Unexpected::Unit | Unexpected::Option => DecodeErrorKind::WrongType(Found::Null),
            Unexpected::Seq => DecodeErrorKind::WrongType(Found::Array),
            Unexpected::Other(_) | Unexpected::Bytes(_) => DecodeErrorKind::Malformed(""),
            _ => DecodeErrorKind::WrongType(Found::Object),
        })
    }

    fn invalid_value(_: Unexpected<'_>, _: &dyn Expected) -> Self {
        Self::new(DecodeErrorKind::OutOfRange(""))
    }

    fn invalid_length(len: usize, _: &dyn Expected) -> Self {
        Self::new(match len & !OVER_CAPACITY {
            needed if needed < len => DecodeErrorKind::Capacity(CapacityError { capacity: "", limit: 0, needed }),
            len => DecodeErrorKind::Length(len),
        })
    }

    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Self {
        Self::new(DecodeErrorKind::UnknownValue)
    }

    fn unknown_field(_: &str, _: &'static [&'static str]) -> Self {
        Self::new(DecodeErrorKind::UnknownField)
    }

    fn missing_field(field: &'static str) -> Self {
        Self::new(DecodeErrorKind::Missing).in_field(field)
    }

    fn duplicate_field(field: &'static str) -> Self {
        // A map's key has no name.
        let duplicate = Self::new(DecodeErrorKind::Duplicate);
        if field.is_empty() { duplicate } else { duplicate.in_field(field) }
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
            Self::OutOfRange("") => f.write_str("out of range"),
            Self::OutOfRange(what) => write!(f, "out of range: {what}"),
            Self::Malformed("") => f.write_str("malformed"),
            Self::Malformed(what) => write!(f, "malformed: {what}"),
            Self::WrongType(found) => write!(f, "{found} can't stand here"),
            Self::Length(len) => write!(f, "a length of {len}, where another is expected"),
            Self::Missing => f.write_str("must be there, in a valid form"),
            Self::UnknownField => f.write_str("a field of an unknown name"),
            Self::UnknownValue => f.write_str("an unknown name of an enum's value"),
            Self::Custom => f.write_str("refused by the type that is read"),
        }
    }
}

impl fmt::Display for Found {
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
