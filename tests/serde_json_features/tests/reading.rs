//! serde_json reads messages, and passes on numbers as JSON text.

use heapless::{String, Vec};
use serde::de::DeserializeOwned;
use serde::de::value::{Error, MapDeserializer};
use serde_json::value::RawValue;
use std::fmt::Debug;
use vitalwire::dataflow::{CpuTime, MetricValue, WorkerHealthReport, WorkerLifecycleEvent, WorkerMessageCode};
use vitalwire::genomics::CheckInRequest;
use vitalwire::proto::{Any, InField, List, Message, Struct, Value};
use vitalwire::{Microcontroller, message};

const NUMBER: &str = "$serde_json::private::Number";
const RAW_VALUE: &str = "$serde_json::private::RawValue";

/// Reads `text` in all ways that serde_json has.
fn by_serde_json<T: DeserializeOwned>(text: &str) -> [serde_json::Result<T>; 5] {
    [
        serde_json::from_str(text),
        serde_json::from_reader(text.as_bytes()),
        serde_json::from_str(text).and_then(serde_json::from_value),
        serde_json::from_str(text).and_then(|tree: serde_json::Value| T::deserialize(&tree)),
        serde_json::from_str(text).and_then(|raw: Box<RawValue>| T::deserialize(&*raw)),
    ]
}

fn is_the_same<M: Message + DeserializeOwned>(text: &str) {
    let expected: M = vitalwire::decode(text.as_bytes()).expect(text);
    for message in by_serde_json::<M>(text) {
        assert_eq!(message.expect(text), expected);
    }
}

#[test]
fn numbers_of_all_spellings() {
    is_the_same::<CpuTime>(r#"{"rate":1.5,"totalMs":"12"}"#);
    is_the_same::<CpuTime>(r#"{"rate":1e3,"totalMs":1.5e1}"#);
    is_the_same::<CpuTime>(r#"{"rate":-0.0,"totalMs":18446744073709551615}"#);
    is_the_same::<CpuTime>(r#"{"rate":-0,"totalMs":7.0}"#);
    is_the_same::<CpuTime>(r#"{"rate":123456789012345678901234567890,"totalMs":3e2}"#);
    is_the_same::<CpuTime>(r#"{"rate":-123456789012345678901234567890.125}"#);
    is_the_same::<CpuTime>(r#"{"rate":2.4703282292062328e-324}"#);
    is_the_same::<CpuTime>(r#"{"rate":340282366920938463463374607431768211455}"#);
    is_the_same::<WorkerLifecycleEvent<Microcontroller>>(r#"{"event":3.0}"#);
    is_the_same::<MetricValue<Microcontroller>>(
        r#"{"valueHistogram":{"bucketCounts":[1,"2",3.0],"bucketOptions":{"linear":{"start":0.5,"width":1e0,"numberOfBuckets":3}}}}"#,
    );
}

#[test]
fn numbers_out_of_range() {
    for text in [
        r#"{"rate":1e999}"#,
        r#"{"totalMs":0.5}"#,
        r#"{"totalMs":-1.0}"#,
        r#"{"totalMs":18446744073709551616}"#,
        r#"{"totalMs":-9223372036854775809}"#,
        r#"{"timestamp":1.5}"#,
    ] {
        vitalwire::decode::<CpuTime>(text.as_bytes()).expect_err(text);
        for message in by_serde_json::<CpuTime>(text) {
            message.expect_err(text);
        }
    }
}

#[test]
fn an_integer_below_all_of_64_bits_isnt_the_lowest_of_them() {
    for number in by_serde_json::<InField<i64>>("-9223372036854775809") {
        number.expect_err("out of range");
    }
}

/// serde_json itself gives exponents a sign, and makes 0 of -0 in its trees.
#[test]
fn open_json_keeps_the_digits_of_its_numbers() {
    let text = r#"{"a":[1.10,1e+3,-0.0,{"b":123456789012345678901234567890.5}],"c":18446744073709551616,"d":-5,"e":7}"#;
    for object in by_serde_json::<Struct<String<128>>>(text) {
        assert_eq!(object.expect(text).as_str(), text);
    }
    for value in by_serde_json::<Value<String<8>>>("1.10") {
        assert_eq!(value.expect("a number").as_str(), "1.10");
    }
    let text = r#"{"@type":"a/b","x":0.10}"#;
    for any in by_serde_json::<Any<String<32>>>(text) {
        assert_eq!(any.expect(text).as_str(), text);
    }
    is_the_same::<WorkerMessageCode<Microcontroller>>(r#"{"code":"A","parameters":{"a":1.10,"b":[1e+3]}}"#);
    is_the_same::<WorkerHealthReport<Microcontroller>>(r#"{"pods":[{"a":0.50,"b":[-1.0]}]}"#);
    is_the_same::<CheckInRequest<Microcontroller>>(r#"{"event":{"@type":"a/b","x":1.0}}"#);
}

#[test]
fn open_json_without_an_object_or_with_a_number_that_is_no_double() {
    for text in ["1.5", "1", "[1.5]"] {
        for object in by_serde_json::<Struct<String<16>>>(text) {
            object.expect_err(text);
        }
    }
    for object in by_serde_json::<Struct<String<16>>>(r#"{"a":1e999}"#) {
        object.expect_err("too large");
    }
}

#[test]
fn in_what_serde_reads_twice() {
    message! {
        struct Boiler {
            degrees: f64 as "degrees",
            more: Option<Struct<String<32>>> as "more",
        }
    }
    #[derive(Debug, PartialEq, serde::Deserialize)]
    struct Outer {
        name: std::string::String,
        #[serde(flatten)]
        boiler: Boiler,
    }
    #[derive(Debug, PartialEq, serde::Deserialize)]
    #[serde(untagged)]
    enum Either {
        Boiler(Boiler),
    }
    let boiler = Boiler { degrees: 90.5, more: Some(Struct::new(r#"{"a":1.50}"#).expect("an object")) };
    for outer in by_serde_json::<Outer>(r#"{"name":"left","degrees":90.5,"more":{"a":1.50}}"#) {
        assert_eq!(outer.expect("both"), Outer { name: "left".into(), boiler: boiler.clone() });
    }
    for either in by_serde_json::<Either>(r#"{"degrees":90.5,"more":{"a":1.50}}"#) {
        assert_eq!(either.expect("a boiler"), Either::Boiler(boiler.clone()));
    }
}

#[test]
fn lists_of_numbers() {
    type Doubles = InField<List<Vec<f64, 4>>>;
    for list in by_serde_json::<Doubles>("[1.5, 1, 1e3, -0.5e-1]") {
        assert_eq!(list.expect("a list").0[..], [1.5, 1.0, 1000.0, -0.05]);
    }
}

/// Reads an object of one member, as a format presents it that knows nothing of serde_json.
fn of_member<T: DeserializeOwned>(name: &str, text: &str) -> Result<T, Error> {
    T::deserialize(MapDeserializer::new([(name, text)].into_iter()))
}

#[test]
fn raw_values_in_open_json_are_checked_and_compact() {
    let raw = r#" { "a" : [ 1.10 , "\u0041" ] } "#;
    let object: Struct<String<18>> = of_member(RAW_VALUE, raw).expect("an object");
    assert_eq!(object.as_str(), r#"{"a":[1.10,"A"]}"#);
    let value: Value<String<8>> = of_member(RAW_VALUE, "null").expect("a value");
    assert_eq!(value.as_str(), "null");
    let any: Any<String<32>> = of_member(RAW_VALUE, r#"{"x":1,"@type":"a/b"}"#).expect("an Any");
    assert_eq!(any.as_str(), r#"{"@type":"a/b","x":1}"#);

    for text in ["", "{", "{}{}", "[1,]", "nul", r#"{"a":1e999}"#] {
        of_member::<Value<String<32>>>(RAW_VALUE, text).expect_err(text);
    }
    of_member::<Struct<String<32>>>(RAW_VALUE, "[]").expect_err("no object");
    let deep = "[".repeat(129) + &"]".repeat(129);
    of_member::<Value<String<512>>>(RAW_VALUE, &deep).expect_err("too deep");
}

#[test]
fn what_isnt_a_number_under_a_numbers_name() {
    for text in ["", "1.", "+1", "0x1", "NaN", " 1", "1 ", "\"1\"", "{}"] {
        of_member::<Value<String<16>>>(NUMBER, text).expect_err(text);
        of_member::<InField<f64>>(NUMBER, text).expect_err(text);
        of_member::<InField<i32>>(NUMBER, text).expect_err(text);
    }
    assert_eq!(of_member(NUMBER, "1e1"), Ok(InField(10_i32)));
}

#[test]
fn a_private_name_beside_others() {
    fn of_members<T: DeserializeOwned + Debug>(names: [&str; 2]) -> Result<T, Error> {
        T::deserialize(MapDeserializer::new(names.into_iter().map(|name| (name, "1"))))
    }
    of_members::<InField<f64>>([NUMBER, "a"]).expect_err("one too many");
    of_members::<Struct<String<64>>>([NUMBER, "a"]).expect_err("one too many");
    of_members::<InField<f64>>(["a", NUMBER]).expect_err("an object");
    let object: Struct<String<64>> = of_members(["a", NUMBER]).expect("an object");
    assert_eq!(object.as_str(), format!(r#"{{"a":"1","{NUMBER}":"1"}}"#));
}
