//! vitalwire reads serde_json's types.

use serde_json::value::RawValue;
use serde_json::{Number, Value};
use vitalwire::DecodeErrorKind;
use vitalwire::SyntaxErrorKind;
use vitalwire::json::{self, Decoder, MAX_DEPTH};
use vitalwire::proto::Serde;

#[test]
fn raw_values_are_the_text() {
    for (json, text) in [
        ("null", "null"),
        (" 1.10 ", "1.10"),
        ("\t\"\\u0041\"\n", "\"\\u0041\""),
        (r#" { "a" : [ 1e3 ] } "#, r#"{ "a" : [ 1e3 ] }"#),
    ] {
        assert_eq!(json::from_str::<Box<RawValue>>(json).expect(json).get(), text);
        assert_eq!(json::from_str::<&RawValue>(json).expect(json).get(), text);
        let Serde(raw): Serde<Box<RawValue>> = json::from_slice(json.as_bytes()).expect(json);
        assert_eq!(raw.get(), text);
        let by_serde_json: Box<RawValue> = serde_json::from_str(json).expect(json);
        assert_eq!(by_serde_json.get(), text);
    }
}

#[test]
fn raw_values_inside_others() {
    #[derive(Debug, serde::Deserialize)]
    struct Envelope<'a> {
        id: u32,
        #[serde(borrow)]
        body: &'a RawValue,
        more: Option<Vec<Box<RawValue>>>,
    }
    let json = r#"{"id": 7, "body": {"x": [1.0, 2]} , "more": [ 1.50, {}, "\n" ]}"#;
    let envelope: Envelope = Decoder::new(json.as_bytes()).deny_unknown().value().expect(json);
    assert_eq!((envelope.id, envelope.body.get()), (7, r#"{"x": [1.0, 2]}"#));
    let more: Vec<_> = envelope.more.iter().flatten().map(|raw| raw.get()).collect();
    assert_eq!(more, ["1.50", "{}", "\"\\n\""]);
    let envelope: Envelope = json::from_str(r#"{"id":0,"body":null,"more":null}"#).expect("an envelope");
    assert!(envelope.more.is_none());
}

#[test]
fn raw_values_are_checked() {
    for (json, offset, kind) in [
        ("", 0, SyntaxErrorKind::UnexpectedEnd),
        ("[1,]", 3, SyntaxErrorKind::UnexpectedByte),
        ("{} {}", 3, SyntaxErrorKind::TrailingData),
        ("{\"a\":01}", 6, SyntaxErrorKind::InvalidNumber),
    ] {
        let error = json::from_str::<Box<RawValue>>(json).expect_err(json);
        assert_eq!((error.offset, error.kind), (offset, DecodeErrorKind::Syntax(kind)), "{json}");
    }
    let nested = |depth| "[".repeat(depth) + &"]".repeat(depth);
    json::from_str::<Box<RawValue>>(&nested(MAX_DEPTH)).expect("as deep as may be");
    let error = json::from_str::<Box<RawValue>>(&nested(MAX_DEPTH + 1)).expect_err("too deep");
    assert_eq!(error.kind, DecodeErrorKind::Syntax(SyntaxErrorKind::TooDeep));
    json::from_str::<Vec<Box<RawValue>>>(&nested(MAX_DEPTH + 1)).expect_err("too deep inside");
}

/// A number with more digits than a double loses them: serde_json alone knows how to keep them.
#[test]
fn values_and_numbers_are_those_that_serde_json_reads() {
    for json in
        ["null", "[0, -7, 18446744073709551615, -9223372036854775808]", r#"{"a": {"b": [0.5, -1.25, "x", true]}}"#]
    {
        let expected: Value = serde_json::from_str(json).expect(json);
        assert_eq!(json::from_str::<Value>(json), Ok(expected), "{json}");
    }
    for (json, double) in
        [("1e3", 1000.0), ("0.1", 0.1), ("-0", 0.0), ("123456789012345678901", 123456789012345680000.0)]
    {
        assert_eq!(json::from_str::<Number>(json).expect(json).as_f64(), Some(double));
        assert_eq!(json::from_str::<Value>(json).expect(json).as_f64(), Some(double));
    }
    json::from_str::<Value>("1e999").expect_err("no double");
}
