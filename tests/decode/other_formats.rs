//! Messages read by other formats have the same values.

use serde::Deserialize;
use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{DeserializeOwned, Deserializer, IntoDeserializer, Visitor};
use serde_json::Value;
use std::fmt::Debug;
use vitalwire::dataflow::*;
use vitalwire::genomics::CheckInResponse;
use vitalwire::json::MAX_DEPTH;
use vitalwire::message;
use vitalwire::proto::{Field, InField, Span};
use vitalwire::rpc::ErrorResponse;
use vitalwire_testing::{Profile, SerdeJson, golden};

#[test]
fn golden_messages_by_serde_json() {
    for (message, text) in golden() {
        is_the_same_by_serde_json(message, text);
    }
}

/// Everything that can be written in more than one way, and unknown fields.
#[test]
fn other_spellings_by_serde_json() {
    for (message, text) in [
        ("CPUTime", r#"{"rate":1,"total_ms":18446744073709551615,"new":{"a":[1e999]}}"#),
        ("CPUTime", r#"{"rate":"-Infinity","totalMs":"1e5","timestamp":"1970-01-01T01:00:00.5+01:00"}"#),
        ("CPUTime", r#"{"rate":"NaN","totalMs":7.0,"timestamp":null}"#),
        ("CPUTime", r#"{"r\u0061te":-0.0,"totalMs":1.5e1}"#),
        ("DataSamplingReport", r#"{"bytesWrittenDelta":-9223372036854775808,"elementsSampledBytes":"-7"}"#),
        ("StreamingScalingReport", r#"{"active_bundle_count":"1","activeThreadCount":2.0,"maximumBytes":3e2}"#),
        ("WorkerLifecycleEvent", r#"{"event":3,"containerStartTime":"2026-11-22T01:22:00.25Z"}"#),
        ("WorkerLifecycleEvent", r#"{"event":"NEW_EVENT","metadata":{"é":"\u00e9","b":""}}"#),
        ("WorkerLifecycleEvent", r#"{"event":0}"#),
        (
            "WorkerHealthReport",
            r#"{"pods":[{"a":null,"b":[1.5,true,"\n"],"c":{}},{}],"vm_is_healthy":true,"new":null}"#,
        ),
        ("WorkerHealthReport", r#"{"reportInterval":"-1.5s","msg":"\ud834\udd1e","vmIsBroken":false}"#),
        ("WorkerMessageCode", r#"{"parameters":{"z":1,"a":{"b":[[],{}]}}}"#),
        ("WorkerMessage", r#"{"workerHealthReport":null,"worker_shutdown_notice":{"reason":"UNKNOWN"},"labels":null}"#),
        ("CheckInRequest", r#"{"event":{"x":1,"@type":"a/b"},"sosReport":"-_8","deadlineExpired":{"new":[]}}"#),
        ("CheckInRequest", r#"{"result":{"details":[{"@type":"a/google.protobuf.Duration","value":"1.5s"}]}}"#),
        (
            "MetricValue",
            r#"{"valueHistogram":{"bucketCounts":[1,"2",3.0],"bucketOptions":{"linear":{"width":1,"numberOfBuckets":3}}}}"#,
        ),
        (
            "SendWorkerMessagesResponse",
            r#"{"workerMessageResponses":[{},{"workerHealthReportResponse":{"reportInterval":"3s"}}]}"#,
        ),
    ] {
        is_the_same_by_serde_json(message, text);
    }
}

#[test]
fn what_is_rejected_is_rejected_by_serde_json_too() {
    for (message, text) in [
        ("CPUTime", r#"{"rate":true}"#),
        ("CPUTime", r#"{"totalMs":-1}"#),
        ("CPUTime", r#"{"totalMs":0.5}"#),
        ("CPUTime", r#"{"timestamp":"now"}"#),
        ("CPUTime", r#"{"rate":1,"rate":1}"#),
        ("CPUTime", r#"{"totalMs":1,"total_ms":1}"#),
        ("CPUTime", "[]"),
        ("Base2Exponent", "{}"),
        ("Linear", r#"{"numberOfBuckets":1,"width":0}"#),
        ("WorkerMessage", r#"{"workerHealthReport":{},"workerShutdownNotice":{}}"#),
        ("WorkerMessage", r#"{"labels":{"A":null}}"#),
        ("WorkerMessage", r#"{"labels":{"LABEL_UNSPECIFIED":""}}"#),
        ("WorkerMessage", r#"{"labels":{"A":"","A":""}}"#),
        ("WorkerHealthReport", r#"{"pods":[null]}"#),
        ("WorkerHealthReport", r#"{"pods":{}}"#),
        ("WorkerMessageCode", r#"{"parameters":[]}"#),
        ("CheckInRequest", r#"{"event":{"a":1}}"#),
        ("CheckInRequest", r#"{"event":{"@type":"a/b","@type":"a/b"}}"#),
        ("CheckInRequest", r#"{"sosReport":"*"}"#),
        ("CheckInRequest", r#"{"sosReport":"\\u0041QID"}"#),
        ("SendWorkerMessagesRequest", r#"{"workerMessages":[{},{},{},{},{}]}"#),
        ("SendWorkerMessagesRequest", r#"{"location":"123456789012345678901234567890123"}"#),
    ] {
        let kind = Profile::Microcontroller.kind(message);
        assert!(kind.transcode(text.as_bytes()).is_err(), "{text}");
        // A tree keeps only one of duplicate names.
        let is_twice = text.matches("\":").count() > 1
            && serde_json::from_str::<Value>(text).is_ok_and(|value| value.to_string().len() < text.len());
        for from in ways_in(text).filter(|&from| from != SerdeJson::Tree || !is_twice) {
            assert!(kind.transcode_by_serde_json(text.as_bytes(), from).is_err(), "{text} from a {from:?}");
        }
    }
}

/// Returns the ways to read `text`. A tree can't hold all numbers.
fn ways_in(text: &str) -> impl Iterator<Item = SerdeJson> {
    let is_tree = serde_json::from_str::<Value>(text).is_ok();
    [SerdeJson::Slice, SerdeJson::Reader].into_iter().chain(is_tree.then_some(SerdeJson::Tree))
}

fn is_the_same_by_serde_json(message: &str, text: &str) {
    let kind = Profile::Growable.kind(message);
    let expected = kind.transcode(text.as_bytes()).expect(text);
    for from in ways_in(text) {
        let by_serde_json = kind.transcode_by_serde_json(text.as_bytes(), from).expect(text);
        // Other formats write a Struct's numbers in their own way.
        assert_eq!(json_value(&by_serde_json), json_value(&expected), "{text} from a {from:?}");
    }
}

fn json_value(json: &[u8]) -> Value {
    serde_json::from_slice(json).expect("JSON")
}

#[test]
fn errors_of_an_api() {
    for (text, code) in [
        (r#"{"error":{"code":404,"status":"NOT_FOUND","errors":[]}}"#, 404),
        (r#"[{"error":{"code":"5"}},{"error":{"code":6}}]"#, 5),
        ("{}", 0),
        ("[]", 0),
    ] {
        let by_us: ErrorResponse = vitalwire::decode(text.as_bytes()).expect(text);
        let by_serde_json: ErrorResponse = serde_json::from_str(text).expect(text);
        assert_eq!((by_us.error.code, by_us.error.status), (code, by_serde_json.error.status), "{text}");
        assert_eq!(by_serde_json.error.code, code, "{text}");
    }
}

#[test]
fn by_formats_with_more_kinds_of_numbers() {
    fn double<'de, T: IntoDeserializer<'de>>(value: T) -> f64 {
        let InField(double) = InField::<f64>::deserialize(value.into_deserializer()).expect("a double");
        double
    }
    assert!(double(0_i64).is_sign_positive());
    assert_eq!(
        (double(-7_i64), double(f64::INFINITY), double(f64::NEG_INFINITY)),
        (-7.0, f64::INFINITY, -f64::INFINITY)
    );
    assert!(double(f64::NAN).is_nan());
    assert_eq!((double(1_u128 << 100), double(-1_i128 << 100)), (2_f64.powi(100), -2_f64.powi(100)));
}

#[test]
fn integers_of_128_bits() {
    fn read<'de, F: Field, T: IntoDeserializer<'de>>(value: T) -> Result<F, serde::de::value::Error> {
        InField::<F>::deserialize(value.into_deserializer()).map(|InField(field)| field)
    }
    assert_eq!(read(u128::from(u64::MAX)), Ok(u64::MAX));
    assert_eq!(read(i128::from(i64::MIN)), Ok(i64::MIN));
    read::<u64, _>(u128::from(u64::MAX) + 1).expect_err("too large");
    // As a double, it would be the lowest of 64 bits.
    read::<i64, _>(i128::from(i64::MIN) - 1).expect_err("too small");
    read::<i32, _>(i128::MIN).expect_err("too small");
    let value = |value: super::Value| value.as_str().to_owned();
    assert_eq!(read(u128::MAX).map(value), Ok("340282366920938463463374607431768211455".to_owned()));
    assert_eq!(read(i128::MIN).map(value), Ok("-170141183460469231731687303715884105728".to_owned()));
}

#[test]
fn required_fields_that_are_null() {
    message! {
        struct Point {
            place: [i32; 2] as "place",
        }
    }
    #[derive(Debug, serde::Deserialize)]
    #[serde(untagged)]
    enum Either {
        Point(Point),
        Other {},
    }
    let either = |text| serde_json::from_str::<Either>(text).expect(text);
    assert!(matches!(either(r#"{"place":[1,2]}"#), Either::Point(point) if point.place == [1, 2]));
    assert!(matches!(either(r#"{"place":null}"#), Either::Other {}));
}

#[test]
fn spans_are_skipped() {
    let text = r#"{"metadata":{"a":[1,"]"]},"deadline":"1970-01-01T00:00:00Z"}"#;
    let response: CheckInResponse = serde_json::from_str(text).expect(text);
    assert_eq!(response.metadata, Some(Span::default()));
    assert!(response.deadline.is_some());
}

#[test]
fn errors_say_what_was_expected() {
    fn error<T: DeserializeOwned + Debug>(text: &str) -> String {
        serde_json::from_str::<T>(text).expect_err(text).to_string()
    }
    type List = InField<vitalwire::proto::List<heapless::Vec<i32, 2>>>;
    type Map = InField<vitalwire::proto::Map<heapless::LinearMap<i32, i32, 2>>>;
    for (error, expected) in [
        (error::<CpuTime>("7"), "a CpuTime"),
        (error::<InField<f64>>("[]"), "a double"),
        (error::<List>("7"), "an array"),
        (error::<Map>("7"), "an object"),
        (error::<InField<[i32; 2]>>("7"), "an array of 2"),
    ] {
        assert!(error.contains(&format!("expected {expected} ")), "{error}");
    }
}

/// A number from a format with options and newtypes.
enum Wrapped {
    Option(i64),
    Newtype(i64),
}

impl<'de> Deserializer<'de> for Wrapped {
    type Error = serde::de::value::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        match self {
            Self::Option(number) => visitor.visit_some(number.into_deserializer()),
            Self::Newtype(number) => visitor.visit_newtype_struct(number.into_deserializer()),
        }
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl IntoDeserializer<'_> for Wrapped {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

#[test]
fn options_and_newtypes_are_what_they_hold() {
    let elements = [Wrapped::Option(1), Wrapped::Newtype(-2)];
    let value = super::Value::deserialize(SeqDeserializer::new(elements.into_iter())).expect("a value");
    assert_eq!(value.as_str(), "[1,-2]");
    let read = |wrapped: Wrapped| InField::<i64>::deserialize(wrapped);
    assert_eq!((read(Wrapped::Option(1)), read(Wrapped::Newtype(-2))), (Ok(InField(1)), Ok(InField(-2))));
}

/// As deep as JSON may nest here, and a level more.
#[test]
fn depth() {
    fn nested(depth: usize) -> serde_json::Value {
        (1..depth).fold(serde_json::json!([]), |inner, _| serde_json::json!([inner]))
    }
    let deepest = nested(MAX_DEPTH);
    assert_eq!(super::LongValue::deserialize(&deepest).expect("a value").as_str(), deepest.to_string());
    let error = super::LongValue::deserialize(&nested(MAX_DEPTH + 1)).expect_err("too deep");
    assert!(error.to_string().contains("nested too deeply"), "{error}");
}

#[test]
fn a_key_is_text() {
    let members = [(vec![true], 5)].into_iter();
    let report = WorkerThreadScalingReport::deserialize(MapDeserializer::<_, serde::de::value::Error>::new(members));
    assert_eq!(report.expect_err("a list").to_string(), "invalid type: sequence, expected the name of a field");
}
