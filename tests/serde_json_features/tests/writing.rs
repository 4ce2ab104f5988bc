//! vitalwire writes serde_json's types, which pass on JSON text.

use heapless::String;
use serde::de::{Deserialize, DeserializeOwned, Deserializer};
use serde::ser::{Serialize, SerializeStruct, Serializer};
use serde_json::value::RawValue;
use serde_json::{Number, json};
use std::collections::BTreeMap;
use vitalwire::dataflow::WorkerMessageCode;
use vitalwire::genomics::CheckInRequest;
use vitalwire::json::{self, MAX_DEPTH};
use vitalwire::profile::Item;
use vitalwire::proto::{Any, AnyOf, InField, Serde, Struct, StructOf, TypeUrl};
use vitalwire::{BuildError, Chunks, EncodeError, Microcontroller, SerializeError, message};

fn raw(text: &str) -> Box<RawValue> {
    serde_json::from_str(text).expect(text)
}

fn written(value: &impl Serialize) -> Result<std::string::String, EncodeError> {
    let mut buffer = [0; 512];
    json::to_str(value, &mut buffer).map(str::to_owned)
}

/// An object of which serde_json reads numbers with all their digits.
const NUMBERS: &str = r#"{"a":[1.10,1e+3,-0.0,123456789012345678901234567890],"b":-5,"c":0.5}"#;

#[test]
fn numbers_have_the_same_digits() {
    let value: serde_json::Value = serde_json::from_str(NUMBERS).expect("JSON");
    assert_eq!(written(&value).as_deref(), Ok(NUMBERS));
    assert_eq!(json::encoded_len(&value), Ok(NUMBERS.len()));
    let number: Number = "12345678901234567890.50".parse().expect("a number");
    assert_eq!(
        written(&(1, Some(&number), [&number])).as_deref(),
        Ok("[1,12345678901234567890.50,[12345678901234567890.50]]")
    );
    assert_eq!(written(&BTreeMap::from([("n", &number)])).as_deref(), Ok(r#"{"n":12345678901234567890.50}"#));
}

#[test]
fn raw_values_are_compact() {
    let value = raw(" {\n \"a\" : [ 1.10, \"\\u0041\\n\\/\" ], \"\\u0062\": {} }\n");
    assert_eq!(written(&value).as_deref(), Ok(r#"{"a":[1.10,"A\n/"],"b":{}}"#));
    assert_eq!(written(&[&value, &raw("null")]).as_deref(), Ok(r#"[{"a":[1.10,"A\n/"],"b":{}},null]"#));
}

#[test]
fn windows_and_buffers_that_are_too_small() {
    let value: (serde_json::Value, Box<RawValue>) = (json!({"a": [0.5, "x"]}), raw(r#"[ 1.50, "y" ]"#));
    let whole = r#"[{"a":[0.5,"x"]},[1.50,"y"]]"#;
    for len in 0..whole.len() {
        let error = EncodeError::BufferTooSmall { needed: whole.len() };
        assert_eq!(json::to_slice(&value, &mut vec![0; len]), Err(error));
        let mut window = [0; 5];
        let expected = &whole.as_bytes()[len..whole.len().min(len + 5)];
        assert_eq!(json::to_window(&value, len, &mut window), Ok(expected));
    }
    assert_eq!(json::to_str(&value, &mut vec![0; whole.len()]), Ok(whole));
}

#[test]
fn what_serde_json_reads_is_what_serde_json_wrote() {
    let value: serde_json::Value = serde_json::from_str(NUMBERS).expect("JSON");
    let by_us = written(&value).expect("JSON");
    assert_eq!(serde_json::to_string(&value).expect("JSON"), by_us);
}

/// A struct with a private name, with these texts as its fields.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Private<'a>(&'static str, &'a [&'a str]);

impl Serialize for Private<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct(self.0, self.1.len())?;
        self.1.iter().try_for_each(|text| fields.serialize_field(self.0, text))?;
        fields.end()
    }
}

const NUMBER: &str = "$serde_json::private::Number";
const RAW_VALUE: &str = "$serde_json::private::RawValue";

#[test]
fn text_that_isnt_json_is_rejected() {
    let not_json = Err(EncodeError::Serialize(SerializeError::NotJson));
    for number in ["", "1.", "+1", " 1", "NaN", "[1]", "1,2", "\"1\"", "null"] {
        assert_eq!(written(&Private(NUMBER, &[number])), not_json, "{number}");
    }
    for json in ["", "{", "[1,]", "1,2", "{}}", "a", "\u{0}"] {
        assert_eq!(written(&Private(RAW_VALUE, &[json])), not_json, "{json}");
        assert_eq!(written(&[Private(RAW_VALUE, &[json])]), not_json, "{json}");
    }
    for name in [NUMBER, RAW_VALUE] {
        assert_eq!(written(&Private(name, &["1"])).as_deref(), Ok("1"));
        assert_eq!(written(&Private(name, &[])), not_json);
        assert_eq!(written(&Private(name, &["1", "2"])), not_json);
        assert_eq!(written(&BTreeMap::from([(Private(name, &["1"]), 1)])), Err(SerializeError::KeyNotString.into()));
    }
}

#[test]
fn raw_values_nest_as_deep_as_json_does_here() {
    let nested = |depth| "[".repeat(depth) + &"]".repeat(depth);
    assert_eq!(json::encoded_len(&Private(RAW_VALUE, &[&nested(MAX_DEPTH)])), Ok(2 * MAX_DEPTH));
    let deeper = nested(MAX_DEPTH + 1);
    assert_eq!(json::encoded_len(&Private(RAW_VALUE, &[&deeper])), Err(SerializeError::NotJson));
}

/// JSON of any kind; a field needs what a `RawValue` lacks.
#[derive(Clone, Debug, Default)]
struct Raw(Box<RawValue>);

impl PartialEq for Raw {
    fn eq(&self, other: &Self) -> bool {
        self.0.get() == other.0.get()
    }
}

impl Serialize for Raw {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Box::deserialize(deserializer).map(Self)
    }
}

impl TypeUrl for Raw {
    const TYPE_URL: &'static str = "a/Raw";
}

/// Any value of serde_json's.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
struct Tree(serde_json::Value);

impl TypeUrl for Tree {
    const TYPE_URL: &'static str = "a/Tree";
}

#[test]
fn fields_of_messages() {
    message! {
        struct Boiler {
            tree: Option<Serde<serde_json::Value>> as "tree",
            raw: Option<Serde<Raw>> as "raw",
            tail: u32 as "tail",
        }
    }
    let text = r#"{"tree":{"a":[0.5,-7]},"raw":[1.10,{"b":"c"}],"tail":1}"#;
    let boiler: Boiler = vitalwire::decode(text.as_bytes()).expect("a boiler");
    assert_eq!(boiler.raw.as_ref().map(|Serde(Raw(raw))| raw.get()), Some(r#"[1.10,{"b":"c"}]"#));
    assert_eq!(vitalwire::to_str(&boiler, &mut [0; 64]), Ok(text));
    assert_eq!(vitalwire::encoded_len(&boiler), Ok(text.len()));
    let (mut chunks, mut in_chunks, mut chunk) = (Chunks::new(&boiler), Vec::new(), [0; 3]);
    while let chunk @ [_, ..] = chunks.next(&mut chunk).expect("a chunk") {
        in_chunks.extend_from_slice(chunk);
    }
    assert_eq!(str::from_utf8(&in_chunks), Ok(text));
    let mut buffer = [0; 64];
    assert_eq!(json::to_str(&boiler, &mut buffer), Ok(text));
    assert_eq!(json::from_str(text), Ok(boiler));
}

#[test]
fn a_struct_is_an_object_still() {
    type Code<T> = WorkerMessageCode<Microcontroller, StructOf<Serde<T>>>;
    fn code<T: Item + Default + Serialize + DeserializeOwned>(value: T) -> Result<std::string::String, EncodeError> {
        let code = Code { parameters: Some(StructOf(Serde(value))), ..Default::default() };
        let mut buffer = [0; 256];
        vitalwire::to_str(&code, &mut buffer).map(str::to_owned)
    }
    let tree: Tree = serde_json::from_str(r#"{"a":1.10}"#).expect("JSON");
    assert_eq!(code(tree).as_deref(), Ok(r#"{"parameters":{"a":1.10}}"#));
    assert_eq!(
        code(Raw(raw(r#"{ "a": [ 1.5, null, "\u0041" ] }"#))).as_deref(),
        Ok(r#"{"parameters":{"a":[1.5,null,"A"]}}"#)
    );
    for text in ["1.5", "7", "[{}]", "\"{}\"", "null"] {
        code::<Tree>(serde_json::from_str(text).expect(text)).expect_err(text);
        code(Raw(raw(text))).expect_err(text);
    }
    let read: Code<Raw> = vitalwire::decode(br#"{"parameters": {"a": 1.10}}"#).expect("an object");
    assert_eq!(read.parameters, Some(StructOf(Serde(Raw(raw(r#"{"a": 1.10}"#))))));
}

#[test]
fn an_any_is_an_object_with_one_type() {
    fn event<T: Item + Default + Serialize + DeserializeOwned + TypeUrl>(
        value: T,
    ) -> Result<std::string::String, EncodeError> {
        let request = CheckInRequest::<Microcontroller, _> { event: Some(AnyOf(Serde(value))), ..Default::default() };
        let mut buffer = [0; 256];
        vitalwire::to_str(&request, &mut buffer).map(str::to_owned)
    }
    let tree: Tree = serde_json::from_str(r#"{"a":1.10}"#).expect("JSON");
    assert_eq!(event(tree).as_deref(), Ok(r#"{"event":{"@type":"a/Tree","a":1.10}}"#));
    assert_eq!(event(Raw(raw(r#"{ "a": [ 1.5 ] }"#))).as_deref(), Ok(r#"{"event":{"@type":"a/Raw","a":[1.5]}}"#));
    assert_eq!(event(Raw(raw("{}"))).as_deref(), Ok(r#"{"event":{"@type":"a/Raw"}}"#));
    for text in ["1.5", "[{}]", "null", r#"{"@type":"a/Raw"}"#, r#"{"a":1,"\u0040type":"a/Raw"}"#] {
        event::<Tree>(serde_json::from_str(text).expect(text)).expect_err(text);
        event(Raw(raw(text))).expect_err(text);
    }
}

/// Its text has the `@type` in it, which can't be hidden without a copy.
#[test]
fn raw_values_arent_read_from_an_any() {
    type Request = CheckInRequest<Microcontroller, AnyOf<Serde<Raw>>>;
    vitalwire::decode::<Request>(br#"{"event":{"@type":"a/Raw","a":1}}"#).expect_err("a raw value");
}

#[test]
fn packed_values() {
    let value: serde_json::Value = serde_json::from_str(NUMBERS).expect("JSON");
    let object: Struct<String<128>> = Struct::pack(&value).expect("an object");
    assert_eq!(object.as_str(), NUMBERS);
    let object: Struct<String<16>> = Struct::pack(&raw(r#"{ "a" : 1.10 }"#)).expect("an object");
    assert_eq!(object.as_str(), r#"{"a":1.10}"#);
    assert_eq!(object.unpack::<Box<RawValue>>().expect("JSON").get(), object.as_str());
    let any: Any<String<64>> = Any::pack("a/b", &raw(r#"{"x": [ 0.5 ]}"#)).expect("an object");
    assert_eq!(any.as_str(), r#"{"@type":"a/b","x":[0.5]}"#);
    let any: Any<String<64>> = Any::pack_value("a/b", &raw("[ 1.10 ]")).expect("a value");
    assert_eq!(any.as_str(), r#"{"@type":"a/b","value":[1.10]}"#);
    for text in ["1.5", "[]", r#""{""#, "null"] {
        let not_an_object = BuildError::Serialize(SerializeError::NotAnObject);
        assert_eq!(Struct::<String<32>>::pack(&raw(text)), Err(not_an_object), "{text}");
        assert_eq!(Any::<String<32>>::pack("a/b", &raw(text)), Err(not_an_object), "{text}");
    }
    let too_large = Struct::<String<32>>::pack(&raw(r#"{"a":1e999}"#));
    assert!(matches!(too_large, Err(BuildError::Syntax(_))), "{too_large:?}");
}

/// serde_json as the other side.
#[test]
fn in_messages_that_serde_json_writes() {
    let code = WorkerMessageCode::<Microcontroller, _> {
        parameters: Some(StructOf(Serde(Raw(raw(r#"{"a": [0.5, null]}"#))))),
        ..Default::default()
    };
    assert_eq!(serde_json::to_string(&code).expect("JSON"), r#"{"parameters":{"a":[0.5,null]}}"#);
    let value = StructOf(Serde(Tree(json!({"a": 0.5}))));
    assert_eq!(serde_json::to_string(&InField(&value)).expect("JSON"), r#"{"a":0.5}"#);
    for text in ["[]", "1.5"] {
        serde_json::to_string(&InField(&StructOf(Serde(Raw(raw(text)))))).expect_err(text);
    }
}
