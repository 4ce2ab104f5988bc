//! What a program does with values, other than sending them.

use heapless::{LinearMap, String, Vec};
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;
use vitalwire::dataflow::{LabelKey, LifecycleEvent};
use vitalwire::proto::{
    Any, Bytes, FiniteF64, List, Map, PositiveF64, RangedI32, Span, Struct, Text, Timestamp, Value,
};
use vitalwire::{BuildError, ConstEmpty, Growable, Microcontroller};

type Short = Text<String<8>>;

#[test]
fn texts_are_compared_and_formatted() {
    let mut text = Short::new("a\"").expect("a text");
    assert!(text == *"a\"" && text == "a\"");
    assert!(text != *"b" && text != "b");
    assert_eq!(<Short as AsRef<str>>::as_ref(&text), "a\"");
    assert_eq!(format!("{text:>4} {text:?}"), r#"  a" "a\"""#);
    assert_eq!(write!(text, "{}", 17), Ok(()));
    assert!(write!(text, "{}", 12345).is_err());
    assert_eq!(text.into_inner(), "a\"17");
}

#[test]
fn texts_are_found_by_their_strings() -> Result<(), BuildError> {
    let [left, right] = [Short::new("left")?, Short::new("right")?];
    assert!("left" == left && *"left" == left && "left" != right && *"left" != right);
    let hashed = HashMap::from([(left.clone(), 1), (right.clone(), 2)]);
    let sorted = BTreeMap::from([(left, 1), (right, 2)]);
    for (text, expected) in [("left", Some(&1)), ("right", Some(&2)), ("middle", None)] {
        assert_eq!((hashed.get(text), sorted.get(text)), (expected, expected));
    }
    Ok(())
}

#[test]
fn texts_are_made_of_strings_and_become_strings() -> Result<(), BuildError> {
    for string in ["", "text", "\"\n"].map(str::to_owned) {
        let text = Short::try_from(string.clone())?;
        assert_eq!((&text, std::string::String::from(text.clone())), (&Short::new(&string)?, string.clone()));
        assert_eq!(Short::try_from(&string)?, text);

        let address = string.as_ptr();
        let grown = Text::<std::string::String>::try_from(string.clone())?;
        assert_eq!(vitalwire::encoded_len(&grown), vitalwire::encoded_len(&text));
        assert_eq!(grown, Text::new(&string)?);
        let grown = Text::<std::string::String>::try_from(string)?;
        let string = std::string::String::from(grown);
        assert_eq!(string.as_ptr(), address, "nothing is copied");
    }
    let error = |outcome: Result<Short, BuildError>| outcome.map_err(|error| error.to_string());
    assert_eq!(error("\"123456\"".to_owned().try_into()), Err("capacity `string` exceeded: need 10, have 8".into()));
    let reserved = || "LABEL_UNSPECIFIED".to_owned();
    assert_eq!(LabelKey::<Growable>::try_from(reserved()), Err(BuildError::Reserved("LABEL_UNSPECIFIED")));
    assert_eq!(LabelKey::<Microcontroller>::try_from(reserved()), Err(BuildError::Reserved("LABEL_UNSPECIFIED")));
    Ok(())
}

#[test]
fn lists_are_changed_in_place() {
    let mut list = List::<Vec<i32, 4>>::try_from(&[3, 1, 2][..]).expect("a list");
    list.sort_unstable();
    assert_eq!(format!("{list:?}"), "[1, 2, 3]");
    assert_eq!((&list).into_iter().sum::<i32>(), 6);
    assert_eq!(list.clone().into_inner(), [1, 2, 3]);
    list.clear();
    assert!(list.is_empty());
}

#[test]
fn maps_are_looked_into() {
    let mut map = Map::<LinearMap<Short, i32, 2>>::default();
    map.insert("a", 1).expect("an entry");
    assert_eq!((map.get("a"), map.get("b"), map.get("too long a key")), (Some(&1), None, None));
    assert_eq!(format!("{map:?}"), r#"{"a": 1}"#);
    assert_eq!(map.clone().into_inner().len(), 1);
    map.clear();
    assert!(map.is_empty());
}

#[test]
fn bytes_are_shown_as_numbers() {
    let bytes = Bytes::<Vec<u8, 4>>::try_from(&b"ab"[..]).expect("bytes");
    assert_eq!((&*bytes, &*format!("{bytes:?}")), (&b"ab"[..], "[97, 98]"));
}

#[test]
fn values_are_parsed_and_converted() {
    macro_rules! is_the_same {
        ($($Type:ty: $text:literal),+) => { $(
            let value = <$Type>::new($text);
            assert_eq!(value.as_ref().map(|value| value.as_str()), Ok($text));
            assert_eq!($text.parse(), value);
            assert_eq!($text.try_into(), value);
            assert!(format!("{value:?}").contains(&format!("{:?}", $text)));
            assert_eq!(value.map(|value| format!("{value:>20}")), Ok(format!("{:>20}", $text)));
        )+ };
    }
    is_the_same! {
        Any<String<16>>: r#"{"@type":"a/b"}"#, Struct<String<16>>: r#"{"a":1}"#,
        Value<String<16>>: "[1]", Value<String<16>>: "true", Short: "text"
    }
}

#[test]
fn restricted_numbers_are_taken_out_again() {
    assert_eq!(FiniteF64::try_from(-1.5).map(FiniteF64::get), Ok(-1.5));
    assert!(FiniteF64::try_from(f64::NAN).is_err());
    assert_eq!(PositiveF64::try_from(1.5).map(PositiveF64::get), Ok(1.5));
    assert!(PositiveF64::try_from(0.0).is_err());
    assert_eq!(RangedI32::<-9, 9>::try_from(-7).map(RangedI32::get), Ok(-7));
    assert!(RangedI32::<-9, 9>::try_from(10).is_err());
    assert_eq!((RangedI32::<-9, 9>::default().get(), RangedI32::<0, 0>::default().get()), (0, 0));
    assert_eq!((RangedI32::<0, 9>::default(), RangedI32::<-9, 0>::default()), (ConstEmpty::EMPTY, ConstEmpty::EMPTY));
    let unrecognized = LifecycleEvent::from_number(-8).map(|event| match event {
        LifecycleEvent::Unrecognized(number) => number.get(),
        _ => 0,
    });
    assert_eq!(unrecognized, Ok(-8));
}

#[test]
fn anys_know_their_type() -> Result<(), BuildError> {
    let any = Any::<String<80>>::pack_value("a/google.protobuf.Timestamp", &Timestamp::UNIX_EPOCH)?;
    assert_eq!(any.as_str(), r#"{"@type":"a/google.protobuf.Timestamp","value":"1970-01-01T00:00:00Z"}"#);
    let type_url = any.type_url().map(|type_url| type_url.to_string());
    assert_eq!(type_url.as_deref(), Some("a/google.protobuf.Timestamp"));
    assert!(Any::<String<80>>::default().type_url().is_none());
    Ok(())
}

#[test]
fn text_in_a_span_is_shown_without_its_escapes() {
    let text = |input: &str| {
        let span: Span = vitalwire::decode(input.as_bytes()).expect(input);
        span.text(input.as_bytes()).map(|text| text.to_string())
    };
    assert_eq!(text(r#""\u0041b\n""#).as_deref(), Some("Ab\n"));
    assert_eq!(text(r#"["a"]"#), None);
}
