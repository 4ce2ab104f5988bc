//! Writing: what serde-json-core's own tests are about.

use crate::compare::{fill, write};
use serde::{Deserialize, Serialize, Serializer};
use vitalwire::serde_json_core::str::EscapedStr;

#[derive(Debug, Serialize)]
struct Valve {
    open: bool,
}

#[derive(Debug, Serialize)]
struct Offset {
    degrees: i8,
}

#[derive(Debug, Serialize)]
struct Level {
    percent: u8,
}

#[derive(Debug, Serialize)]
struct Power {
    kilowatts: f32,
}

#[derive(Debug, Serialize)]
struct Nothing {}

#[derive(Debug, Serialize)]
struct Serial(u32);

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Row<'a>(Option<&'a str>, u32, bool, i16);

#[derive(Debug, Serialize)]
enum Command {
    #[serde(rename = "stop")]
    Stop,
    Fill(u32),
    Hold {
        degrees: u16,
        minutes: u32,
    },
}

/// A number with one decimal, written as bytes.
#[derive(Debug)]
struct OneDecimal(f32);

impl Serialize for OneDecimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(format!("{:.1}", self.0).as_bytes())
    }
}

#[test]
fn scalars() {
    write(&true).are("true");
    write(&()).are("null");
    write(&Serial(1042)).are("1042");
    write(&u64::MAX).are("18446744073709551615");
    write(&i64::MIN).are("-9223372036854775808");
    write(&Valve { open: false }).are(r#"{"open":false}"#);
    for degrees in [i8::MIN, -40, 0, 9, i8::MAX] {
        write(&Offset { degrees }).are(&format!(r#"{{"degrees":{degrees}}}"#));
    }
    write(&Level { percent: 73 }).are(r#"{"percent":73}"#);
}

#[test]
fn arrays_and_structs() {
    write(&[7, 8, 9]).are("[7,8,9]");
    fill::<_, 7>(&[7, 8, 9]).are("[7,8,9]: Ok(7)");
    write(&Nothing {}).are("{}");
    write(&(Valve { open: true }, Nothing {})).are(r#"[{"open":true},{}]"#);
    write(&Some("boiler")).are(r#""boiler""#);
    write(&None::<&str>).are("null");
}

#[test]
fn variants() {
    write(&Command::Stop).are(r#""stop""#);
    write(&Command::Fill(60)).are(r#"{"Fill":60}"#);
    write(&Command::Hold { degrees: 80, minutes: 9 }).are(r#"{"Hold":{"degrees":80,"minutes":9}}"#);
}

#[test]
fn a_tuple_is_read_as_it_was_written() {
    let row = Row(Some("left"), 4096, true, -12);
    let json = r#"["left",4096,true,-12]"#;
    write(&row).are(json);
    assert_eq!(serde_json_core::from_str::<Row<'_>>(json).ok().as_ref(), Some(&(row, 22)));
    assert_eq!(vitalwire::serde_json_core::from_str::<Row<'_>>(json), Ok((Row(Some("left"), 4096, true, -12), 22)));
}

#[test]
fn floats() {
    for (kilowatts, written) in
        [(-8.0, "-8.0"), (-10_240.0, "-10240.0"), (6.25e-20, "6.25e-20"), (0.1, "0.1"), (0.0, "0.0")]
    {
        write(&Power { kilowatts }).are(&format!(r#"{{"kilowatts":{written}}}"#));
    }
    for kilowatts in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY] {
        write(&Power { kilowatts }).differ("NaN", r#"{"kilowatts":null}"#, "Err(Serialize(NonFinite))");
    }
}

#[test]
fn strings() {
    for (text, written) in [
        ("boiler", r#""boiler""#),
        ("", r#""""#),
        ("80 °C", r#""80 °C""#),
        ("क€", r#""क€""#),
        ("🔥", r#""🔥""#),
        ("\u{a0}\u{7f}\u{2028}", "\"\u{a0}\u{7f}\u{2028}\""),
        ("a\"b", r#""a\"b""#),
        ("a\\b", r#""a\\b""#),
        ("a/b", r#""a/b""#),
        ("\u{8}\t\n\u{c}\r", r#""\b\t\n\f\r""#),
        ("\0\u{1}\u{7}\u{10}\u{19}", r#""\u0000\u0001\u0007\u0010\u0019""#),
    ] {
        write(text).are(written);
    }
    write("\u{b}").differ("escapes with letters", r#""\u000B""#, r#""\u000b""#);
    write("\u{1f}").differ("escapes with letters", r#""\u001F""#, r#""\u001f""#);
    write(&EscapedStr(r#"80\n\u00b0C \"hot\""#)).are(r#""80\n\u00b0C \"hot\"""#);
}

#[test]
fn bytes() {
    for (number, written) in [(0.04, "0.0"), (-2.75, "-2.8"), (98_765.43, "98765.4")] {
        write(&OneDecimal(number)).differ("bytes", written, "Err(Serialize(Bytes))");
    }
}
