//! Types with a derived `Deserialize`.

use super::pairs::{serde_pair, strict_serde_pair};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use vitalwire::DecodeErrorKind::{
    self, Custom, DuplicateField, Length, Missing, Syntax, UnexpectedType, UnknownField, UnknownValue,
};
use vitalwire::SyntaxErrorKind::*;
use vitalwire::{JsonType, json};

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Point {
    x: i32,
    #[serde(default)]
    y: Option<i32>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Exact {
    x: i32,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Pair(i32, String);

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Unit;

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Newtype(u8);

#[derive(Debug, PartialEq, Serialize, Deserialize)]
enum Shape {
    Empty,
    Circle(u32),
    Line(i32, i32),
    Box { width: u32, height: u32 },
}

#[test]
fn structs() {
    pairs! { serde_pair::<Point>;
        r#"{"x":1,"y":2}"# is r#"{"x":1,"y":2}"#, and r#"{"y":2}"# fails at 6 in "x": Missing;
        r#"{"y":null,"x":1.0}"# is r#"{"x":1,"y":null}"#,
            and r#"{"x":1.5}"# fails at 5: DecodeErrorKind::Malformed("an integer");
        r#"{"x":1,"z":[]}"# is r#"{"x":1,"y":null}"#, and r#"{"x":1,"z":[}"# fails at 12: Syntax(UnexpectedByte);
        r#"{"\u0078":1}"# is r#"{"x":1,"y":null}"#, and r#"{"x":1,"x":1}"# fails at 7 in "x": DuplicateField;
        r#"{"x":1}"# is r#"{"x":1,"y":null}"#, and "[1,2]" fails at 0: UnexpectedType(JsonType::Array);
        r#"{"x":1}"# is r#"{"x":1,"y":null}"#, and r#"{"x":"1"}"# fails at 5: UnexpectedType(JsonType::String);
        r#"{"x":1}"# is r#"{"x":1,"y":null}"#, and r#"{"x":1,"y":"2"}"# fails at 11: UnexpectedType(JsonType::String);
    }
    pairs! { serde_pair::<Exact>;
        r#"{"x":1}"# is r#"{"x":1}"#, and r#"{"x":1,"z":2}"# fails at 7: UnknownField;
    }
    pairs! { strict_serde_pair::<Point>;
        r#"{"x":1}"# is r#"{"x":1,"y":null}"#, and r#"{"x":1, "z":2}"# fails at 8: UnknownField;
    }
    pairs! { serde_pair::<Unit>;
        "null" is "null", and "{}" fails at 0: UnexpectedType(JsonType::Object);
    }
    pairs! { serde_pair::<Newtype>;
        "7" is "7", and "[7]" fails at 0: UnexpectedType(JsonType::Array);
        "255" is "255", and "256" fails at 0: DecodeErrorKind::OutOfRange("a value that the type accepts");
    }
}

#[test]
fn arrays_and_tuples() {
    pairs! { serde_pair::<Pair>;
        r#"[1,"a"]"# is r#"[1,"a"]"#, and "[1]" fails at 2: Length(1);
        r#"[1,"a"]"# is r#"[1,"a"]"#, and r#"[1,"a", 2]"# fails at 8: Length(3);
        r#"[1,"a" ]"# is r#"[1,"a"]"#, and r#"[1,"a",]"# fails at 7: Syntax(UnexpectedByte);
        r#"[1,"a"]"# is r#"[1,"a"]"#, and r#"{"0":1}"# fails at 0: UnexpectedType(JsonType::Object);
    }
    pairs! { serde_pair::<[u8; 3]>;
        "[1,2,3]" is "[1,2,3]", and "[1,2]" fails at 4: Length(2);
        "[1,2,3]" is "[1,2,3]", and "[1,2,3,4]" fails at 7: Length(4);
        "[1,2,3]" is "[1,2,3]", and "[]" fails at 1: Length(0);
        "[1,2,3]" is "[1,2,3]", and "[1,2,3" fails at 6: Syntax(UnexpectedEnd);
    }
    pairs! { serde_pair::<[u8; 0]>;
        "[ ]" is "[]", and "[1]" fails at 1: Length(1);
    }
    pairs! { serde_pair::<(bool, Option<char>)>;
        r#"[true,"a"]"# is r#"[true,"a"]"#, and r#"[true,"ab"]"# fails at 6: DecodeErrorKind::OutOfRange("a value that the type accepts");
        "[true,null]" is "[true,null]", and "[null,null]" fails at 1: UnexpectedType(JsonType::Null);
    }
}

#[test]
fn enums() {
    pairs! { serde_pair::<Shape>;
        r#""Empty""# is r#""Empty""#, and r#""Full""# fails at 0: UnknownValue;
        r#"{"Empty":null}"# is r#""Empty""#, and r#"{"Empty":1}"# fails at 9: UnexpectedType(JsonType::Number);
        r#""\u0045mpty""# is r#""Empty""#, and "{}" fails at 1: Length(0);
        r#"{"Circle":3}"# is r#"{"Circle":3}"#, and r#""Circle""# fails at 0: UnexpectedType(JsonType::String);
        r#"{"Circle" : 3 }"# is r#"{"Circle":3}"#,
            and r#"{"Circle":3,"Line":[1,2]}"# fails at 12: Length(2);
        r#"{"Line":[1,2]}"# is r#"{"Line":[1,2]}"#, and r#"{"Line":[1]}"# fails at 10: Length(1);
        r#"{"Box":{"height":1,"width":2}}"# is r#"{"Box":{"width":2,"height":1}}"#,
            and r#"{"Box":{"width":2}}"# fails at 17 in "height": Missing;
        r#"{"Box":{"height":1,"width":2}}"# is r#"{"Box":{"width":2,"height":1}}"#,
            and r#"{"Box":null}"# fails at 7: UnexpectedType(JsonType::Null);
        r#""Empty""# is r#""Empty""#, and "0" fails at 0: UnexpectedType(JsonType::Number);
        r#""Empty""# is r#""Empty""#, and r#"["Empty"]"# fails at 0: UnexpectedType(JsonType::Array);
        r#""Empty""# is r#""Empty""#, and r#"{"Empty"}"# fails at 8: Syntax(UnexpectedByte);
        r#""Empty""# is r#""Empty""#, and r#"{Empty:null}"# fails at 1: Syntax(UnexpectedByte);
    }
}

#[test]
fn tagged_enums() {
    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    #[serde(tag = "kind")]
    enum Inside {
        Dot,
        Circle { radius: u32 },
    }
    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    #[serde(tag = "kind", content = "of")]
    enum Beside {
        Dot,
        Circle(u32),
    }
    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    #[serde(untagged)]
    enum Either {
        Number(i64),
        Text(String),
        Point(Point),
    }
    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Flat {
        name: String,
        #[serde(flatten)]
        point: Point,
    }
    pairs! { serde_pair::<Inside>;
        r#"{"kind":"Dot"}"# is r#"{"kind":"Dot"}"#, and r#"{"kind":"Blot"}"# fails at 8: UnknownValue;
        r#"{"radius":3,"kind":"Circle"}"# is r#"{"kind":"Circle","radius":3}"#,
            and r#"{"radius":3}"# fails at 11 in "kind": Missing;
        r#"{"kind":"Circle","radius":4}"# is r#"{"kind":"Circle","radius":4}"#,
            and r#"{"kind":"Circle"}"# fails at 16 in "radius": Missing;
    }
    pairs! { serde_pair::<Beside>;
        r#"{"kind":"Dot"}"# is r#"{"kind":"Dot"}"#, and r#"{"kind":"Circle"}"# fails at 16 in "of": Missing;
        r#"{"of":3,"kind":"Circle"}"# is r#"{"kind":"Circle","of":3}"#,
            and r#"{"kind":"Circle","of":true}"# fails at 22: UnexpectedType(JsonType::Bool);
    }
    pairs! { serde_pair::<Either>;
        "-3" is "-3", and "true" fails at 0: Custom;
        r#""a""# is r#""a""#, and "null" fails at 0: Custom;
        r#"{"x":1}"# is r#"{"x":1,"y":null}"#, and "[1" fails at 2: Syntax(UnexpectedEnd);
    }
    pairs! { serde_pair::<Flat>;
        r#"{"x":1,"name":"a","y":2}"# is r#"{"name":"a","x":1,"y":2}"#,
            and r#"{"name":"a"}"# fails at 11 in "x": Missing;
    }
}

#[test]
fn maps_by_keys_of_all_kinds() {
    #[derive(Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
    #[serde(rename_all = "lowercase")]
    enum Name {
        On,
        Off,
    }
    fn is<T: serde::de::DeserializeOwned + PartialEq + std::fmt::Debug>(input: &str, expected: impl Into<T>) {
        assert_eq!(json::from_str::<T>(input), Ok(expected.into()), "{input}");
    }
    is::<HashMap<i8, u8>>(r#"{"-128":1,"127":2}"#, [(-128, 1), (127, 2)]);
    is::<HashMap<u64, u8>>(r#"{"18446744073709551615":1}"#, [(u64::MAX, 1)]);
    is::<HashMap<i128, u8>>(r#"{"-170141183460469231731687303715884105728":1}"#, [(i128::MIN, 1)]);
    is::<HashMap<u128, u8>>(r#"{"340282366920938463463374607431768211455":1}"#, [(u128::MAX, 1)]);
    is::<HashMap<bool, u8>>(r#"{"true":1,"fals\u0065":0}"#, [(true, 1), (false, 0)]);
    is::<HashMap<Name, u8>>(r#"{"on":1,"o\u0066f":0}"#, [(Name::On, 1), (Name::Off, 0)]);
    is::<HashMap<char, u8>>(r#"{"a":1,"\n":2}"#, [('a', 1), ('\n', 2)]);
    is::<HashMap<Option<String>, u8>>(r#"{"a":1}"#, [(Some("a".to_owned()), 1)]);
    is::<BTreeMap<String, Vec<u8>>>(r#"{"a":[1],"":[]}"#, [("a".to_owned(), vec![1]), (String::new(), vec![])]);

    for input in [
        r#"{"128":1}"#,
        r#"{"":1}"#,
        r#"{"+1":1}"#,
        r#"{"01":1}"#,
        r#"{" 1":1}"#,
        r#"{"1 ":1}"#,
        r#"{"1x":1}"#,
        r#"{"1.5":1}"#,
        r#"{"--1":1}"#,
        r#"{"-":1}"#,
        r#"{"0x1":1}"#,
        "{1:1}",
        "{-1:1}",
        r#"{"\u0660":1}"#,
    ] {
        let error = json::from_str::<HashMap<i8, u8>>(input).expect_err(input);
        assert_eq!(error.offset, 1, "{input}");
        assert!(json::from_str::<HashMap<i128, u8>>(input).is_err() || input == r#"{"128":1}"#, "{input}");
    }
    for input in [r#"{"True":1}"#, r#"{"1":1}"#, r#"{"":1}"#, "{true:1}"] {
        assert_eq!(json::from_str::<HashMap<bool, u8>>(input).expect_err(input).offset, 1, "{input}");
    }
    assert_eq!(json::from_str::<HashMap<Name, u8>>(r#"{"On":1}"#).map_err(|error| error.kind), Err(UnknownValue));
}

/// serde passes a flattened message its members from a buffer, whichever format they come from.
#[test]
fn a_flattened_message() {
    #[derive(Debug, PartialEq, Deserialize, Serialize)]
    struct Outer {
        id: u32,
        #[serde(flatten)]
        inner: vitalwire::dataflow::CpuTime,
    }

    const INPUT: &str = r#"{"total_ms":"5","id":1,"rate":0.5}"#;
    let outer: Outer = vitalwire::json::from_str(INPUT).expect("an outer message");
    assert_eq!((outer.id, outer.inner.total_ms, outer.inner.rate), (1, 5, 0.5));
    assert_eq!(serde_json::from_str::<Outer>(INPUT).ok(), Some(outer));
}
