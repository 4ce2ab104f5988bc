//! Dates: jiff writes them, and httpdate reads them. `vitalwire_testing::http::date` lists where that differs.

use jiff::civil::{self, DateTime};
use vitalwire::proto::Timestamp;
use vitalwire_agent::http::ResponseReader;
use vitalwire_testing::{http, property};

/// Returns the time that a `Date` says.
fn read(date: &str) -> Option<Timestamp> {
    let mut reader = ResponseReader::new();
    let mut response = format!("HTTP/1.1 204\r\nDate: {date}\r\n\r\n").into_bytes();
    reader.feed(&mut response).expect("a response");
    reader.head().expect("a head").date
}

fn timestamp(seconds: u64) -> Timestamp {
    Timestamp::new(seconds.cast_signed(), 0).expect("a year up to 9999")
}

/// The first second of the year 10000.
const END: u64 = 253_402_300_800;

fn civil(seconds: u64) -> DateTime {
    civil::date(1970, 1, 1).at(0, 0, 0, 0) + jiff::SignedDuration::from_secs(seconds.cast_signed())
}

/// Returns a time in the forms of RFC 9110: the last one only if it has that year.
fn forms(time: DateTime) -> impl Iterator<Item = String> {
    let forms = ["%a, %d %b %Y %H:%M:%S GMT", "%a %b %e %H:%M:%S %Y", "%A, %d-%b-%y %H:%M:%S GMT"];
    let forms = forms.into_iter().take(if time.year() < 2070 { 3 } else { 2 });
    forms.map(move |form| time.strftime(form).to_string())
}

/// Each form is read as the time that it was made of.
#[test]
fn all_forms_are_read() {
    property(|u| {
        let end = if u.arbitrary()? { END } else { 3_155_760_000 };
        let seconds = u.int_in_range(0..=end - 1)?;
        for date in forms(civil(seconds)) {
            assert_eq!(read(&date), Some(timestamp(seconds)), "{date}");
        }
        Ok(())
    });
    for seconds in [0, 951_782_400, 3_155_759_999, END - 1] {
        for date in forms(civil(seconds)) {
            assert_eq!(read(&date), Some(timestamp(seconds)), "{date}");
        }
    }
}

/// Every month's last day exists, and the one after it doesn't.
#[test]
fn months_have_their_lengths() {
    for year in (1970..2402).chain([9999]) {
        for month in 1..=12 {
            let first = civil::date(year, month, 1);
            for day in 28..=32 {
                let date = civil::Date::new(year, month, day);
                // Dates that don't exist have the weekday that they would have.
                let weekday = first.weekday().wrapping_add(day - 1);
                let weekday = &format!("{weekday:?}")[..3];
                let text = format!("{weekday}, {day} {} {year:04} 00:00:00 GMT", first.strftime("%b"));
                let seconds = date.ok().map(|date| date.duration_since(civil::date(1970, 1, 1)).as_secs());
                assert_eq!(read(&text).map(Timestamp::seconds), seconds, "{text}");
            }
        }
    }
}

/// A date of another weekday is none.
#[test]
fn weekdays_must_fit() {
    for days in (0..2_932_896).step_by(997).chain(0..15) {
        let right = civil(days * 86_400);
        for weekday in ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"] {
            let date = right.strftime("%d %b %Y 12:00:00 GMT");
            let is_right = right.strftime("%a").to_string() == weekday;
            assert_eq!(read(&format!("{weekday}, {date}")).is_some(), is_right, "{weekday}, {date}");
        }
    }
}

/// Random changes of a date are read as httpdate reads them, but for the listed differences.
#[test]
fn damaged_dates_are_what_httpdate_says() {
    property(|u| {
        let seconds = u.int_in_range(0..=4_102_444_800)?;
        let forms: Vec<String> = forms(civil(seconds)).collect();
        let mut date = u.choose(&forms)?.clone().into_bytes();
        for _ in 0..u.int_in_range(1..=2)? {
            let at = u.int_in_range(0..=date.len())?;
            let byte = *u.choose(b"0123456789 ,-:GMTaemnorSuy60")?;
            match u.int_in_range(0..=3)? {
                0 => drop(date.drain(at..date.len().min(at + 1))),
                1 => date.insert(at, byte),
                _ => drop(date.splice(at..date.len().min(at + 1), [byte])),
            }
        }
        let text = String::from_utf8(date).expect("ASCII");
        let trimmed = text.trim_matches([' ', '\t']);
        assert_eq!(read(&text), http::date(trimmed.as_bytes()).map(timestamp), "{text}");
        Ok(())
    });
}

#[test]
fn what_differs_from_httpdate() {
    let nine = Some(timestamp(784_111_777));
    for (date, time) in [
        // A leap second is the next second.
        ("Tue, 31 Dec 2024 23:59:60 GMT", Some(timestamp(1_735_689_600))),
        ("Sun, 06 Nov 1994 08:48:60 GMT", Some(timestamp(784_111_740))),
        // Of a long weekday, three letters count.
        ("Sund, 06-Nov-94 08:49:37 GMT", nine),
        // A space instead of a zero.
        ("Sun,  6 Nov 1994 08:49:37 GMT", nine),
        ("Sunday,  6-Nov-94 08:49:37 GMT", nine),
        // httpdate accepts anything there.
        ("Sunday, 06-Nov-94T08:49:37 GMT", None),
    ] {
        assert_eq!(read(date), time, "{date}");
        let by_httpdate = httpdate::parse_http_date(date).ok();
        assert_ne!(time.is_some(), by_httpdate.is_some(), "{date}");
    }
}

#[test]
fn what_is_no_date() {
    for date in [
        "",
        "Sun",
        "Sun,",
        "Sun, 06 Nov 1994 08:49:37",
        "Sun, 06 Nov 1994 08:49:37 UTC",
        "Sun, 06 Nov 1994 08:49:37 GMT+1",
        "Sunday, 06-Nov-94 08:49:37 GMTX",
        "Sun Nov  6 08:49:37 19945",
        "Sun, 6  Nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 08:49:37 gmt",
        "sun, 06 Nov 1994 08:49:37 GMT",
        "Sun, 06 NOV 1994 08:49:37 GMT",
        "Sun, 6 Nov 1994 08:49:37 GMT",
        "Sun, 00 Nov 1994 08:49:37 GMT",
        "Sun,    Nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 94 08:49:37 GMT",
        "Sun, 06-Nov-94 08:49:37 GMT",
        "Sund, 06 Nov 1994 08:49:37 GMT",
        "Sunday, 06 Nov 1994 08:49:37 GMT",
        "Sunday, 06-Nov-1994 08:49:37 GMT",
        "Sun Nov 06 08:49:37 94",
        "Sun Nov 6 08:49:37 1994",
        "Sun, 06 Nov 1994 24:00:00 GMT",
        "Sun, 06 Nov 1994 08:60:37 GMT",
        "Sun, 06 Nov 1994 08:49:61 GMT",
        "Sun, 06 Nov 1994 08:49: 7 GMT",
        "Wed, 31 Dec 1969 23:59:59 GMT",
        "Wed, 31 Dec 1969 23:59:60 GMT",
        "Fri, 31 Dec 9999 23:59:60 GMT",
        "Sat, 01 Jan 0000 00:00:00 GMT",
        "1994-11-06T08:49:37Z",
        "784111777",
    ] {
        assert_eq!(read(date), None, "{date}");
    }
}
