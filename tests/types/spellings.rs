//! Strings that serde types hold as they are spelled, with their escapes.

use heapless::LinearMap;
use serde_json_core::str::EscapedStr as Spelling;
use vitalwire::{DecodeErrorKind, EncodeError, JsonType, SerializeError, SyntaxErrorKind, json};

/// Checks that a value is read from JSON, and written as the same JSON.
#[track_caller]
fn is_the_same<T: serde::Serialize + PartialEq + std::fmt::Debug>(input: &str, read: T, expected: T) {
    assert_eq!(read, expected, "{input}");
    assert_eq!(json::to_str(&read, &mut [0; 64]), Ok(input));
    assert_eq!(json::encoded_len(&read), Ok(input.len()));
}

macro_rules! same {
    ($($input:literal is $expected:expr;)+) => { $(
        is_the_same($input, json::from_str($input).expect($input), $expected);
    )+ };
}

#[test]
fn are_read_and_written_where_strings_are() {
    same! {
        r#""""# is Spelling("");
        r#""boiler""# is Spelling("boiler");
        r#""80 °C \"hot\" \u00b0 \ud83d\udd25 \/""# is Spelling(r#"80 °C \"hot\" \u00b0 \ud83d\udd25 \/"#);
        r#"["\n",null,"\\"]"# is (Spelling(r"\n"), None::<Spelling<'_>>, Some(Spelling(r"\\")));
    }
    let mut map = LinearMap::<_, _, 2>::new();
    map.insert(Spelling(r"\u0061"), Spelling(r"\b")).expect("space");
    map.insert(Spelling("a"), Spelling("")).expect("space");
    same! { r#"{"\u0061":"\b","a":""}"# is map; }
}

#[test]
fn need_no_scratch_space() {
    let input = format!(r#""{}""#, r"\n".repeat(500));
    assert_eq!(json::from_str(&input), Ok(Spelling(&input[1..1001])));
}

#[test]
fn what_is_no_string_is_rejected() {
    for (input, offset, kind) in [
        ("7", 0, DecodeErrorKind::UnexpectedType(JsonType::Number)),
        (r#""\x""#, 1, DecodeErrorKind::Syntax(SyntaxErrorKind::InvalidEscape)),
        (r#""\ud800""#, 1, DecodeErrorKind::Syntax(SyntaxErrorKind::LoneSurrogate)),
        ("\"a\nb\"", 2, DecodeErrorKind::Syntax(SyntaxErrorKind::ControlCharacter)),
        ("\"a", 2, DecodeErrorKind::Syntax(SyntaxErrorKind::UnexpectedEnd)),
    ] {
        let error = json::from_str::<Spelling<'_>>(input).expect_err(input);
        assert_eq!((error.offset, error.kind), (offset, kind), "{input}");
    }
    for spelling in ["\"", "a\"", r"\", r"\x", r"\u12", r"\udc00", "\n"] {
        let error = EncodeError::Serialize(SerializeError::Custom);
        assert_eq!(json::to_slice(&Spelling(spelling), &mut [0; 64]), Err(error), "{spelling}");
        let key = LinearMap::<_, _, 1>::from_iter([(Spelling(spelling), 1)]);
        assert_eq!(json::to_slice(&key, &mut [0; 64]), Err(error), "{spelling}");
    }
}
