//! Random JSON, and what serde_json makes of it.

use super::LongValue;
use super::one_in;
use super::values::{json_object, json_text, string};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde::de::IgnoredAny;
use serde_json::Value;
use vitalwire::{DecodeError, DecodeErrorKind, Problem, json};

proptest! {
    #![proptest_config(one_in(1))]

    #[test]
    fn any_json_is_what_serde_json_reads((value, text) in json_text(json_object())) {
        let mut scratch = vec![0; text.len()];
        let mut decoder = json::Decoder::new(text.as_bytes()).with_scratch(&mut scratch);
        prop_assert_eq!(decoder.value(), Ok(Value::Object(value)));
        prop_assert_eq!(decoder.end(), Ok(()));
    }

    #[test]
    fn the_same_text_is_json(text in prop_oneof![3 => mutated(), 1 => tokens(), 1 => string(20)]) {
        is_json_to_both(&text);
    }

    #[test]
    fn any_bytes_are_an_error_or_json(
        mut bytes in mutated().prop_map(String::into_bytes),
        changes in vec((any::<Index>(), any::<u8>()), 1..4),
    ) {
        for (index, byte) in changes {
            if !bytes.is_empty() {
                let at = index.index(bytes.len());
                bytes[at] = byte;
            }
        }
        let ours = json::from_slice::<IgnoredAny>(&bytes).map(drop);
        match core::str::from_utf8(&bytes) {
            Ok(text) => is_json_to_both(text),
            Err(error) => prop_assert!(ours.is_err_and(|ours| ours.offset <= error.valid_up_to())),
        }
    }
}

/// Looked at, kept and ignored, the same is JSON, and fails at the same byte.
fn is_json_to_both(text: &str) {
    let looked_at = json::from_str::<Value>(text);
    let ignored = json::from_str::<IgnoredAny>(text).map(drop);
    let kept = json::from_str::<LongValue>(text);
    match (&looked_at, serde_json::from_str::<Value>(text)) {
        (Ok(ours), Ok(theirs)) => assert_eq!(*ours, theirs, "{text}"),
        (Err(error), Err(_)) => assert!(error.offset <= text.len(), "{text}"),
        (ours, theirs) => panic!("{ours:?}, but {theirs:?}: {text}"),
    }
    assert_eq!(kept.as_ref().err().copied(), looked_at.as_ref().err().copied().map(as_kept), "{text}");
    // What is ignored needn't be a double.
    let is_too_large = looked_at.as_ref().is_err_and(|error| error.kind == DecodeErrorKind::OutOfRange("a double"));
    if !is_too_large {
        assert_eq!(ignored.err(), looked_at.err(), "{text}");
    }
    if let Err(error) = ignored {
        let front = &text[..error.offset];
        let is_a_front = |read: serde_json::Result<()>| read.is_ok() || read.is_err_and(|error| error.is_eof());
        let looked_at = serde_json::from_str::<Value>(front).map(drop);
        let ignored = serde_json::from_str::<IgnoredAny>(front).map(drop);
        assert!(is_a_front(looked_at) || is_a_front(ignored), "{error}: {text}");
    }
}

/// A number that is too large is so to all who look.
fn as_kept(error: DecodeError) -> DecodeError {
    match error.kind {
        DecodeErrorKind::OutOfRange("a double") => {
            json::from_str::<LongValue>("1e999").map_err(|kept| with_offset(kept, error.offset)).expect_err("too large")
        }
        _ => error,
    }
}

fn with_offset(mut error: DecodeError, offset: usize) -> DecodeError {
    assert_eq!(error.kind, DecodeErrorKind::Syntax(Problem::NumberTooLarge));
    error.offset = offset;
    error
}

/// Pieces of JSON, and of what is nearly JSON.
const TOKENS: &str = concat!(
    r#"{ } [ ] , : " \ {} [] "" {"a": "b": ,"c": "d" null true false nul True NaN 0 -0 00 1 - + . -.5 1. 0.0e0 e E "#,
    r#"1e999 -1e-999 123456789012345678901 \n \x \u \u0000 \uD83D \uDE00 \ud800\u0041 \u00g0 é 😀 "é":"😀" "#,
    r#""\ud83d\ude00""#,
);

fn token() -> impl Strategy<Value = &'static str> {
    let tokens: Vec<&str> =
        TOKENS.split(' ').chain([" ", "\t", "\n", "\r", "\u{b}", "\0", "\u{7f}", "\u{feff}"]).collect();
    select(tokens)
}

fn tokens() -> impl Strategy<Value = String> {
    (vec(token(), 0..8), select(vec![("", ""), ("[", "]"), ("{\"a\":", "}"), ("[\"", "\"]")]))
        .prop_map(|(inside, (before, behind))| format!("{before}{}{behind}", inside.concat()))
}

/// JSON with a few changes anywhere.
fn mutated() -> impl Strategy<Value = String> {
    let changes = vec((any::<Index>(), 0..2_usize, prop_oneof![Just(""), token()]), 0..4);
    (json_text(json_object()), changes).prop_map(|((_, mut text), changes)| {
        for (index, removed, inserted) in changes {
            let mut boundaries: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
            boundaries.push(text.len());
            let from = index.index(boundaries.len());
            let to = (from + removed).min(boundaries.len() - 1);
            text.replace_range(boundaries[from]..boundaries[to], inserted);
        }
        text
    })
}
