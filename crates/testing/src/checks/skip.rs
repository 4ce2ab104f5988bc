//! Nested brackets, in all places where they can occur.

use crate::reference::{Verdict, check_error, judge, judge_ignored, repeats_a_name};
use crate::zoo::Leaf;
use serde::de::IgnoredAny;
use serde_json::Value;
use vitalwire::dataflow::{ResourceUtilizationReport, WorkerMessage, WorkerMessageCode};
use vitalwire::genomics::CheckInResponse;
use vitalwire::json;
use vitalwire::proto::{self, Any, AnyOf, Field, Struct};
use vitalwire::{DecodeError, DecodeErrorKind, Growable, Microcontroller, SyntaxErrorKind};

/// The first byte selects the place. After a `*`, three bytes each say how often a pattern is opened and closed, and
/// the rest selects the pattern; otherwise each byte selects a token.
pub fn skip(input: &[u8]) {
    let Some((&place, tokens)) = input.split_first() else { return };
    let nested = match *tokens {
        [b'*', a, b, c, d, e, f, ref pattern @ ..] => {
            let times = |bytes: [u8; 3]| (u32::from_le_bytes([bytes[0], bytes[1], bytes[2], 0]) % 1_000_001) as usize;
            repeated(pattern, times([a, b, c]), times([d, e, f]))
        }
        _ => tokens_of(tokens),
    };
    let is_object = nested.trim_ascii_start().starts_with(b"{");
    let is_null = nested.trim_ascii() == b"null";
    match place % 10 {
        0 => ignored::<WorkerMessage<Microcontroller>>("{\"unknown\":", &nested, "}"),
        1 => ignored::<WorkerMessage<Microcontroller>>("{\"workerMessageCode\":{\"x\":", &nested, "}}"),
        2 => ignored::<CheckInResponse>("{\"metadata\":", &nested, "}"),
        3 => agrees(judge_ignored(&nested), json::from_slice::<IgnoredAny>(&nested), &nested),
        4 => kept::<proto::Value<String>>("", &nested, "", true),
        5 => {
            type Code = WorkerMessageCode<Growable, Struct<String>>;
            kept::<Code>("{\"parameters\":", &nested, "}", is_object || is_null);
            kept::<WorkerMessage<Growable, Code>>(
                "{\"workerMessageCode\":{\"parameters\":",
                &nested,
                "}}",
                is_object || is_null,
            );
        }
        6 => {
            let is_any =
                is_null || serde_json::from_slice(&nested).is_ok_and(|value: Value| value == serde_json::json!({}));
            kept::<CheckInResponse<Any<String>>>("{\"metadata\":", &nested, "}", is_any);
            kept::<CheckInResponse<Any<String>>>("{\"metadata\":{\"@type\":\"a/b\",\"c\":", &nested, "}}", true);
        }
        7 => ignored::<CheckInResponse<AnyOf<Leaf>>>(
            "{\"metadata\":{\"a\":",
            &nested,
            ",\"@type\":\"example.com/plant.Leaf\"}}",
        ),
        8 => ignored::<proto::Empty>("{\"a\":[1e999],\"b\":", &nested, ",\"c\":{}}"),
        _ => containers(&nested, tokens),
    }
}

/// Checks a place where numbers may be of any size.
fn ignored<T: Field>(prefix: &str, nested: &[u8], suffix: &str) {
    let input = [prefix.as_bytes(), nested, suffix.as_bytes()].concat();
    agrees(judge_ignored(&input), vitalwire::decode::<T>(&input), &input);
}

/// Checks a place where JSON is kept, if its type is accepted there.
fn kept<T: Field>(prefix: &str, nested: &[u8], suffix: &str, is_accepted: bool) {
    let input = [prefix.as_bytes(), nested, suffix.as_bytes()].concat();
    let read = vitalwire::decode::<T>(&input);
    match judge(&input) {
        Verdict::Json(_) if !is_accepted => {
            check_error(&read.map(drop).expect_err("rejected"), &input);
        }
        // Numbers may be beyond the range of a double.
        Verdict::NotJson => check_error(&read.map(drop).expect_err("rejected"), &input),
        verdict => agrees(verdict, read, &input),
    }
}

fn agrees<T>(verdict: Verdict, read: Result<T, DecodeError>, input: &[u8]) {
    let error = read.err();
    if let Some(error) = &error {
        check_error(error, input);
    }
    let start = &input[..input.len().min(2000)];
    match (verdict, error) {
        (Verdict::Json(_), None) | (Verdict::NotJson, Some(_)) => {}
        (Verdict::TooDeep(at), Some(error)) => {
            assert_eq!((error.offset, error.kind), (at, DecodeErrorKind::Syntax(SyntaxErrorKind::TooDeep)));
        }
        (Verdict::Json(_), Some(error)) if error.kind == DecodeErrorKind::DuplicateKey => {
            assert!(repeats_a_name(input), "{error}: {}", start.escape_ascii());
        }
        (verdict, error) => panic!("{verdict:?}, but {error:?}: {}", start.escape_ascii()),
    }
}

/// Checks nested messages, as many as the first byte says, with `nested` inside.
fn containers(nested: &[u8], tokens: &[u8]) {
    let levels = usize::from(tokens.first().copied().unwrap_or_default());
    let open = "{\"containers\":{\"k\":".repeat(levels);
    let input = [open.as_bytes(), b"{\"x\":", nested, b"}", "}}".repeat(levels).as_bytes()].concat();
    agrees(judge_ignored(&input), vitalwire::decode::<ResourceUtilizationReport<Growable>>(&input), &input);
}

/// Returns a pattern opened and closed the given numbers of times.
fn repeated(pattern: &[u8], opened: usize, closed: usize) -> Vec<u8> {
    let (mut open, mut close) = (Vec::new(), Vec::new());
    for byte in pattern.iter().take(4) {
        if byte % 2 == 0 {
            open.extend(b"[");
            close.insert(0, b']');
        } else {
            open.extend(b"{\"k\":");
            close.insert(0, b'}');
        }
    }
    if pattern.is_empty() {
        (open, close) = (vec![b'['], vec![b']']);
    }
    let inside = match pattern.get(4..) {
        None | Some([]) => b"0".to_vec(),
        Some(tokens) => tokens_of(tokens),
    };
    [open.repeat(opened), inside, close.repeat(closed)].concat()
}

/// Returns the tokens that bytes select, with the commas and keys that they need. Some bytes select themselves.
fn tokens_of(bytes: &[u8]) -> Vec<u8> {
    let mut json = Vec::new();
    let mut open = Vec::new();
    let mut is_first = true;
    for &byte in bytes {
        let token: &[u8] = match byte % 16 {
            0..5 => b"[",
            5..8 => b"{",
            8 | 9 => {
                if let Some(close) = open.pop() {
                    json.push(close);
                    is_first = false;
                }
                continue;
            }
            10 => b"0",
            11 => b"-1.5e400",
            12 => b"\"[{\\\"\\ud83d\\ude00\"",
            13 => b"null",
            14 => b" true ",
            _ if byte < 0x80 => &[byte],
            _ => b"\"\\ud800\"",
        };
        if !is_first {
            json.push(b',');
        }
        if open.last() == Some(&b'}') {
            json.extend(b"\"k\" :");
        }
        json.extend(token);
        is_first = token == b"[" || token == b"{";
        match token {
            b"[" => open.push(b']'),
            b"{" => open.push(b'}'),
            _ => {}
        }
    }
    // Open brackets are closed, unless the last byte says otherwise.
    if bytes.last().is_none_or(|byte| byte & 0x40 == 0) {
        json.extend(open.iter().rev());
    }
    json
}
