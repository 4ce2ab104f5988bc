//! Values that are left in the input.

use crate::reference::{Verdict, check_error, judge_ignored, read};
use serde_json::Value;
use vitalwire::genomics::CheckInResponse;
use vitalwire::rpc::{ErrorResponse, Outcome};

/// Checks any JSON as a response with spans.
pub fn spans(json: &[u8]) {
    error_response(json);
    check_in_response(json);
}

fn error_response(json: &[u8]) {
    let error = match vitalwire::decode::<ErrorResponse>(json) {
        Ok(ErrorResponse { error }) => error,
        Err(error) => return check_error(&error, json),
    };
    is_json(json);
    let _ = Outcome::of_response(500, json);
    let meaning = read::<Value>(json).unwrap_or_default();
    let envelope = if meaning.is_array() { &meaning[0] } else { &meaning };
    if let Some(expected) = envelope["error"]["message"].as_str() {
        let message = error.message.as_ref().and_then(|message| message.text(json)).expect("a message");
        assert_eq!(message.to_string(), expected);
    }
    for span in [error.message, error.details, error.errors].into_iter().flatten() {
        is_value(span.of(json));
    }
}

fn check_in_response(json: &[u8]) {
    let response = match vitalwire::decode::<CheckInResponse>(json) {
        Ok(response) => response,
        Err(error) => return check_error(&error, json),
    };
    is_json(json);
    let meaning = read::<Value>(json).unwrap_or_default();
    for (name, span) in [("metadata", response.metadata), ("features", response.features)] {
        if let Some(span) = span {
            is_value(span.of(json));
        }
        match meaning.get(name) {
            None => {}
            Some(Value::Null) => assert!(span.is_none()),
            Some(expected) => {
                let json = span.and_then(|span| span.of(json)).expect("a value");
                assert_eq!(read::<Value>(json).expect("JSON").to_string(), expected.to_string());
            }
        }
    }
}

fn is_value(json: Option<&[u8]>) {
    let json = json.expect("bytes of the input");
    is_json(json);
    assert_eq!(json.trim_ascii(), json);
}

fn is_json(json: &[u8]) {
    assert!(matches!(judge_ignored(json), Verdict::Json(_)), "{}", json.escape_ascii());
}
