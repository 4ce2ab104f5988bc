//! Integers of 8 and 16 bits, as values and as keys.

use super::pairs::pair;
use heapless::{LinearMap, Vec};
use vitalwire::DecodeErrorKind::{self, Malformed, OutOfRange, UnexpectedType};
use vitalwire::JsonType::*;
use vitalwire::proto::{Field, List, Map};
use vitalwire::{MaxJsonLen, json, message};
use vitalwire_testing::property;
use vitalwire_testing::sample;

message! {
    struct Small {
        tiny: i8 as "tiny",
        short: i16 as "short",
        byte: u8 as "byte",
        port: u16 as "port",
        level: Option<u8> as "level",
        bytes: List<Vec<u8, 3>> as "bytes",
        pair: Option<[i16; 2]> as "pair",
        by_byte: Map<LinearMap<u8, i8, 2>> as "byByte",
        by_short: Map<LinearMap<i16, u16, 2>> as "byShort",
    }
}

const NO_I8: DecodeErrorKind = OutOfRange("an integer from -128 to 127");
const NO_I16: DecodeErrorKind = OutOfRange("an integer from -32,768 to 32,767");
const NO_U8: DecodeErrorKind = OutOfRange("an integer from 0 to 255");
const NO_U16: DecodeErrorKind = OutOfRange("an integer from 0 to 65,535");
const NO_INTEGER: DecodeErrorKind = Malformed("an integer from 0 to 255");

#[test]
fn bounds() {
    pairs! { pair::<Small>;
        r#"{"tiny":127}"# is r#"{"tiny":127}"#, and r#"{"tiny":128}"# fails at 8 in "tiny": NO_I8;
        r#"{"tiny":-128}"# is r#"{"tiny":-128}"#, and r#"{"tiny":-129}"# fails at 8 in "tiny": NO_I8;
        r#"{"tiny":"1.27e2"}"# is r#"{"tiny":127}"#, and r#"{"tiny":"1.28e2"}"# fails at 8 in "tiny": NO_I8;
        r#"{"short":32767}"# is r#"{"short":32767}"#, and r#"{"short":32768}"# fails at 9 in "short": NO_I16;
        r#"{"short":-32768}"# is r#"{"short":-32768}"#, and r#"{"short":-32769}"# fails at 9 in "short": NO_I16;
        r#"{"byte":255}"# is r#"{"byte":255}"#, and r#"{"byte":256}"# fails at 8 in "byte": NO_U8;
        r#"{"byte":"255"}"# is r#"{"byte":255}"#, and r#"{"byte":"256"}"# fails at 8 in "byte": NO_U8;
        r#"{"byte":0}"# is "{}", and r#"{"byte":-1}"# fails at 8 in "byte": NO_U8;
        r#"{"byte":-0}"# is "{}", and r#"{"byte":999999999}"# fails at 8 in "byte": NO_U8;
        r#"{"byte":2.55e2}"# is r#"{"byte":255}"#, and r#"{"byte":1000000000}"# fails at 8 in "byte": NO_U8;
        r#"{"byte":1e0}"# is r#"{"byte":1}"#, and r#"{"byte":4294967296}"# fails at 8 in "byte": NO_U8;
        r#"{"byte":1}"# is r#"{"byte":1}"#, and r#"{"byte":18446744073709551616}"# fails at 8 in "byte": NO_U8;
        r#"{"port":65535}"# is r#"{"port":65535}"#, and r#"{"port":65536}"# fails at 8 in "port": NO_U16;
        r#"{"port":443}"# is r#"{"port":443}"#, and r#"{"port":-443}"# fails at 8 in "port": NO_U16;
    }
}

#[test]
fn other_values() {
    pairs! { pair::<Small>;
        r#"{"byte":"1"}"# is r#"{"byte":1}"#, and r#"{"byte":"one"}"# fails at 8 in "byte": NO_INTEGER;
        r#"{"byte":1.0}"# is r#"{"byte":1}"#, and r#"{"byte":1.5}"# fails at 8 in "byte": NO_INTEGER;
        r#"{"byte":"1.0"}"# is r#"{"byte":1}"#, and r#"{"byte":"1.5"}"# fails at 8 in "byte": NO_INTEGER;
        r#"{"byte":2e2}"# is r#"{"byte":200}"#, and r#"{"byte":2e3}"# fails at 8 in "byte": NO_U8;
        r#"{"byte":null}"# is "{}", and r#"{"byte":true}"# fails at 8 in "byte": UnexpectedType(Bool);
        r#"{"level":0}"# is r#"{"level":0}"#, and r#"{"level":[0]}"# fails at 9 in "level": UnexpectedType(Array);
        r#"{"bytes":[1,255]}"# is r#"{"bytes":[1,255]}"#, and r#"{"bytes":[1,256]}"# fails at 12 in "bytes": NO_U8;
        r#"{"pair":[-1,1]}"# is r#"{"pair":[-1,1]}"#, and r#"{"pair":[-1,99999]}"# fails at 12 in "pair": NO_I16;
    }
}

#[test]
fn keys() {
    pairs! { pair::<Small>;
        r#"{"byByte":{"0":-128,"255":127}}"# is r#"{"byByte":{"0":-128,"255":127}}"#,
            and r#"{"byByte":{"256":0}}"# fails at 11 in "byByte": NO_U8;
        r#"{"byByte":{"1":2}}"# is r#"{"byByte":{"1":2}}"#,
            and r#"{"byByte":{"":0}}"# fails at 11 in "byByte": NO_INTEGER;
        r#"{"byByte":{"1":2}}"# is r#"{"byByte":{"1":2}}"#,
            and r#"{"byByte":{"1":200}}"# fails at 15 in "byByte": NO_I8;
        r#"{"byShort":{"-32768":65535}}"# is r#"{"byShort":{"-32768":65535}}"#,
            and r#"{"byShort":{"-32769":0}}"# fails at 12 in "byShort": NO_I16;
    }
}

#[test]
fn the_longest_is_as_long_as_promised() {
    let mut longest = Small {
        tiny: i8::MIN,
        short: i16::MIN,
        byte: u8::MAX,
        port: u16::MAX,
        level: Some(u8::MAX),
        bytes: [u8::MAX; 3].try_into().expect("three"),
        pair: Some([i16::MIN; 2]),
        ..Small::default()
    };
    longest.by_byte.try_extend([(u8::MAX, i8::MIN), (u8::MAX - 1, i8::MIN)]).expect("two");
    longest.by_short.try_extend([(i16::MIN, u16::MAX), (i16::MIN + 1, u16::MAX)]).expect("two");
    let mut buffer = [0; Small::MAX_JSON_LEN];
    let len = vitalwire::encode(&longest, &mut buffer).len();
    assert_eq!(len, Small::MAX_JSON_LEN);
    assert_eq!(vitalwire::decode(&buffer), Ok(longest));
    assert_eq!((i8::MAX_JSON_LEN, i16::MAX_JSON_LEN, u8::MAX_JSON_LEN, u16::MAX_JSON_LEN), (4, 6, 3, 5));
    assert_eq!((i8::MAX_KEY_LEN, i16::MAX_KEY_LEN, u8::MAX_KEY_LEN, u16::MAX_KEY_LEN), (6, 8, 5, 7));
}

#[test]
fn any_integer_is_read_if_it_fits() {
    fn reads<T: Field + TryFrom<i128> + Copy>(number: i128) {
        for input in [number.to_string(), format!("\"{number}\""), format!("{number}.0"), format!("{}e-1", 10 * number)]
        {
            let read = vitalwire::decode::<T>(input.as_bytes());
            assert_eq!(read.ok(), T::try_from(number).ok(), "{input}");
            let by_serde = serde_json::from_str::<vitalwire::proto::InField<T>>(&input);
            assert_eq!(by_serde.ok().map(|value| value.0), T::try_from(number).ok(), "{input}");
            if let Ok(value) = read {
                assert_eq!(vitalwire::to_str(&value, &mut [0; 8]), Ok(number.to_string().as_str()));
                assert_eq!(
                    json::to_str(&vitalwire::proto::InField(&value), &mut [0; 8]),
                    Ok(number.to_string().as_str())
                );
            }
        }
    }
    property(|u| {
        let number = sample::integer(u, i64::MIN.into(), u64::MAX.into())? >> u.int_in_range(0..=60)?;
        reads::<i8>(number);
        reads::<i16>(number);
        reads::<u8>(number);
        reads::<u16>(number);
        Ok(())
    });
}

#[test]
fn errors_say_the_range() {
    let error = |input: &str| vitalwire::decode::<Small>(input.as_bytes()).expect_err(input).to_string();
    assert_eq!(error(r#"{"byte":256}"#), "byte: out of range: expected an integer from 0 to 255, at byte 8");
    assert_eq!(error(r#"{"byte":"x"}"#), "byte: expected an integer from 0 to 255, at byte 8");
    let by_serde = serde_json::from_str::<Small>(r#"{"short":40000}"#).expect_err("an error").to_string();
    assert!(by_serde.starts_with("out of range: expected an integer from -32,768 to 32,767"), "{by_serde}");
}

/// What is base64 in JSON is `Bytes`.
#[test]
fn a_list_of_bytes_is_an_array() {
    pairs! { pair::<Small>;
        r#"{"bytes":[1]}"# is r#"{"bytes":[1]}"#,
            and r#"{"bytes":"AQ=="}"# fails at 9 in "bytes": UnexpectedType(String);
    }
}
