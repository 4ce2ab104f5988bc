//! User-defined messages, which have everything that this crate's own have.

use heapless::{LinearMap, String, Vec};
use vitalwire::DecodeErrorKind::Missing;
use vitalwire::dataflow::{WorkerHealthReport, WorkerMessage, WorkerMessageCode, WorkerShutdownNotice};
use vitalwire::proto::{
    Any, AnyOf, Bytes, Duration, Empty, List, Map, PositiveF64, RangedI32, Serde, Span, Struct, StructOf, Text,
    Timestamp, TypeUrl, Value,
};
use vitalwire::rpc::Status;
use vitalwire::{
    BuildError, EncodeError, MaxJsonLen, Microcontroller, SerializeError, enumeration, json, message, oneof, profile,
};

enumeration! {
    /// How hot it may get.
    #[derive(Default)]
    pub enum Mode {
        /// Not heated.
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
        /// The number of tea bags.
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
    assert_eq!(vitalwire::encoded_len(&AnyOf(longest)), Ok(AnyOf::<Kettle>::MAX_JSON_LEN));
    assert_eq!(vitalwire::encoded_len(&AnyOf(EmptyMap::default())), Ok(AnyOf::<EmptyMap>::MAX_JSON_LEN));
    Ok(())
}

message! {
    /// A message that never has a member.
    pub struct EmptyMap {
        /// No bytes.
        pub bytes: Bytes<Vec<u8, 0>> as "bytes",
        /// No text.
        pub text: Text<String<0>> as "text",
        /// No numbers.
        pub numbers: [i32; 0] as "numbers",
    }
}

impl TypeUrl for EmptyMap {
    const TYPE_URL: &'static str = "kitchen.example/EmptyMap";
}

#[test]
fn fields_of_capacity_0_are_left_out() {
    assert_eq!(EmptyMap::MAX_JSON_LEN, 2);
    let mut buffer = [0; 2];
    assert_eq!(vitalwire::encode(&EmptyMap::default(), &mut buffer), b"{}");
    assert_eq!(vitalwire::decode(b"{}"), Ok(EmptyMap::default()));
}

#[test]
fn numbers_of_a_range_are_at_most_as_long_as_its_ends() {
    assert_eq!((<RangedI32<-5, 1000>>::MAX_JSON_LEN, <RangedI32<-1000, 5>>::MAX_JSON_LEN), (4, 5));
    assert_eq!((<RangedI32<0, 0>>::MAX_JSON_LEN, <RangedI32<-9, 9>>::MAX_JSON_LEN), (1, 2));
    assert_eq!((<RangedI32<0, 0>>::MAX_PRESENT_LEN, <RangedI32<0, 9>>::MAX_PRESENT_LEN), (0, 1));
    assert_eq!(<RangedI32<-9, 0>>::MAX_PRESENT_LEN, 2);
    assert_eq!(<RangedI32<{ i32::MIN }, { i32::MAX }>>::MAX_JSON_LEN, i32::MAX_JSON_LEN);
    let longest = PositiveF64::new(2.225_073_858_507_201_4e-308).expect("above 0");
    assert_eq!(vitalwire::encoded_len(&longest), Ok(PositiveF64::MAX_JSON_LEN));
}

#[test]
fn bytes_are_as_long_as_their_base64() -> Result<(), BuildError> {
    let bytes = Bytes::<Vec<u8, 5>>::new(b"steam")?;
    assert_eq!(vitalwire::encoded_len(&bytes), Ok(Bytes::<Vec<u8, 5>>::MAX_JSON_LEN));
    Ok(())
}

#[test]
fn objects_too_small_for_a_member_are_empty() {
    assert_eq!((<Struct<String<5>>>::MAX_JSON_LEN, <Struct<String<6>>>::MAX_JSON_LEN), (2, 6));
    assert_eq!((<Any<String<13>>>::MAX_JSON_LEN, <Any<String<14>>>::MAX_JSON_LEN), (2, 14));
}

message! {
    /// A dial on each side of 0.
    pub struct Dials {
        /// Down to -9.
        pub left: RangedI32<-9, 0> as "left",
        /// Up to 9.
        pub right: RangedI32<0, 9> as "right",
    }
}

message! {
    /// A dial that is never at 0.
    pub struct Frost without Default {
        /// Its degrees.
        pub degrees: RangedI32<-9, -1> as "degrees",
    }
}

#[test]
fn numbers_of_a_range_without_0_must_be_there() {
    let dials: Dials = vitalwire::decode(b"{}").expect("dials");
    assert_eq!((dials.left.get(), dials.right.get()), (0, 0));
    assert_eq!(Dials::default(), dials);
    assert_eq!(
        vitalwire::decode(b"{}").map(|frost: Frost| frost.degrees.get()).map_err(|error| error.kind),
        Err(Missing)
    );
    assert_eq!(vitalwire::decode(br#"{"degrees":-3}"#).map(|frost: Frost| frost.degrees.get()), Ok(-3));
}

message! {
    /// Fields that are always written.
    pub struct AlwaysWritten {
        /// A moment.
        pub time: Timestamp as "time",
        /// A duration.
        pub duration: Duration as "duration",
        /// Any message.
        pub any: Any<String<16>> as "any",
        /// A kettle.
        pub kettle: AnyOf<Kettle> as "kettle",
        /// Any object.
        pub object: Struct<String<16>> as "object",
        /// A kettle's members.
        pub members: StructOf<Kettle> as "members",
        /// Any value.
        pub value: Value<String<16>> as "value",
        /// A span.
        pub span: Span as "span",
        /// An empty object.
        pub empty: Empty as "empty",
    }
}

#[test]
fn what_has_no_default_is_always_written() {
    let expected = concat!(
        r#"{"time":"1970-01-01T00:00:00Z","duration":"0s","any":{},"#,
        r#""kettle":{"@type":"kitchen.example/Kettle","closed":false},"#,
        r#""object":{},"members":{"closed":false},"value":null,"span":{},"empty":{}}"#,
    );
    let mut buffer = [0; AlwaysWritten::MAX_JSON_LEN];
    assert_eq!(vitalwire::encode(&AlwaysWritten::default(), &mut buffer), expected.as_bytes());
}

#[test]
fn is_written_the_same_in_open_fields() -> Result<(), Box<dyn std::error::Error>> {
    let code = WorkerMessageCode::<Microcontroller, _> {
        code: "BOILED_OVER".try_into()?,
        parameters: Some(StructOf(kettle()?)),
        ..Default::default()
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
fn open_fields_reject_what_is_no_object() {
    let mut buffer = [0; 64];
    let not_an_object = vitalwire::to_slice(&StructOf(Serde(7_i32)), &mut buffer);
    assert!(matches!(not_an_object, Err(EncodeError::Serialize(_))));
}

oneof! {
    /// All payloads that a device sends.
    pub enum MyPayload {
        /// A health report.
        Health(WorkerHealthReport<Microcontroller>) as "workerHealthReport",
        /// A shutdown notice.
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

profile! {
    /// Only labels.
    pub struct Labelled { labels: 2, label_key: 8, label_value: 8, ..NONE }
    containers: none
}

#[test]
fn capacity_0_uses_no_space() -> Result<(), BuildError> {
    let mut message = WorkerMessage::<Labelled, WorkerHealthReport<Labelled>>::new(
        Timestamp::UNIX_EPOCH,
        WorkerHealthReport { vm_is_healthy: true, ..Default::default() },
    );
    message.labels.insert("KEY", "value")?;
    assert_eq!(
        message.labels.insert("KEY", "too long a value").map_err(|error| error.to_string()),
        Err("capacity `label_value` exceeded: need 16, have 8".into())
    );
    let report = message.payload.get_or_insert_default();
    assert_eq!(
        report.msg.push_str("x").map_err(|error| error.to_string()),
        Err("capacity `message` exceeded: need 1, have 0".into())
    );
    assert_eq!(
        report.pods.push("{}".parse()?).map_err(|error| error.to_string()),
        Err("capacity `pods` exceeded: need 1, have 0".into())
    );
    Ok(())
}

message! {
    /// Keys of all types.
    pub struct Keys {
        /// By integer.
        pub numbers: Map<LinearMap<i32, bool, 2>> as "numbers",
        /// By boolean.
        pub booleans: Map<LinearMap<bool, u64, 2>> as "booleans",
    }
}

#[test]
fn keys_of_maps_are_text() -> Result<(), Box<dyn std::error::Error>> {
    let mut keys = Keys::default();
    keys.numbers.insert(i32::MIN, false)?;
    keys.numbers.insert(-1_234_567_890, false)?;
    keys.booleans.insert(false, u64::MAX)?;
    let expected = concat!(
        r#"{"numbers":{"-2147483648":false,"-1234567890":false},"#,
        r#""booleans":{"false":"18446744073709551615"}}"#
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
    /// A message that has none either.
    pub struct Log {
        /// Strings of any length.
        pub lines: Option<StructOf<Serde<Unbounded>>> as "lines",
    }
}

#[test]
fn a_message_without_a_longest_encoding_is_one_too() {
    let log = Log { lines: Some(StructOf(Serde(Unbounded { lines: vec!["x".repeat(100)] }))) };
    assert_eq!(json::encoded_len(&log), Ok(124));
}

/// Continues after an error, which it shouldn't.
struct IgnoresError;

impl serde::Serialize for IgnoresError {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeSeq;
        let mut seq = serializer.serialize_seq(None)?;
        let _ = seq.serialize_element(&f64::NAN);
        seq.serialize_element(&1)?;
        seq.end()
    }
}

#[test]
fn an_ignored_error_is_returned() {
    assert_eq!(json::encoded_len(&IgnoresError), Err(SerializeError::NonFinite));
    assert_eq!(json::encoded_len(&[IgnoresError]), Err(SerializeError::NonFinite));
}

/// Chunks may have any size, and may end between two of serde's pieces.
#[test]
fn a_large_type_of_serde_comes_in_chunks() {
    let large = Serde((0..600).map(|_| 1).collect::<std::vec::Vec<u64>>());
    let mut expected = std::vec![0; 2048];
    let expected = vitalwire::to_slice(&large, &mut expected).expect("enough space").to_vec();
    for size in [16, 63, 64, 65, 1000, 1024, 1025] {
        let (mut chunks, mut sent, mut chunk) =
            (vitalwire::Chunks::new(&large), std::vec::Vec::new(), std::vec![0; size]);
        while let Ok(piece @ [_, ..]) = chunks.next(&mut chunk) {
            sent.extend_from_slice(piece);
        }
        assert_eq!((sent == expected, chunks.is_done()), (true, true), "{size}");
    }
}
