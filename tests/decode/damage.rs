//! Golden messages with a byte changed, or cut short: an error or a value, and never more than that.
#![cfg(feature = "alloc")]

use super::messages::golden;
use super::pairs::encode;
use serde_json::Value;
use vitalwire::proto::Message;
use vitalwire::rpc::ErrorResponse;
use vitalwire::{DecodeErrorKind, Growable, Microcontroller, Problem, json};

const ERRORS: [&str; 2] = [
    r#"{"error":{"code":429,"message":"\"No\".","status":"RESOURCE_EXHAUSTED","errors":[],"details":[{"@type":"a/b"}]}}"#,
    r#"[{"error":{"code":5,"message":"é"}}]"#,
];

#[test]
fn every_prefix_ends_too_early() {
    for (message, text) in golden() {
        for len in 0..text.len() {
            let ends = for_message!(ends_too_early::<Growable>, message);
            ends(&text.as_bytes()[..len]);
        }
    }
    for text in ERRORS {
        for len in 0..text.len() {
            let error = json::from_slice::<ErrorResponse>(&text.as_bytes()[..len]).expect_err("half an error");
            assert!(error.offset <= len);
        }
    }
}

/// Nothing is wrong with the front of a message, but that it's not the whole. In the middle of a
/// character it isn't UTF-8 either.
fn ends_too_early<M: Message>(front: &[u8]) {
    let error = json::from_slice::<M>(front).expect_err("half a message");
    match core::str::from_utf8(front) {
        Ok(_) => assert_eq!(
            (error.offset, error.kind),
            (front.len(), DecodeErrorKind::Syntax(Problem::UnexpectedEnd)),
            "{}",
            front.escape_ascii()
        ),
        Err(_) => assert!(error.offset <= front.len()),
    }
}

#[test]
fn every_changed_byte_in_a_microcontroller() {
    for (message, text) in golden() {
        for piece in pieces(text) {
            with_each_byte_changed(&piece, for_message!(is_error_or_value::<Microcontroller>, message));
        }
    }
}

#[test]
fn every_changed_byte_in_a_growable_profile() {
    for (message, text) in golden() {
        for piece in pieces(text) {
            with_each_byte_changed(&piece, for_message!(is_error_or_value::<Growable>, message));
        }
    }
    for text in ERRORS {
        with_each_byte_changed(text, |input| match json::from_slice::<ErrorResponse>(input) {
            Ok(response) => {
                let message = response.error.message;
                assert!(message.is_none_or(|message| message.of(input).is_some()), "{}", input.escape_ascii());
            }
            Err(error) => assert!(error.offset <= input.len()),
        });
    }
}

/// The message; or if it's long, and decoding isn't optimized, its members and elements one by one: with the length,
/// time grows by its square.
fn pieces(text: &str) -> Vec<String> {
    if text.len() <= 200 || !cfg!(debug_assertions) {
        return vec![text.to_owned()];
    }
    let Value::Object(members) = serde_json::from_str(text).expect("a message") else { panic!("no object: {text}") };
    let alone = |name: &str, value: Value| Value::Object([(name.to_owned(), value)].into_iter().collect()).to_string();
    members
        .into_iter()
        .flat_map(|(name, value)| match value {
            Value::Array(elements) => elements.into_iter().map(|element| alone(&name, vec![element].into())).collect(),
            other => vec![alone(&name, other)],
        })
        .collect()
}

fn with_each_byte_changed(text: &str, mut check: impl FnMut(&[u8])) {
    let mut input = text.as_bytes().to_vec();
    for at in 0..input.len() {
        let right = input[at];
        for byte in 0..=u8::MAX {
            input[at] = byte;
            check(&input);
        }
        input[at] = right;
    }
}

fn is_error_or_value<M: Message>(input: &[u8]) {
    match json::from_slice::<M>(input) {
        Ok(message) => stays_the_same(&message, input),
        Err(error) => assert!(error.offset <= input.len(), "{error}: {}", input.escape_ascii()),
    }
}

/// A NaN differs from itself, but is written in the same way.
#[cold]
fn stays_the_same<M: Message>(message: &M, input: &[u8]) {
    let written = encode(message);
    let read: M =
        json::from_str(&written).unwrap_or_else(|error| panic!("{error}: {written}, {}", input.escape_ascii()));
    let is_the_same = read == *message || written.contains("\"NaN\"") && encode(&read) == written;
    assert!(is_the_same, "{written}, {}", input.escape_ascii());
}
