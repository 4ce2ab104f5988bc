//! Times and durations as strings: jiff checks the calendar, and this module the format.

use jiff::{SignedDuration, civil};
use std::fmt::Debug;
use std::str::FromStr;
use vitalwire::BuildError;
use vitalwire::proto::{Duration, Field, Timestamp};

/// Checks the input as text, as numbers, and as text made from numbers.
pub fn times(input: &[u8]) {
    if let Ok(text) = std::str::from_utf8(input) {
        timestamp(text);
        duration(text);
    }
    if let Some((numbers, _)) = input.split_first_chunk() {
        let [a, b, c, d, e, f, g, h, i, j, k, l] = *numbers;
        let seconds = i64::from_le_bytes([a, b, c, d, e, f, g, h]);
        let nanos = u32::from_le_bytes([i, j, k, l]);
        moment(seconds, nanos);
        span(seconds, nanos as i32);
        // Most numbers are out of range.
        moment(seconds >> 26, nanos % 1_000_000_001);
        span(seconds >> 24, nanos as i32 % 1_000_000_001);

        let year = i64::from_le_bytes([a, b, 0, 0, 0, 0, 0, 0]) % 10_001;
        let date = format!("{year:04}-{:02}-{:02}", c % 14, d % 33);
        let time = format!("{:02}:{:02}:{:02}", e % 25, f % 61, g % 61);
        let fraction =
            &format!(".{:09}", nanos % 1_000_000_000)[..if h & 16 == 0 { 0 } else { 2 + usize::from(h % 9) }];
        let sign = if h & 32 == 0 { '+' } else { '-' };
        let zone = if h & 64 == 0 { "Z".to_owned() } else { format!("{sign}{:02}:{:02}", i % 25, j % 61) };
        timestamp(&format!("{date}T{time}{fraction}{zone}"));
        duration(&format!("{}{fraction}s", seconds >> (h % 64)));
    }
}

fn timestamp(text: &str) {
    let expected = timestamp_form(text.as_bytes()).map(|form| form.moment());
    let read = text.parse::<Timestamp>();
    agrees(text, read, expected);

    let by_jiff = text.parse::<jiff::Timestamp>().ok();
    if let (Some(Some((seconds, nanos))), Ok(_)) = (expected, read)
        && jiff::Timestamp::new(seconds, nanos as i32).is_ok()
    {
        let by_jiff = by_jiff.expect("a timestamp");
        assert_eq!((by_jiff.as_second(), by_jiff.subsec_nanosecond()), jiff_parts(seconds, nanos), "{text}");
    }
    if let (Some(None), Some(_)) = (expected, by_jiff) {
        // jiff accepts leap seconds, more of the year 0, and offsets of a day or more.
        let form = timestamp_form(text.as_bytes()).expect("a form");
        let to_jiff_alone =
            form.second == 60 || form.ahead.abs() >= 24 * 60 || text.starts_with("0000") || text.starts_with("0001");
        assert!(to_jiff_alone, "{text}");
    }
    if let Ok(moment) = read {
        self::moment(moment.seconds(), moment.nanos());
    }
}

/// Returns jiff's parts, which have the same sign.
fn jiff_parts(seconds: i64, nanos: u32) -> (i64, i32) {
    if seconds < 0 && nanos > 0 { (seconds + 1, nanos as i32 - 1_000_000_000) } else { (seconds, nanos as i32) }
}

struct TimestampForm {
    year: i16,
    month: i8,
    day: i8,
    hour: i8,
    minute: i8,
    second: i8,
    nanos: i32,
    /// Minutes ahead of UTC, if the offset exists.
    ahead: i64,
    offset_exists: bool,
}

/// Parses `YYYY-MM-DDTHH:MM:SS[.1 to 9 digits](Z|±HH:MM)`.
fn timestamp_form(text: &[u8]) -> Option<TimestampForm> {
    let shape = b"0000-00-00T00:00:00";
    let (prefix, rest) = text.split_at_checked(shape.len())?;
    let fits = |(&byte, &shape): (&u8, &u8)| if shape == b'0' { byte.is_ascii_digit() } else { byte == shape };
    if !prefix.iter().zip(shape).all(fits) {
        return None;
    }
    let prefix = std::str::from_utf8(prefix).ok()?;
    let digits = rest.strip_prefix(b".").map(|rest| rest.iter().take_while(|byte| byte.is_ascii_digit()).count());
    let (nanos, zone) = match digits {
        None => (0, rest),
        Some(len @ 1..=9) => (nanos(&rest[1..=len])?, &rest[1 + len..]),
        Some(_) => return None,
    };
    let (ahead, offset_exists) = match zone {
        b"Z" => (0, true),
        [sign @ (b'+' | b'-'), offset @ ..] if offset.len() == 5 && offset.iter().zip(b"00:00").all(fits) => {
            let offset = std::str::from_utf8(offset).ok()?;
            let (hours, minutes): (i64, i64) = (offset[..2].parse().ok()?, offset[3..].parse().ok()?);
            let ahead = hours * 60 + minutes;
            (if *sign == b'-' { -ahead } else { ahead }, hours < 24 && minutes < 60)
        }
        _ => return None,
    };
    Some(TimestampForm {
        year: prefix[..4].parse().ok()?,
        month: prefix[5..7].parse().ok()?,
        day: prefix[8..10].parse().ok()?,
        hour: prefix[11..13].parse().ok()?,
        minute: prefix[14..16].parse().ok()?,
        second: prefix[17..].parse().ok()?,
        nanos,
        ahead,
        offset_exists,
    })
}

fn nanos(digits: &[u8]) -> Option<i32> {
    format!("{:0<9}", std::str::from_utf8(digits).ok()?).parse().ok()
}

impl TimestampForm {
    /// Returns seconds and nanoseconds, if it's a time in the years 1 to 9999.
    fn moment(&self) -> Option<(i64, u32)> {
        let Self { year, month, day, hour, minute, second, nanos, .. } = *self;
        let local =
            civil::DateTime::new(year, month, day, hour, minute, second, nanos).ok().filter(|_| self.offset_exists)?;
        let since_1970 = local.duration_since(epoch()) - SignedDuration::from_mins(self.ahead);
        // Before 1970 jiff's parts are both negative.
        let total = since_1970.as_nanos();
        let seconds = i64::try_from(total.div_euclid(1_000_000_000)).expect("seconds");
        let is_in_range = (-62_135_596_800..=253_402_300_799).contains(&seconds);
        is_in_range.then_some((seconds, total.rem_euclid(1_000_000_000) as u32))
    }
}

fn epoch() -> civil::DateTime {
    civil::date(1970, 1, 1).at(0, 0, 0, 0)
}

fn moment(seconds: i64, nanos: u32) {
    let is_in_range = (-62_135_596_800..=253_402_300_799).contains(&seconds) && nanos < 1_000_000_000;
    let moment = Timestamp::new(seconds, nanos);
    assert_eq!(moment.is_ok(), is_in_range, "{seconds} {nanos}");
    let Ok(moment) = moment else { return };
    assert_eq!((moment.seconds(), moment.nanos()), (seconds, nanos));

    let text = moment.to_string();
    let civil = epoch().checked_add(SignedDuration::new(seconds, nanos as i32)).expect("a time");
    let expected = format!("{}{}Z", civil.strftime("%Y-%m-%dT%H:%M:%S"), fraction(nanos));
    assert_eq!(text, expected);
    assert_eq!(text.parse(), Ok(moment));
    assert_eq!(encoded(moment), format!("\"{text}\""));
}

fn fraction(nanos: u32) -> String {
    match nanos {
        0 => String::new(),
        _ if nanos.is_multiple_of(1_000_000) => format!(".{:03}", nanos / 1_000_000),
        _ if nanos.is_multiple_of(1000) => format!(".{:06}", nanos / 1000),
        _ => format!(".{nanos:09}"),
    }
}

fn duration(text: &str) {
    let expected = duration_form(text);
    let read = text.parse::<Duration>();
    agrees(text, read, expected);

    if let Some(parts) = expected
        && text.bytes().filter(u8::is_ascii_digit).count() < 18
    {
        let by_jiff = text.parse::<SignedDuration>().expect("a duration");
        if parts.is_some() {
            assert_eq!(Some((by_jiff.as_secs(), by_jiff.subsec_nanos())), parts, "{text}");
        }
    }
    if let Ok(duration) = read {
        span(duration.seconds(), duration.nanos());
    }
}

/// Parses `[-]digits[.1 to 9 digits]s`; returns `Some(None)` if it's too long.
fn duration_form(text: &str) -> Option<Option<(i64, i32)>> {
    let number = text.strip_suffix('s')?;
    let unsigned = number.strip_prefix('-').unwrap_or(number);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    let all_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !all_digits(whole) || !all_digits(fraction) || fraction.len() > 9 {
        return None;
    }
    let nanos = nanos(fraction.as_bytes())?;
    let seconds = whole.trim_start_matches('0');
    let seconds = if seconds.is_empty() { Some(0) } else { seconds.parse().ok() };
    let seconds = seconds.filter(|&seconds: &i64| seconds <= 315_576_000_000);
    Some(seconds.map(|seconds| if number.starts_with('-') { (-seconds, -nanos) } else { (seconds, nanos) }))
}

fn span(seconds: i64, nanos: i32) {
    let is_in_range = seconds.unsigned_abs() <= 315_576_000_000
        && nanos.unsigned_abs() < 1_000_000_000
        && (seconds == 0 || nanos == 0 || (seconds < 0) == (nanos < 0));
    let duration = Duration::new(seconds, nanos);
    assert_eq!(duration.is_ok(), is_in_range, "{seconds} {nanos}");
    let Ok(duration) = duration else { return };
    assert_eq!((duration.seconds(), duration.nanos()), (seconds, nanos));

    let text = duration.to_string();
    let sign = if seconds < 0 || nanos < 0 { "-" } else { "" };
    assert_eq!(text, format!("{sign}{}{}s", seconds.unsigned_abs(), fraction(nanos.unsigned_abs())));
    assert_eq!(text.parse(), Ok(duration));
    assert_eq!(encoded(duration), format!("\"{text}\""));
    let by_jiff = text.parse::<SignedDuration>().expect("a duration");
    assert_eq!(by_jiff, SignedDuration::new(seconds, nanos));
}

fn encoded<T: vitalwire::proto::Field>(value: T) -> String {
    vitalwire::to_str(&value, &mut [0; 64]).expect("enough space").to_owned()
}

/// Checks that text is read as expected, and the same in JSON.
fn agrees<T, P: Copy + Debug + PartialEq>(text: &str, read: Result<T, BuildError>, expected: Option<Option<P>>)
where
    T: FromStr<Err = BuildError>
        + Copy
        + Debug
        + PartialEq
        + Parts<Parts = P>
        + Field
        + for<'de> serde::Deserialize<'de>,
{
    match (&read, expected) {
        (Ok(value), Some(Some(parts))) => assert_eq!(value.parts(), parts, "{text}"),
        (Err(BuildError::OutOfRange(_)), Some(None)) | (Err(BuildError::Malformed(_)), None) => {}
        _ => panic!("{read:?}, but {expected:?}: {text}"),
    }
    let quoted = serde_json::to_string(text).expect("JSON");
    assert_eq!(vitalwire::decode::<T>(quoted.as_bytes()).ok(), read.ok(), "{quoted}");
    assert_eq!(serde_json::from_str::<T>(&quoted).ok(), read.ok(), "{quoted}");
    if text.len() <= 64 {
        let escaped: String = text.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect();
        assert_eq!(vitalwire::decode::<T>(format!("\"{escaped}\"").as_bytes()).ok(), read.ok(), "{text}");
    }
}

trait Parts {
    type Parts;

    fn parts(&self) -> Self::Parts;
}

impl Parts for Timestamp {
    type Parts = (i64, u32);

    fn parts(&self) -> (i64, u32) {
        (self.seconds(), self.nanos())
    }
}

impl Parts for Duration {
    type Parts = (i64, i32);

    fn parts(&self) -> (i64, i32) {
        (self.seconds(), self.nanos())
    }
}
