//! Golden messages with a byte changed or the end cut off: an error or a value, never a panic.

use serde_json::Value;
use vitalwire::rpc::ErrorResponse;
use vitalwire::{DecodeErrorKind, SyntaxErrorKind};
use vitalwire_testing::{Kind, Profile, golden};

const ERRORS: [&str; 2] = [
    r#"{"error":{"code":429,"message":"\"No\".","status":"RESOURCE_EXHAUSTED","errors":[],"details":[{"@type":"a/b"}]}}"#,
    r#"[{"error":{"code":5,"message":"é"}}]"#,
];

#[test]
fn every_prefix_ends_too_early() {
    for (message, text) in golden() {
        for len in 0..text.len() {
            ends_too_early(Profile::Growable.kind(message), &text.as_bytes()[..len]);
        }
    }
    for text in ERRORS {
        for len in 0..text.len() {
            let error = vitalwire::decode::<ErrorResponse>(&text.as_bytes()[..len]).expect_err("a truncated error");
            assert!(error.offset <= len);
        }
    }
}

/// A prefix of a message is only wrong in that it ends too early. If it ends inside a character, it isn't UTF-8 either.
fn ends_too_early(kind: &Kind, prefix: &[u8]) {
    let error = kind.transcode(prefix).expect_err("a truncated message");
    match core::str::from_utf8(prefix) {
        Ok(_) => assert_eq!(
            (error.offset, error.kind),
            (prefix.len(), DecodeErrorKind::Syntax(SyntaxErrorKind::UnexpectedEnd)),
            "{}",
            prefix.escape_ascii()
        ),
        Err(_) => assert!(error.offset <= prefix.len()),
    }
}

#[test]
fn every_changed_byte_in_a_microcontroller() {
    every_changed_byte(Profile::Microcontroller);
}

#[test]
fn every_changed_byte_in_a_growable_profile() {
    every_changed_byte(Profile::Growable);
}

fn every_changed_byte(profile: Profile) {
    for (message, text) in golden() {
        let kind = profile.kind(message);
        for piece in pieces(text) {
            with_each_byte_changed(&piece, |input| is_error_or_message(kind, input));
        }
    }
}

/// A message that is read is written and read again.
fn is_error_or_message(kind: &Kind, input: &[u8]) {
    if let Err(error) = kind.transcode(input) {
        assert!(error.offset <= input.len(), "{error}: {}", input.escape_ascii());
    }
}

#[test]
fn every_changed_byte_in_an_error() {
    for text in ERRORS {
        with_each_byte_changed(text, |input| match vitalwire::decode::<ErrorResponse>(input) {
            Ok(response) => {
                let message = response.error.message;
                assert!(message.is_none_or(|message| message.of(input).is_some()), "{}", input.escape_ascii());
            }
            Err(error) => assert!(error.offset <= input.len()),
        });
    }
}

/// Returns the message, or its members and elements one by one if it's long and decoding isn't optimized: time grows
/// with the square of the length.
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
    let (mut input, bytes) = (text.as_bytes().to_vec(), bytes());
    for at in 0..input.len() {
        let right = input[at];
        for &byte in &bytes {
            input[at] = byte;
            check(&input);
        }
        input[at] = right;
    }
}

/// Returns all bytes or, if decoding isn't optimized, those that a reader distinguishes.
fn bytes() -> Vec<u8> {
    const DISTINGUISHED: &[u8] = b"\0\n\x1f \"\\/{}[],:tfnuiIN019aEe.+-_=zZT\x7f\x80\xbf\xc3\xe2\xed\xf0\xff";
    if cfg!(debug_assertions) { DISTINGUISHED.to_vec() } else { (0..=u8::MAX).collect() }
}
