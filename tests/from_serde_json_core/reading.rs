//! Reading: what serde-json-core's own tests are about.
#![allow(dead_code, reason = "fields are only shown")]

use crate::compare::{read, read_escaped};
use heapless::String;
use serde::Deserialize;
use vitalwire::serde_json_core::str::EscapedStr;

#[derive(Debug, Deserialize)]
struct Valve {
    open: bool,
}

#[derive(Debug, Deserialize)]
struct Offset {
    degrees: i8,
}

#[derive(Debug, Deserialize)]
struct Level {
    percent: u8,
}

#[derive(Debug, Deserialize)]
struct Power {
    kilowatts: f32,
}

#[derive(Debug, Deserialize)]
struct Pair(i8, i8);

#[derive(Debug, Deserialize)]
struct Serial(u32);

#[derive(Debug, Deserialize)]
enum Command {
    #[serde(rename = "stop")]
    Stop,
    #[serde(rename = "heat-up")]
    HeatUp,
    Fill(u32),
    Hold {
        degrees: u16,
        minutes: u32,
    },
}

#[test]
fn booleans() {
    read::<bool>("true").are("Ok((true, 4))");
    read::<bool>("\n\tfalse").are("Ok((false, 7))");
    read::<bool>("true\r\n").are("Ok((true, 6))");
    read::<bool>("fals").are("Err(ExpectedSomeIdent)");
    read::<bool>("false, true").are("Err(TrailingCharacters)");
    read::<Valve>(r#"{"open": true}"#).are("Ok((Valve { open: true }, 14))");
    read::<Valve>(r#" {"open":false} "#).are("Ok((Valve { open: false }, 16))");
}

#[test]
fn integers() {
    read::<u16>("7").are("Ok((7, 1))");
    read::<i32>("-2048").are("Ok((-2048, 5))");
    read::<u64>("18446744073709551615").are("Ok((18446744073709551615, 20))");
    read::<i64>("-9223372036854775808").are("Ok((-9223372036854775808, 20))");
    read::<u8>("300").are("Err(InvalidNumber)");
    read::<u64>("18446744073709551616").are("Err(InvalidNumber)");
    read::<Offset>(r#"{"degrees":-40}"#).are("Ok((Offset { degrees: -40 }, 15))");
    read::<Offset>(r#"{"degrees":0}"#).are("Ok((Offset { degrees: 0 }, 13))");
    read::<Offset>(r#"{"degrees":-0}"#).are("Ok((Offset { degrees: 0 }, 14))");
    read::<Offset>(r#"{"degrees":-129}"#).are("Err(InvalidNumber)");
    read::<Offset>(r#"{"degrees":128}"#).are("Err(InvalidNumber)");
    read::<Level>(r#"{"percent":100}"#).are("Ok((Level { percent: 100 }, 15))");
    read::<Level>(r#"{"percent":256}"#).are("Err(InvalidNumber)");
    read::<Level>(r#"{"percent":-1}"#).are("Err(InvalidNumber)");
    read::<u16>("2e3").differ("integers", "Err(TrailingCharacters)", "Ok((2000, 3))");
    read::<u8>("2e3").differ("integers", "Err(TrailingCharacters)", "Err(InvalidNumber)");
}

#[test]
fn floats() {
    read::<f64>("0.25").are("Ok((0.25, 4))");
    read::<f64>("3").are("Ok((3.0, 1))");
    read::<f64>("25E-2").are("Ok((0.25, 5))");
    read::<Power>(r#"{"kilowatts":-1.5}"#).are("Ok((Power { kilowatts: -1.5 }, 18))");
    read::<Power>(r#"{"kilowatts":-0.0}"#).are("Ok((Power { kilowatts: -0.0 }, 18))");
    read::<Power>(r#"{"kilowatts":7.5e-5}"#).are("Ok((Power { kilowatts: 7.5e-5 }, 20))");
    read::<Power>(r#"{"kilowatts":-12}"#).are("Ok((Power { kilowatts: -12.0 }, 17))");
    read::<Power>(r#"{"kilowatts":1 2}"#).are("Err(ExpectedObjectCommaOrEnd)");
    read::<Power>(r#"{"kilowatts":nil}"#).are("Err(ExpectedSomeIdent)");
    let infinite = "Ok((Power { kilowatts: inf }, 18))";
    read::<Power>(r#"{"kilowatts":1e99}"#).differ("large floats", infinite, "Err(InvalidNumber)");
    let nan = "Ok((Power { kilowatts: NaN }, 18))";
    read::<Power>(r#"{"kilowatts":null}"#).differ("NaN", nan, "Err(InvalidType)");
    for number in ["2e2e2", "5-5", "1.5."] {
        let input = format!(r#"{{"kilowatts":{number}}}"#);
        let ours = "Err(ExpectedObjectCommaOrEnd)";
        read::<Power>(&input).differ("malformed numbers", "Err(InvalidNumber)", ours);
    }
    for number in ["\u{e9}", "Null"] {
        let input = format!(r#"{{"kilowatts":{number}}}"#);
        read::<Power>(&input).differ("no value", "Err(InvalidNumber)", "Err(ExpectedSomeValue)");
    }
    for input in ["x", ":"] {
        read::<f32>(input).differ("no value", "Err(InvalidNumber)", "Err(ExpectedSomeValue)");
    }
}

#[test]
fn characters() {
    for (input, read) in [
        (r#""k""#, "Ok(('k', 3))"),
        (r#""\"""#, "Ok(('\"', 4))"),
        (r#""\\""#, r"Ok(('\\', 4))"),
        (r#""/""#, "Ok(('/', 3))"),
        (r#""\/""#, "Ok(('/', 4))"),
        (r#""\b""#, r"Ok(('\u{8}', 4))"),
        (r#""\f""#, r"Ok(('\u{c}', 4))"),
        (r#""\n""#, r"Ok(('\n', 4))"),
        (r#""\r""#, r"Ok(('\r', 4))"),
        (r#""\t""#, r"Ok(('\t', 4))"),
        (r#""\u00e4""#, "Ok(('ä', 8))"),
        (r#""\u00E4""#, "Ok(('ä', 8))"),
        (r#""°""#, "Ok(('°', 4))"),
        (r#""🔥""#, "Ok(('🔥', 6))"),
        (r#""""#, "Err(CustomError)"),
        (r#""ok""#, "Err(CustomError)"),
    ] {
        read_escaped::<char, 4>(input).are(read);
    }
}

#[test]
fn strings() {
    read::<&str>(r#""left""#).are(r#"Ok(("left", 6))"#);
    read::<&str>(r#" "" "#).are(r#"Ok(("", 4))"#);
    read::<&str>(r#"" ""#).are(r#"Ok((" ", 3))"#);
    read::<&str>(r#""80 °C 🔥""#).are(r#"Ok(("80 °C 🔥", 13))"#);
    read::<&str>(r#""left"#).are("Err(EofWhileParsingString)");
    read::<&str>(r#""left\""#).are("Err(EofWhileParsingString)");
    read::<&str>(b"\"\xC3\"").are("Err(InvalidUnicodeCodePoint)");

    // Quotes that are escaped, and quotes after backslashes that are.
    for (input, read) in [
        (r#""a\"b""#, r#"Ok(("a\"b", 6))"#),
        (r#""a\\\"b""#, r#"Ok(("a\\\"b", 8))"#),
        (r#""\"\"""#, r#"Ok(("\"\"", 6))"#),
        (r#""\"b""#, r#"Ok(("\"b", 5))"#),
        (r#""a\"""#, r#"Ok(("a\"", 5))"#),
        (r#""\"""#, r#"Ok(("\"", 4))"#),
        (r#""\\""#, r#"Ok(("\\", 4))"#),
        (r#""a\\""#, r#"Ok(("a\\", 5))"#),
        (r#""a\\\\""#, r#"Ok(("a\\\\", 7))"#),
        (r#""a\\\\\\\\""#, r#"Ok(("a\\\\\\\\", 11))"#),
    ] {
        read_escaped::<String<8>, 8>(input).are(read);
    }
    // Each escaped string has all of the buffer, and others don't need it.
    read_escaped::<(String<16>, &str, String<16>), 16>(r#"["12345678\n", "12345678901234567890", "12345678\t"]"#)
        .are(r#"Ok((("12345678\n", "12345678901234567890", "12345678\t"), 52))"#);
    read_escaped::<String<8>, 8>(r#""a\x""#).are("Err(InvalidEscapeSequence)");
    read_escaped::<&str, 8>(r#""a\n""#).are("Err(CustomError)");
}

#[test]
fn strings_as_spelled() {
    read::<EscapedStr<'_>>(r#""80\n\u00b0C""#).are(r#"Ok((EscapedStr("80\\n\\u00b0C"), 13))"#);
    read_escaped::<EscapedStr<'_>, 2>(r#""80\n\u00b0C""#).are(r#"Ok((EscapedStr("80\\n\\u00b0C"), 13))"#);
    read_escaped::<(String<4>, EscapedStr<'_>), 4>(r#"["\u00b0C", "\u00b0C"]"#)
        .are(r#"Ok((("°C", EscapedStr("\\u00b0C")), 22))"#);
    read::<EscapedStr<'_>>("7").are("Err(InvalidType)");
}

#[test]
fn options_and_units() {
    #[derive(Debug, Deserialize)]
    struct Label<'a> {
        #[serde(borrow)]
        text: Option<&'a str>,
    }
    read::<Label<'_>>(r#"{"text":"boiler"}"#).are(r#"Ok((Label { text: Some("boiler") }, 17))"#);
    read::<Label<'_>>(r#"{"text": null }"#).are("Ok((Label { text: None }, 15))");
    read::<Label<'_>>("{}").are("Ok((Label { text: None }, 2))");
    read::<Label<'_>>(r#"{"text":7}"#).are("Err(InvalidType)");
    read::<()>("null").are("Ok(((), 4))");
    read::<()>("0").are("Err(InvalidType)");
}

#[test]
fn arrays_and_tuples() {
    #[derive(Debug, Deserialize)]
    struct Reading {
        is_final: bool,
        levels: [u16; 3],
        span: (i8, u8),
    }
    read::<[u16; 0]>("[ ]").are("Ok(([], 3))");
    read::<[u16; 3]>("[7,8,9]").are("Ok(([7, 8, 9], 7))");
    read::<[u16; 3]>("[7, 8,]").are("Err(TrailingComma)");
    read::<[u16; 2]>("[7, 8,]").are("Err(TrailingComma)");
    read::<Pair>("[-1, 1]").are("Ok((Pair(-1, 1), 7))");
    read::<Pair>("[1]").are("Err(CustomError)");
    read::<Pair>("[1, 2, 3]").are("Err(TrailingCharacters)");
    read::<Reading>(r#"{"is_final":true,"levels":[1,2,3],"span":[-4,5]}"#)
        .are("Ok((Reading { is_final: true, levels: [1, 2, 3], span: (-4, 5) }, 48))");
}

#[test]
fn newtypes_and_variants() {
    read::<Serial>("1042").are("Ok((Serial(1042), 4))");
    read::<Command>(r#""stop""#).are("Ok((Stop, 6))");
    read::<Command>(r#" "heat-up" "#).are("Ok((HeatUp, 11))");
    read::<Command>(r#"{"Fill":60}"#).are("Ok((Fill(60), 11))");
    read::<Command>(r#"{ "Hold" : {"degrees": 80, "minutes": 9 } }"#).are("Ok((Hold { degrees: 80, minutes: 9 }, 43))");
    read::<Command>(r#""start""#).are("Err(CustomError)");
    read::<Command>(r#""Fill""#).are("Err(InvalidType)");
}

#[test]
fn unknown_fields() {
    for (rest, len) in [
        (r#""minimum":-5,"maximum":95.5e0,"isValid":false"#, 60),
        (r#""unit":"percent","source":"float \"left\"""#, 57),
        (r#""history":[[70],"71",{"at":72}],"none":null"#, 58),
        (r#""tank":{"material":{"name":"steel"},"sides":[]}"#, 62),
    ] {
        let input = format!(r#"{{"percent":73,{rest}}}"#);
        read::<Level>(&input).are(&format!("Ok((Level {{ percent: 73 }}, {len}))"));
    }
    for (value, error) in [("", "ExpectedSomeValue"), ("[", "ExpectedSomeValue"), ("]", "ExpectedSomeValue")] {
        let input = format!(r#"{{"percent":73,"new":{value}}}"#);
        read::<Level>(&input).are(&format!("Err({error})"));
    }
    read::<Level>(r#"{"percent":73,"new":steel-grey}"#).differ(
        "skipped values",
        "Ok((Level { percent: 73 }, 31))",
        "Err(ExpectedSomeValue)",
    );
}

/// A description of a device, as in the Web of Things.
#[test]
fn nested_structs() {
    #[derive(Debug, Deserialize)]
    enum Kind {
        #[serde(rename = "device")]
        Device,
        #[serde(rename = "integer")]
        Integer,
    }
    #[derive(Debug, Deserialize)]
    struct Device<'a> {
        kind: Kind,
        #[serde(borrow)]
        level: Property<'a>,
        #[serde(borrow)]
        target: Property<'a>,
    }
    #[derive(Debug, Deserialize)]
    struct Property<'a> {
        kind: Kind,
        unit: Option<&'a str>,
        #[serde(rename = "readOnly", default)]
        is_read_only: bool,
        links: [&'a str; 1],
    }
    const INPUT: &str = r#"
        {
            "level": { "kind": "integer", "unit": "percent", "readOnly": true, "links": ["/level"] },
            "target": { "links": ["/target"], "kind": "integer" },
            "kind": "device"
        }
    "#;
    let read_as = format!(
        "Ok((Device {{ kind: Device, level: {}, target: {} }}, {}))",
        r#"Property { kind: Integer, unit: Some("percent"), is_read_only: true, links: ["/level"] }"#,
        r#"Property { kind: Integer, unit: None, is_read_only: false, links: ["/target"] }"#,
        INPUT.len()
    );
    read::<Device<'_>>(INPUT).are(&read_as);
}

/// Each start of an input has the same error, so that programs can tell whether more is to come.
#[test]
fn inputs_that_end_early() {
    #[derive(Debug, Deserialize)]
    struct All<'a> {
        name: &'a str,
        levels: [u8; 2],
        valve: Valve,
        offset: Option<i32>,
    }
    const INPUT: &str =
        r#" { "name" : "left" , "levels" : [ 10 , 20 ] , "valve" : { "open" : true } , "offset" : -7 } "#;
    let whole = "Ok((All { name: \"left\", levels: [10, 20], valve: Valve { open: true }, offset: Some(-7) }, 92))";
    read::<All<'_>>(INPUT).are(whole);
    for len in 0..INPUT.len() - 2 {
        let theirs = format!("{:?}", serde_json_core::from_str::<All<'_>>(&INPUT[..len]));
        if INPUT[..len].ends_with('-') {
            read::<All<'_>>(&INPUT[..len]).differ("ends of input", &theirs, "Err(EofWhileParsingNumber)");
        } else {
            read::<All<'_>>(&INPUT[..len]).are(&theirs);
        }
    }
}
