//! Numbers, strings and containers with serde's own `Deserialize`.

use super::pairs::serde_pair;
use serde::Deserialize;
use serde::de::IgnoredAny;
use vitalwire::DecodeErrorKind::{Length, Malformed, OutOfRange, Syntax, UnexpectedType};
use vitalwire::{JsonType, SyntaxErrorKind, json};

/// Checks the minimum and the maximum of an integer type, and the values beyond them.
macro_rules! bounds {
    ($($integer:ident)+) => { $(
        let (least, greatest) = ($integer::MIN.to_string(), $integer::MAX.to_string());
        assert_eq!(json::from_str(&least), Ok($integer::MIN));
        assert_eq!(json::from_str(&greatest), Ok($integer::MAX));
        for beyond in [one_further(&greatest), if $integer::MIN == 0 { "-1".into() } else { one_further(&least) }] {
            let error = json::from_str::<$integer>(&beyond).expect_err(&beyond);
            assert!(matches!(error.kind, OutOfRange(_)), "{beyond}: {error}");
        }
        for other in ["\"1\"", "true", "null", "[1]", "{}"] {
            let error = json::from_str::<$integer>(other).expect_err(other);
            assert!(matches!(error.kind, UnexpectedType(_)), "{other}: {error}");
        }
        for fraction in ["0.5", "1e-1"] {
            assert!(matches!(json::from_str::<$integer>(fraction).expect_err(fraction).kind, Malformed(_)));
        }
        assert_eq!(json::from_str("0"), Ok(0 as $integer));
    )+ };
}

fn one_further(integer: &str) -> String {
    let (prefix, last) = integer.split_at(integer.len() - 1);
    format!("{prefix}{}", last.parse::<u8>().expect("a digit") + 1)
}

#[test]
fn integers() {
    bounds! { i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 }
    assert_eq!(json::from_str("1e2"), Ok(100_u8));
    for text in ["1e2", "1.0"] {
        let kind = json::from_str::<i128>(text).map_err(|error| error.kind);
        assert_eq!(kind, Err(Malformed("a 128-bit integer, in digits")), "{text}");
    }
    assert_eq!(json::from_str("-0"), Ok(0_u8));
    assert_eq!(json::from_str("-1.280e2"), Ok(i8::MIN));
}

#[test]
fn doubles() {
    for (input, value) in
        [("1", 1.0), ("-0", 0.0), ("1e308", 1e308), ("1e-400", 0.0), ("18446744073709551616", 2_f64.powi(64))]
    {
        assert_eq!(json::from_str::<f64>(input), Ok(value), "{input}");
    }
    assert_eq!(json::from_str::<f64>("-0").map(f64::is_sign_negative), Ok(true));
    assert_eq!(json::from_str::<f64>("1e309").map_err(|error| error.kind), Err(OutOfRange("a double")));
    assert_eq!(json::from_str::<f64>("\"NaN\"").map_err(|error| error.kind), Err(UnexpectedType(JsonType::String)));
    assert_eq!(json::from_str::<f64>("null").map_err(|error| error.kind), Err(UnexpectedType(JsonType::Null)));
}

/// A float isn't rounded to a double first.
#[test]
fn floats_are_rounded_once() {
    for text in
        ["1.00000017881393432617187499", "1.00000017881393432617187501", "7.038531e-26", "16777217", "16777217.0"]
    {
        assert_eq!(json::from_str::<f32>(text), Ok(text.parse().expect(text)), "{text}");
    }
    let twice = "1.00000017881393432617187499".parse::<f64>().expect("a double") as f32;
    assert_ne!(json::from_str("1.00000017881393432617187499"), Ok(twice));
    assert_eq!(json::from_str::<f32>("3.5e38").map_err(|error| error.kind), Err(OutOfRange("a float")));
}

#[test]
fn text_without_escapes_is_borrowed() {
    let input = r#"["plain","\u0065scaped"]"#.to_owned();
    let (plain, escaped): (&str, String) = json::from_str(&input).expect("text");
    assert_eq!((plain, plain.as_ptr()), ("plain", input[2..].as_ptr()));
    assert_eq!(escaped, "escaped");

    let error = json::from_str::<(&str, &str)>(&input).expect_err("an escape");
    let borrowed = Malformed("a string without escapes, which can be borrowed");
    assert_eq!((error.offset, error.kind), (9, borrowed));

    #[derive(Deserialize)]
    struct Borrows<'a> {
        #[serde(borrow)]
        text: std::borrow::Cow<'a, str>,
        bytes: &'a [u8],
    }
    let input = r#"{"text":"é","bytes":"é"}"#;
    let Borrows { text, bytes } = json::from_str(input).expect("text");
    assert!(matches!(text, std::borrow::Cow::Borrowed("é")));
    assert_eq!(bytes.as_ptr(), input[22..].as_ptr());
}

#[test]
fn characters_options_and_units() {
    pairs! { serde_pair::<char>;
        r#""a""# is r#""a""#, and r#""ab""# fails at 0: OutOfRange("a value that the type accepts");
        r#""𝄞""# is r#""𝄞""#, and r#""""# fails at 0: OutOfRange("a value that the type accepts");
        r#""\u0000""# is r#""\u0000""#, and "1" fails at 0: UnexpectedType(JsonType::Number);
    }
    pairs! { serde_pair::<Option<u8>>;
        "null" is "null", and "nul" fails at 3: Syntax(SyntaxErrorKind::UnexpectedEnd);
        "1" is "1", and "\"1\"" fails at 0: UnexpectedType(JsonType::String);
    }
    pairs! { serde_pair::<()>;
        " null" is "null", and " 0" fails at 1: UnexpectedType(JsonType::Number);
    }
    assert_eq!(json::from_str("[null,[],1]"), Ok((None::<Option<u8>>, Vec::<u8>::new(), Some(Some(1_u8)))));
}

#[test]
fn heapless_containers() {
    type Text = heapless::String<4>;
    type List = heapless::Vec<u8, 2>;
    type Map = heapless::LinearMap<Text, u8, 1>;
    pairs! { serde_pair::<List>;
        "[1,2]" is "[1,2]", and "[1,2,3]" fails at 5: Length(3);
        "[]" is "[]", and "{}" fails at 0: UnexpectedType(JsonType::Object);
    }
    assert_eq!(json::from_str::<Text>(r#""\u0061bcd""#).as_deref(), Ok("abcd"));
    assert_eq!(json::from_str::<Text>(r#" "abcde""#).map_err(|error| (error.offset, error.kind)), Err((1, Length(5))));
    assert_eq!(json::from_str::<Map>(r#"{"a":1}"#).map(|map| map.len()), Ok(1));
    assert!(json::from_str::<Map>(r#"{"a":1,"b":2}"#).is_err());
}

#[test]
fn what_is_ignored_is_checked() {
    pairs! { serde_pair::<Vec<EmptyMap>>;
        r#"[1,"a",{"b":[true]}]"# is "[null,null,null]",
            and r#"[1,"a",{"b":[tru]}]"# fails at 16: Syntax(SyntaxErrorKind::UnexpectedByte);
    }
}

struct EmptyMap;

impl<'de> Deserialize<'de> for EmptyMap {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        IgnoredAny::deserialize(deserializer).map(|IgnoredAny| Self)
    }
}

impl serde::Serialize for EmptyMap {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_unit()
    }
}

/// Without an allocator, scratch space limits them: that's tested in `downstream`.
#[test]
fn strings_with_escapes_have_any_length_with_an_allocator() {
    for len in [1, 63, 64, 65, 200, 100_000] {
        let text = format!("{}\n", "x".repeat(len - 1));
        let json = serde_json::to_string(&[&text]).expect("JSON");
        assert_eq!(json::from_str::<Vec<String>>(&json), Ok(vec![text.clone()]));
        let scratched = json::Decoder::new(json.as_bytes()).with_scratch(&mut [0; 80]).value::<Vec<String>>();
        assert_eq!(scratched, Ok(vec![text]));
    }
    // Strings use the scratch space one after the other.
    let two = format!(r#"["{0}\n","{0}\t"]"#, "é".repeat(50));
    let scratched = json::Decoder::new(two.as_bytes()).with_scratch(&mut [0; 101]).value::<Vec<String>>();
    assert_eq!(scratched.map(|texts| texts[1].len()), Ok(101));
}
