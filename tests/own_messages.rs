//! Messages that a user declares, as the README's readers would: everything that this crate's own have,
//! they have too.

use heapless::{LinearMap, String, Vec};
use vitalwire::dataflow::{WorkerHealthReport, WorkerMessage, WorkerMessageCode, WorkerShutdownNotice};
use vitalwire::proto::{AnyOf, Duration, InField, List, Map, StructOf, Text, Timestamp, TypeUrl};
use vitalwire::rpc::Status;
use vitalwire::{
    BuildError, EncodeError, MaxJsonLen, Microcontroller, Unencodable, capacities, enumeration, json, message, oneof,
};

enumeration! {
    /// How hot it may get.
    #[derive(Default)]
    pub enum Mode {
        /// As it comes.
        #[default]
        Off = 0 as "OFF_AS_LONG_AS_NOBODY_ASKS",
        /// Warm.
        Warm = 1 as "WARM",
        /// Boiling.
        Boil = 2 as "BOIL",
    }
}

oneof! {
    /// What it holds.
    pub enum Content {
        /// Litres of water.
        Water(f32) as "water",
        /// So many bags of tea.
        Bags(u32) as "bags",
    }
}

message! {
    /// A kettle.
    pub struct Kettle {
        /// Its name.
        pub name: Text<String<12>> as "name",
        /// Its mode.
        pub mode: Mode as "mode",
        /// What it holds.
        pub content: Option<Content> as oneof,
        /// When it boiled, by day.
        pub boiled: Map<LinearMap<Text<String<3>>, Timestamp, 2>> as "boiled",
        /// How long each boiling took.
        pub times: List<Vec<Duration, 3>> as "times",
        /// Whether its lid is closed.
        pub closed: bool as "closed" always,
    }
}

impl TypeUrl for Kettle {
    const TYPE_URL: &'static str = "kitchen.example/Kettle";
}

fn kettle() -> Result<Kettle, BuildError> {
    let mut kettle =
        Kettle { name: "left".try_into()?, mode: Mode::Boil, content: Some(Content::Water(1.5)), ..Kettle::default() };
    kettle.boiled.insert("mon", Timestamp::UNIX_EPOCH)?;
    kettle.times.push(Duration::from_millis(90_500))?;
    Ok(kettle)
}

const KETTLE: &str = concat!(
    r#""name":"left","mode":"BOIL","water":1.5,"boiled":{"mon":"1970-01-01T00:00:00Z"},"#,
    r#""times":["90.500s"],"closed":false"#,
);

#[test]
fn is_written_by_the_same_rules() -> Result<(), BuildError> {
    let mut buffer = [0; Kettle::MAX_JSON_LEN];
    assert_eq!(vitalwire::encode(&kettle()?, &mut buffer), format!("{{{KETTLE}}}").as_bytes());
    assert_eq!(vitalwire::encode(&Kettle::default(), &mut buffer), br#"{"closed":false}"#);
    assert_eq!(serde_json::to_string(&kettle()?).ok(), Some(format!("{{{KETTLE}}}")));
    Ok(())
}

#[test]
fn is_at_most_as_long_as_promised() -> Result<(), BuildError> {
    let mut longest = Kettle {
        name: "abcdefghijkl".try_into()?,
        mode: Mode::from_number(i32::MIN)?,
        content: Some(Content::Water(-1.000_000_1e-6)),
        ..Kettle::default()
    };
    for day in ["mon", "tue"] {
        longest.boiled.insert(day, Timestamp::MAX)?;
    }
    for _ in 0..3 {
        longest.times.push(Duration::MIN)?;
    }
    assert_eq!(json::encoded_len(&longest), Ok(Kettle::MAX_JSON_LEN));
    Ok(())
}

#[test]
fn stands_in_open_fields_as_it_is() -> Result<(), Box<dyn std::error::Error>> {
    let code = WorkerMessageCode::<Microcontroller, _> {
        code: "BOILED_OVER".try_into()?,
        parameters: Some(StructOf(kettle()?)),
    };
    let mut buffer = [0; WorkerMessageCode::<Microcontroller, StructOf<Kettle>>::MAX_JSON_LEN];
    let encoded = vitalwire::encode(&code, &mut buffer);
    assert_eq!(encoded, format!(r#"{{"code":"BOILED_OVER","parameters":{{{KETTLE}}}}}"#).as_bytes());

    let mut status = Status::<Microcontroller, _> { code: 9, ..Default::default() };
    status.details.push(AnyOf(kettle()?))?;
    let mut buffer = [0; Status::<Microcontroller, AnyOf<Kettle>>::MAX_JSON_LEN];
    let expected = format!(r#"{{"code":9,"details":[{{"@type":"kitchen.example/Kettle",{KETTLE}}}]}}"#);
    assert_eq!(vitalwire::encode(&status, &mut buffer), expected.as_bytes());
    assert_eq!(serde_json::to_string(&status)?, expected);
    Ok(())
}

#[test]
fn what_is_no_object_cant_stand_there() {
    let mut buffer = [0; 64];
    let not_an_object = json::to_slice(&InField(&StructOf(7_i32)), &mut buffer);
    assert!(matches!(not_an_object, Err(EncodeError::Unencodable(_))));
}

oneof! {
    /// All that a device ever says.
    pub enum MyPayload {
        /// It's well.
        Health(WorkerHealthReport<Microcontroller>) as "workerHealthReport",
        /// It's gone.
        Shutdown(WorkerShutdownNotice<Microcontroller>) as "workerShutdownNotice",
    }
}

#[test]
fn payloads_can_be_limited_to_those_in_use() -> Result<(), BuildError> {
    type Message = WorkerMessage<Microcontroller, MyPayload>;
    let message = Message::new(Timestamp::UNIX_EPOCH, MyPayload::Shutdown(WorkerShutdownNotice::new("PREEMPTION")?));
    let mut buffer = [0; Message::MAX_JSON_LEN];
    assert_eq!(
        vitalwire::encode(&message, &mut buffer),
        br#"{"workerShutdownNotice":{"reason":"PREEMPTION"},"time":"1970-01-01T00:00:00Z"}"#
    );
    assert!(size_of::<Message>() < size_of::<WorkerMessage<Microcontroller>>() / 4);
    Ok(())
}

capacities! {
    /// Nothing but labels.
    pub struct Labelled { labels: 2, label_key: 8, label_value: 8, ..NONE }
    containers: none
}

#[test]
fn what_has_no_capacity_takes_no_room_and_refuses_all() -> Result<(), BuildError> {
    let mut message = WorkerMessage::<Labelled, WorkerHealthReport<Labelled>>::new(
        Timestamp::UNIX_EPOCH,
        WorkerHealthReport { vm_is_healthy: true, ..Default::default() },
    );
    message.labels.insert("KEY", "value")?;
    assert_eq!(
        message.labels.insert("KEY", "too long a value").map_err(|error| error.to_string()),
        Err("capacity label_value is 8, but 16 would be needed".into())
    );
    let report = message.payload.get_or_insert_default();
    assert_eq!(
        report.msg.push_str("x").map_err(|error| error.to_string()),
        Err("capacity message is 0, but 1 would be needed".into())
    );
    assert_eq!(
        report.pods.push("{}".parse()?).map_err(|error| error.to_string()),
        Err("capacity pods is 0, but 1 would be needed".into())
    );
    Ok(())
}

message! {
    /// Keys of all kinds.
    pub struct Keys {
        /// By number.
        pub numbers: Map<LinearMap<i32, bool, 2>> as "numbers",
        /// By truth.
        pub truths: Map<LinearMap<bool, u64, 2>> as "truths",
    }
}

#[test]
fn keys_of_maps_are_text() -> Result<(), Box<dyn std::error::Error>> {
    let mut keys = Keys::default();
    keys.numbers.insert(i32::MIN, false)?;
    keys.numbers.insert(-1_234_567_890, false)?;
    keys.truths.insert(false, u64::MAX)?;
    let expected = concat!(
        r#"{"numbers":{"-2147483648":false,"-1234567890":false},"#,
        r#""truths":{"false":"18446744073709551615"}}"#
    );
    let mut buffer = [0; Keys::MAX_JSON_LEN];
    assert_eq!(vitalwire::encode(&keys, &mut buffer), expected.as_bytes());
    assert_eq!(serde_json::to_string(&keys)?, expected);
    Ok(())
}

/// A type that has no longest encoding.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Unbounded {
    lines: std::vec::Vec<std::string::String>,
}

message! {
    /// A message that has none, either.
    pub struct Log {
        /// Text of any length.
        pub lines: Option<StructOf<Unbounded>> as "lines",
    }
}

#[test]
fn a_message_without_a_longest_encoding_is_one_too() {
    let log = Log { lines: Some(StructOf(Unbounded { lines: vec!["x".repeat(100)] })) };
    assert_eq!(json::encoded_len(&log), Ok(124));
}

#[test]
fn binary_formats_have_the_same_meaning() -> Result<(), Box<dyn std::error::Error>> {
    let code = WorkerMessageCode::<Microcontroller> {
        code: "HOT".try_into()?,
        parameters: Some(r#"{"degrees":[90.5,-1],"why":"\u0041"}"#.parse()?),
    };
    let mut cbor = std::vec::Vec::new();
    ciborium::into_writer(&(kettle()?, code), &mut cbor)?;
    let value: serde_json::Value = ciborium::from_reader(&cbor[..])?;
    let code = r#"{"code":"HOT","parameters":{"degrees":[90.5,-1],"why":"A"}}"#;
    assert_eq!(value, serde_json::from_str::<serde_json::Value>(&format!("[{{{KETTLE}}},{code}]"))?);
    Ok(())
}

/// Carries on after an error, which it shouldn't.
struct Careless;

impl serde::Serialize for Careless {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeSeq;
        let mut seq = serializer.serialize_seq(None)?;
        let _ = seq.serialize_element(&f64::NAN);
        seq.serialize_element(&1)?;
        seq.end()
    }
}

#[test]
fn an_error_stands_even_where_it_is_overlooked() {
    assert_eq!(json::encoded_len(&Careless), Err(Unencodable::NonFinite));
    assert_eq!(json::encoded_len(&[Careless]), Err(Unencodable::NonFinite));
}
