//! Random times, durations and outcomes, often near a bound.

use arbitrary::{Result, Unstructured};
use core::time::Duration;
use vitalwire::dataflow::WorkerHealthReportResponse;
use vitalwire::proto::{self, Timestamp};
use vitalwire::rpc::Outcome;
use vitalwire_agent::Instant;

pub fn number(u: &mut Unstructured<'_>) -> Result<u64> {
    const BOUNDS: [u64; 7] = [0, 1000, 600_000, 1 << 32, 86_400_000, 1 << 63, u64::MAX];
    let number = match u.int_in_range(0..=3)? {
        0 => u.choose(&BOUNDS)?.wrapping_add_signed(u.int_in_range(-2..=2)?),
        _ => u.arbitrary::<u64>()? >> u.int_in_range(0..=63)?,
    };
    Ok(number)
}

/// Later times are ignored.
const LAST: u64 = (1 << 63) - 1;

/// A time that is often a little later or earlier than `last`.
pub fn instant(u: &mut Unstructured<'_>, last: Instant) -> Result<Instant> {
    let millis = match u.int_in_range(0..=7)? {
        0 => number(u)?,
        1 => last.as_millis().saturating_sub(u.int_in_range(0..=100_000)?),
        _ => last.as_millis().saturating_add(u.int_in_range(0..=400_000)?),
    };
    Ok(Instant::from_millis(millis.min(LAST)))
}

pub fn duration(u: &mut Unstructured<'_>) -> Result<Duration> {
    Ok(match u.int_in_range(0..=3)? {
        0 => Duration::new(number(u)?, u.int_in_range(0..=999_999_999)?),
        1 => Duration::from_nanos(number(u)?),
        _ => Duration::from_secs(u.int_in_range(0..=4000)?),
    })
}

pub fn outcome(u: &mut Unstructured<'_>) -> Result<Outcome> {
    Ok(match u.int_in_range(0..=6)? {
        0 => Outcome::TooLarge,
        1 => Outcome::Unauthenticated,
        2 => Outcome::Rejected { code: None },
        3 => Outcome::Accepted,
        4 => Outcome::Retry { after: Some(duration(u)?) },
        _ => Outcome::Retry { after: None },
    })
}

/// A response with any interval, sometimes with a negative one.
pub fn response(u: &mut Unstructured<'_>) -> Result<WorkerHealthReportResponse> {
    let duration = proto::Duration::try_from(duration(u)?).unwrap_or(proto::Duration::MAX);
    Ok(WorkerHealthReportResponse {
        report_interval: match u.int_in_range(0..=7)? {
            0 => None,
            1 => Some(-duration),
            _ => Some(duration),
        },
    })
}

pub fn timestamp(u: &mut Unstructured<'_>) -> Result<Timestamp> {
    const BOUNDS: [Timestamp; 3] = [Timestamp::MIN, Timestamp::UNIX_EPOCH, Timestamp::MAX];
    let bound = u.choose(&BOUNDS)?.seconds();
    let seconds = match u.int_in_range(0..=2)? {
        0 => bound + u.int_in_range(-2..=2)?,
        1 => u.int_in_range(Timestamp::MIN.seconds()..=Timestamp::MAX.seconds())?,
        _ => 1_795_310_520 + u.int_in_range(-5000..=5000)?,
    };
    let nanos = *u.choose(&[0, 1, 999_999, 1_000_000, 999_999_999])?;
    Ok(Timestamp::new(seconds, nanos).unwrap_or(Timestamp::MAX))
}
