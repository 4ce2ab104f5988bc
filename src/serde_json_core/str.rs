//! Strings as they are spelled in JSON.

use crate::json::{SPELLING, unescape};
use core::fmt;
use serde::de::{Deserialize, Deserializer, Visitor};
use serde::{Serialize, Serializer};

/// A string as it is spelled in JSON, without its quotes: it can be borrowed from the input even if it has escapes.
///
/// ```
/// use vitalwire::serde_json_core::{from_str, str::EscapedStr, to_string};
///
/// let (label, _) = from_str::<EscapedStr>(r#""left \u0026 right""#)?;
/// assert_eq!(label, EscapedStr(r"left \u0026 right"));
/// assert_eq!(to_string::<_, 32>(&label).unwrap(), r#""left \u0026 right""#);
/// # Ok::<(), vitalwire::serde_json_core::de::Error>(())
/// ```
///
/// `vitalwire::json` reads and writes it in the same way, and so does serde-json-core. In other formats, and within
/// types that serde buffers (flattened, untagged), the string is the decoded text.
///
/// Writing fails if it can't be between the quotes of a JSON string.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct EscapedStr<'a>(
    /// The spelling, in which a backslash starts an escape.
    pub &'a str,
);

/// A part of an [`EscapedStr`], decoded.
///
/// ```
/// use vitalwire::serde_json_core::str::{EscapedStr, EscapedStringFragment::{Escaped, NotEscaped}};
///
/// let label = EscapedStr(r"left\nright");
/// assert!(label.fragments().flatten().eq([NotEscaped("left"), Escaped('\n'), NotEscaped("right")]));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum EscapedStringFragment<'a> {
    /// Text without escapes.
    NotEscaped(&'a str),
    /// The character that an escape represents.
    Escaped(char),
}

/// Why an [`EscapedStr`] can't be decoded.
///
/// ```
/// use vitalwire::serde_json_core::str::{EscapedStr, StringUnescapeError};
///
/// let mut fragments = EscapedStr(r"\x").fragments();
/// assert_eq!(fragments.next(), Some(Err(StringUnescapeError::InvalidEscapeSequence)));
/// assert_eq!(StringUnescapeError::InvalidEscapeSequence.to_string(), "invalid escape");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum StringUnescapeError {
    /// A backslash without a valid escape after it.
    InvalidEscapeSequence,
}

/// The parts of an [`EscapedStr`], decoded one after the other. It ends after an invalid escape.
///
/// ```
/// use vitalwire::serde_json_core::str::EscapedStr;
///
/// let mut fragments = EscapedStr(r"left\nright").fragments();
/// fragments.next();
/// assert_eq!(fragments.as_str(), EscapedStr(r"\nright")); // what is left
/// ```
#[derive(Clone, Debug)]
pub struct EscapedStringFragmentIter<'a>(&'a str);

impl<'a> EscapedStr<'a> {
    /// Returns the parts, decoded one after the other: text without escapes, and characters that were escaped.
    ///
    /// ```
    /// use vitalwire::serde_json_core::str::{EscapedStr, EscapedStringFragment};
    ///
    /// let mut text = String::new();
    /// for fragment in EscapedStr(r"20 \u00b0C").fragments() {
    ///     match fragment? {
    ///         EscapedStringFragment::NotEscaped(part) => text.push_str(part),
    ///         EscapedStringFragment::Escaped(character) => text.push(character),
    ///     }
    /// }
    /// assert_eq!(text, "20 °C");
    /// # Ok::<(), vitalwire::serde_json_core::str::StringUnescapeError>(())
    /// ```
    #[must_use]
    pub fn fragments(&self) -> EscapedStringFragmentIter<'a> {
        EscapedStringFragmentIter(self.0)
    }
}

impl<'a> EscapedStringFragmentIter<'a> {
    /// Returns what is left, as spelled.
    #[must_use]
    pub fn as_str(&self) -> EscapedStr<'a> {
        EscapedStr(self.0)
    }
}

impl<'a> Iterator for EscapedStringFragmentIter<'a> {
    type Item = Result<EscapedStringFragment<'a>, StringUnescapeError>;

    fn next(&mut self) -> Option<Self::Item> {
        let text = core::mem::take(&mut self.0);
        let (fragment, rest) = match text.bytes().position(|byte| byte == b'\\') {
            Some(0) => match unescape(text.as_bytes()) {
                Ok((character, len)) => (EscapedStringFragment::Escaped(character), text.get(len..)),
                Err(_) => return Some(Err(StringUnescapeError::InvalidEscapeSequence)),
            },
            Some(escape) => (EscapedStringFragment::NotEscaped(text.get(..escape)?), text.get(escape..)),
            None if text.is_empty() => return None,
            None => (EscapedStringFragment::NotEscaped(text), None),
        };
        self.0 = rest.unwrap_or_default();
        Some(Ok(fragment))
    }
}

impl Serialize for EscapedStr<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct(SPELLING, self.0)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for EscapedStr<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(SPELLING, SpellingVisitor)
    }
}

struct SpellingVisitor;

impl<'de> Visitor<'de> for SpellingVisitor {
    type Value = EscapedStr<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a borrowed string")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<EscapedStr<'de>, D::Error> {
        Deserialize::deserialize(deserializer).map(EscapedStr)
    }
}

impl fmt::Display for StringUnescapeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("invalid escape")
    }
}

impl core::error::Error for StringUnescapeError {}
