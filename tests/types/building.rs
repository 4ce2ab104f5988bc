//! Pairs of values, one that can be built and one that can't.

use heapless::{String, Vec};
use serde_json::Value;
use std::collections::BTreeMap;
use std::time::SystemTime;
use vitalwire::dataflow::{
    Base2Exponent, DataflowHistogramValue, LabelKey, LifecycleEvent, Linear, OutlierStats, WorkerMessage,
    WorkerShutdownNotice,
};
use vitalwire::proto::{Any, Bytes, Duration, List, Struct, Text, Timestamp};
use vitalwire::{BuildError, Microcontroller, OpenJsonError, OpenJsonErrorKind, SyntaxError, SyntaxErrorKind};

#[test]
fn timestamps() {
    let text = |seconds, nanos| Timestamp::new(seconds, nanos).map(|time| time.to_string());
    for (seconds, nanos, expected) in [
        (-62_135_596_800, 0, "0001-01-01T00:00:00Z"),
        (-62_135_596_800, 1, "0001-01-01T00:00:00.000000001Z"),
        (-1, 999_999_999, "1969-12-31T23:59:59.999999999Z"),
        (0, 0, "1970-01-01T00:00:00Z"),
        (0, 500_000_000, "1970-01-01T00:00:00.500Z"),
        (0, 1000, "1970-01-01T00:00:00.000001Z"),
        (0, 120_000, "1970-01-01T00:00:00.000120Z"),
        (951_782_400, 0, "2000-02-29T00:00:00Z"),
        (951_868_800, 0, "2000-03-01T00:00:00Z"),
        (4_107_542_399, 0, "2100-02-28T23:59:59Z"),
        (4_107_542_400, 0, "2100-03-01T00:00:00Z"),
        (253_402_300_799, 999_999_999, "9999-12-31T23:59:59.999999999Z"),
    ] {
        assert_eq!(text(seconds, nanos).as_deref(), Ok(expected));
        assert_eq!(Timestamp::new(seconds, nanos).map(|time| (time.seconds(), time.nanos())), Ok((seconds, nanos)));
    }
    for (seconds, nanos) in [
        (-62_135_596_801, 0),
        (-62_135_596_801, 999_999_999),
        (253_402_300_800, 0),
        (i64::MIN, 0),
        (i64::MAX, 0),
        (0, 1_000_000_000),
        (0, u32::MAX),
    ] {
        assert!(matches!(text(seconds, nanos), Err(BuildError::OutOfRange(_))), "{seconds} {nanos}");
    }
}

#[test]
fn timestamps_from_milliseconds() {
    for (millis, expected) in [(-1, "1969-12-31T23:59:59.999Z"), (1500, "1970-01-01T00:00:01.500Z")] {
        assert_eq!(Timestamp::from_unix_millis(millis).map(|time| time.to_string()).as_deref(), Ok(expected));
    }
    assert!(Timestamp::from_unix_millis(i64::MAX).is_err());
    assert!(Timestamp::from_unix_millis(i64::MIN).is_err());
}

#[test]
fn timestamps_from_clocks() {
    let text = |time: Result<Timestamp, BuildError>| time.map(|time| time.to_string());
    let duration = core::time::Duration::new(1, 5_000_000);
    assert_eq!(text(Timestamp::from_unix_time(duration)).as_deref(), Ok("1970-01-01T00:00:01.005Z"));
    assert!(Timestamp::from_unix_time(core::time::Duration::MAX).is_err());

    for (time, expected) in [
        (SystemTime::UNIX_EPOCH + duration, "1970-01-01T00:00:01.005Z"),
        (SystemTime::UNIX_EPOCH, "1970-01-01T00:00:00Z"),
        (SystemTime::UNIX_EPOCH - duration, "1969-12-31T23:59:58.995Z"),
        (SystemTime::UNIX_EPOCH - core::time::Duration::from_secs(1), "1969-12-31T23:59:59Z"),
    ] {
        assert_eq!(text(time.try_into()).as_deref(), Ok(expected));
    }
    let year_33658 = SystemTime::UNIX_EPOCH + core::time::Duration::from_secs(1_000_000_000_000);
    assert!(Timestamp::try_from(year_33658).is_err());
}

#[test]
fn durations() {
    let text = |seconds, nanos| Duration::new(seconds, nanos).map(|duration| duration.to_string());
    for (seconds, nanos, expected) in [
        (0, 0, "0s"),
        (60, 0, "60s"),
        (0, -500_000_000, "-0.500s"),
        (0, 1, "0.000000001s"),
        (-1, -1000, "-1.000001s"),
        (1, 10_000_000, "1.010s"),
        (315_576_000_000, 999_999_999, "315576000000.999999999s"),
        (-315_576_000_000, -999_999_999, "-315576000000.999999999s"),
    ] {
        assert_eq!(text(seconds, nanos).as_deref(), Ok(expected));
    }
    for (seconds, nanos) in [
        (315_576_000_001, 0),
        (-315_576_000_001, 0),
        (1, -1),
        (-1, 1),
        (0, 1_000_000_000),
        (0, -1_000_000_000),
        (i64::MIN, i32::MIN),
    ] {
        assert!(matches!(text(seconds, nanos), Err(BuildError::OutOfRange(_))), "{seconds} {nanos}");
    }
    for (seconds, nanos, is_negative) in
        [(0, 0, false), (2, 3, false), (2, 0, false), (0, 3, false), (-2, -3, true), (-2, 0, true), (0, -3, true)]
    {
        let duration = Duration::new(seconds, nanos).expect("a duration");
        assert_eq!((duration.seconds(), duration.nanos(), duration.is_negative()), (seconds, nanos, is_negative));
    }
    assert_eq!(Duration::from_secs(-60), Duration::new(-60, 0));
    assert_eq!(Duration::from_millis(-61_005), Duration::new(-61, -5_000_000).expect("a duration"));
    let core = core::time::Duration::new(3, 4);
    assert_eq!(Duration::try_from(core), Duration::new(3, 4));
    assert_eq!(Duration::new(3, 4).and_then(TryInto::try_into), Ok(core));
    assert!(Duration::try_from(core::time::Duration::MAX).is_err());
    assert!(core::time::Duration::try_from(Duration::from_millis(-1)).is_err());
}

#[test]
fn texts_are_measured_as_json() {
    type Four = Text<String<4>>;
    for text in ["", "abcd", "ab\"", "\n\t", "é\"", "𝄞"] {
        assert_eq!(Four::new(text).as_deref(), Ok(text));
    }
    for (text, needed) in [("abcde", 5), ("abc\"", 5), ("\u{1}", 6), ("𝄞a", 5), ("\u{7f}éé", 5)] {
        assert_eq!(
            Four::new(text).map_err(|error| error.to_string()),
            Err(format!("capacity `string` exceeded: need {needed}, have 4"))
        );
    }
    for (text, cut) in [("abcde", "abcd"), ("abc\"", "abc"), ("\u{1}", ""), ("a𝄞", "a"), ("éé", "éé")] {
        assert_eq!(Four::truncated(text), cut);
    }
}

#[test]
fn lists_and_bytes_hold_as_much_as_they_should() {
    let mut list = List::<Vec<i32, 2>>::default();
    assert!(list.extend_from_slice(&[1, 2, 3]).is_err());
    assert!(list.is_empty());
    assert!(list.extend_from_slice(&[1, 2]).is_ok());
    assert_eq!(list.push(3).map_err(|error| error.needed), Err(3));

    assert!(Bytes::<Vec<u8, 2>>::new(b"ab").is_ok());
    assert!(Bytes::<Vec<u8, 2>>::new(b"abc").is_err());
}

#[test]
fn labels() {
    let mut message = WorkerMessage::<Microcontroller, WorkerShutdownNotice<Microcontroller>>::default();
    assert_eq!(message.labels.insert("JOB_ID", "1"), Ok(()));
    assert_eq!(message.labels.insert("LABEL_UNSPECIFIED", "1"), Err(BuildError::Reserved("LABEL_UNSPECIFIED")));
    for key in ["WORKER_ID", "CONTAINER_TYPE", "CONTAINER_ID"] {
        assert_eq!(message.labels.insert(key, "1"), Ok(()));
    }
    assert_eq!(message.labels.insert("JOB_ID", "2"), Ok(()), "an existing key needs no capacity");
    assert_eq!(
        message.labels.insert("FIFTH", "1").map_err(|error| error.to_string()),
        Err("capacity `labels` exceeded: need 5, have 4".into())
    );
    assert_eq!(message.labels.len(), 4);

    let mut key = LabelKey::<Microcontroller>::new("LABEL_").expect("a key");
    assert_eq!(key.push_str("UNSPECIFIED"), Err(BuildError::Reserved("LABEL_UNSPECIFIED")));
    assert_eq!(key.push_str("UNSPECIFIED_2"), Ok(()));
}

#[test]
fn lifecycle_events() {
    assert_eq!(LifecycleEvent::from_number(1), Ok(LifecycleEvent::OsStart));
    assert!(matches!(LifecycleEvent::from_number(0), Err(BuildError::Reserved(_))));
    assert_eq!(LifecycleEvent::from_number(8).map(|event| (event.number(), event.name())), Ok((8, None)));
    assert_eq!("NETWORK_UP".parse(), Ok(LifecycleEvent::NetworkUp));
    assert!("network_up".parse::<LifecycleEvent>().is_err());
}

#[test]
fn histograms() {
    type Histogram = DataflowHistogramValue<Microcontroller>;
    for (scale, buckets) in [(-3, 1), (3, i32::MAX), (0, 17)] {
        assert!(Base2Exponent::new(scale, buckets).is_ok());
    }
    for (scale, buckets) in [(-4, 1), (4, 1), (0, 0), (0, -1)] {
        assert!(Base2Exponent::new(scale, buckets).is_err());
    }
    for (start, width, buckets) in [(0.0, f64::MIN_POSITIVE, 1), (f64::MIN, f64::MAX, i32::MAX)] {
        assert!(Linear::new(start, width, buckets).is_ok());
    }
    for (start, width, buckets) in
        [(0.0, 0.0, 1), (0.0, -1.0, 1), (0.0, f64::NAN, 1), (0.0, f64::INFINITY, 1), (f64::NAN, 1.0, 1), (0.0, 1.0, 0)]
    {
        assert!(Linear::new(start, width, buckets).is_err());
    }

    let new = |counts: &[i64], outliers| Histogram::new(Base2Exponent::new(0, 3)?, counts, outliers);
    let below = OutlierStats { underflow_count: 1, underflow_mean: -1.0, ..Default::default() };
    let histogram = new(&[2, 3, 0, 0, 0], below).expect("a histogram");
    assert_eq!((&histogram.bucket_counts[..], histogram.count), (&[2, 3][..], 6));
    assert!(new(&[], OutlierStats::default()).is_ok_and(|histogram| histogram.outlier_stats.is_none()));
    assert!(new(&[1, 1, 1, 1], OutlierStats::default()).is_err(), "four counts, three buckets");
    assert!(new(&[-1], OutlierStats::default()).is_err());
    assert!(new(&[i64::MAX, 1], OutlierStats::default()).is_err());
    let too_many = Histogram::new(Base2Exponent::new(0, 30).expect("buckets"), &[1; 21], OutlierStats::default());
    assert!(matches!(too_many, Err(BuildError::Capacity(error)) if error.capacity == "buckets" && error.needed == 21));
}

#[test]
fn json_text_in_a_struct() {
    type Open = Struct<String<64>>;
    for (json, compact) in [
        ("{}", "{}"),
        (" {\t}\r\n", "{}"),
        (r#"{ "a" : [ 1 , -0.5e+3 , true , null , "x y" ] }"#, r#"{"a":[1,-0.5e+3,true,null,"x y"]}"#),
        (r#"{"":{"":{}},"a":[[],[[]]]}"#, r#"{"":{"":{}},"a":[[],[[]]]}"#),
        (r#"{"\u0041\n\/\u001F":"\ud834\udd1e\""}"#, "{\"A\\n/\\u001f\":\"\u{1d11e}\\\"\"}"),
        ("{\"\u{7f}é\":0}", "{\"\u{7f}é\":0}"),
        (r#"{"a":1.7976931348623158e308}"#, r#"{"a":1.7976931348623158e308}"#),
    ] {
        assert_eq!(Open::new(json).as_ref().map(Struct::as_str), Ok(compact));
    }
    use SyntaxErrorKind::*;
    for (json, offset, kind) in [
        ("", 0, UnexpectedEnd),
        ("  ", 2, UnexpectedEnd),
        ("{", 1, UnexpectedEnd),
        (r#"{"a":[0,-1e309]}"#, 8, NumberTooLarge),
        ("{}x", 2, TrailingData),
        ("{} {}", 3, TrailingData),
        (r#"{"a"}"#, 4, UnexpectedByte),
        (r#"{"a":}"#, 5, UnexpectedByte),
        (r#"{"a":1,}"#, 7, UnexpectedByte),
        (r#"{,"a":1}"#, 1, UnexpectedByte),
        (r#"{"a":1 "b":2}"#, 7, UnexpectedByte),
        (r#"{a:1}"#, 1, UnexpectedByte),
        (r#"{"a":[1,]}"#, 8, UnexpectedByte),
        (r#"{"a":[,1]}"#, 6, UnexpectedByte),
        (r#"{"a":[1}"#, 7, UnexpectedByte),
        (r#"{"a":tru}"#, 8, UnexpectedByte),
        (r#"{"a":nul"#, 8, UnexpectedEnd),
        (r#"{"a":'b'}"#, 5, UnexpectedByte),
        (r#"{"a":01}"#, 6, InvalidNumber),
        (r#"{"a":-007}"#, 7, InvalidNumber),
        (r#"{"a":-}"#, 6, InvalidNumber),
        (r#"{"a":1.}"#, 7, InvalidNumber),
        (r#"{"a":.5}"#, 5, UnexpectedByte),
        (r#"{"a":+1}"#, 5, UnexpectedByte),
        (r#"{"a":1e}"#, 7, InvalidNumber),
        (r#"{"a":1e+}"#, 8, InvalidNumber),
        (r#"{"a":NaN}"#, 5, UnexpectedByte),
        (r#"{"a":"b}"#, 8, UnexpectedEnd),
        ("{\"a\":\"\n\"}", 6, ControlCharacter),
        (r#"{"a":"\x"}"#, 6, InvalidEscape),
        (r#"{"a":"\u12g4"}"#, 6, InvalidEscape),
        (r#"{"a":"\ud834"}"#, 6, LoneSurrogate),
        (r#"{"a":"\ud834\n"}"#, 6, LoneSurrogate),
        (r#"{"a":"\ud834\u0041"}"#, 6, LoneSurrogate),
        (r#"{"a":"\udd1e"}"#, 6, LoneSurrogate),
        (r#"{"a":"\udc00\udc00"}"#, 6, LoneSurrogate),
        (r#"{"a":"\udc00"#, 6, LoneSurrogate),
    ] {
        let error = Open::new(json).err();
        assert_eq!(error, Some(BuildError::Syntax(SyntaxError { offset, kind })), "{json}");
    }
    for (json, offset) in [("[]", 0), (" 7", 1), ("null", 0)] {
        let not_an_object = OpenJsonError { offset, kind: OpenJsonErrorKind::NotAnObject };
        assert_eq!(Open::new(json), Err(BuildError::OpenJson(not_an_object)), "{json}");
    }
}

#[test]
fn json_text_is_as_deep_as_allowed() {
    type Open = Struct<String<600>>;
    let nested = |depth: usize| format!(r#"{{"a":{}{}}}"#, "[".repeat(depth - 1), "]".repeat(depth - 1));
    assert!(Open::new(&nested(128)).is_ok());
    for depth in [129, 1_000_000] {
        let outcome = Open::new(&nested(depth));
        assert!(matches!(outcome, Err(BuildError::Syntax(error)) if error.kind == SyntaxErrorKind::TooDeep));
    }
}

#[test]
fn json_text_in_an_any() {
    type Open = Any<String<64>>;
    for (json, compact) in [
        ("{}", "{}"),
        (r#"{"@type":"a.b/c.D"}"#, r#"{"@type":"a.b/c.D"}"#),
        (r#"{"x":{"@type":1}, "@type": "a/b", "y":[]}"#, r#"{"@type":"a/b","x":{"@type":1},"y":[]}"#),
        (r#"{"\u0040type":"a\/b"}"#, r#"{"@type":"a/b"}"#),
    ] {
        assert_eq!(Open::new(json).as_ref().map(Any::as_str), Ok(compact));
    }
    use OpenJsonErrorKind::*;
    for (json, offset, kind) in [
        (r#" {"x":1}"#, 1, MissingType),
        (r#"{"@type":""}"#, 9, InvalidType),
        (r#"{"@type":"not_a_url"}"#, 9, InvalidType),
        (r#"{"@type":"a/"}"#, 9, InvalidType),
        (r#"{"@type":"a//"}"#, 9, InvalidType),
        (r#"{"@type":7}"#, 9, InvalidType),
        (r#"{"@type":"a/b","@type":"a/b"}"#, 15, DuplicateName),
        (r#"["@type","a/b"]"#, 0, NotAnObject),
    ] {
        let error = Open::new(json).err();
        assert_eq!(error, Some(BuildError::OpenJson(OpenJsonError { offset, kind })), "{json}");
    }
}

#[test]
fn what_is_packed_is_checked_too() {
    let second_type = BTreeMap::from([("@type", "no slash")]);
    let duplicate = OpenJsonError { offset: 15, kind: OpenJsonErrorKind::DuplicateName };
    assert_eq!(Any::<String<64>>::pack("a/b", &second_type), Err(BuildError::OpenJson(duplicate)));
    assert!(Any::<String<64>>::pack("ab", &BTreeMap::<&str, i32>::new()).is_err());
    assert!(Any::<String<64>>::pack("a/b", &[1]).is_err());
    assert!(Struct::<String<64>>::pack("text").is_err());
    assert!(Struct::<String<64>>::pack(&BTreeMap::from([("pi", f64::NAN)])).is_err());

    let nested = |depth| (1..depth).fold(Value::Null, |inner, _| Value::Array(vec![inner]));
    let object = |depth| BTreeMap::from([("a", nested(depth))]);
    assert!(Struct::<String<600>>::pack(&object(128)).is_ok());
    let too_deep = Struct::<String<600>>::pack(&object(129));
    assert!(matches!(too_deep, Err(BuildError::Syntax(error)) if error.kind == SyntaxErrorKind::TooDeep));
}

#[test]
fn errors_stay_small() {
    assert!(size_of::<BuildError>() <= 5 * size_of::<usize>());
    assert!(size_of::<vitalwire::EncodeError>() <= 2 * size_of::<usize>());
    assert_eq!(size_of::<vitalwire::SerializeError>(), 1);
}
