//! What an Any holds that has a JSON form of its own.

use vitalwire::BuildError::OpenJson;
use vitalwire::OpenJsonError;
use vitalwire::OpenJsonErrorKind::{self, InvalidValue, MissingValue, NotAnObject, UnexpectedMember};
use vitalwire::heapless::String;
use vitalwire::proto::{Any, Duration, Struct, Timestamp};

type Long = Any<String<512>>;

fn any(name: &str, value: &str) -> std::string::String {
    format!(r#"{{"@type":"type.googleapis.com/google.protobuf.{name}","value":{value}}}"#)
}

/// Checks how the value of an Any is written, and that it stays so.
#[track_caller]
fn is_written(name: &str, value: &str, written: &str) {
    let written = any(name, written);
    assert_eq!(Long::new(&any(name, value)).as_ref().map(Any::as_str), Ok(written.as_str()));
    assert_eq!(Long::new(&written).as_ref().map(Any::as_str), Ok(written.as_str()));
    let members_swapped = format!(r#"{{"value":{value},"@type":"x/google.protobuf.{name}"}}"#);
    let swapped = written.replace("type.googleapis.com", "x");
    assert_eq!(vitalwire::decode::<Long>(members_swapped.as_bytes()).map(|any| any.as_str().to_owned()), Ok(swapped));
}

#[track_caller]
fn is_rejected(name: &str, value: &str) {
    let json = any(name, value);
    let offset = json.find(r#""value":"#).expect("a value") + r#""value":"#.len();
    match Long::new(&json) {
        Err(OpenJson(error)) => assert_eq!((error.kind, error.offset), (InvalidValue, offset), "{json}"),
        other => panic!("{other:?}: {json}"),
    }
}

#[test]
fn times() {
    is_written("Duration", r#""1.50s""#, r#""1.500s""#);
    is_written("Timestamp", r#""2026-11-22T02:22:00+01:00""#, r#""2026-11-22T01:22:00Z""#);
    for value in ["1.5", "\"1.5\"", "{}", "null", "\"\""] {
        is_rejected("Duration", value);
        is_rejected("Timestamp", value);
    }
}

#[test]
fn a_field_mask_is_a_string_of_paths() {
    is_written("FieldMask", r#""a.bC,d""#, r#""a.bC,d""#);
    is_written("FieldMask", r#""""#, r#""""#);
    for value in [r#""a_b""#, "[]", "1"] {
        is_rejected("FieldMask", value);
    }
}

#[test]
fn open_json_has_the_type_of_its_name() {
    is_written("Struct", r#"{ "a" : [ 1 ] }"#, r#"{"a":[1]}"#);
    is_written("ListValue", "[ 1 , {} ]", "[1,{}]");
    is_written("Value", " null ", "null");
    is_written("Value", "1.50", "1.50");
    is_written("NullValue", "null", "null");
    for (name, value) in [("Struct", "[]"), ("Struct", "null"), ("ListValue", "{}"), ("NullValue", "0")] {
        is_rejected(name, value);
    }
}

#[test]
fn wrappers_have_the_form_of_their_scalar() {
    is_written("BoolValue", "true", "true");
    is_written("StringValue", r#""\u0061\/""#, r#""a/""#);
    is_written("BytesValue", r#""-_8""#, r#""+/8=""#);
    is_written("BytesValue", r#""""#, r#""""#);
    is_written("BytesValue", r#""\u0041QIDBA""#, r#""AQIDBA==""#);
    is_written("Int32Value", r#""-1e1""#, "-10");
    is_written("UInt32Value", "4294967295", "4294967295");
    is_written("Int64Value", "-9223372036854775808", r#""-9223372036854775808""#);
    is_written("UInt64Value", r#""18446744073709551615""#, r#""18446744073709551615""#);
    is_written("UInt64Value", "-0", r#""0""#);
    is_written("DoubleValue", r#""1.50""#, "1.50");
    is_written("DoubleValue", r#""-Infinity""#, r#""-Infinity""#);
    is_written("FloatValue", "3.4028235e38", "3.4028235e38");
    for (name, value) in [
        ("BoolValue", "\"true\""),
        ("BoolValue", "1"),
        ("StringValue", "1"),
        ("BytesValue", "\"=\""),
        ("BytesValue", "\"a\""),
        ("Int32Value", "2147483648"),
        ("Int32Value", "-2147483649"),
        ("Int32Value", "1.5"),
        ("Int32Value", "\"\""),
        ("UInt32Value", "-1"),
        ("Int64Value", "9223372036854775808"),
        ("UInt64Value", "18446744073709551616"),
        ("DoubleValue", "\"Inf\""),
        ("DoubleValue", "\"1e400\""),
        ("DoubleValue", "{}"),
        ("FloatValue", "1e39"),
        ("FloatValue", "\" 1\""),
    ] {
        is_rejected(name, value);
    }
}

#[test]
fn an_any_in_an_any_is_written_at_every_depth() {
    let nested = |value: &str, depth: usize| (0..depth).fold(any("Duration", value), |inner, _| any("Any", &inner));
    for depth in 0..6 {
        let any = Long::new(&nested("\"1.50s\"", depth));
        assert_eq!(any.as_ref().map(Any::as_str), Ok(nested("\"1.500s\"", depth).as_str()));
        assert!(Long::new(&nested("1.5", depth)).is_err());
    }
    let own = any("Any", r#"{ "x": {"@type": 1}, "@type": "a/b" }"#);
    assert_eq!(
        Long::new(&own).as_ref().map(Any::as_str),
        Ok(any("Any", r#"{"@type":"a/b","x":{"@type":1}}"#).as_str())
    );
    let empty = any("Any", "{}");
    assert_eq!(Long::new(&empty).as_ref().map(Any::as_str), Ok(empty.as_str()));
}

#[test]
fn it_has_a_value_and_nothing_else() {
    for (json, kind, at) in [
        (r#"{"@type":"/google.protobuf.Duration"}"#, MissingValue, "{"),
        (r#"{"@type":"/google.protobuf.Duration","values":"1s"}"#, UnexpectedMember, "\"values"),
        (r#"{"@type":"/google.protobuf.Duration","x":0,"value":"1s"}"#, UnexpectedMember, "\"x\""),
        (r#"{"@type":"/google.protobuf.Duration","value":"1s","x":0}"#, UnexpectedMember, "\"x\""),
        (
            r#"{"@type":"/google.protobuf.Any","value":{"@type":"/google.protobuf.Any"}}"#,
            MissingValue,
            r#"{"@type":"/google.protobuf.Any"}"#,
        ),
        (r#"{"@type":"/google.protobuf.Any","value":[]}"#, NotAnObject, "[]"),
    ] {
        let Err(OpenJson(error)) = Long::new(json) else { panic!("{json}") };
        assert_eq!((error.kind, error.offset), (kind, json.find(at).expect("a place")), "{json}");
    }
    let names = [(MissingValue, "value"), (OpenJsonErrorKind::InvalidType, "@type")];
    for ((_, name), json) in names.iter().zip([r#"{"@type":"/google.protobuf.Any"}"#, r#"{"@type":"Any"}"#]) {
        assert_eq!(vitalwire::decode::<Long>(json.as_bytes()).expect_err(json).field, Some(*name));
    }
}

#[test]
fn what_is_packed_has_the_form_too() {
    const DURATION: &str = "type.googleapis.com/google.protobuf.Duration";
    let packed = Long::pack_value(DURATION, &Duration::from_millis(1500));
    assert_eq!(packed, Long::new(&any("Duration", "\"1.5s\"")));
    assert_eq!(Long::pack_value(DURATION, "1.50s"), packed);
    assert!(Long::pack_value(DURATION, &1.5).is_err());
    assert!(Long::pack(DURATION, &std::collections::BTreeMap::from([("seconds", 1)])).is_err());
    let inner = Long::pack_value("x/google.protobuf.Timestamp", &Timestamp::UNIX_EPOCH).expect("it fits");
    let outer = Long::pack_value("x/google.protobuf.Any", &inner).expect("it fits");
    assert!(
        outer.as_str().ends_with(r#""value":{"@type":"x/google.protobuf.Timestamp","value":"1970-01-01T00:00:00Z"}}"#)
    );
}

#[test]
fn names_differ_at_every_depth() {
    for (json, again) in [
        (r#"{"a":1,"a":2}"#, r#""a":2"#),
        (r#"{"a":{"b":{"c":1,"\u0063":2}}}"#, r#""\u0063""#),
        (r#"{"a":[{"x":1},{"":1,"":2}]}"#, r#""":2"#),
        (r#"{"a":{"b":1,"b":2},"a":3}"#, r#""a":3"#),
    ] {
        let at = json.find(again).expect("the second");
        let duplicate = OpenJson(OpenJsonError { offset: at, kind: OpenJsonErrorKind::DuplicateName });
        assert_eq!(Struct::<String<64>>::new(json), Err(duplicate), "{json}");
        assert_eq!(Struct::<std::string::String>::new(json), Err(duplicate), "{json}");
    }
    for json in [r#"{"a":{"a":{"a":["a","a"]}}}"#, r#"{"x":[{"a":1},{"a":1}],"a":1}"#, r#"{"a":":","b":"a"}"#] {
        assert_eq!(Struct::<String<64>>::new(json).as_ref().map(Struct::as_str), Ok(json));
        assert_eq!(Struct::<std::string::String>::new(json).as_ref().map(Struct::as_str), Ok(json));
    }
}

#[test]
fn many_names_take_no_square_of_time_where_text_can_grow() {
    let members: Vec<_> = (0..200_000).map(|at| format!(r#""{at}":0"#)).collect();
    let json = format!("{{{}}}", members.join(","));
    assert_eq!(Struct::<std::string::String>::new(&json).as_ref().map(Struct::as_str), Ok(json.as_str()));
}
