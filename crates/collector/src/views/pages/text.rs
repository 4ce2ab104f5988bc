//! Numbers and times as people read them.

use maud::{Markup, html};
use vitalwire::proto::Timestamp;

/// `1,234,567`
pub fn count(count: i64) -> String {
    let digits = count.unsigned_abs().to_string();
    let mut text = String::from(if count < 0 { "−" } else { "" });
    for (index, digit) in digits.char_indices() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A number with four significant digits, such as `1.414`; a whole one has all of them.
pub fn number(number: f64) -> String {
    let magnitude = number.abs();
    if number.is_infinite() {
        if number > 0.0 { "∞".to_owned() } else { "−∞".to_owned() }
    } else if magnitude < 1e15 && number.fract() == 0.0 {
        count(number as i64)
    } else if (1e4..1e15).contains(&magnitude) {
        count(number.round() as i64)
    } else if (1e-4..1e4).contains(&magnitude) {
        let decimals = (3 - magnitude.log10().floor() as i32).max(1) as usize;
        let text = format!("{number:.decimals$}");
        text.trim_end_matches('0').trim_end_matches('.').replace('-', "−")
    } else {
        format!("{number:.3e}").replace('-', "−")
    }
}

/// `1.5 GiB`
pub fn bytes(bytes: f64) -> String {
    let (amount, unit) = amount(bytes);
    format!("{amount} {unit}")
}

/// `1.5 of 4 GiB`, or `12 MiB of 4 GiB`: as two parts, of which the second says less.
pub fn bytes_of(part: i64, whole: i64) -> (String, String) {
    let ((part, unit), (whole, unit_of_whole)) = (amount(part as f64), amount(whole as f64));
    (if unit == unit_of_whole { part } else { format!("{part} {unit}") }, format!("of {whole} {unit_of_whole}"))
}

fn amount(bytes: f64) -> (String, &'static str) {
    const UNITS: [&str; 7] = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];
    let power = UNITS.iter().zip(0..7).rev().find(|(_, power)| bytes.abs() >= 1024_f64.powi(*power));
    let (unit, power) = power.unwrap_or((&"B", 0));
    let amount = bytes / 1024_f64.powi(power);
    // As few digits as say how much it is.
    (number(if amount.abs() < 10.0 { (amount * 10.0).round() / 10.0 } else { amount.round() }), unit)
}

/// A time span in ms, in the largest unit of which there is more than one: `90 s`, `2.5 min`.
pub fn span(ms: i64) -> String {
    const UNITS: [(&str, i64); 5] = [("d", 86_400_000), ("h", 3_600_000), ("min", 60_000), ("s", 1000), ("ms", 1)];
    let unit = UNITS.iter().find(|(_, unit)| ms.saturating_abs() >= 2 * unit || ms.saturating_abs() == *unit);
    let (name, unit) = unit.unwrap_or(&("ms", 1));
    format!("{} {name}", number((ms as f64 / *unit as f64 * 10.0).round() / 10.0))
}

/// A point in time, in ms since 1970: `2026-11-28 20:27:49 UTC`.
pub fn time(ms: i64) -> Markup {
    let exact = rfc3339(ms);
    let (date, time) = (exact.get(..10).unwrap_or_default(), exact.get(11..19).unwrap_or_default());
    html! { time datetime=(exact) title=(exact) { (date) " " (time) " UTC" } }
}

/// How long ago a time is, or how far ahead. The script of pages counts on: it has the same rules.
pub fn ago(ms: i64, now: i64) -> Markup {
    let exact = rfc3339(ms);
    let seconds = now.saturating_sub(ms) / 1000;
    let text = match seconds.unsigned_abs() {
        0 => "now".to_owned(),
        length => {
            let units = [(86_400, "d"), (3600, "h"), (60, "min"), (1, "s")];
            let (unit, name) = units.into_iter().find(|(unit, _)| length >= 2 * unit).unwrap_or((1, "s"));
            let length = format!("{} {name}", length / unit);
            if seconds > 0 { format!("{length} ago") } else { format!("in {length}") }
        }
    };
    html! { time.ago datetime=(exact) title=(exact) { (text) } }
}

/// `2026-11-28T20:27:49.123Z`. All times come from timestamps, so that each is one.
pub fn rfc3339(ms: i64) -> String {
    Timestamp::from_unix_millis(ms).unwrap_or_default().to_string()
}

#[cfg(test)]
mod tests {
    use super::{ago, bytes, bytes_of, count, number, span, time};

    #[test]
    fn numbers_have_as_many_digits_as_tell_something() {
        assert_eq!([0, 999, 1000, -1_234_567].map(count), ["0", "999", "1,000", "−1,234,567"]);
        assert_eq!(count(i64::MIN), "−9,223,372,036,854,775,808");
        let numbers = [0.0, 65_536.0, std::f64::consts::SQRT_2, 0.05, -2.5, 1e-7, 1e21, f64::INFINITY, f64::NAN];
        let texts = ["0", "65,536", "1.414", "0.05", "−2.5", "1.000e−7", "1.000e21", "∞", "NaN"];
        assert_eq!(numbers.map(number), texts);
        assert_eq!(number(123.456), "123.5");
        assert_eq!(number(123_456.7), "123,457");
    }

    #[test]
    fn bytes_have_the_unit_that_fits() {
        let sizes = [0.0, 1023.0, 1536.0, 4_294_967_296.0, 12_000_000.0, i64::MAX as f64, -2048.0];
        assert_eq!(sizes.map(bytes), ["0 B", "1,023 B", "1.5 KiB", "4 GiB", "11 MiB", "8 EiB", "−2 KiB"]);
        let of = |part, whole| <[String; 2]>::from(bytes_of(part, whole));
        assert_eq!(of(1536, 4096), ["1.5", "of 4 KiB"]);
        assert_eq!(of(0, 4096), ["0 B", "of 4 KiB"]);
    }

    #[test]
    fn spans_have_the_unit_that_fits() {
        let spans = [0, 250, 1000, 2500, 60_000, 90_000, 150_000, 3_600_000, 86_400_000, i64::MIN];
        let texts = ["0 ms", "250 ms", "1 s", "2.5 s", "1 min", "90 s", "2.5 min", "1 h", "1 d", "−106,751,991,167 d"];
        assert_eq!(spans.map(span), texts);
    }

    #[test]
    fn times_are_shown_from_the_first_to_the_last_year() {
        let shown = time(1_795_310_520_250).into_string();
        assert!(shown.ends_with(">2026-11-22 01:22:00 UTC</time>"), "{shown}");
        assert!(shown.contains("\"2026-11-22T01:22:00.250Z\""), "{shown}");
        assert!(time(253_402_300_799_999).into_string().ends_with(">9999-12-31 23:59:59 UTC</time>"));
        assert!(time(-62_135_596_800_000).into_string().ends_with(">0001-01-01 00:00:00 UTC</time>"));
        for (seconds, text) in [(0, "now"), (59, "59 s ago"), (119, "119 s ago"), (120, "2 min ago"), (-7200, "in 2 h")]
        {
            assert!(ago(0, seconds * 1000).into_string().ends_with(&format!(">{text}</time>")), "{seconds} {text}");
        }
    }
}
