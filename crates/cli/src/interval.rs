//! Times on the command line.

use std::ops::RangeInclusive;
use std::time::Duration;

/// The longest interval.
pub const DAY: Duration = Duration::from_secs(86_400);

/// Parses an interval: from 0.1 s to a day.
pub fn parse_interval(text: &str) -> Result<Duration, String> {
    parse_time(text, Duration::from_millis(100)..=DAY)
}

/// Parses a time: a number of seconds, such as 10 or 0.5, or numbers with units, such as 10s, 1m or 1h 30m.
pub fn parse_time(text: &str, range: RangeInclusive<Duration>) -> Result<Duration, String> {
    let time =
        match text.parse() {
            Ok(seconds) => Duration::try_from_secs_f64(seconds).ok(),
            Err(_) => {
                let time = humantime::parse_duration(text);
                Some(time.map_err(
                    |_| "expected seconds, such as 10 or 0.5, or a time with its units, such as 10s or 1h 30m",
                )?)
            }
        };
    let (shortest, longest) = (*range.start(), *range.end());
    let expected = || {
        let [shortest, longest] = [shortest, longest].map(humantime::format_duration);
        format!("must be from {shortest} to {longest}")
    };
    time.filter(|time| range.contains(time)).ok_or_else(expected)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_has_a_unit_or_is_in_seconds() {
        for (text, millis) in [
            ("10", 10_000),
            ("10s", 10_000),
            ("0.25", 250),
            ("250ms", 250),
            ("1m", 60_000),
            ("1h 30m", 5_400_000),
            ("1h30m", 5_400_000),
            ("1day", 86_400_000),
        ] {
            assert_eq!(parse_interval(text), Ok(Duration::from_millis(millis)), "{text}");
        }
        for text in ["", "s", "soon", "10x", "1m 30", "10s!"] {
            assert!(parse_interval(text).is_err_and(|error| error.starts_with("expected seconds")), "{text}");
        }
        for text in ["0", "0.099", "-1", "99ms", "86401", "2days", "1e300", "inf", "NaN"] {
            assert_eq!(parse_interval(text), Err("must be from 100ms to 1day".to_owned()), "{text}");
        }
    }
}
