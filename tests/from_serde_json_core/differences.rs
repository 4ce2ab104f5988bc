//! What differs: each row of the tables in the module's docs.
#![allow(dead_code, reason = "fields are only shown")]

use crate::compare::{call, fill, read, read_escaped, rows, write};
use heapless::{LinearMap, String, Vec};
use serde::de::IgnoredAny;
use serde::ser::Error;
use serde::{Deserialize, Serialize, Serializer};
use std::collections::BTreeMap;
use vitalwire::serde_json_core::str::EscapedStr;

type Name = std::string::String;

#[derive(Debug, Deserialize)]
struct Level {
    percent: u8,
}

#[derive(Debug, Serialize, Deserialize)]
enum Command {
    Stop,
    Fill(u32),
    Mix(u8, u8),
}

/// The rows in the order of the docs, and what shows that each is true.
const ROWS: &[(&str, fn())] = &[
    ("escapes", escapes),
    ("long strings", long_strings),
    ("surrogate pairs", surrogate_pairs),
    ("integers", integers),
    ("128 bits", wide_integers),
    ("any type", any_type),
    ("bytes", bytes),
    ("map keys", map_keys),
    ("skipped values", skipped_values),
    ("forms of floats", forms_of_floats),
    ("large floats", large_floats),
    ("NaN", nan),
    ("control characters", control_characters),
    ("signs in escapes", signs_in_escapes),
    ("commas", commas),
    ("depth", depth),
    ("floats", floats),
    ("escapes with letters", escapes_with_letters),
    ("characters", characters),
    ("tuple variants", tuple_variants),
    ("names with quotes", names_with_quotes),
    ("failing types", failing_types),
    ("small buffers", small_buffers),
    ("larger buffers", larger_buffers),
    ("spellings", spellings),
    ("no value", no_value),
    ("malformed numbers", malformed_numbers),
    ("ends of input", ends_of_input),
    ("variants", variants),
    ("full lists", full_lists),
    ("missing commas", missing_commas),
    ("messages of errors", messages_of_errors),
    ("serializers", serializers),
];

#[test]
fn every_row_of_the_docs_is_true() {
    assert!(rows().eq(ROWS.iter().map(|(row, _)| *row)), "{:#?}", rows().collect::<std::vec::Vec<_>>());
    for (row, check) in ROWS {
        println!("{row}");
        check();
    }
}

fn escapes() {
    const ROW: &str = "escapes";
    read::<String<8>>(r#""a\n""#).differ(ROW, r#"Ok(("a\\n", 5))"#, r#"Ok(("a\n", 5))"#);
    read::<String<8>>(r#""a\x""#).differ(ROW, r#"Ok(("a\\x", 5))"#, "Err(InvalidEscapeSequence)");
    read::<String<8>>(r#""\ud800""#).differ(ROW, r#"Ok(("\\ud800", 8))"#, "Err(InvalidEscapeSequence)");
    read::<char>(r#""\n""#).differ(ROW, "Err(CustomError)", r"Ok(('\n', 4))");
    read::<&str>(r#""a\n""#).differ(ROW, r#"Ok(("a\\n", 5))"#, "Err(CustomError)");
    read::<EscapedStr<'_>>(r#""a\n""#).are(r#"Ok((EscapedStr("a\\n"), 5))"#);
    read::<Level>(r#"{"p\u0065rcent":7}"#).differ(ROW, "Err(CustomError)", "Ok((Level { percent: 7 }, 18))");
    read::<Command>(r#""\u0053top""#).differ(ROW, "Err(CustomError)", "Ok((Stop, 11))");
    read_escaped::<Command, 4>(r#""\u0053top""#).are("Ok((Stop, 11))");
}

fn long_strings() {
    const ROW: &str = "long strings";
    let (long, longer) = (format!(r#""{:x<63}\n""#, ""), format!(r#""{:x<64}\n""#, ""));
    let read_long = format!("Ok((\"{:x<63}\\n\", 67))", "");
    read_escaped::<String<64>, 63>(&long).differ(ROW, "Err(EscapedStringIsTooLong)", &read_long);
    read_escaped::<String<64>, 64>(&long).are(&read_long);
    // Without an allocator, the buffer limits these for ours, too: that's tested in `downstream`.
    let read_longer = format!("Ok((\"{:x<64}\\n\", 68))", "");
    read_escaped::<String<65>, 64>(&longer).differ(ROW, "Err(EscapedStringIsTooLong)", &read_longer);
    read_escaped::<String<65>, 65>(&longer).are(&read_longer);
    let skipped = format!(r#"{{"percent":7,"new":{longer}}}"#);
    read_escaped::<Level, 64>(&skipped).differ(ROW, "Err(EscapedStringIsTooLong)", "Ok((Level { percent: 7 }, 88))");
}

fn surrogate_pairs() {
    read_escaped::<String<4>, 4>(r#""\ud83d\udd25""#).differ(
        "surrogate pairs",
        "Err(InvalidEscapeSequence)",
        r#"Ok(("🔥", 14))"#,
    );
}

fn integers() {
    const ROW: &str = "integers";
    read::<u8>("1.0").differ(ROW, "Err(TrailingCharacters)", "Ok((1, 3))");
    read::<u8>("1e2").differ(ROW, "Err(TrailingCharacters)", "Ok((100, 3))");
    read::<u8>("-0").differ(ROW, "Err(InvalidNumber)", "Ok((0, 2))");
}

fn wide_integers() {
    const ROW: &str = "128 bits";
    let least = "-170141183460469231731687303715884105728";
    read::<i128>(least).differ(ROW, "Err(CustomError)", &format!("Ok(({least}, 40))"));
    read::<u128>("1").differ(ROW, "Err(CustomError)", "Ok((1, 1))");
    write(&i128::MIN).differ(ROW, "panics", least);
    write(&1_u128).differ(ROW, "panics", "1");
}

fn any_type() {
    #[derive(Debug, Deserialize)]
    #[serde(untagged)]
    enum Target {
        Percent(u8),
        Name(Name),
    }
    #[derive(Debug, Deserialize)]
    struct Tank {
        name: Name,
        #[serde(flatten)]
        level: Level,
    }
    const ROW: &str = "any type";
    const THEIRS: &str = "Err(AnyIsUnsupported)";
    read::<serde_json::Value>("[7]").differ(ROW, THEIRS, "Ok((Array [Number(7)], 3))");
    read::<Target>("7").differ(ROW, THEIRS, "Ok((Percent(7), 1))");
    read::<Target>(r#""full""#).differ(ROW, THEIRS, r#"Ok((Name("full"), 6))"#);
    read::<Tank>(r#"{"name":"left","percent":7}"#).differ(
        ROW,
        THEIRS,
        r#"Ok((Tank { name: "left", level: Level { percent: 7 } }, 27))"#,
    );
}

fn bytes() {
    /// Writes its contents as bytes.
    #[derive(Debug)]
    struct Bytes<'a>(&'a [u8]);

    impl Serialize for Bytes<'_> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.serialize_bytes(self.0)
        }
    }
    const ROW: &str = "bytes";
    read::<&[u8]>(r#""ok""#).differ(ROW, "Err(BytesIsUnsupported)", "Ok(([111, 107], 4))");
    read::<&[u8]>("[1]").differ(ROW, "Err(BytesIsUnsupported)", "Err(InvalidType)");
    write(&Bytes(b"]")).differ(ROW, "]", "Err(Serialize(Bytes))");
}

fn map_keys() {
    const ROW: &str = "map keys";
    read::<BTreeMap<&str, u8>>(r#"{"7":1}"#).are(r#"Ok(({"7": 1}, 7))"#);
    read::<LinearMap<String<4>, u8, 2>>(r#"{"7":1,"8":2,"7":3}"#).are(r#"Ok(({"7": 3, "8": 2}, 19))"#);
    read::<BTreeMap<Name, u8>>(r#"{"7":1}"#).differ(ROW, "panics", r#"Ok(({"7": 1}, 7))"#);
    read::<BTreeMap<i8, u8>>(r#"{"-7":1}"#).differ(ROW, "panics", "Ok(({-7: 1}, 8))");
    read::<BTreeMap<bool, u8>>(r#"{"true":1}"#).differ(ROW, "panics", "Ok(({true: 1}, 10))");
    read::<BTreeMap<char, u8>>(r#"{"7":1}"#).differ(ROW, "panics", "Ok(({'7': 1}, 7))");
    read::<Vec<(u8, u8), 1>>("[[7,1]]").are("Ok(([(7, 1)], 7))");
    write(&BTreeMap::from([("7", 1)])).are(r#"{"7":1}"#);
    write(&BTreeMap::from([(7, 1)])).differ(ROW, "{7:1}", "Err(Serialize(KeyNotString))");
    write(&BTreeMap::from([(true, 1)])).differ(ROW, "{true:1}", "Err(Serialize(KeyNotString))");
}

fn skipped_values() {
    const ROW: &str = "skipped values";
    let theirs = "Ok((Level { percent: 7 }, 24))";
    read::<Level>(r#"{"percent":7,"new":.-+-}"#).differ(ROW, theirs, "Err(ExpectedSomeValue)");
    read::<Level>(r#"{"percent":7,"new":1.5.}"#).differ(ROW, theirs, "Err(ExpectedObjectCommaOrEnd)");
    read::<Level>(r#"{"percent":7,"new":nil }"#).differ(ROW, theirs, "Err(ExpectedSomeIdent)");
    read::<Level>(r#"{"percent":7,"new":"\x"}"#).differ(ROW, theirs, "Err(InvalidEscapeSequence)");
    read::<Level>(r#"{"percent":7,"new":[1 ]}"#).are(theirs);
    read::<Level>(b"{\"percent\":7,\"new\":\xFF\xFE  }").differ(ROW, theirs, "Err(InvalidUnicodeCodePoint)");
    read::<IgnoredAny>("7").differ(ROW, "Err(EofWhileParsingString)", "Ok((IgnoredAny, 1))");
}

fn forms_of_floats() {
    const ROW: &str = "forms of floats";
    read::<f64>("+1").differ(ROW, "Ok((1.0, 2))", "Err(ExpectedSomeValue)");
    read::<f64>(".5").differ(ROW, "Ok((0.5, 2))", "Err(ExpectedSomeValue)");
    read::<f64>("1.").differ(ROW, "Ok((1.0, 2))", "Err(EofWhileParsingNumber)");
    read::<[f64; 1]>("[1.]").differ(ROW, "Ok(([1.0], 4))", "Err(InvalidNumber)");
    read::<f32>("01").differ(ROW, "Ok((1.0, 2))", "Err(InvalidNumber)");
}

fn large_floats() {
    const ROW: &str = "large floats";
    read::<f64>("1e400").differ(ROW, "Ok((inf, 5))", "Err(InvalidNumber)");
    read::<f32>("-1e40").differ(ROW, "Ok((-inf, 5))", "Err(InvalidNumber)");
    read::<f64>("1.7976931348623157e308").are("Ok((1.7976931348623157e308, 22))");
}

fn nan() {
    const ROW: &str = "NaN";
    read::<f64>("null").differ(ROW, "Ok((NaN, 4))", "Err(InvalidType)");
    read::<Option<f32>>("null").are("Ok((None, 4))");
    for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        write(&value).differ(ROW, "null", "Err(Serialize(NonFinite))");
        write(&Some(value).filter(|value| value.is_finite())).are("null");
    }
}

fn control_characters() {
    const ROW: &str = "control characters";
    read::<&str>("\"a\tb\"").differ(ROW, r#"Ok(("a\tb", 5))"#, "Err(ControlCharacter)");
    read_escaped::<&str, 4>("\"\0\"").differ(ROW, r#"Ok(("\0", 3))"#, "Err(ControlCharacter)");
}

fn signs_in_escapes() {
    read_escaped::<char, 4>(r#""\u+041""#).differ("signs in escapes", "Ok(('A', 8))", "Err(InvalidEscapeSequence)");
}

fn commas() {
    const ROW: &str = "commas";
    read::<[u8; 2]>("[,1,2]").differ(ROW, "Ok(([1, 2], 6))", "Err(ExpectedSomeValue)");
    read::<[u8; 2]>("[,1 2]").differ(ROW, "Ok(([1, 2], 6))", "Err(ExpectedSomeValue)");
}

fn depth() {
    let array = |depth| "[".repeat(depth) + &"]".repeat(depth);
    read::<IgnoredAny>(&array(128)).are("Ok((IgnoredAny, 256))");
    read::<IgnoredAny>(&array(129)).differ("depth", "Ok((IgnoredAny, 258))", "Err(TooDeep)");
}

fn floats() {
    const ROW: &str = "floats";
    write(&1e15).are("1000000000000000.0");
    write(&1e-7).are("1e-7");
    write(&1e16).differ(ROW, "1e16", "1e+16");
    write(&-1.5e300).differ(ROW, "-1.5e300", "-1.5e+300");
    write(&f32::MAX).differ(ROW, "3.4028235e38", "3.4028234e+38");
}

fn escapes_with_letters() {
    write("\u{f}\u{10}").differ("escapes with letters", r#""\u000F\u0010""#, r#""\u000f\u0010""#);
}

fn characters() {
    write(&'a').differ("characters", "panics", r#""a""#);
}

fn tuple_variants() {
    write(&Command::Mix(1, 2)).differ("tuple variants", "panics", r#"{"Mix":[1,2]}"#);
    read::<Command>(r#"{"Mix":[1,2]}"#).are("Ok((Mix(1, 2), 13))");
}

fn names_with_quotes() {
    #[derive(Debug, Serialize)]
    struct Pipe {
        #[serde(rename = "1\" pipe")]
        inch: u8,
    }
    #[derive(Debug, Serialize)]
    enum Size {
        #[serde(rename = "1\"")]
        Inch(u8),
        #[serde(rename = "2\"")]
        TwoInches,
    }
    const ROW: &str = "names with quotes";
    write(&Pipe { inch: 1 }).differ(ROW, r#"{"1" pipe":1}"#, r#"{"1\" pipe":1}"#);
    write(&Size::Inch(1)).differ(ROW, r#"{"1"":1}"#, r#"{"1\"":1}"#);
    write(&Size::TwoInches).are(r#""2\"""#);
}

fn failing_types() {
    #[derive(Debug)]
    struct Broken;

    impl Serialize for Broken {
        fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
            Err(S::Error::custom("broken"))
        }
    }
    write(&Broken).differ("failing types", "panics", "Err(Serialize(Custom))");
}

fn small_buffers() {
    fill::<_, 4>(&[10, 20]).differ("small buffers", "[10,: Err(BufferFull)", r"\x00\x00\x00\x00: Err(BufferFull)");
    fill::<_, 7>(&[10, 20]).are("[10,20]: Ok(7)");
}

fn larger_buffers() {
    let [mut theirs, mut ours] = [[b' '; 32]; 2];
    assert_eq!(serde_json_core::to_slice(&7, &mut theirs), Ok(1));
    assert_eq!(vitalwire::serde_json_core::to_slice(&7, &mut ours), Ok(1));
    assert_eq!((theirs[0], ours[0]), (b'7', b'7'));
    let is_changed = |rest: &[u8]| rest.iter().any(|byte| *byte != b' ');
    assert_eq!((is_changed(&theirs[1..]), is_changed(&ours[1..])), (false, true));
}

fn spellings() {
    const ROW: &str = "spellings";
    write(&EscapedStr(r"a\u0041\n")).are(r#""a\u0041\n""#);
    for (spelling, theirs) in [("\"", "\"\"\""), ("a\\", "\"a\\\""), (r"\x", r#""\x""#), ("\n", "\"\n\"")] {
        write(&EscapedStr(spelling)).differ(ROW, theirs, "Err(Serialize(Custom))");
    }
    call(
        "errors of ten fragments",
        || serde_json_core::str::EscapedStr(r"a\x").fragments().take(10).filter(Result::is_err).count(),
        || EscapedStr(r"a\x").fragments().take(10).filter(Result::is_err).count(),
    )
    .differ(ROW, "9", "1");
}

fn no_value() {
    const ROW: &str = "no value";
    read::<u8>("x").differ(ROW, "Err(InvalidType)", "Err(ExpectedSomeValue)");
    read::<[&str; 1]>("[x]").differ(ROW, "Err(InvalidType)", "Err(ExpectedSomeValue)");
    read::<f64>("x").differ(ROW, "Err(InvalidNumber)", "Err(ExpectedSomeValue)");
    read::<Command>("x").are("Err(ExpectedSomeValue)");
    read::<Level>(r#"{"percent":"7"}"#).are("Err(InvalidType)");
    read::<Level>("[1]").are("Err(InvalidType)");
}

fn malformed_numbers() {
    const ROW: &str = "malformed numbers";
    read::<u8>("01").differ(ROW, "Err(TrailingCharacters)", "Err(InvalidNumber)");
    read::<u8>("1.5").differ(ROW, "Err(TrailingCharacters)", "Err(InvalidNumber)");
    read::<i8>("--1").differ(ROW, "Err(InvalidType)", "Err(InvalidNumber)");
    read::<f64>("1.5.").differ(ROW, "Err(InvalidNumber)", "Err(TrailingCharacters)");
    read::<[f64; 1]>("[1.5.]").differ(ROW, "Err(InvalidNumber)", "Err(ExpectedListCommaOrEnd)");
    read::<u8>("1x").are("Err(TrailingCharacters)");
}

fn ends_of_input() {
    const ROW: &str = "ends of input";
    read::<u8>("-").differ(ROW, "Err(InvalidNumber)", "Err(EofWhileParsingNumber)");
    read::<f64>("1e").differ(ROW, "Err(InvalidNumber)", "Err(EofWhileParsingNumber)");
    read::<Level>(r#"{"percent":7,"new":1"#).differ(ROW, "Err(EofWhileParsingString)", "Err(EofWhileParsingObject)");
    read::<Level>(r#"{"percent":7,"new":[1"#).differ(ROW, "Err(EofWhileParsingString)", "Err(EofWhileParsingList)");
    read::<Command>(r#"{"Fill":1"#).differ(ROW, "Err(EofWhileParsingValue)", "Err(EofWhileParsingObject)");
    read::<bool>("tru").are("Err(ExpectedSomeIdent)");
    read::<Level>(r#"{"percent""#).are("Err(EofWhileParsingObject)");
    read::<Level>(r#"{"percent":1,"#).are("Err(EofWhileParsingValue)");
}

fn variants() {
    const ROW: &str = "variants";
    read::<Command>("1").differ(ROW, "Err(ExpectedSomeValue)", "Err(InvalidType)");
    read::<Command>(r#"["Stop"]"#).differ(ROW, "Err(ExpectedSomeValue)", "Err(InvalidType)");
    read::<Command>(r#"{"Fill":1,"Stop":null}"#).differ(ROW, "Err(ExpectedSomeValue)", "Err(CustomError)");
    read::<Command>("{}").differ(ROW, "Err(InvalidType)", "Err(CustomError)");
    read::<Command>(r#""Start""#).are("Err(CustomError)");
    read::<Command>(r#""Fill""#).are("Err(InvalidType)");
}

fn full_lists() {
    const ROW: &str = "full lists";
    read::<Vec<u8, 1>>("[1,2]").differ(ROW, "Err(CustomError)", "Err(TrailingCharacters)");
    read::<[&str; 1]>(r#"["a","b"]"#).differ(ROW, "Err(TrailingCharacters)", "Err(CustomError)");
    read::<[u8; 1]>("[1,2]").are("Err(TrailingCharacters)");
    read::<[u8; 1]>("[]").are("Err(CustomError)");
    read::<String<1>>(r#""ab""#).are("Err(CustomError)");
    read::<LinearMap<&str, u8, 1>>(r#"{"a":1,"b":2}"#).are("Err(CustomError)");
}

fn missing_commas() {
    read::<[u8; 2]>("[1,2 3]").differ("missing commas", "Err(TrailingCharacters)", "Err(ExpectedListCommaOrEnd)");
    read::<[u8; 2]>("[1 2]").are("Err(ExpectedListCommaOrEnd)");
    read::<[u8; 2]>("[1}").are("Err(ExpectedListCommaOrEnd)");
    read::<[u8; 2]>("[1,2]]").are("Err(TrailingCharacters)");
    read::<Level>(r#"{"percent" 1}"#).are("Err(ExpectedColon)");
    read::<Level>(r#"{"percent":1]"#).are("Err(ExpectedObjectCommaOrEnd)");
    read::<Level>(r#"{"percent":1,}"#).are("Err(TrailingComma)");
    read::<Level>("{percent:1}").are("Err(KeyMustBeAString)");
}

fn messages_of_errors() {
    use serde_json_core as theirs;
    use vitalwire::serde_json_core as ours;

    call(
        "[",
        || theirs::from_str::<[u8; 1]>("[").map_err(|error| error.to_string()),
        || ours::from_str::<[u8; 1]>("[").map_err(|error| error.to_string()),
    )
    .differ(
        "messages of errors",
        r#"Err("EOF while parsing a list.")"#,
        r#"Err("unexpected end of input in an array")"#,
    );
    call("a full buffer", || theirs::ser::Error::BufferFull.to_string(), || ours::ser::Error::BufferFull.to_string())
        .differ("messages of errors", r#""Buffer is full""#, r#""buffer too small""#);
}

fn serializers() {
    let theirs = || {
        let mut deserializer = serde_json_core::de::Deserializer::new(b"[1,2] ", None);
        let value = <[u8; 2]>::deserialize(&mut deserializer)?;
        Ok::<_, serde_json_core::de::Error>((value, deserializer.end()?))
    };
    let ours = || {
        let mut decoder = vitalwire::json::Decoder::new(b"[1,2] ");
        let value = decoder.value::<[u8; 2]>()?;
        decoder.end()?;
        Ok::<_, vitalwire::DecodeError>((value, decoder.offset()))
    };
    call("[1,2] ", theirs, ours).are("Ok(([1, 2], 6))");
}
