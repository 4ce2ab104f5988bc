//! Times and spans as integers: ms.

use crate::time::seconds_and_millis;
use core::time::Duration;
use vitalwire::proto::Timestamp;

/// Returns a duration in ms, rounded up, or the most that there is: 49 days.
#[inline(never)] // Used by all: calls take less flash.
pub(super) fn millis(duration: Duration) -> u32 {
    let whole = u32::try_from(duration.as_secs()).ok().and_then(|seconds| seconds.checked_mul(1000));
    let millis = whole.and_then(|whole| whole.checked_add(duration.subsec_nanos().div_ceil(1_000_000)));
    millis.unwrap_or(u32::MAX)
}

/// Returns how much true time has passed, at least and at most, while the worker's clock went from one time to another,
/// or 0: it may be wrong by 100 ppm, and doesn't count parts of a ms.
#[inline(never)] // As above.
pub(super) fn passed(from: u64, to: u64) -> (u64, u64) {
    /// More than there is until the year 10000, and few enough to calculate with.
    const AGES: u64 = 1 << 48;
    /// 100 ppm, rounded up, in units of 2⁻²⁶: there's no division.
    const RATE: u64 = 6712;
    let elapsed = to.saturating_sub(from).min(AGES);
    // What the shift leaves out, and the parts of a ms at both ends.
    let error = ((elapsed * RATE) >> 26) + 2;
    (elapsed.saturating_sub(error), elapsed + error)
}

/// Returns the ms since the start of year 1, rounded down.
#[inline(never)] // As above.
pub(super) const fn since_year_1(time: Timestamp) -> u64 {
    let seconds = time.seconds().wrapping_sub(Timestamp::MIN.seconds()) as u64;
    seconds * 1000 + (time.nanos() / 1_000_000) as u64
}

/// Returns the time that many ms, below 2⁵⁸, after the start of year 1, or the latest that there is.
#[inline(never)] // As above.
pub(super) fn timestamp(millis: u64) -> Timestamp {
    let (seconds, rest) = seconds_and_millis(millis);
    // At most u64::MAX / 1000, which leaves space for the sum.
    Timestamp::new(Timestamp::MIN.seconds() + seconds as i64, rest * 1_000_000).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::{millis, passed, since_year_1, timestamp};
    use arbtest::arbtest;
    use core::time::Duration;
    use vitalwire::proto::Timestamp;

    #[test]
    fn durations_are_rounded_up() {
        let longest = Duration::from_millis(u32::MAX.into());
        for (duration, expected) in [
            (Duration::ZERO, 0),
            (Duration::from_nanos(1), 1),
            (Duration::from_millis(1), 1),
            (Duration::new(1, 999_000_001), 2000),
            (longest, u32::MAX),
            (longest + Duration::from_nanos(1), u32::MAX),
            (longest - Duration::from_nanos(1), u32::MAX),
            (Duration::MAX, u32::MAX),
        ] {
            assert_eq!(millis(duration), expected, "{duration:?}");
        }
    }

    #[test]
    fn clocks_are_wrong_by_100_ppm_and_1_ms() {
        arbtest(|u| {
            let (from, elapsed) = (u.arbitrary::<u64>()?, u.arbitrary::<u64>()? >> u.int_in_range(0..=63)?);
            let elapsed = elapsed.min(u64::MAX - from);
            let (least, most) = passed(from, from + elapsed);
            // What a clock reads that ran for `elapsed` and less than 1 ms more, or less, is 9999 to 10,001 parts in
            // 10,000.
            let elapsed = u128::from(elapsed.min(1 << 48));
            assert!(u128::from(most) * 9999 > (elapsed + 1) * 10_000, "{elapsed}");
            assert!(u128::from(least) * 10_001 <= elapsed.saturating_sub(1) * 10_000, "{elapsed}");
            // Not much more than is needed.
            assert!(u128::from(most) * 99_989 <= (elapsed + 3) * 100_000, "{elapsed}");
            assert_eq!(u128::from(least), (2 * elapsed).saturating_sub(most.into()));
            Ok(())
        });
        assert_eq!((passed(7, 7), passed(8, 7), passed(0, 3)), ((0, 2), (0, 2), (1, 5)));
    }

    #[test]
    fn timestamps_become_ms_and_come_back() {
        assert_eq!((since_year_1(Timestamp::MIN), timestamp(0)), (0, Timestamp::MIN));
        let latest = since_year_1(Timestamp::MAX);
        assert_eq!((latest, timestamp(latest + 1)), (315_537_897_599_999, Timestamp::MAX));
        assert_eq!(timestamp((1 << 58) - 1), Timestamp::MAX);
        arbtest(|u| {
            let millis = u.int_in_range(0..=latest)?;
            let expected = i64::try_from(millis)
                .ok()
                .and_then(|millis| Timestamp::from_unix_millis(millis + Timestamp::MIN.seconds() * 1000).ok());
            assert_eq!(Some(timestamp(millis)), expected);
            assert_eq!(since_year_1(timestamp(millis)), millis);
            Ok(())
        });
    }
}
