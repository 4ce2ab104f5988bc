//! Times and durations as strings: which are accepted, and as which values.

use arbitrary::{Result, Unstructured};
use jiff::civil;
use vitalwire::BuildError;
use vitalwire::proto::{Duration, Timestamp};
use vitalwire_testing::property;
use vitalwire_testing::sample;

#[test]
fn timestamps() {
    for (text, expected) in [
        ("1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z"),
        ("1970-01-01T00:00:00.5Z", "1970-01-01T00:00:00.500Z"),
        ("1970-01-01T00:00:00.000000000Z", "1970-01-01T00:00:00Z"),
        ("1970-01-01T00:00:00.1234567Z", "1970-01-01T00:00:00.123456700Z"),
        ("1970-01-01T00:00:00-00:00", "1970-01-01T00:00:00Z"),
        ("1970-01-01T00:00:00+23:59", "1969-12-31T00:01:00Z"),
        ("1969-12-31T23:59:59.999999999-23:59", "1970-01-01T23:58:59.999999999Z"),
        ("2000-02-29T23:30:00-00:45", "2000-03-01T00:15:00Z"),
        ("2024-02-29T00:00:00Z", "2024-02-29T00:00:00Z"),
        ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
        ("0001-01-01T05:00:00+05:00", "0001-01-01T00:00:00Z"),
        // The range is that of the time in UTC, and RFC 3339 has a year 0.
        ("0000-12-31T19:00:00-05:00", "0001-01-01T00:00:00Z"),
        ("0000-12-31T23:30:00-01:00", "0001-01-01T00:30:00Z"),
        ("0000-12-31T23:59:59.999999999-23:59", "0001-01-01T23:58:59.999999999Z"),
        ("9999-12-31T23:59:59.999999999Z", "9999-12-31T23:59:59.999999999Z"),
        ("9999-12-31T18:59:59.999999999-05:00", "9999-12-31T23:59:59.999999999Z"),
    ] {
        assert_eq!(text.parse().map(|time: Timestamp| time.to_string()).as_deref(), Ok(expected), "{text}");
    }
}

#[test]
fn timestamps_that_do_not_exist() {
    for text in [
        "0000-12-31T23:59:59Z",
        "0000-12-31T18:59:59.999999999-05:00",
        "0000-12-30T23:59:59-23:59",
        "0000-12-32T12:00:00-23:00",
        "0000-02-29T00:00:00Z",
        "0000-01-01T00:00:00-23:59",
        "0000-00-01T00:00:00Z",
        "0001-01-01T04:59:59.999999999+05:00",
        "9999-12-31T19:00:00-05:00",
        "2026-00-01T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-01-00T00:00:00Z",
        "0001-01-00T00:00:00Z",
        "2026-01-32T00:00:00Z",
        "2026-04-31T00:00:00Z",
        "2026-02-29T00:00:00Z",
        "1900-02-29T00:00:00Z",
        "2100-02-29T00:00:00Z",
        "2026-01-01T24:00:00Z",
        "2026-01-01T00:60:00Z",
        "2026-12-31T23:59:60Z",
        "2026-01-01T00:00:00+24:00",
        "2026-01-01T00:00:00-00:60",
        "9999-99-99T99:99:99.999999999-99:99",
    ] {
        assert!(matches!(text.parse::<Timestamp>(), Err(BuildError::OutOfRange(_))), "{text}");
    }
}

#[test]
fn text_that_is_no_timestamp() {
    let malformed = Err(BuildError::Malformed("a timestamp as in RFC 3339"));
    for text in [
        "",
        "2026-11-02T12:0::00Z",
        "2026-11-02T12:00:/0Z",
        "2026-11-02",
        "2026-11-02T12:00Z",
        "2026-11-02T12:00:00",
        "2026-11-02t12:00:00Z",
        "2026-11-02T12:00:00z",
        "2026-11-02 12:00:00Z",
        " 2026-11-02T12:00:00Z",
        "2026-11-02T12:00:00Z ",
        "2026-11-02T12:00:00ZZ",
        "2026-11-02T12:00:00.Z",
        "2026-11-02T12:00:00,5Z",
        "2026-11-02T12:00:00.5",
        "2026-11-02T12:00:00.1234567890Z",
        "2026-11-02T12:00:00.-5Z",
        "2026-11-02T12:00:00+0100",
        "2026-11-02T12:00:00+01",
        "2026-11-02T12:00:00+1:00",
        "2026-11-02T12:00:00+01:00Z",
        "2026-11-02T12:00:00\u{2212}01:00",
        "2026-11-0٢T12:00:00Z",
        "2026-11-02T12:00: 0Z",
        "2026-11-02T12:00:+1Z",
        "-026-11-02T12:00:00Z",
        "+2026-11-02T12:00:00Z",
        "12026-11-02T12:00:00Z",
        "226-11-02T12:00:00Z",
        "2026-13-02T12:00:00",
        "now",
    ] {
        assert_eq!(text.parse::<Timestamp>(), malformed, "{text}");
    }
}

#[test]
fn durations() {
    for (text, seconds, nanos) in [
        ("0s", 0, 0),
        ("-0s", 0, 0),
        ("-0.000s", 0, 0),
        ("007s", 7, 0),
        ("-0.5s", 0, -500_000_000),
        ("-1.000000001s", -1, -1),
        ("1.000340012s", 1, 340_012),
        ("315576000000.999999999s", 315_576_000_000, 999_999_999),
        ("-315576000000.999999999s", -315_576_000_000, -999_999_999),
        ("000000000000000000000000000000000000000000000000001s", 1, 0),
    ] {
        assert_eq!(text.parse(), Duration::new(seconds, nanos), "{text}");
    }
}

#[test]
fn durations_that_are_too_long() {
    for text in ["315576000001s", "-315576000001.0s", "9223372036854775808s", "18446744073709551616s"] {
        assert!(matches!(text.parse::<Duration>(), Err(BuildError::OutOfRange(_))), "{text}");
    }
    assert!(matches!(format!("-{}s", "9".repeat(100_000)).parse::<Duration>(), Err(BuildError::OutOfRange(_))));
}

#[test]
fn text_that_is_no_duration() {
    let malformed = BuildError::Malformed("a duration in seconds, as in 1.5s");
    assert_eq!(malformed.to_string(), "expected a duration in seconds, as in 1.5s");
    for text in [
        "",
        "s",
        "-s",
        "-",
        ".5s",
        "-.5s",
        "5.s",
        "+5s",
        "--5s",
        "5",
        "5.5",
        "5 s",
        " 5s",
        "5s ",
        "5S",
        "5ms",
        "1e3s",
        "0x1s",
        "1.1234567890s",
        "1.5.5s",
        "1.-5s",
        "٣s",
        "99999999999999999999",
    ] {
        assert_eq!(text.parse::<Duration>(), Err(malformed), "{text}");
    }
}

#[test]
fn times_survive_text() {
    property(|u| {
        let (moment, duration) = (*sample::value::<Timestamp>(u), *sample::value::<Duration>(u));
        assert_eq!(moment.to_string().parse(), Ok(moment));
        assert_eq!(duration.to_string().parse(), Ok(duration));
        Ok(())
    });
}

#[test]
fn moments_are_those_of_jiff() {
    property(|u| {
        let year =
            if u.arbitrary()? { *u.choose(&[0, 1, 1900, 2000, 2023, 2024, 9999])? } else { u.int_in_range(0..=9999)? };
        let (month, day) = (u.int_in_range(0..=13)?, u.int_in_range(0..=32)?);
        let (hour, minute, second) = (u.int_in_range(0..=24)?, u.int_in_range(0..=60)?, u.int_in_range(0..=60)?);
        let fraction = fraction(u)?;
        let sign = *u.choose(&["+", "-"])?;
        let (offset_hours, offset_minutes) = (u.int_in_range(0..=23_i64)?, u.int_in_range(0..=59_i64)?);

        let nanos = format!("{fraction:0<9}").parse().expect("nanoseconds");
        let expected = civil::DateTime::new(year, month, day, hour, minute, second, nanos).ok().and_then(|civil| {
            let local = civil.duration_since(civil::date(1970, 1, 1).at(0, 0, 0, 0)).as_nanos();
            let ahead = (offset_hours * 60 + offset_minutes) * if sign == "-" { -60 } else { 60 };
            let nanos = local - i128::from(ahead) * 1_000_000_000;
            let seconds = i64::try_from(nanos.div_euclid(1_000_000_000)).expect("seconds");
            Timestamp::new(seconds, nanos.rem_euclid(1_000_000_000) as u32).ok()
        });
        let text = format!(
            "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{fraction}{sign}{offset_hours:02}:{offset_minutes:02}"
        );
        let moment = text.parse::<Timestamp>();
        assert!(!matches!(moment, Err(BuildError::Malformed(_))));
        assert_eq!(moment.ok(), expected, "{text}");
        Ok(())
    });
}

#[test]
fn durations_are_exact() {
    property(|u| {
        let sign = *u.choose(&["", "-"])?;
        let seconds = u.arbitrary::<u128>()? >> u.int_in_range(0..=127)?;
        let fraction = if u.arbitrary()? { fraction(u)? } else { String::new() };
        let nanos: i128 = format!("{fraction:0<9}").parse().expect("nanoseconds");
        let whole = i128::try_from(seconds).ok().and_then(|seconds| seconds.checked_mul(1_000_000_000));
        let expected = whole.and_then(|whole| {
            let total = (whole + nanos) * if sign == "-" { -1 } else { 1 };
            Duration::new(i64::try_from(total / 1_000_000_000).ok()?, (total % 1_000_000_000) as i32).ok()
        });
        let point = if fraction.is_empty() { "" } else { "." };
        let duration = format!("{sign}{seconds}{point}{fraction}s").parse::<Duration>();
        assert!(!matches!(duration, Err(BuildError::Malformed(_))));
        assert_eq!(duration.ok(), expected);
        Ok(())
    });
}

/// Makes one to nine digits.
fn fraction(u: &mut Unstructured<'_>) -> Result<String> {
    (0..u.int_in_range(1..=9)?).map(|_| Ok(char::from(u.int_in_range(b'0'..=b'9')?))).collect()
}

#[test]
fn nothing_panics() {
    const CHARACTERS: &[u8] = b"0123456789T:Z.+s-";
    property(|u| {
        let mut text: String = "2026-11-22T01:22:00.".get(..*u.choose(&[0, 11, 20])?).expect("ASCII").to_owned();
        for _ in 0..u.int_in_range(0..=40)? {
            text.push(char::from(*u.choose(CHARACTERS)?));
        }
        text += &sample::text(u, 3)?;
        let _ = (text.parse::<Timestamp>(), text.parse::<Duration>());
        Ok(())
    });
}
