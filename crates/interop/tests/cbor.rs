//! Messages in CBOR, a self-describing binary format, have the same values.

use heapless::{LinearMap, String};
use serde::de::DeserializeOwned;
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;
use std::fmt::Debug;
use vitalwire::dataflow::{SendWorkerMessagesRequest, WorkerMessageCode};
use vitalwire::genomics::CheckInRequest;
use vitalwire::proto::{self, AnyOf, Duration, InField, List, Map, Message, Serde, StructOf, Text, Timestamp, TypeUrl};
use vitalwire::{Growable, Microcontroller, json, message, oneof};
use vitalwire_testing::property;
use vitalwire_testing::sample::Bytes;
use vitalwire_testing::{Profile, golden};

#[test]
fn golden_messages_in_cbor() {
    golden().for_each(|(message, text)| stays_the_same_in_cbor(message, text));
}

#[test]
fn random_messages_in_cbor() {
    for message in ["SendWorkerMessagesRequest", "CheckInRequest"] {
        property(|u| {
            let json = Profile::Growable.kind(message).sample(&mut Bytes::new(u));
            stays_the_same_in_cbor(message, str::from_utf8(&json).expect("JSON"));
            Ok(())
        });
    }
}

macro_rules! messages {
    ([] $($api:literal { $($name:literal: $Message:ty,)* })*) => {
        fn stays_the_same_in_cbor(message: &str, text: &str) {
            type C = Growable;
            match message {
                $($( $name => is_the_same_through_cbor::<$Message>(text), )*)*
                _ => panic!("no message {message}"),
            }
        }
    };
}

vitalwire::for_each_message!(messages);

fn is_the_same_through_cbor<M: Message>(text: &str) {
    let message = vitalwire::decode::<M>(text.as_bytes()).expect(text);
    assert_eq!(meaning(&through_cbor(&message)), meaning(&message), "{text}");
}

#[test]
fn rich_messages_in_cbor() {
    let request = concat!(
        r#"{"location":"europe-west1","workerMessages":[{"labels":{"A":"é"},"time":"2026-11-22T01:22:00.25Z","#,
        r#""workerHealthReport":{"vmIsHealthy":true,"reportInterval":"-0.5s","#,
        r#""pods":[{"a":[1,-2.5,null,"x",{"b":false}]}]}},"#,
        r#"{"workerMessageCode":{"code":"X","parameters":{"deep":{"er":[[[]]]},"big":18446744073709551615,"#,
        r#""small":-9}}},"#,
        r#"{"workerLifecycleEvent":{"event":"NETWORK_UP","metadata":{"k":"v"}}}]}"#,
    );
    is_equal_through_cbor::<SendWorkerMessagesRequest<Microcontroller>>(request);
    let check_in = concat!(
        r#"{"deadlineExpired":{},"event":{"@type":"a/b","x":[1,2]},"#,
        r#""events":[{"data":{"@type":"a/google.protobuf.Duration","value":"1.500s"},"timestamp":"1970-01-01T00:00:00Z"}],"#,
        r#""result":{"code":10,"message":"no"},"#,
        r#""sosReport":"+/8=","workerStatus":{"attachedDisks":{"sda":{"freeSpaceBytes":"1"}},"#,
        r#""freeRamBytes":"18446744073709551615","uptimeSeconds":"-5"}}"#,
    );
    is_equal_through_cbor::<CheckInRequest<Microcontroller>>(check_in);
}

fn is_equal_through_cbor<M: Message>(text: &str) {
    let message: M = vitalwire::decode(text.as_bytes()).expect(text);
    assert_eq!(through_cbor(&message), message);
}

fn through_cbor<M: serde::Serialize + DeserializeOwned + Debug>(message: &M) -> M {
    let mut cbor = Vec::new();
    ciborium::into_writer(message, &mut cbor).expect("CBOR");
    ciborium::from_reader(&cbor[..]).unwrap_or_else(|error| panic!("{error}: {message:?}"))
}

/// A binary format's `null` is a value here, not an absent one.
#[test]
fn null_in_a_list_of_values_in_cbor() {
    type Values = InField<List<heapless::Vec<proto::Value<String<64>>, 2>>>;
    let mut cbor = Vec::new();
    ciborium::into_writer(&[None, Some(1)], &mut cbor).expect("a vector accepts everything");
    let InField(values) =
        ciborium::from_reader::<InField<_>, _>(&cbor[..]).map(|values: Values| values).expect("values");
    assert_eq!(values.iter().map(|value| value.as_str()).collect::<Vec<_>>(), ["null", "1"]);
}

/// Returns a message's JSON as a value: in open JSON, other formats write numbers in their own way.
fn meaning<M: Message>(message: &M) -> Value {
    let mut json = std::string::String::new();
    vitalwire::to_fmt(message, &mut json).expect("an encoding");
    serde_json::from_str(&json).expect("JSON")
}

oneof! {
    enum Content {
        Water(f32) as "water",
    }
}

message! {
    struct Kettle {
        name: Text<String<12>> as "name",
        content: Option<Content> as oneof,
        boiled: Map<LinearMap<Text<String<3>>, Timestamp, 2>> as "boiled",
        times: List<heapless::Vec<Duration, 3>> as "times",
        closed: bool as "closed" always,
    }
}

#[test]
fn binary_formats_have_the_same_meaning() -> Result<(), Box<dyn std::error::Error>> {
    const KETTLE: &str =
        r#"{"name":"left","water":1.5,"boiled":{"mon":"1970-01-01T00:00:00Z"},"times":["90.500s"],"closed":false}"#;
    let code = WorkerMessageCode::<Microcontroller> {
        code: "HOT".try_into()?,
        parameters: Some(r#"{"degrees":[90.5,-1],"why":"\u0041"}"#.parse()?),
        ..Default::default()
    };
    let mut cbor = Vec::new();
    ciborium::into_writer(&(vitalwire::decode::<Kettle>(KETTLE.as_bytes())?, Kettle::default(), code), &mut cbor)?;
    let value: Value = ciborium::from_reader(&cbor[..])?;
    let code = r#"{"code":"HOT","parameters":{"degrees":[90.5,-1],"why":"A"}}"#;
    assert_eq!(value, serde_json::from_str::<Value>(&format!(r#"[{KETTLE},{{"closed":false}},{code}]"#))?);
    Ok(())
}

/// Writes whether the format is human-readable.
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize)]
struct Asks {}

impl Serialize for Asks {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let readable = u8::from(serializer.is_human_readable());
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry("readable", &readable)?;
        map.end()
    }
}

impl TypeUrl for Asks {
    const TYPE_URL: &'static str = "a/Asks";
}

#[test]
fn a_format_is_as_readable_inside_as_it_is_outside() -> Result<(), Box<dyn std::error::Error>> {
    let (mut text, mut cbor) = (std::string::String::new(), Vec::new());
    let (typed, object) = (AnyOf(Serde(Asks {})), StructOf(Serde(Asks {})));
    let both = (InField(&typed), InField(&object));
    json::to_fmt(&both, &mut text)?;
    assert_eq!(text, r#"[{"@type":"a/Asks","readable":1},{"readable":1}]"#);
    ciborium::into_writer(&both, &mut cbor)?;
    let read: serde_json::Value = ciborium::from_reader(&cbor[..])?;
    assert_eq!(read.to_string(), text.replace('1', "0"));
    Ok(())
}
