//! serde_json as a reference, and what is needed to compare with it to the byte.

use serde::de::{Deserialize, DeserializeOwned, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt;
use vitalwire::json::MAX_DEPTH;
use vitalwire::{DecodeError, DecodeErrorKind, SyntaxErrorKind};

/// Returns what serde_json reads, however deep the input.
pub fn read<T: DeserializeOwned>(json: &[u8]) -> serde_json::Result<T> {
    let mut deserializer = serde_json::Deserializer::from_slice(json);
    deserializer.disable_recursion_limit();
    let value = T::deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(value)
}

/// Returns a value with all numbers as doubles, so that 1 is 1.0.
pub fn with_doubles(value: Value) -> Value {
    match value {
        Value::Number(number) => number.as_f64().into(),
        Value::Array(elements) => elements.into_iter().map(with_doubles).collect(),
        Value::Object(members) => members.into_iter().map(|(key, value)| (key, with_doubles(value))).collect(),
        other => other,
    }
}

/// What an input is.
#[derive(Debug)]
pub enum Verdict {
    Json(Value),
    /// Valid up to the first bracket that is nested too deeply.
    TooDeep(usize),
    NotJson,
}

/// Judges input whose numbers have to be doubles. Nothing that is nested too deeply is ever read.
pub fn judge(input: &[u8]) -> Verdict {
    match too_deep(input) {
        Some(at) if is_prefix(&input[..=at]) => Verdict::TooDeep(at),
        Some(_) => Verdict::NotJson,
        None => read(input).map_or(Verdict::NotJson, Verdict::Json),
    }
}

/// Judges input whose numbers may be of any size. The returned value has other numbers.
pub fn judge_ignored(input: &[u8]) -> Verdict {
    let Some(at) = too_deep(input) else { return judge(&with_small_numbers(input)) };
    if is_prefix(&with_small_numbers(&input[..=at])) { Verdict::TooDeep(at) } else { Verdict::NotJson }
}

/// Returns whether input can be continued to a value, as far as serde_json knows.
fn is_prefix(input: &[u8]) -> bool {
    read::<Value>(input).map_or_else(|error| error.is_eof(), |_| true)
}

/// Returns the offset of the first bracket that is nested too deeply, if all up to there is JSON.
pub fn too_deep(input: &[u8]) -> Option<usize> {
    let mut depth = 0_usize;
    outside_strings(input).find_map(|(at, byte)| {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        (depth > MAX_DEPTH).then_some(at)
    })
}

/// Returns JSON without white space between its tokens, and with the escapes that serde_json would write.
pub fn compact(json: &[u8]) -> Vec<u8> {
    let mut compact = Vec::new();
    let mut after = 0;
    for (at, byte) in outside_strings(json).chain([(json.len(), b' ')]) {
        if at > after {
            let text: String = serde_json::from_slice(&json[after..at]).expect("text");
            compact.extend(serde_json::to_vec(&text).expect("JSON"));
        }
        after = at + 1;
        if !byte.is_ascii_whitespace() {
            compact.push(byte);
        }
    }
    compact
}

/// Returns JSON without large numbers: only the first two digits in a row are kept, and exponents are 0.
fn with_small_numbers(json: &[u8]) -> Vec<u8> {
    let mut keep: Vec<Option<u8>> = json.iter().copied().map(Some).collect();
    let (mut digits, mut after, mut in_exponent) = (0, 0, false);
    for (at, byte) in outside_strings(json) {
        if at != after {
            (digits, in_exponent) = (0, false);
        }
        after = at + 1;
        match byte {
            b'0'..=b'9' => {
                digits += 1;
                keep[at] = match digits {
                    ..=2 if in_exponent => Some(b'0'),
                    ..=2 => Some(byte),
                    _ => None,
                };
            }
            b'e' | b'E' => (digits, in_exponent) = (0, true),
            b'+' | b'-' => digits = 0,
            _ => (digits, in_exponent) = (0, false),
        }
    }
    keep.into_iter().flatten().collect()
}

/// Returns the bytes outside of strings, with their offsets; correct as far as the input is JSON.
fn outside_strings(input: &[u8]) -> impl Iterator<Item = (usize, u8)> {
    let (mut in_string, mut escaped) = (false, false);
    input.iter().copied().enumerate().filter(move |&(_, byte)| {
        let was_in_string = in_string;
        if escaped {
            escaped = false;
        } else if byte == b'"' {
            in_string = !in_string;
        } else {
            escaped = in_string && byte == b'\\';
        }
        !was_in_string && byte != b'"'
    })
}

/// Checks that an error is right, for input with or without white space after it.
pub fn check_error(error: &DecodeError, input: &[u8]) {
    let DecodeError { offset, kind, .. } = *error;
    assert!(offset <= input.len(), "{error}");
    assert!(error.to_string().ends_with(&format!(" at byte {offset}")));
    let path = error.path(input).to_string();
    assert!(path.is_ascii() || path.contains("[\""), "{error}: {path}");
    let (prefix, rest) = input.split_at(offset);
    assert!(is_prefix(&with_small_numbers(prefix)), "{error}: nothing can follow {}", prefix.escape_ascii());

    let DecodeErrorKind::Syntax(problem) = kind else { return };
    let valid_up_to = std::str::from_utf8(input).map_or_else(|error| error.valid_up_to(), str::len);
    match problem {
        SyntaxErrorKind::UnexpectedEnd => assert_eq!((offset, valid_up_to), (input.len(), input.len()), "{error}"),
        SyntaxErrorKind::InvalidUtf8 => assert!(offset == valid_up_to && offset < input.len(), "{error}"),
        SyntaxErrorKind::TooDeep => assert_eq!(too_deep(input), Some(offset), "{error}"),
        SyntaxErrorKind::TrailingData => assert!(matches!(judge_ignored(prefix), Verdict::Json(_)), "{error}"),
        SyntaxErrorKind::NumberTooLarge => {
            let len = rest.iter().position(|byte| !b"+-.eE0123456789".contains(byte)).unwrap_or(rest.len());
            let number = std::str::from_utf8(&rest[..len]).expect("ASCII");
            // The bytes after the number may look like part of it.
            let number = (1..=len).rev().find_map(|len| number[..len].parse::<f64>().ok());
            assert!(number.is_some_and(f64::is_infinite), "{error}");
        }
        SyntaxErrorKind::UnexpectedByte | SyntaxErrorKind::InvalidNumber | SyntaxErrorKind::ControlCharacter => {
            assert!(!is_prefix(&with_small_numbers(&input[..=offset])), "{error}: {}", input.escape_ascii());
        }
        SyntaxErrorKind::InvalidEscape | SyntaxErrorKind::LoneSurrogate => {
            assert_eq!(rest.first(), Some(&b'\\'), "{error}");
            assert!(matches!(judge_ignored(input), Verdict::NotJson), "{error}: {}", input.escape_ascii());
        }
        problem => panic!("{problem:?} isn't a decoder's error"),
    }
}

/// Returns whether two texts differ at most in the order of members: if so, serde_json wrote all values the same way.
pub fn is_reordered(a: &[u8], b: &[u8]) -> bool {
    let [a, b] = [a, b].map(|text| {
        let mut bytes = text.to_vec();
        bytes.sort_unstable();
        bytes
    });
    a == b
}

/// Returns whether an object in the JSON has two members of one name.
pub fn repeats_a_name(json: &[u8]) -> bool {
    read::<Repeats>(json).is_ok_and(|Repeats(repeats)| repeats)
}

/// Whether a value repeats a name.
struct Repeats(bool);

impl<'de> Deserialize<'de> for Repeats {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RepeatsVisitor).map(Self)
    }
}

struct RepeatsVisitor;

impl<'de> Visitor<'de> for RepeatsVisitor {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E: Error>(self) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<bool, A::Error> {
        let mut repeats = false;
        while let Some(element) = access.next_element::<Repeats>()? {
            repeats |= element.0;
        }
        Ok(repeats)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<bool, A::Error> {
        let (mut names, mut repeats) = (BTreeSet::new(), false);
        while let Some((name, value)) = access.next_entry::<String, Repeats>()? {
            repeats |= value.0 || !names.insert(name);
        }
        Ok(repeats)
    }
}
