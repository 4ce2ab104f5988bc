//! JSON text that has been checked, and its tokens.

use super::StringToken;
use serde::ser::{Error, Serialize, SerializeMap, SerializeSeq, Serializer};

/// Checked JSON text, serialised as the value it represents. White space may occur between its tokens, but not around
/// it.
///
/// Recurses as deep as the text nests, at most [`MAX_DEPTH`](crate::json::MAX_DEPTH) levels.
pub(crate) struct CheckedJson<'a>(pub(crate) &'a str);

impl<'a> CheckedJson<'a> {
    /// The members of an object: quoted, still escaped keys, and values. Empty for any other value.
    pub(crate) fn members(&self) -> impl Iterator<Item = (&'a str, CheckedJson<'a>)> + use<'a> {
        let mut rest = if self.0.starts_with('{') { inside(self.0).trim_matches(is_space) } else { "" };
        core::iter::from_fn(move || {
            let key = next_value(&mut rest)?;
            Some((key, CheckedJson(next_value(&mut rest)?)))
        })
    }

    fn elements(&self) -> impl Iterator<Item = CheckedJson<'a>> + use<'a> {
        let mut rest = inside(self.0).trim_matches(is_space);
        core::iter::from_fn(move || next_value(&mut rest).map(CheckedJson))
    }
}

impl Serialize for CheckedJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.as_bytes() {
            [b'{', ..] => {
                let mut map = serializer.serialize_map(Some(self.members().count()))?;
                for (key, value) in self.members() {
                    map.serialize_entry(&StringToken::token(key), &value)?;
                }
                map.end()
            }
            [b'[', ..] => {
                let mut seq = serializer.serialize_seq(Some(self.elements().count()))?;
                for element in self.elements() {
                    seq.serialize_element(&element)?;
                }
                seq.end()
            }
            [b'"', ..] => StringToken::token(self.0).serialize(serializer),
            b"true" => serializer.serialize_bool(true),
            b"false" => serializer.serialize_bool(false),
            // A unit would be an empty array in minicbor-serde.
            b"null" => serializer.serialize_none(),
            _ => serialize_number(self.0, serializer),
        }
    }
}

fn serialize_number<S: Serializer>(number: &str, serializer: S) -> Result<S::Ok, S::Error> {
    if let Ok(value) = number.parse() {
        return serializer.serialize_u64(value);
    }
    // A negative zero is a double.
    if let Ok(value @ ..0) = number.parse() {
        return serializer.serialize_i64(value);
    }
    match number.parse::<f64>() {
        Ok(value) if value.is_finite() => serializer.serialize_f64(value),
        _ => Err(S::Error::custom("a number beyond the range of a double")),
    }
}

fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n' | '\r')
}

/// The text between the quotes or brackets.
fn inside(text: &str) -> &str {
    text.get(1..text.len().saturating_sub(1)).unwrap_or_default()
}

/// Splits off the first value, and drops the punctuation after it.
fn next_value<'a>(rest: &mut &'a str) -> Option<&'a str> {
    let (value, after) = rest.split_at_checked(value_len(rest)).filter(|(value, _)| !value.is_empty())?;
    *rest = after.get(1..).unwrap_or_default();
    Some(value.trim_matches(is_space))
}

fn value_len(text: &str) -> usize {
    let (mut depth, mut in_string, mut escaped) = (0_usize, false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            _ if in_string => {}
            b'{' | b'[' => depth += 1,
            b',' | b':' if depth == 0 => return at,
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    text.len()
}

/// Iterates over the tokens of checked JSON text, without the white space between them.
pub(crate) fn tokens(json: &str) -> Tokens<'_> {
    Tokens(json)
}

#[derive(Clone)]
pub(crate) struct Tokens<'a>(&'a str);

impl<'a> Iterator for Tokens<'a> {
    type Item = &'a str;

    #[inline(never)] // One copy.
    fn next(&mut self) -> Option<&'a str> {
        let rest = self.0.trim_ascii_start();
        let (token, after) =
            rest.split_at_checked(token_len(rest.as_bytes())).filter(|(token, _)| !token.is_empty())?;
        self.0 = after;
        Some(token)
    }
}

fn token_len(text: &[u8]) -> usize {
    let len = match text.first() {
        Some(b'"') => {
            // The opening quote ends nothing, either.
            let mut is_escaped = true;
            let end = text.iter().position(|&byte| {
                let is_end = byte == b'"' && !is_escaped;
                is_escaped = byte == b'\\' && !is_escaped;
                is_end
            });
            end.map(|end| end + 1)
        }
        Some(b'{' | b'}' | b'[' | b']' | b',' | b':') => Some(1),
        _ => text.iter().position(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'}' | b']' | b',' | b':')),
    };
    len.unwrap_or(text.len())
}
