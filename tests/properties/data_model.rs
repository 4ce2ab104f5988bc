//! serde's whole data model: written as serde_json writes it, byte for byte, or rejected.

use arbitrary::{Result, Unstructured};
use serde::{Serialize, Serializer};
use std::collections::BTreeMap;
use vitalwire::{EncodeError, SerializeError, json};
use vitalwire_testing::property;
use vitalwire_testing::sample;

#[test]
fn any_value_is_written_as_serde_json_writes_it() {
    property(|u| {
        let node = node(u, 4)?;
        // The same float, as readers that check the range accept it.
        let expected = serde_json::to_string(&node).expect("JSON").replace("3.4028235e+38", "3.4028234e+38");
        assert_eq!(json::to_str(&node, &mut vec![0; expected.len()]), Ok(expected.as_str()));
        let mut streamed = String::new();
        json::to_fmt(&node, &mut streamed).expect("JSON");
        assert_eq!(streamed, expected);
        Ok(())
    });
}

#[test]
fn what_json_cannot_hold_is_rejected() {
    property(|u| {
        let ((broken, error), size) = (broken(u)?, u.int_in_range(0..=499)?);
        let mut buffer = vec![0xAA; size];
        assert_eq!(json::to_slice(&broken, &mut buffer), Err(EncodeError::Serialize(error)));
        assert_eq!(&buffer, &vec![0; size]);
        assert_eq!(json::encoded_len(&broken), Err(error));

        let mut written = String::new();
        assert_eq!(json::to_fmt(&broken, &mut written), Err(json::WriteError::Serialize(error)));
        let at = u.choose_index(written.len() + 1)?;
        let in_window = json::to_window(&broken, at, &mut [0]).map(<[u8]>::to_vec);
        assert_eq!(in_window, written.as_bytes().get(at).map(|&byte| vec![byte]).ok_or(error));
        Ok(())
    });
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
    Rejected(Rejected),
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

/// Values that this crate can't write as JSON.
#[derive(Clone, Debug)]
enum Rejected {
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

impl Serialize for Rejected {
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

/// Makes a value with `levels` levels of nesting at most.
fn node(u: &mut Unstructured<'_>, levels: u32) -> Result<Node> {
    if levels == 0 || u.ratio(1, 3)? {
        return leaf(u);
    }
    let levels = levels - 1;
    let boxed = |u: &mut Unstructured<'_>| node(u, levels).map(Box::new);
    Ok(match u.int_in_range(0..=12)? {
        0 => Node::Seq(several(u, |u| node(u, levels))?),
        1 => Node::Tuple(Box::new((node(u, levels)?, node(u, levels)?, node(u, levels)?))),
        2 => Node::Option(Some(boxed(u)?)),
        3 => Node::Newtype(Newtype(boxed(u)?)),
        4 => Node::TupleStruct(TupleStruct(boxed(u)?, u.arbitrary()?)),
        5 => Node::Map(several(u, |u| Ok((sample::text(u, 6)?, node(u, levels)?)))?),
        6 => Node::CharMap(several(u, |u| Ok((character(u)?, node(u, levels)?)))?),
        7 => Node::NamedMap(several(u, |u| Ok((u.choose(&[Name::Plain, Name::Quoted])?.clone(), node(u, levels)?)))?),
        8 => Node::Struct(members(u, levels)?),
        9 => Node::Flat(Flat { inner: members(u, levels)? }),
        10 => Node::Variant(Variant::Newtype(boxed(u)?)),
        11 => Node::Variant(Variant::Tuple(boxed(u)?, u.arbitrary()?)),
        _ => Node::Variant(Variant::Struct { member: boxed(u)?, other: u.arbitrary()? }),
    })
}

fn members(u: &mut Unstructured<'_>, levels: u32) -> Result<Struct> {
    let first = Box::new(node(u, levels)?);
    let second = if u.arbitrary()? { Some(Box::new(node(u, levels)?)) } else { None };
    Ok(Struct { first, second })
}

fn several<T, C: FromIterator<T>>(
    u: &mut Unstructured<'_>,
    mut element: impl FnMut(&mut Unstructured<'_>) -> Result<T>,
) -> Result<C> {
    (0..u.int_in_range(0..=3)?).map(|_| element(u)).collect()
}

fn character(u: &mut Unstructured<'_>) -> Result<char> {
    Ok(sample::text(u, 9)?.chars().next().unwrap_or('\\'))
}

fn leaf(u: &mut Unstructured<'_>) -> Result<Node> {
    Ok(match u.int_in_range(0..=22)? {
        0 => Node::Bool(u.arbitrary()?),
        1 => Node::Char(character(u)?),
        2 => Node::Str(sample::text(u, 9)?),
        3 => Node::I8(u.arbitrary()?),
        4 => Node::I16(u.arbitrary()?),
        5 => Node::I32(sample::integer(u, i32::MIN.into(), i32::MAX.into())? as i32),
        6 => Node::I64(sample::integer(u, i64::MIN.into(), i64::MAX.into())? as i64),
        7 => Node::I128(sample::integer(u, i128::MIN, i128::MAX)?),
        8 => Node::U8(u.arbitrary()?),
        9 => Node::U16(u.arbitrary()?),
        10 => Node::U32(sample::integer(u, 0, u32::MAX.into())? as u32),
        11 => Node::U64(sample::integer(u, 0, u64::MAX.into())? as u64),
        12 => Node::U128(u.arbitrary::<u128>()? >> u.int_in_range(0..=127)?),
        13 => Node::F32(Some(sample::float(u)?).filter(|value| value.is_finite()).unwrap_or_default()),
        14 => Node::F64(Some(sample::double(u)?).filter(|value| value.is_finite()).unwrap_or_default()),
        15 => Node::Unit(()),
        16 => Node::UnitStruct(UnitStruct),
        17 => Node::Option(None),
        18 => Node::Seq(Vec::new()),
        19 => Node::Map(BTreeMap::new()),
        20 => Node::Variant(Variant::Unit),
        21 => Node::Variant(Variant::NoTuple()),
        _ => Node::Variant(Variant::NoStruct {}),
    })
}

/// Makes a value that can be written except for one part, and the error of that part.
fn broken(u: &mut Unstructured<'_>) -> Result<(Node, SerializeError)> {
    let number = *u.choose(&[f64::NAN, f64::INFINITY, f64::NEG_INFINITY])?;
    let (rejected, error) = match u.int_in_range(0..=8)? {
        0 => (Rejected::Double(number), SerializeError::NonFinite),
        1 => (Rejected::Float(number as f32), SerializeError::NonFinite),
        2 => (Rejected::Bytes(u.arbitrary::<[u8; 3]>()?.to_vec()), SerializeError::Bytes),
        3 => (Rejected::NumberedMap([(u.arbitrary()?, true)].into()), SerializeError::KeyNotString),
        4 => (Rejected::BoolMap([(true, 1)].into()), SerializeError::KeyNotString),
        5 => (Rejected::PairMap([((0, 1), 2)].into()), SerializeError::KeyNotString),
        6 => (Rejected::UnitMap([((), 2)].into()), SerializeError::KeyNotString),
        7 => (Rejected::OptionMap([(None, 2)].into()), SerializeError::KeyNotString),
        _ => (Rejected::Custom, SerializeError::Custom),
    };
    let mut node = Node::Rejected(rejected);
    for _ in 0..u.int_in_range(0..=4)? {
        let mut before: Vec<Node> = several(u, leaf)?;
        before.push(node);
        node = match u.int_in_range(0..=3)? {
            0 => Node::Seq(before),
            1 => Node::Map((0..).map(|key: i32| key.to_string()).zip(before).collect()),
            2 => Node::Variant(Variant::Newtype(Box::new(Node::Seq(before)))),
            _ => Node::Flat(Flat { inner: Struct { first: Box::new(Node::Seq(before)), second: None } }),
        };
    }
    Ok((node, error))
}
