//! Numbers, times and bytes, compared with other ways to write them.

use arbitrary::{Result, Unstructured};
use std::cmp::Ordering;
use vitalwire::proto::{Bytes, Duration, Field, InField, Timestamp};
use vitalwire::{MaxJsonLen, json};
use vitalwire_testing::property;
use vitalwire_testing::sample;

#[test]
fn zero_has_no_sign() {
    let mut text = String::new();
    json::to_fmt(&(0_i8, 0_i64, 0_i128, InField(&0_i64)), &mut text).expect("JSON");
    assert_eq!(text, r#"[0,0,0,"0"]"#);
}

/// Makes an integer in a type's range, edge cases more often.
macro_rules! integer {
    ($u:ident, $Type:ty) => {
        sample::integer($u, <$Type>::MIN.into(), <$Type>::MAX.into())? as $Type
    };
}

#[test]
fn integers() {
    property(|u| {
        let (signed, small) = (integer!(u, i64), integer!(u, i32));
        let (unsigned, count) = (integer!(u, u64), integer!(u, u32));
        is_written(&signed, &format!("\"{signed}\""));
        is_written(&unsigned, &format!("\"{unsigned}\""));
        is_written(&small, &small.to_string());
        is_written(&count, &count.to_string());
        Ok(())
    });
}

#[test]
fn doubles() {
    property(|u| {
        let value = sample::double(u)?;
        match unusual(value) {
            Some(name) => is_written(&value, name),
            None => assert_eq!(written(&value).parse::<f64>().map(f64::to_bits), Ok(value.to_bits())),
        }
        Ok(())
    });
}

#[test]
fn floats() {
    property(|u| {
        let value = sample::float(u)?;
        match unusual(value.into()) {
            Some(name) => is_written(&value, name),
            None => assert_eq!(written(&value).parse::<f32>().map(f32::to_bits), Ok(value.to_bits())),
        }
        Ok(())
    });
}

#[test]
fn timestamps() {
    property(|u| {
        let [time, other] = [*sample::value::<Timestamp>(u), *sample::value::<Timestamp>(u)];
        let expected = rfc3339(time.seconds(), time.nanos());
        assert_eq!(time.to_string(), &*expected);
        is_written(&time, &format!("\"{expected}\""));
        assert_eq!(Timestamp::new(time.seconds(), time.nanos()), Ok(time));
        let texts_differ = expected.trim_end_matches('Z').cmp(other.to_string().trim_end_matches('Z'));
        assert_eq!(time.cmp(&other), texts_differ);
        Ok(())
    });
}

#[test]
fn moments_out_of_range_are_rejected() {
    property(|u| {
        let (seconds, nanos) = (moment(u)?, integer!(u, u32));
        let in_range = (-62_135_596_800..=253_402_300_799).contains(&seconds) && nanos < 1_000_000_000;
        assert_eq!(Timestamp::new(seconds, nanos).is_ok(), in_range);
        match Timestamp::from_unix_millis(seconds) {
            Ok(time) => assert_eq!(time.seconds() * 1000 + i64::from(time.nanos() / 1_000_000), seconds),
            Err(_) => assert!(!(-62_135_596_800_000..=253_402_300_799_999).contains(&seconds)),
        }
        Ok(())
    });
}

/// Makes a number of seconds or milliseconds, often near a bound.
fn moment(u: &mut Unstructured<'_>) -> Result<i64> {
    const BOUNDS: [i64; 4] = [-62_135_596_800, 253_402_300_800, -62_135_596_800_000, 253_402_300_800_000];
    Ok(if u.arbitrary()? { u.choose(&BOUNDS)? + u.int_in_range(-2..=2)? } else { integer!(u, i64) })
}

#[test]
fn durations() {
    property(|u| {
        let [duration, other] = [*sample::value::<Duration>(u), *sample::value::<Duration>(u)];
        let nanos = total_nanos(duration);
        let sign = if nanos < 0 { "-" } else { "" };
        let (whole, part) = (nanos.unsigned_abs() / 1_000_000_000, (nanos.unsigned_abs() % 1_000_000_000) as u32);
        let expected = format!("{sign}{whole}{}s", fraction(part));
        assert_eq!(duration.to_string(), &*expected);
        is_written(&duration, &format!("\"{expected}\""));
        assert_eq!(duration.cmp(&other), nanos.cmp(&total_nanos(other)));
        assert_eq!(core::time::Duration::try_from(duration).is_ok(), nanos >= 0);
        Ok(())
    });
}

#[test]
fn spans_out_of_range_are_rejected() {
    property(|u| {
        let (seconds, nanos) = (integer!(u, i64), integer!(u, i32));
        let in_range = seconds.abs_diff(0) <= 315_576_000_000 && nanos.abs_diff(0) < 1_000_000_000;
        let one_sign = seconds.signum() * i64::from(nanos.signum()) >= 0;
        assert_eq!(Duration::new(seconds, nanos).is_ok(), in_range && one_sign);
        Ok(())
    });
}

#[test]
fn bytes() {
    property(|u| {
        let len = u.int_in_range(0..=200)?.min(u.len());
        let bytes = u.bytes(len)?;
        let kept = Bytes::<heapless::Vec<u8, 200>>::new(bytes).expect("enough capacity");
        is_written(&kept, &format!("\"{}\"", base64(bytes)));
        Ok(())
    });
}

#[track_caller]
fn is_written<T: Field + MaxJsonLen>(value: &T, expected: &str) {
    assert_eq!(written(value), expected);
}

fn written<T: Field + MaxJsonLen>(value: &T) -> String {
    let mut buffer = vec![0; T::MAX_JSON_LEN];
    vitalwire::to_str(value, &mut buffer).expect("space for the longest").to_owned()
}

fn unusual(value: f64) -> Option<&'static str> {
    match value.partial_cmp(&0.0) {
        None => Some("\"NaN\""),
        Some(Ordering::Greater) if value.is_infinite() => Some("\"Infinity\""),
        Some(Ordering::Less) if value.is_infinite() => Some("\"-Infinity\""),
        _ => None,
    }
}

/// Formats a time by counting years and months one by one.
fn rfc3339(seconds: i64, nanos: u32) -> String {
    let is_leap = |year: i64| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let mut days = seconds.div_euclid(86_400);
    let mut year = 1970;
    while days < 0 {
        year -= 1;
        days += 365 + i64::from(is_leap(year));
    }
    while days >= 365 + i64::from(is_leap(year)) {
        days -= 365 + i64::from(is_leap(year));
        year += 1;
    }
    let mut month = 1;
    for length in [31, 28 + i64::from(is_leap(year)), 31, 30, 31, 30, 31, 31, 30, 31, 30] {
        if days < length {
            break;
        }
        days -= length;
        month += 1;
    }
    let time = seconds.rem_euclid(86_400);
    let (hour, minute, second) = (time / 3600, time / 60 % 60, time % 60);
    format!("{year:04}-{month:02}-{:02}T{hour:02}:{minute:02}:{second:02}{}Z", days + 1, fraction(nanos))
}

fn fraction(nanos: u32) -> String {
    match nanos {
        0 => String::new(),
        _ if nanos.is_multiple_of(1_000_000) => format!(".{:03}", nanos / 1_000_000),
        _ if nanos.is_multiple_of(1000) => format!(".{:06}", nanos / 1000),
        _ => format!(".{nanos:09}"),
    }
}

fn total_nanos(duration: Duration) -> i128 {
    i128::from(duration.seconds()) * 1_000_000_000 + i128::from(duration.nanos())
}

/// Encodes base64 bit by bit.
fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bits: Vec<u8> = bytes.iter().flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1)).collect();
    let digits = bits.chunks(6).map(|bits| {
        let digit = (0..6).fold(0, |digit, bit| digit << 1 | bits.get(bit).copied().unwrap_or_default());
        char::from(ALPHABET[usize::from(digit)])
    });
    let padding = (3 - bytes.len() % 3) % 3;
    digits.chain(std::iter::repeat_n('=', padding)).collect()
}
