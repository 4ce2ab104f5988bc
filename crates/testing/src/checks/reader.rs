//! The reader accepts what serde_json accepts, and reads the same.

use super::tree::tree;
use crate::reference::{Verdict, check_error, compact, judge, judge_ignored, read, repeats_a_name};
use serde::de::{Deserialize, IgnoredAny};
use serde_json::Value;
use std::fmt::Debug;
use vitalwire::json::{self, Decoder};
use vitalwire::{DecodeError, DecodeErrorKind, SyntaxErrorKind, proto};

type Kept = proto::Value<String>;

/// Checks any bytes as each type that accepts any JSON.
pub fn reader(input: &[u8]) {
    tree(input);
    let verdict = judge(input);
    agrees(&verdict, from_slice::<Value>(input), input, |value, expected| {
        assert_eq!(value.to_string(), expected.to_string());
    });
    if let Verdict::Json(_) = verdict
        && repeats_a_name(input)
    {
        let error = vitalwire::decode::<Kept>(input).expect_err("a name that occurs twice");
        assert_eq!(error.kind, DecodeErrorKind::DuplicateKey, "{}", input.escape_ascii());
        check_error(&error, input);
        return;
    }
    agrees(&verdict, vitalwire::decode::<Kept>(input), input, |kept, expected| {
        let text = kept.as_str();
        assert_eq!(text.as_bytes(), compact(input));
        assert_eq!(read::<Value>(text.as_bytes()).expect("JSON").to_string(), expected.to_string());

        let by_serde_json = read::<Kept>(input).expect("a value");
        assert_eq!(read::<Value>(by_serde_json.as_str().as_bytes()).expect("JSON").to_string(), expected.to_string());
    });
    agrees(&judge_ignored(input), json::from_slice::<IgnoredAny>(input), input, |_, _| {});

    if let Ok(text) = std::str::from_utf8(input) {
        assert_eq!(Kept::new(text).ok(), vitalwire::decode(text.as_bytes()).ok());
    }
    if let Verdict::Json(_) = verdict {
        ends_too_early(input);
    }
    prefix_is_consumed(input, vitalwire::decode::<Kept>, vitalwire::decode_prefix);
    prefix_is_consumed(input, |json| json::from_slice::<IgnoredAny>(json), |json| json::from_prefix(json));
}

/// Decodes with scratch space for all strings with escapes.
fn from_slice<T: for<'de> Deserialize<'de>>(input: &[u8]) -> Result<T, DecodeError> {
    let mut scratch = vec![0; input.len()];
    let mut decoder = Decoder::new(input).with_scratch(&mut scratch);
    let value = decoder.value()?;
    decoder.end()?;
    assert_eq!(decoder.offset(), input.len());
    Ok(value)
}

#[track_caller]
fn agrees<T: Debug>(
    verdict: &Verdict,
    read: Result<T, DecodeError>,
    input: &[u8],
    is_the_same: impl FnOnce(T, &Value),
) {
    if let Err(error) = &read {
        check_error(error, input);
    }
    match (verdict, read) {
        (Verdict::Json(expected), Ok(value)) => is_the_same(value, expected),
        (&Verdict::TooDeep(at), Err(error)) => {
            assert_eq!((error.offset, error.kind), (at, DecodeErrorKind::Syntax(SyntaxErrorKind::TooDeep)));
        }
        (Verdict::NotJson, Err(_)) => {}
        (verdict, read) => panic!("{verdict:?}, but {read:?}: {}", input.escape_ascii()),
    }
}

/// Checks that truncated JSON has no other error.
fn ends_too_early(json: &[u8]) {
    let step = 1 + json.len() / 64;
    for len in (0..json.len()).step_by(step) {
        if let Err(error) = vitalwire::decode::<Kept>(&json[..len]) {
            let is_cut = match error.kind {
                DecodeErrorKind::Syntax(SyntaxErrorKind::UnexpectedEnd | SyntaxErrorKind::InvalidUtf8) => true,
                // An exponent may be missing.
                DecodeErrorKind::Syntax(SyntaxErrorKind::NumberTooLarge) => {
                    json[error.offset..len].iter().all(|byte| b"+-.eE0123456789".contains(byte))
                }
                _ => false,
            };
            assert!(is_cut, "{error}: {}", json[..len].escape_ascii());
            check_error(&error, &json[..len]);
        }
    }
}

fn prefix_is_consumed<T: Debug + PartialEq>(
    input: &[u8],
    read: impl Fn(&[u8]) -> Result<T, DecodeError>,
    read_prefix: impl Fn(&[u8]) -> Result<(T, usize), DecodeError>,
) {
    let whole = read(input);
    match read_prefix(input) {
        Ok((value, len)) => {
            let rest = input.split_at(len).1;
            assert_eq!(read(&input[..len]).as_ref(), Ok(&value));
            let space = rest.iter().take_while(|byte| b" \t\r\n".contains(byte)).count();
            match whole {
                Ok(whole) => assert_eq!((whole, space), (value, rest.len())),
                Err(error) => {
                    let is_after = matches!(
                        error.kind,
                        DecodeErrorKind::Syntax(SyntaxErrorKind::TrailingData | SyntaxErrorKind::InvalidUtf8)
                    );
                    assert!(is_after && error.offset == len + space, "{error}: {}", input.escape_ascii());
                }
            }
        }
        Err(error) => assert_eq!(whole.err(), Some(error), "{}", input.escape_ascii()),
    }
}
