//! Random JSON, compared with serde_json.

use super::json_text::near_json;
use serde::de::IgnoredAny;
use serde_json::Value;
use vitalwire::{DecodeError, DecodeErrorKind, SyntaxErrorKind, json};
use vitalwire_testing::property;
use vitalwire_testing::reference::repeats_a_name;
use vitalwire_testing::sample;

type LongValue = vitalwire::proto::Value<heapless::String<1024>>;

#[test]
fn any_json_is_what_serde_json_reads() {
    property(|u| {
        let text = sample::json_value(u)?;
        let mut scratch = vec![0; text.len()];
        let mut decoder = json::Decoder::new(text.as_bytes()).with_scratch(&mut scratch);
        assert_eq!(decoder.value::<Value>(), Ok(serde_json::from_str(&text).expect("JSON")));
        assert_eq!(decoder.end(), Ok(()));
        Ok(())
    });
}

#[test]
fn the_same_text_is_json() {
    property(|u| {
        is_json_to_both(&near_json(u)?);
        Ok(())
    });
}

#[test]
fn any_bytes_are_an_error_or_json() {
    property(|u| {
        let mut bytes = near_json(u)?.into_bytes();
        for _ in 0..u.int_in_range(1..=3)? {
            if !bytes.is_empty() {
                let at = u.choose_index(bytes.len())?;
                bytes[at] = u.arbitrary()?;
            }
        }
        let ours = json::from_slice::<IgnoredAny>(&bytes).map(drop);
        match core::str::from_utf8(&bytes) {
            Ok(text) => is_json_to_both(text),
            Err(error) => assert!(ours.is_err_and(|ours| ours.offset <= error.valid_up_to())),
        }
        Ok(())
    });
}

/// Parsed, kept or ignored, the same text is JSON, or fails at the same byte.
fn is_json_to_both(text: &str) {
    let parsed = json::from_str::<Value>(text);
    let ignored = json::from_str::<IgnoredAny>(text).map(drop);
    let kept = vitalwire::decode::<LongValue>(text.as_bytes());
    match (&parsed, serde_json::from_str::<Value>(text)) {
        (Ok(ours), Ok(theirs)) => assert_eq!(*ours, theirs, "{text}"),
        (Err(error), Err(_)) => assert!(error.offset <= text.len(), "{text}"),
        (ours, theirs) => panic!("{ours:?}, but {theirs:?}: {text}"),
    }
    // The numbers of a kept value are checked once all of the value is JSON, whatever follows it.
    let is_after = |error: &DecodeError| error.kind == DecodeErrorKind::Syntax(SyntaxErrorKind::TrailingData);
    let within = ignored.err().filter(|error| !is_after(error));
    let expected = within.or(parsed.as_ref().err().copied().map(as_kept));
    if expected.is_none() && repeats_a_name(text.as_bytes()) {
        assert_eq!(kept.expect_err(text).kind, DecodeErrorKind::DuplicateKey);
    } else {
        assert_eq!(kept.err(), expected, "{text}");
    }
    // An ignored number needn't fit a double.
    let is_too_large = parsed.as_ref().is_err_and(|error| error.kind == DecodeErrorKind::OutOfRange("a double"));
    if !is_too_large {
        assert_eq!(ignored.err(), parsed.err(), "{text}");
    }
    if let Err(error) = ignored {
        let prefix = &text[..error.offset];
        let is_a_prefix = |read: serde_json::Result<()>| read.is_ok() || read.is_err_and(|error| error.is_eof());
        let parsed = serde_json::from_str::<Value>(prefix).map(drop);
        let ignored = serde_json::from_str::<IgnoredAny>(prefix).map(drop);
        assert!(is_a_prefix(parsed) || is_a_prefix(ignored), "{error}: {text}");
    }
}

/// Returns the error for the same value when it's kept: a number that is too large has another kind of error.
fn as_kept(error: DecodeError) -> DecodeError {
    match error.kind {
        DecodeErrorKind::OutOfRange("a double") => vitalwire::decode::<LongValue>(b"1e999")
            .map_err(|kept| with_offset(kept, error.offset))
            .expect_err("too large"),
        _ => error,
    }
}

fn with_offset(mut error: DecodeError, offset: usize) -> DecodeError {
    assert_eq!(error.kind, DecodeErrorKind::Syntax(SyntaxErrorKind::NumberTooLarge));
    error.offset = offset;
    error
}
