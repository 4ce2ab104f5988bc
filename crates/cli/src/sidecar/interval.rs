//! Intervals on the command line.

use std::time::Duration;

/// Parses an interval in seconds.
pub fn parse_interval(text: &str) -> Result<Duration, &'static str> {
    let seconds = text.parse().map_err(|_| "expected a number of seconds")?;
    Duration::try_from_secs_f64(seconds)
        .ok()
        .filter(|interval| (Duration::from_millis(100)..=Duration::from_secs(86_400)).contains(interval))
        .ok_or("must be from 0.1 s to a day")
}
