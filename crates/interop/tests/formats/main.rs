//! Messages in the formats that `docs/LIMITS.md` lists.

mod format;

use format::{Format, MessagePack, Postcard, Ron, SonicRs, Toml, in_each_format};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::str::FromStr;
use vitalwire::Growable;
use vitalwire::dataflow::{SendWorkerMessagesRequest, WorkerThreadScalingReport};
use vitalwire::genomics::CheckInRequest;
use vitalwire::proto::{self, Empty, InField, Message, Serde, StructOf};
use vitalwire_testing::property;
use vitalwire_testing::sample::Bytes;
use vitalwire_testing::{Profile, golden};

type Send = SendWorkerMessagesRequest<Growable>;
type CheckIn = CheckInRequest<Growable>;

/// Has all kinds of fields.
const RICH: &str = concat!(
    r#"{"location":"europe-west1","workerMessages":[{"labels":{"A":"é"},"time":"2026-11-22T01:22:00.25Z","#,
    r#""workerHealthReport":{"vmIsHealthy":true,"reportInterval":"-0.5s","#,
    r#""pods":[{"a":[1,-2.5,"x",{"b":false}]}]}},"#,
    r#"{"workerMessageCode":{"code":"X","parameters":{"deep":{"er":[[[]]]},"big":18446744073709551615,"small":-9}}},"#,
    r#"{"dataSamplingReport":{"bytesWrittenDelta":"-9223372036854775808"}},"#,
    r#"{"workerMetrics":{"containers":{"c":{"cpuTime":[{"rate":"NaN","totalMs":"18446744073709551615"}]}}}},"#,
    r#"{"workerLifecycleEvent":{"event":"NETWORK_UP","metadata":{"k":"v"}}}]}"#,
);
const RICH_CHECK_IN: &str = concat!(
    r#"{"deadlineExpired":{},"event":{"@type":"a/b","x":[1,2]},"#,
    r#""events":[{"data":{"@type":"a/google.protobuf.Duration","value":"1.500s"},"timestamp":"1970-01-01T00:00:00Z"}],"#,
    r#""result":{"code":10,"message":"no"},"sosReport":"+/8=","#,
    r#""workerStatus":{"attachedDisks":{"sda":{"freeSpaceBytes":"1"}},"uptimeSeconds":"-5"}}"#,
);

#[test]
fn rich_messages() {
    in_each_format!(is_the_same::<Send>(RICH));
    in_each_format!(is_the_same::<CheckIn>(RICH_CHECK_IN));
    in_each_format!(is_the_same::<Send>("{}"));
}

#[test]
fn golden_messages() {
    for (message, text) in golden() {
        match message {
            "SendWorkerMessagesRequest" => in_each_format!(is_the_same::<Send>(text)),
            "CheckInRequest" => in_each_format!(is_the_same::<CheckIn>(text)),
            _ => {}
        }
    }
}

#[test]
fn random_messages() {
    property(|u| {
        let mut sample = |message| Profile::Growable.kind(message).sample(&mut Bytes::new(u));
        let (send, check_in) = (sample("SendWorkerMessagesRequest"), sample("CheckInRequest"));
        in_each_format!(is_the_same::<Send>(str::from_utf8(&send).expect("JSON")));
        in_each_format!(is_the_same::<CheckIn>(str::from_utf8(&check_in).expect("JSON")));
        Ok(())
    });
}

fn is_the_same<F: Format, M: Message + DeserializeOwned>(text: &str) {
    let message = vitalwire::decode::<M>(text.as_bytes()).expect(text);
    let value = meaning(&message);
    if !fits::<F>(&value) {
        return;
    }
    let written = F::write(&message).unwrap_or_else(|error| panic!("{}: {error}: {text}", F::NAME));
    let read = F::read::<M>(&written).unwrap_or_else(|error| panic!("{}: {error}: {text}", F::NAME));
    if let Some((path, read, written)) = first_difference(String::new(), &meaning(&read), &value) {
        panic!("{}: {path} was {written}, and is read as {read}", F::NAME);
    }
}

/// Returns where two values differ first, and what is there.
fn first_difference(path: String, one: &Value, other: &Value) -> Option<(String, String, String)> {
    let inner: Vec<_> = match (one, other) {
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            one.iter().zip(other).enumerate().map(|(index, pair)| (index.to_string(), pair)).collect()
        }
        (Value::Object(one), Value::Object(other)) if one.keys().eq(other.keys()) => {
            one.keys().cloned().zip(one.values().zip(other.values())).collect()
        }
        (one, other) if one == other => return None,
        _ => return Some((path, one.to_string(), other.to_string())),
    };
    inner.into_iter().find_map(|(name, (one, other))| first_difference(format!("{path}/{name}"), one, other))
}

/// Returns a message's JSON as a value: in open JSON, other formats write numbers in their own way.
fn meaning<M: Message>(message: &M) -> Value {
    let mut json = String::new();
    vitalwire::to_fmt(message, &mut json).expect("an encoding");
    serde_json::from_str(&json).expect("JSON")
}

/// Whether the format has all values in `value`.
fn fits<F: Format>(value: &Value) -> bool {
    match value {
        // TOML has none.
        Value::Null => F::NAME != Toml::NAME,
        // sonic-rs reads it as 0.
        Value::Number(number) if number.to_string() == "-0.0" => F::NAME != SonicRs::NAME,
        Value::Array(elements) => elements.iter().all(fits::<F>),
        Value::Object(members) => members.values().all(fits::<F>),
        Value::Bool(_) | Value::Number(_) | Value::String(_) => true,
    }
}

type Object = proto::Struct<String>;

const NULLS: &str = r#"{"a":null,"b":[null]}"#;

#[test]
fn null_in_open_json_is_a_null() {
    in_each_format!(null_is_a_null::<Object>());
    assert_eq!(Ron::write(&object(NULLS)).as_deref(), Ok(r#"{"a":None,"b":[None]}"#.as_bytes()));
}

fn null_is_a_null<F: Format, T: Serialize + DeserializeOwned + FromStr<Err: Debug> + PartialEq + Debug>() {
    if F::NAME == Toml::NAME {
        return;
    }
    let nulls = NULLS.parse::<T>().expect(NULLS);
    let written = F::write(&nulls).expect(F::NAME);
    assert_eq!(F::read::<T>(&written).as_ref(), Ok(&nulls), "{}", F::NAME);
    // To others.
    let value: Value = F::read(&written).expect(F::NAME);
    assert_eq!(value.to_string(), NULLS, "{}", F::NAME);
    type Options = BTreeMap<String, Option<Vec<Option<i32>>>>;
    let options: Options = F::read(&written).expect(F::NAME);
    assert_eq!(options, [("a".into(), None), ("b".into(), Some(vec![None]))].into(), "{}", F::NAME);
    // From others.
    let written = F::write(&options).expect(F::NAME);
    assert_eq!(F::read::<T>(&written), Ok(nulls), "{}", F::NAME);
}

fn object(json: &str) -> Object {
    json.parse().expect(json)
}

#[test]
fn toml_has_no_null() {
    assert_eq!(Toml::write(&object(r#"{"a":null,"b":1}"#)).as_deref(), Ok(&b"b = 1\n"[..]));
    Toml::write(&object(r#"{"a":[null]}"#)).expect_err("no null");
}

/// By default, rmp-serde writes structs as arrays.
#[test]
fn messages_and_structs_are_maps_in_binary_formats() {
    #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
    struct Valve {
        open: bool,
    }
    let message: WorkerThreadScalingReport = vitalwire::decode(br#"{"currentThreadCount":3}"#).expect("a report");
    assert_eq!(MessagePack::write(&message).as_deref(), Ok(&b"\x81\xb2currentThreadCount\x03"[..]));
    assert_eq!(MessagePack::write(&Empty).as_deref(), Ok(&b"\x80"[..]));
    assert_eq!(MessagePack::write(&Valve { open: true }).as_deref(), Ok(&b"\x91\xc3"[..]));
    let valve = StructOf(Serde(Valve { open: true }));
    let written = MessagePack::write(&InField(&valve)).expect("an object");
    assert_eq!(written, b"\x81\xa4open\xc3");
    assert_eq!(MessagePack::read(&written), Ok(InField(valve)));
}

#[test]
fn postcard_writes_messages_and_cant_read_them() {
    let message: Send = vitalwire::decode(RICH.as_bytes()).expect(RICH);
    let written = Postcard::write(&message).expect("postcard");
    Postcard::read::<Send>(&written).expect_err("postcard doesn't say of what type a value is");
}

/// Its structs aren't maps.
#[test]
fn ron_writes_messages_and_cant_read_them() {
    let message: Send = vitalwire::decode(RICH.as_bytes()).expect(RICH);
    let written = Ron::write(&message).expect("RON");
    let text = str::from_utf8(&written).expect("RON");
    assert!(text.starts_with(r#"(location:"europe-west1",workerMessages:[(labels:{"A":"é"},"#), "{text}");
    let error = Ron::read::<Send>(&written).expect_err("a struct");
    assert_eq!(error, "1:1: Expected opening `{`");
}
