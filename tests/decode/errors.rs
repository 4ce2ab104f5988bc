//! The text and the size of errors.

use heapless::String;
use serde::Deserialize;
use vitalwire::dataflow::*;
use vitalwire::json;
use vitalwire::proto::{Field, Value};
use vitalwire::rpc::ErrorResponse;
use vitalwire::{DecodeError, DecodeErrorKind, Decoder, Growable, JsonType, Microcontroller};

#[track_caller]
fn says<T: Field>(input: &str, sentence: &str) {
    assert_eq!(vitalwire::decode::<T>(input.as_bytes()).expect_err(input).to_string(), sentence);
}

#[track_caller]
fn serde_type_says<'de, T: Deserialize<'de> + std::fmt::Debug>(input: &'de str, sentence: &str) {
    assert_eq!(json::from_str::<T>(input).expect_err(input).to_string(), sentence);
}

#[track_caller]
fn strictly_says<T: Field>(input: &str, sentence: &str) {
    let error = Decoder::new(input.as_bytes()).deny_unknown().value::<T>().expect_err(input);
    assert_eq!(error.to_string(), sentence);
}

#[test]
fn a_sentence_for_each_kind() {
    type Request = SendWorkerMessagesRequest<Microcontroller>;
    type Event = WorkerLifecycleEvent<Microcontroller>;
    says::<CpuTime>("{", "invalid JSON: unexpected end of input, at byte 1");
    says::<Request>(
        r#"{"location":"123456789012345678901234567890123"}"#,
        "location: capacity `location` exceeded: need 33, have 32, at byte 12",
    );
    says::<CpuTime>(r#"{"rate":1,"rate":1}"#, "rate: duplicate field, at byte 10");
    says::<WorkerThreadScalingReport>(
        r#"{"currentThreadCount":2147483648}"#,
        "currentThreadCount: out of range: expected a 32-bit integer, at byte 22",
    );
    says::<CpuTime>(r#"{"rate":"fast"}"#, "rate: expected a double, at byte 8");
    says::<HealthRequest<Microcontroller>>(r#"{"workerMessages":[]}"#, "workerMessages: wrong length: 0, at byte 19");
    says::<Base2Exponent>("{}", "numberOfBuckets: missing required field, at byte 1");
    strictly_says::<CpuTime>(r#"{"new":1}"#, "unknown field, at byte 1");
    strictly_says::<Event>(r#"{"event":"NEW"}"#, "event: unknown enum value, at byte 9");
    serde_type_says::<std::net::Ipv4Addr>(r#""here""#, "rejected by the type's Deserialize implementation, at byte 0");
    serde_type_says::<std::num::NonZeroU8>("0", "out of range: expected a value that the type accepts, at byte 0");
    assert_eq!(DecodeErrorKind::Reserved("A").to_string(), "reserved: A");
}

#[test]
fn a_sentence_for_each_type() {
    for (input, found) in [("null", "null"), ("true", "boolean"), ("1", "number"), (r#""""#, "string"), ("[]", "array")]
    {
        says::<CpuTime>(input, &format!("unexpected {found}, at byte 0"));
    }
    says::<CpuTime>(r#"{"rate":{}}"#, "rate: unexpected object, at byte 8");
}

#[test]
fn a_sentence_for_each_problem() {
    type Any = vitalwire::proto::Any<String<64>>;
    let deep = "[".repeat(129);
    for (input, sentence) in [
        ("", "invalid JSON: unexpected end of input, at byte 0"),
        ("}", "invalid JSON: unexpected character, at byte 0"),
        ("00", "invalid JSON: invalid number, at byte 1"),
        ("1e999", "invalid JSON: number beyond the range of a double, at byte 0"),
        (r#""\a""#, "invalid JSON: invalid escape, at byte 1"),
        (r#""\udead""#, "invalid JSON: unpaired surrogate, at byte 1"),
        ("\"\n\"", "invalid JSON: unescaped control character, at byte 1"),
        (&deep, "invalid JSON: nested too deeply, at byte 128"),
        ("0 0", "invalid JSON: trailing characters, at byte 2"),
    ] {
        says::<Value<String<8>>>(input, sentence);
    }
    let not_utf8 = vitalwire::decode::<Value<String<8>>>(b"\xFF").expect_err("not UTF-8");
    assert_eq!(not_utf8.to_string(), "invalid JSON: invalid UTF-8, at byte 0");
    says::<Any>(r#"{"a":1}"#, "@type: missing required field, at byte 0");
    says::<Any>(r#"{"@type":"a/b","@type":"a/b"}"#, "duplicate name, at byte 15");
    says::<Any>(r#"{"@type":"a"}"#, "@type: expected a type with a '/' before its name, at byte 9");
}

#[test]
fn the_path_to_it() {
    type Request = SendWorkerMessagesRequest<Growable>;
    type Strict = WorkerThreadScalingReport;
    #[track_caller]
    fn leads<T: Field>(input: &str, path: &str) {
        let error = Decoder::new(input.as_bytes()).deny_unknown().value::<T>().expect_err(input);
        assert_eq!(error.path(input.as_bytes()).to_string(), path, "{error}: {input}");
    }
    leads::<Request>(
        r#"{"workerMessages":[{},{},{"workerHealthReport":{"vmIsHealthy":true,"msg":1}}]}"#,
        "workerMessages[2].workerHealthReport.msg",
    );
    leads::<Request>(r#"{"workerMessages":[{"labels":{"a":"","b c":[]}}]}"#, r#"workerMessages[0].labels["b c"]"#);
    leads::<Request>(r#"{"worker_messages":[{"labels":{"a":"","a":""}}]}"#, "worker_messages[0].labels.a");
    leads::<Request>(r#"{"workerMessages":[0]}"#, "workerMessages[0]");
    leads::<Request>(r#"{"workerMessages":[{"workerHealthReport":{"pods":[{"x":[[{"@":}]]}]}}]}"#, {
        r#"workerMessages[0].workerHealthReport.pods[0].x[0][0]["@"]"#
    });
    leads::<Strict>(r#"{"currentThreadCount":1,"new":{"a":1}}"#, "new");
    leads::<Strict>(r#"{"currentThreadCount":1,"currentThreadCount":1}"#, "currentThreadCount");
    for input in ["", " ", "[]", "{", "{,}", r#"{"currentThreadCount":1"#, r#"{"currentThreadCount":1]"#, r#"{"a"}"#] {
        leads::<Strict>(input, "");
    }
    leads::<BucketOptions>(r#"{"exponential":{"scale":1}}"#, "exponential");

    // Paths in the second of two values, and in input other than that which was decoded.
    let input = br#"{"currentThreadCount":1} {"currentThreadCount":{}}"#;
    let mut decoder = Decoder::new(input);
    assert!(decoder.value::<Strict>().is_ok());
    let error = decoder.value::<Strict>().expect_err("an object");
    assert_eq!(error.path(input).to_string(), "currentThreadCount");
    for other in [&input[..3], b"", b"[[[[[[[[[[[[[[[", b"\xFF"] {
        assert_eq!(error.path(other).to_string().trim_matches(['[', ']', '0']), "");
    }
}

#[test]
fn of_a_type_that_rejects() {
    #[derive(Debug)]
    struct Never;

    impl<'de> Deserialize<'de> for Never {
        fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            u8::deserialize(deserializer)?;
            Err(serde::de::Error::custom("never"))
        }
    }
    serde_type_says::<Never>(" 1", "rejected by the type's Deserialize implementation, at byte 1");
    serde_type_says::<Vec<Never>>("[ 1]", "rejected by the type's Deserialize implementation, at byte 2");
    serde_type_says::<Never>("", "invalid JSON: unexpected end of input, at byte 0");
}

#[test]
fn stay_small_and_comparable() {
    fn is_plain<T: Copy + PartialEq + Eq + std::error::Error + Send + Sync + 'static>() {}
    is_plain::<DecodeError>();
    assert!(size_of::<DecodeError>() <= 64 || size_of::<usize>() < 8, "{}", size_of::<DecodeError>());

    let error = |input: &str| vitalwire::decode::<CpuTime>(input.as_bytes()).expect_err(input);
    let copy = error("[]");
    assert_eq!(error("[]"), copy);
    assert_ne!(error(" []"), copy);
    assert_ne!(error("0"), copy);
    assert_eq!(copy.kind, DecodeErrorKind::UnexpectedType(JsonType::Array));
}

#[test]
fn what_is_no_error_response() {
    for (input, found) in [
        ("1e999", JsonType::Number),
        (r#""a \"text\"""#, JsonType::String),
        ("null", JsonType::Null),
        ("true", JsonType::Bool),
        ("[[]]", JsonType::Array),
        (r#"{"error":"text"}"#, JsonType::String),
    ] {
        for is_strict in [false, true] {
            let mut decoder = Decoder::new(input.as_bytes());
            decoder = if is_strict { decoder.deny_unknown() } else { decoder };
            let error = decoder.value::<ErrorResponse>().expect_err(input);
            assert_eq!(error.kind, DecodeErrorKind::UnexpectedType(found), "{input}");
        }
    }
}
