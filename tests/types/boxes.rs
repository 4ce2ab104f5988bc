//! Fields in boxes: written, read and measured as what is in them.

use heapless::Vec;
use vitalwire::dataflow::{WorkerHealthReport, WorkerShutdownNotice};
use vitalwire::proto::{Field, List, PositiveF64, Text};
use vitalwire::{BuildError, DecodeErrorKind, MaxJsonLen, Microcontroller, Sidecar, json, message, oneof};

message! {
    /// A tree.
    struct Tree {
        litres: i64 as "litres",
        left: Option<Box<Tree>> as "left",
        right: Option<Box<Tree>> as "right",
        others: List<std::vec::Vec<Tree>> as "others",
    }
}

oneof! {
    /// A payload of which one member is large.
    enum Payload {
        Health(Box<WorkerHealthReport<Sidecar>>) as "workerHealthReport",
        Shutdown(WorkerShutdownNotice<Microcontroller>) as "workerShutdownNotice",
    }
}

message! {
    /// A message with boxes.
    struct Boxes {
        count: Box<u32> as "count",
        name: Box<Text<heapless::String<4>>> as "name",
        maybe: Box<Option<bool>> as "maybe",
        list: List<Vec<Box<i32>, 2>> as "list",
        always: Box<u32> as "always" always,
        payload: Option<Payload> as oneof,
    }
}

message! {
    struct Required without Default {
        size: Box<PositiveF64> as "size",
    }
}

#[test]
fn boxes_are_written_and_read_as_their_contents() -> Result<(), BuildError> {
    let boxes = Boxes {
        count: Box::new(1),
        name: Box::new("left".try_into()?),
        maybe: Box::new(Some(false)),
        list: [Box::new(0), Box::new(-1)].try_into()?,
        always: Box::new(0),
        payload: Some(Payload::Health(Box::default())),
    };
    let expected = concat!(
        r#"{"count":1,"name":"left","maybe":false,"list":[0,-1],"always":0,"#,
        r#""workerHealthReport":{"vmIsHealthy":false}}"#
    );
    let mut buffer = [0; Boxes::MAX_JSON_LEN];
    assert_eq!(vitalwire::encode(&boxes, &mut buffer), expected.as_bytes());
    assert_eq!(serde_json::to_string(&boxes).ok().as_deref(), Some(expected));
    assert_eq!(vitalwire::decode(expected.as_bytes()), Ok(boxes.clone()));
    assert_eq!(serde_json::from_str(expected).ok(), Some(boxes));

    assert_eq!(vitalwire::encode(&Boxes::default(), &mut buffer), br#"{"always":0}"#);
    let nulls = br#"{"count":null,"name":null,"maybe":null,"list":null,"always":null}"#;
    assert_eq!(vitalwire::decode(nulls), Ok(Boxes::default()));
    assert!(size_of::<Payload>() < size_of::<WorkerHealthReport<Sidecar>>() / 10);
    assert_eq!(<Box<u32>>::MAX_JSON_LEN, u32::MAX_JSON_LEN);
    Ok(())
}

#[test]
fn a_box_is_as_required_as_its_contents() {
    let error = vitalwire::decode::<Required>(b"{}").expect_err("an error");
    assert_eq!((error.kind, error.field), (DecodeErrorKind::Missing, Some("size")));
    assert!(vitalwire::decode::<Required>(br#"{"size":-1.0}"#).is_err());
    assert_eq!(vitalwire::decode(br#"{"size":2}"#).map(|required: Required| required.size.get()), Ok(2.0));
}

#[test]
fn boxes_are_cleared_in_place() -> Result<(), BuildError> {
    let mut boxed = Box::new(Text::<std::string::String>::new(&"x".repeat(100))?);
    let address = boxed.as_str().as_ptr();
    boxed.clear();
    boxed.set("y")?;
    assert_eq!(boxed.as_str().as_ptr(), address);
    Ok(())
}

#[test]
fn a_message_can_contain_itself() -> Result<(), Box<dyn std::error::Error>> {
    static EMPTY: Tree = Tree::EMPTY;
    assert_eq!(EMPTY, Tree::default());
    let leaf = |litres| Tree { litres, ..Tree::default() };
    let mut tree = Tree { litres: 1, left: Some(Box::new(leaf(2))), ..Tree::default() };
    tree.others.extend([leaf(3), Tree { right: Some(Box::new(leaf(4))), ..leaf(5) }]);
    let expected =
        r#"{"litres":"1","left":{"litres":"2"},"others":[{"litres":"3"},{"litres":"5","right":{"litres":"4"}}]}"#;
    let mut text = String::new();
    vitalwire::to_fmt(&tree, &mut text)?;
    assert_eq!((&*text, &*serde_json::to_string(&tree)?), (expected, expected));
    assert_eq!(json::encoded_len(&tree), Ok(expected.len()));
    assert_eq!(vitalwire::decode(expected.as_bytes()), Ok(tree.clone()));
    assert_eq!(serde_json::from_str::<Tree>(expected)?, tree);

    let nested = |depth: usize| format!("{}{}", r#"{"left":"#.repeat(depth - 1) + "{}", "}".repeat(depth - 1));
    assert!(vitalwire::decode::<Tree>(nested(128).as_bytes()).is_ok());
    assert!(vitalwire::decode::<Tree>(nested(129).as_bytes()).is_err());
    assert!(vitalwire::decode::<Tree>(nested(100_000).as_bytes()).is_err());
    Ok(())
}
