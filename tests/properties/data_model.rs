//! serde's whole data model: written as serde_json writes it, byte for byte, or refused.

use super::one_in;
use super::values::{random, string};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde::{Serialize, Serializer};
use std::collections::BTreeMap;
use vitalwire::{EncodeError, Unencodable, json};

proptest! {
    #![proptest_config(one_in(1))]

    #[test]
    fn any_value_is_written_as_serde_json_writes_it(node in node()) {
        let expected = serde_json::to_string(&node).expect("JSON");
        let mut room = vec![0; expected.len()];
        prop_assert_eq!(json::to_str(&node, &mut room), Ok(expected.as_str()));
        let mut streamed = String::new();
        json::to_fmt(&node, &mut streamed).expect("JSON");
        prop_assert_eq!(streamed, expected);
    }

    #[test]
    fn what_json_cannot_hold_is_refused((broken, error) in broken(), size in 0..500_usize, index: Index) {
        let mut room = vec![0xAA; size];
        prop_assert_eq!(json::to_slice(&broken, &mut room), Err(EncodeError::Unencodable(error)));
        prop_assert_eq!(&room, &vec![0; size]);
        prop_assert_eq!(json::encoded_len(&broken), Err(error));

        let mut written = String::new();
        prop_assert_eq!(json::to_fmt(&broken, &mut written), Err(json::WriteError::Unencodable(error)));
        let at = index.index(written.len() + 1);
        let in_window = json::to_window(&broken, at, &mut [0]).map(<[u8]>::to_vec);
        prop_assert_eq!(in_window, written.as_bytes().get(at).map(|&byte| vec![byte]).ok_or(error));
    }
}

/// A value of each kind that serde knows.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
enum Node {
    Bool(bool),
    I8(i8),
    I16(i16),
    I32(i32),
    I64(i64),
    I128(i128),
    U8(u8),
    U16(u16),
    U32(u32),
    U64(u64),
    U128(u128),
    F32(f32),
    F64(f64),
    Char(char),
    Str(String),
    Unit(()),
    UnitStruct(UnitStruct),
    Option(Option<Box<Node>>),
    Seq(Vec<Node>),
    Tuple(Box<(Node, Node, Node)>),
    Newtype(Newtype),
    TupleStruct(TupleStruct),
    Map(BTreeMap<String, Node>),
    CharMap(BTreeMap<char, Node>),
    NamedMap(BTreeMap<Name, Node>),
    Struct(Struct),
    Flat(Flat),
    Variant(Variant),
    Refused(Refused),
}

#[derive(Clone, Debug, Serialize)]
struct UnitStruct;

#[derive(Clone, Debug, Serialize)]
struct Newtype(Box<Node>);

#[derive(Clone, Debug, Serialize)]
struct TupleStruct(Box<Node>, u8);

#[derive(Clone, Debug, Serialize)]
struct Struct {
    #[serde(rename = "\"é\\\n")]
    first: Box<Node>,
    #[serde(skip_serializing_if = "Option::is_none")]
    second: Option<Box<Node>>,
}

#[derive(Clone, Debug, Serialize)]
struct Flat {
    #[serde(flatten)]
    inner: Struct,
}

#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize)]
enum Name {
    Plain,
    #[serde(rename = "\t\"quoted\"")]
    Quoted,
}

#[derive(Clone, Debug, Serialize)]
enum Variant {
    Unit,
    Newtype(Box<Node>),
    Tuple(Box<Node>, i8),
    NoTuple(),
    Struct { member: Box<Node>, other: Option<u8> },
    NoStruct {},
}

/// What has no form in JSON here.
#[derive(Clone, Debug)]
enum Refused {
    Double(f64),
    Float(f32),
    Bytes(Vec<u8>),
    NumberedMap(BTreeMap<i8, bool>),
    BoolMap(BTreeMap<bool, u8>),
    PairMap(BTreeMap<(u8, u8), u8>),
    UnitMap(BTreeMap<(), u8>),
    OptionMap(BTreeMap<Option<String>, u8>),
    Custom,
}

impl Serialize for Refused {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Double(value) => value.serialize(serializer),
            Self::Float(value) => value.serialize(serializer),
            Self::Bytes(bytes) => serializer.serialize_bytes(bytes),
            Self::NumberedMap(map) => map.serialize(serializer),
            Self::BoolMap(map) => map.serialize(serializer),
            Self::PairMap(map) => map.serialize(serializer),
            Self::UnitMap(map) => map.serialize(serializer),
            Self::OptionMap(map) => map.serialize(serializer),
            Self::Custom => Err(serde::ser::Error::custom("no")),
        }
    }
}

fn node() -> BoxedStrategy<Node> {
    leaf().prop_recursive(4, 24, 4, nest).boxed()
}

fn leaf() -> impl Strategy<Value = Node> {
    prop_oneof![
        prop_oneof![any::<bool>().prop_map(Node::Bool), random().prop_map(Node::Char), string(9).prop_map(Node::Str)],
        prop_oneof![random().prop_map(Node::I8), random().prop_map(Node::I16), random().prop_map(Node::I32)],
        prop_oneof![random().prop_map(Node::I64), random().prop_map(Node::I128), random().prop_map(Node::U128)],
        prop_oneof![random().prop_map(Node::U8), random().prop_map(Node::U16), random().prop_map(Node::U32)],
        prop_oneof![
            random().prop_map(Node::U64),
            random().prop_filter("finite", |value: &f32| value.is_finite()).prop_map(Node::F32),
            random().prop_filter("finite", |value: &f64| value.is_finite()).prop_map(Node::F64),
        ],
        select(vec![
            Node::Unit(()),
            Node::UnitStruct(UnitStruct),
            Node::Option(None),
            Node::Seq(Vec::new()),
            Node::Map(BTreeMap::new()),
            Node::Variant(Variant::Unit),
            Node::Variant(Variant::NoTuple()),
            Node::Variant(Variant::NoStruct {}),
        ]),
    ]
}

/// One more level around values.
fn nest(inner: BoxedStrategy<Node>) -> BoxedStrategy<Node> {
    let boxed = || inner.clone().prop_map(Box::new);
    let named = || prop_oneof![Just(Name::Plain), Just(Name::Quoted)];
    let members = || (boxed(), prop::option::of(boxed())).prop_map(|(first, second)| Struct { first, second });
    prop_oneof![
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Node::Seq),
            (inner.clone(), inner.clone(), inner.clone()).prop_map(|tuple| Node::Tuple(Box::new(tuple))),
            boxed().prop_map(|node| Node::Option(Some(node))),
            boxed().prop_map(|node| Node::Newtype(Newtype(node))),
            (boxed(), random()).prop_map(|(node, number)| Node::TupleStruct(TupleStruct(node, number))),
        ],
        prop_oneof![
            btree_map(string(6), inner.clone(), 0..4).prop_map(Node::Map),
            btree_map(random(), inner.clone(), 0..3).prop_map(Node::CharMap),
            btree_map(named(), inner.clone(), 0..3).prop_map(Node::NamedMap),
            members().prop_map(Node::Struct),
            members().prop_map(|inner| Node::Flat(Flat { inner })),
        ],
        prop_oneof![
            boxed().prop_map(Variant::Newtype),
            (boxed(), random()).prop_map(|(node, number)| Variant::Tuple(node, number)),
            (boxed(), random()).prop_map(|(member, other)| Variant::Struct { member, other }),
        ]
        .prop_map(Node::Variant),
    ]
    .boxed()
}

/// Something without a form in JSON, somewhere inside a value that is otherwise fine.
fn broken() -> BoxedStrategy<(Node, Unencodable)> {
    let number = select(vec![f64::NAN, f64::INFINITY, f64::NEG_INFINITY]);
    let refused = prop_oneof![
        number.clone().prop_map(|value| (Refused::Double(value), Unencodable::NonFinite)),
        number.prop_map(|value| (Refused::Float(value as f32), Unencodable::NonFinite)),
        vec(any::<u8>(), 0..4).prop_map(|bytes| (Refused::Bytes(bytes), Unencodable::Bytes)),
        btree_map(any::<i8>(), any::<bool>(), 1..3)
            .prop_map(|map| (Refused::NumberedMap(map), Unencodable::KeyNotText)),
        Just((Refused::BoolMap([(true, 1)].into()), Unencodable::KeyNotText)),
        Just((Refused::PairMap([((0, 1), 2)].into()), Unencodable::KeyNotText)),
        Just((Refused::UnitMap([((), 2)].into()), Unencodable::KeyNotText)),
        Just((Refused::OptionMap([(None, 2)].into()), Unencodable::KeyNotText)),
        Just((Refused::Custom, Unencodable::Custom)),
    ];
    let at_once = refused.prop_map(|(refused, error)| (Node::Refused(refused), error));
    let more = vec((vec(leaf(), 0..3), 0..4), 0..5);
    (at_once, more)
        .prop_map(|((innermost, error), levels)| {
            let around = |node, (mut before, kind): (Vec<Node>, i32)| {
                before.push(node);
                match kind {
                    0 => Node::Seq(before),
                    1 => Node::Map((0..).map(|key: i32| key.to_string()).zip(before).collect()),
                    2 => Node::Variant(Variant::Newtype(Box::new(Node::Seq(before)))),
                    _ => Node::Flat(Flat { inner: Struct { first: Box::new(Node::Seq(before)), second: None } }),
                }
            };
            (levels.into_iter().fold(innermost, around), error)
        })
        .boxed()
}
