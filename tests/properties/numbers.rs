//! Numbers, times and bytes, against other ways to write them.

use super::one_in;
use super::values::random;
use proptest::collection::vec;
use proptest::prelude::*;
use std::cmp::Ordering;
use vitalwire::proto::{Bytes, Duration, Field, InField, Timestamp};
use vitalwire::{MaxJsonLen, json};

#[test]
fn zero_has_no_sign() {
    let mut text = String::new();
    json::to_fmt(&(0_i8, 0_i64, 0_i128, InField(&0_i64)), &mut text).expect("JSON");
    assert_eq!(text, r#"[0,0,0,"0"]"#);
}

proptest! {
    #![proptest_config(one_in(1))]

    #[test]
    fn integers(signed in random::<i64>(), small in random::<i32>(), unsigned in random::<u64>(), count in random::<u32>()) {
        is_written(&signed, &format!("\"{signed}\""));
        is_written(&unsigned, &format!("\"{unsigned}\""));
        is_written(&small, &small.to_string());
        is_written(&count, &count.to_string());
    }

    #[test]
    fn doubles(value in random::<f64>()) {
        match unusual(value) {
            Some(name) => is_written(&value, name),
            None => prop_assert_eq!(written(&value).parse::<f64>().map(f64::to_bits), Ok(value.to_bits())),
        }
    }

    #[test]
    fn floats(value in random::<f32>()) {
        match unusual(value.into()) {
            Some(name) => is_written(&value, name),
            None => prop_assert_eq!(written(&value).parse::<f32>().map(f32::to_bits), Ok(value.to_bits())),
        }
    }

    #[test]
    fn timestamps(time in random::<Timestamp>(), other in random::<Timestamp>()) {
        let expected = rfc3339(time.seconds(), time.nanos());
        prop_assert_eq!(time.to_string(), &*expected);
        is_written(&time, &format!("\"{expected}\""));
        prop_assert_eq!(Timestamp::new(time.seconds(), time.nanos()), Ok(time));
        let texts_differ = expected.trim_end_matches('Z').cmp(other.to_string().trim_end_matches('Z'));
        prop_assert_eq!(time.cmp(&other), texts_differ);
    }

    #[test]
    fn moments_out_of_range_are_refused(seconds in moments(), nanos in random::<u32>()) {
        let in_range = (-62_135_596_800..=253_402_300_799).contains(&seconds) && nanos < 1_000_000_000;
        prop_assert_eq!(Timestamp::new(seconds, nanos).is_ok(), in_range);
        match Timestamp::from_unix_millis(seconds) {
            Ok(time) => prop_assert_eq!(time.seconds() * 1000 + i64::from(time.nanos() / 1_000_000), seconds),
            Err(_) => prop_assert!(!(-62_135_596_800_000..=253_402_300_799_999).contains(&seconds)),
        }
    }

    #[test]
    fn durations(duration in random::<Duration>(), other in random::<Duration>()) {
        let nanos = total_nanos(duration);
        let sign = if nanos < 0 { "-" } else { "" };
        let (whole, part) = (nanos.unsigned_abs() / 1_000_000_000, (nanos.unsigned_abs() % 1_000_000_000) as u32);
        let expected = format!("{sign}{whole}{}s", fraction(part));
        prop_assert_eq!(duration.to_string(), &*expected);
        is_written(&duration, &format!("\"{expected}\""));
        prop_assert_eq!(duration.cmp(&other), nanos.cmp(&total_nanos(other)));
        prop_assert_eq!(core::time::Duration::try_from(duration).is_ok(), nanos >= 0);
    }

    #[test]
    fn spans_out_of_range_are_refused(seconds in random::<i64>(), nanos in random::<i32>()) {
        let in_range = seconds.abs_diff(0) <= 315_576_000_000 && nanos.abs_diff(0) < 1_000_000_000;
        let one_sign = seconds.signum() * i64::from(nanos.signum()) >= 0;
        prop_assert_eq!(Duration::new(seconds, nanos).is_ok(), in_range && one_sign);
    }

    #[test]
    fn bytes(bytes in vec(any::<u8>(), 0..200)) {
        let kept = Bytes::<heapless::Vec<u8, 200>>::new(&bytes).expect("room for them");
        is_written(&kept, &format!("\"{}\"", base64(&bytes)));
    }
}

/// Seconds and milliseconds around the bounds, and any others.
fn moments() -> impl Strategy<Value = i64> {
    prop_oneof![
        -62_135_596_802..=-62_135_596_799_i64,
        253_402_300_798..=253_402_300_802_i64,
        -62_135_596_802_000..=-62_135_596_798_000_i64,
        253_402_300_798_000..=253_402_300_802_000_i64,
        random::<i64>(),
    ]
}

#[track_caller]
fn is_written<T: Field + MaxJsonLen>(value: &T, expected: &str) {
    assert_eq!(written(value), expected);
}

fn written<T: Field + MaxJsonLen>(value: &T) -> String {
    let mut room = vec![0; T::MAX_JSON_LEN];
    json::to_str(&InField(value), &mut room).expect("room for the longest").to_owned()
}

fn unusual(value: f64) -> Option<&'static str> {
    match value.partial_cmp(&0.0) {
        None => Some("\"NaN\""),
        Some(Ordering::Greater) if value.is_infinite() => Some("\"Infinity\""),
        Some(Ordering::Less) if value.is_infinite() => Some("\"-Infinity\""),
        _ => None,
    }
}

/// Counts years and months off, one by one.
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

/// Bit by bit.
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
