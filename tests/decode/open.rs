//! Structs, Anys and values of any type.

use super::Value;
use super::pairs::pair;
use heapless::String;
use vitalwire::DecodeErrorKind::{
    self, Capacity, DuplicateField, DuplicateKey, Malformed, Missing, Syntax, UnexpectedType, UnknownField,
};
use vitalwire::genomics::{CheckInRequest, TimestampedEvent};
use vitalwire::proto::{Any, AnyOf, Serde, Span, Struct, StructOf, TypeUrl};
use vitalwire::{CapacityError, JsonType, Microcontroller, SyntaxErrorKind, message};

message! {
    struct Open {
        object: Option<Struct<String<24>>> as "object",
        any: Option<Any<String<48>>> as "any",
        leak: Option<AnyOf<Serde<Leak>>> as "leak",
        valve: Option<StructOf<Serde<Valve>>> as "valve",
    }
}

#[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
struct Leak {
    litres: u32,
}

impl TypeUrl for Leak {
    const TYPE_URL: &'static str = "example.com/plant.Leak";
}

#[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
struct Valve {
    number: u8,
}

fn too_long(limit: usize, needed: usize) -> DecodeErrorKind {
    Capacity(CapacityError { capacity: "JSON", limit, needed })
}

#[test]
fn structs() {
    pairs! { pair::<Open>;
        r#"{"object":{}}"# is r#"{"object":{}}"#,
            and r#"{"object":[]}"# fails at 10 in "object": UnexpectedType(JsonType::Array);
        r#"{"object": { } }"# is r#"{"object":{}}"#,
            and r#"{"object": "{}"}"# fails at 11 in "object": UnexpectedType(JsonType::String);
        r#"{"object":null}"# is "{}", and r#"{"object":0}"# fails at 10 in "object": UnexpectedType(JsonType::Number);
        r#"{"object":{"a":null}}"# is r#"{"object":{"a":null}}"#,
            and r#"{"object":true}"# fails at 10 in "object": UnexpectedType(JsonType::Bool);
        r#"{"object":{"a": [1, 2.50]}}"# is r#"{"object":{"a":[1,2.50]}}"#,
            and r#"{"object":{"a": [1 2.50]}}"# fails at 19 in "object": Syntax(SyntaxErrorKind::UnexpectedByte);
        r#"{"object":{"a":1e308}}"# is r#"{"object":{"a":1e308}}"#,
            and r#"{"object":{"a":1e309}}"# fails at 15 in "object": Syntax(SyntaxErrorKind::NumberTooLarge);
        r#"{"object":{"a":"NaN"}}"# is r#"{"object":{"a":"NaN"}}"#,
            and r#"{"object":{"a":NaN}}"# fails at 15 in "object": Syntax(SyntaxErrorKind::UnexpectedByte);
        r#"{"object":{"a":"1234567890123456"}}"# is r#"{"object":{"a":"1234567890123456"}}"#,
            and r#"{"object":{"a":"12345678901234567"}}"# fails at 10 in "object": too_long(24, 25);
        r#"{"object":{"a":       0        }}"# is r#"{"object":{"a":0}}"#,
            and r#"{"object":{"a":1234567890,"b":1234567890}}"# fails at 10 in "object": too_long(24, 31);
    }
}

#[test]
fn anys() {
    pairs! { pair::<Open>;
        r#"{"any":{}}"# is r#"{"any":{}}"#, and r#"{"any":[]}"# fails at 7 in "any": UnexpectedType(JsonType::Array);
        r#"{"any":null}"# is "{}", and r#"{"any":"a/b"}"# fails at 7 in "any": UnexpectedType(JsonType::String);
        r#"{"any":{"@type":"a/b"}}"# is r#"{"any":{"@type":"a/b"}}"#,
            and r#"{"any":{"a":1}}"# fails at 7 in "@type": Missing;
        r#"{"any":{"@type":"/b"}}"# is r#"{"any":{"@type":"/b"}}"#,
            and r#"{"any":{"@type":"b"}}"# fails at 16 in "@type": Malformed("a type with a '/' before its name");
        r#"{"any":{"@type":"a.b/c.D"}}"# is r#"{"any":{"@type":"a.b/c.D"}}"#,
            and r#"{"any":{"@type":"a/"}}"# fails at 16 in "@type": Malformed("a type with a '/' before its name");
        r#"{"any":{"x":[], "@type" : "a/b"}}"# is r#"{"any":{"@type":"a/b","x":[]}}"#,
            and r#"{"any":{"x":[],"@type":""}}"# fails at 23 in "@type": Malformed("a type with a '/' before its name");
        r#"{"any":{"\u0040type":"a\/b"}}"# is r#"{"any":{"@type":"a/b"}}"#,
            and r#"{"any":{"@type":7}}"# fails at 16 in "@type": Malformed("a type with a '/' before its name");
        r#"{"any":{"@type":"a/b","x":{"@type":0}}}"# is r#"{"any":{"@type":"a/b","x":{"@type":0}}}"#,
            and r#"{"any":{"@type":"a/b","@type":"a/b"}}"# fails at 22 in "any": DuplicateKey;
        r#"{"any":{"@type":"a/b","x":1}}"# is r#"{"any":{"@type":"a/b","x":1}}"#,
            and r#"{"any":{"@type":"a/b","x":}}"# fails at 26 in "any": Syntax(SyntaxErrorKind::UnexpectedByte);
        r#"{"any":{"@type":"a/b","x":"12345678901234567890123456"}}"#
            is r#"{"any":{"@type":"a/b","x":"12345678901234567890123456"}}"#,
            and r#"{"any":{"@type":"a/b","x":"123456789012345678901234567"}}"# fails at 7 in "any": too_long(48, 49);
    }
}

#[test]
fn anys_outside_of_fields() {
    pairs! { pair::<Any<String<16>>>;
        r#"{"@type":"a/b"}"# is r#"{"@type":"a/b"}"#, and r#"{"@type":"ab"}"# fails at 9 in "@type": Malformed("a type with a '/' before its name");
    }
}

#[test]
fn anys_of_known_types() {
    const DATA: &str = r#"{"data":{"@type":"a/google.protobuf.Duration","value":"1.500s"}}"#;
    const INVALID_VALUE: DecodeErrorKind = Malformed("a `value` of the type in `@type`");
    pairs! { pair::<TimestampedEvent<Any<String<128>>>>;
        r#"{"data":{"@type":"a/google.protobuf.Duration","value":"1.5s"}}"# is DATA,
            and r#"{"data":{"@type":"a/google.protobuf.Duration","value":"1.5"}}"#
                fails at 54 in "value": INVALID_VALUE;
        r#"{"data":{"value":"1.50s","@type":"a/google.protobuf.Duration"}}"# is DATA,
            and r#"{"data":{"value":"400000000000s","@type":"a/google.protobuf.Duration"}}"#
                fails at 17 in "value": INVALID_VALUE;
        r#"{"data":{"@type":"a/google.protobuf.Timestamp","value":"1970-01-01T01:00:00.0+01:00"}}"#
            is r#"{"data":{"@type":"a/google.protobuf.Timestamp","value":"1970-01-01T00:00:00Z"}}"#,
            and r#"{"data":{"@type":"a/google.protobuf.Timestamp","value":"1970-01-01"}}"#
                fails at 55 in "value": INVALID_VALUE;
    }
}

#[test]
fn typed() {
    let leak = r#"{"leak":{"@type":"example.com/plant.Leak","litres":5}}"#;
    let other = Malformed("/plant.Leak");
    pairs! { pair::<Open>;
        r#"{"leak":{"@type":"example.com/plant.Leak","litres":5}}"# is leak,
            and r#"{"leak":{"@type":"example.com/plant.Fire","litres":5}}"# fails at 17 in "@type": other;
        r#"{"leak":{"litres":5,"@type":"other.example/plant.Leak"}}"# is leak,
            and r#"{"leak":{"litres":5,"@type":"other.example/plant.Leaks"}}"# fails at 28 in "@type": other;
        r#"{"leak":{"@type":"/plant.Le\u0061k","litres":5}}"# is leak,
            and r#"{"leak":{"@type":"plant.Leak","litres":5}}"# fails at 17 in "@type": other;
        r#"{"leak":{"@type":"/plant.Leak","litres":5,"new":0}}"# is leak,
            and r#"{"leak":{"litres":5}}"# fails at 19 in "@type": Missing;
        r#"{"leak":null}"# is "{}",
            and r#"{"leak":{"@type":"/plant.Leak","@type":"/plant.Leak"}}"# fails at 39 in "@type": DuplicateField;
        r#"{"leak":{"@type":"/plant.Leak","litres":5}}"# is leak,
            and r#"{"leak":{"@type":"/plant.Leak"}}"# fails at 30 in "litres": Missing;
        r#"{"leak":{"@type":"/plant.Leak","litres":5}}"# is leak,
            and r#"{"leak":[]}"# fails at 8 in "leak": UnexpectedType(JsonType::Array);
        r#"{"valve":{"number":3}}"# is r#"{"valve":{"number":3}}"#,
            and r#"{"valve":{}}"# fails at 10 in "number": Missing;
        r#"{"valve":{"number":3.0}}"# is r#"{"valve":{"number":3}}"#,
            and r#"{"valve":[3]}"# fails at 9 in "valve": UnexpectedType(JsonType::Array);
    }
}

/// The `@type` is hidden from a message that would reject it.
#[test]
fn typed_and_without_other_members() {
    #[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Exact {
        litres: u32,
    }

    impl TypeUrl for Exact {
        const TYPE_URL: &'static str = "a/Exact";
    }

    pairs! { pair::<TimestampedEvent<AnyOf<Serde<Exact>>>>;
        r#"{"data":{"@type":"a/Exact","litres":5}}"# is r#"{"data":{"@type":"a/Exact","litres":5}}"#,
            and r#"{"data":{"@type":"a/Exact","litre":5}}"# fails at 27 in "data": UnknownField;
        r#"{"data":{"litres":5,"@type":"a/Exact"}}"# is r#"{"data":{"@type":"a/Exact","litres":5}}"#,
            and r#"{"data":{"litres":5,"@type":"a/Exact","b":1}}"# fails at 38 in "data": UnknownField;
    }
}

#[test]
fn typed_in_a_list() {
    type Request = CheckInRequest<Microcontroller, AnyOf<Serde<Leak>>>;
    let two = r#"{"result":{"details":[{"@type":"example.com/plant.Leak","litres":5}]}}"#;
    pairs! { pair::<Request>;
        r#"{"result":{"details":[{"@type":"/plant.Leak","litres":5}]}}"# is two,
            and r#"{"result":{"details":[ {"@type":"/plant.Fire"}]}}"# fails at 32 in "@type": Malformed("/plant.Leak");
    }
    pairs! { pair::<CheckInRequest<Microcontroller, Span>>;
        r#"{"events":[{"data":{"a":1}},{"data":2}]}"# is r#"{"events":[{"data":{}},{"data":{}}]}"#,
            and r#"{"events":[{"data":{"a":}},{"data":2}]}"# fails at 24 in "data": Syntax(SyntaxErrorKind::UnexpectedByte);
    }
}

#[test]
fn values() {
    let long = format!("[{}0]", "0,".repeat(31));
    let longest = &*long.replace("[0,", "[");
    pairs! { pair::<Value>;
        "[ 1, { \"a\": null } ]" is r#"[1,{"a":null}]"#,
            and "[ 1, { \"a\": nil } ]" fails at 13: Syntax(SyntaxErrorKind::UnexpectedByte);
        longest is longest, and (&long) fails at 0: too_long(64, 65);
    }
    let value: Value = vitalwire::decode(b"[1, true]").expect("a value");
    assert_eq!(value.unpack(), Ok((1, true)));
}

/// A span locates a value of any type.
#[test]
fn spans() {
    message! {
        struct Spans {
            any: Option<Span> as "any",
        }
    }
    for value in ["{}", "[]", "0", "-1.50e3", "true", r#""a\"}""#, r#"{"a": [1, "}"]}"#] {
        for space in ["", " ", "\r\n\t"] {
            let input = format!(r#"{{"any":{space}{value}{space},"new":1}}"#);
            let spans: Spans = vitalwire::decode(input.as_bytes()).expect(&input);
            assert_eq!(spans.any.and_then(|span| span.of(input.as_bytes())), Some(value.as_bytes()), "{input}");
        }
    }
    assert_eq!(vitalwire::decode::<Spans>(br#"{"any":null}"#).map(|spans| spans.any), Ok(None));
    super::pairs::rejects::<Spans>(r#"{"any":[1,]}"#, 10, Some("any"), Syntax(SyntaxErrorKind::UnexpectedByte));
}

/// An error in a number inside an Any is at the number.
#[test]
fn an_error_inside_is_not_about_what_is_around() {
    #[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
    struct Flood {
        litres: u8,
    }

    impl vitalwire::proto::TypeUrl for Flood {
        const TYPE_URL: &'static str = "a/Flood";
    }

    type Status = vitalwire::rpc::Status<vitalwire::Microcontroller, AnyOf<Serde<Flood>>>;
    let error = vitalwire::decode::<Status>(br#"{"details":[{"@type":"a/Flood","litres":256}]}"#).unwrap_err();
    assert_eq!(error.to_string(), "details: out of range: expected a value that the type accepts, at byte 40");
}

#[test]
fn what_a_type_leaves_of_an_any_is_counted() {
    #[derive(Clone, Debug, Default, PartialEq, serde::Serialize)]
    struct First(u32);

    impl<'de> serde::Deserialize<'de> for First {
        fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            struct FirstVisitor;

            impl<'de> serde::de::Visitor<'de> for FirstVisitor {
                type Value = First;

                fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    f.write_str("an object")
                }

                fn visit_map<A: serde::de::MapAccess<'de>>(self, mut access: A) -> Result<First, A::Error> {
                    let member = access.next_entry::<std::string::String, u32>()?;
                    Ok(First(member.map_or(0, |(_, number)| number)))
                }
            }
            deserializer.deserialize_map(FirstVisitor)
        }
    }

    impl TypeUrl for First {
        const TYPE_URL: &'static str = "example.com/plant.First";
    }

    type Any = AnyOf<Serde<First>>;
    let read = |members: &str| {
        let input = format!(r#"{{"@type":"example.com/plant.First"{members}}}"#);
        vitalwire::decode::<Any>(input.as_bytes()).map_err(|error| error.kind)
    };
    assert_eq!(read(r#","a":1"#), Ok(AnyOf(Serde(First(1)))));
    assert_eq!(read(r#","a":1,"b":2"#), Err(DecodeErrorKind::Length(3)));
    assert_eq!(read(""), Ok(AnyOf(Serde(First(0)))));
}
