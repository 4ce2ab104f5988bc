//! Sums, differences and the order of times and durations, compared with 128-bit nanoseconds.

use arbitrary::{Result, Unstructured};
use core::time;
use std::time::SystemTime;
use vitalwire::BuildError;
use vitalwire::proto::{Duration, TimeDelta, Timestamp};
use vitalwire_testing::property;
use vitalwire_testing::sample;

const SECOND: i128 = 1_000_000_000;

fn since_1970(moment: Timestamp) -> i128 {
    i128::from(moment.seconds()) * SECOND + i128::from(moment.nanos())
}

fn total(duration: Duration) -> i128 {
    i128::from(duration.seconds()) * SECOND + i128::from(duration.nanos())
}

fn moment(nanos: i128) -> Option<Timestamp> {
    let seconds = i64::try_from(nanos.div_euclid(SECOND)).ok()?;
    Timestamp::new(seconds, nanos.rem_euclid(SECOND) as u32).ok()
}

fn duration(nanos: i128) -> Option<Duration> {
    Duration::new(i64::try_from(nanos / SECOND).ok()?, (nanos % SECOND) as i32).ok()
}

/// Makes a duration of any length, often a long one or one below a second.
fn core_duration(u: &mut Unstructured<'_>) -> Result<time::Duration> {
    let seconds = sample::integer(u, 0, u64::MAX.into())? >> u.int_in_range(0..=63)?;
    Ok(time::Duration::new(seconds as u64, sample::integer(u, 0, SECOND - 1)? as u32))
}

/// Checks all sums of a moment and a duration, and of two durations.
fn adds(start: Timestamp, length: Duration, delta: impl Into<TimeDelta> + Copy, nanos: i128) {
    let (earliest, latest) = (since_1970(Timestamp::MIN), since_1970(Timestamp::MAX));
    let (shortest, longest) = (total(Duration::MIN), total(Duration::MAX));
    let (later, earlier) = (since_1970(start) + nanos, since_1970(start) - nanos);
    assert_eq!(start.checked_add(delta), moment(later));
    assert_eq!(start.checked_sub(delta), moment(earlier));
    assert_eq!(Some(start.saturating_add(delta)), moment(later.clamp(earliest, latest)));
    assert_eq!(Some(start.saturating_sub(delta)), moment(earlier.clamp(earliest, latest)));

    let (sum, difference) = (total(length) + nanos, total(length) - nanos);
    assert_eq!(length.checked_add(delta), duration(sum));
    assert_eq!(length.checked_sub(delta), duration(difference));
    assert_eq!(Some(length.saturating_add(delta)), duration(sum.clamp(shortest, longest)));
    assert_eq!(Some(length.saturating_sub(delta)), duration(difference.clamp(shortest, longest)));
}

#[test]
fn sums_are_those_of_nanoseconds() {
    property(|u| {
        let (start, length) = (*sample::value::<Timestamp>(u), *sample::value::<Duration>(u));
        let delta = *sample::value::<Duration>(u);
        adds(start, length, delta, total(delta));
        let delta = core_duration(u)?;
        adds(start, length, delta, i128::try_from(delta.as_nanos()).expect("94 bits"));
        Ok(())
    });
}

#[test]
fn sums_at_the_ends_of_the_ranges() {
    for start in [Timestamp::MIN, Timestamp::UNIX_EPOCH, Timestamp::MAX] {
        for length in [Duration::MIN, Duration::ZERO, Duration::MAX] {
            for delta in [Duration::MIN, Duration::from_millis(-1), Duration::ZERO, Duration::MAX] {
                adds(start, length, delta, total(delta));
            }
            for delta in [
                time::Duration::ZERO,
                time::Duration::from_nanos(1),
                // From one end to the other, of timestamps and of durations, and a nanosecond more.
                time::Duration::new(315_537_897_599, 999_999_999),
                time::Duration::new(315_537_897_600, 0),
                time::Duration::new(631_152_000_001, 999_999_998),
                time::Duration::new(631_152_000_001, 999_999_999),
                time::Duration::MAX,
            ] {
                adds(start, length, delta, i128::try_from(delta.as_nanos()).expect("94 bits"));
            }
        }
    }
    let from_end_to_end = time::Duration::new(315_537_897_599, 999_999_999);
    assert_eq!(Timestamp::MIN.checked_add(from_end_to_end), Some(Timestamp::MAX));
    let from_end_to_end = time::Duration::new(631_152_000_001, 999_999_998);
    assert_eq!(Duration::MIN.checked_add(from_end_to_end), Some(Duration::MAX));
}

#[test]
fn differences_have_a_sign() {
    property(|u| {
        let [one, other] = [*sample::value::<Timestamp>(u), *sample::value::<Timestamp>(u)];
        let since = one.duration_since(other);
        assert_eq!(total(since), since_1970(one) - since_1970(other));
        assert_eq!(one - other, since);
        assert_eq!(other.checked_add(since), Some(one));
        assert_eq!(one.checked_sub(since), Some(other));
        assert_eq!(other - one, -since);
        Ok(())
    });
    assert_eq!(Timestamp::MAX - Timestamp::MIN, duration(315_537_897_600 * SECOND - 1).expect("a duration"));
    assert_eq!(Timestamp::MIN - Timestamp::MAX, duration(1 - 315_537_897_600 * SECOND).expect("a duration"));
}

#[test]
fn milliseconds_are_rounded() {
    let check = |moment: Timestamp, duration: Duration| {
        assert_eq!(i128::from(moment.unix_millis()), since_1970(moment).div_euclid(1_000_000));
        assert_eq!(i128::from(duration.as_millis()), total(duration) / 1_000_000);
        let whole = Timestamp::from_unix_millis(moment.unix_millis()).expect("a time in the range");
        assert!(whole <= moment && since_1970(moment) - since_1970(whole) < 1_000_000);
    };
    check(Timestamp::MIN, Duration::MIN);
    check(Timestamp::MAX, Duration::MAX);
    property(|u| {
        check(*sample::value::<Timestamp>(u), *sample::value::<Duration>(u));
        let millis = u.arbitrary()?;
        assert_eq!(Duration::from_millis(millis).as_millis(), i64::from(millis));
        Ok(())
    });
}

#[test]
fn signs_are_turned() {
    property(|u| {
        let length = *sample::value::<Duration>(u);
        assert_eq!(total(-length), -total(length));
        assert_eq!(total(length.abs()), total(length).abs());
        assert_eq!(length.unsigned_abs().as_nanos(), total(length).unsigned_abs());
        Ok(())
    });
    assert_eq!((-Duration::MIN, Duration::MIN.abs()), (Duration::MAX, Duration::MAX));
}

#[test]
fn times_are_in_order() {
    property(|u| {
        let moments = [*sample::value::<Timestamp>(u), *sample::value::<Timestamp>(u)];
        assert_eq!(moments[0].cmp(&moments[1]), since_1970(moments[0]).cmp(&since_1970(moments[1])));
        let lengths = [*sample::value::<Duration>(u), *sample::value::<Duration>(u)];
        assert_eq!(lengths[0].cmp(&lengths[1]), total(lengths[0]).cmp(&total(lengths[1])));
        Ok(())
    });
    let ascending = [i128::MIN, -1_500_000_000, -SECOND, -999_999_999, -1, 0, 1, 999_999_999, SECOND, i128::MAX]
        .map(|nanos| duration(nanos.clamp(total(Duration::MIN), total(Duration::MAX))).expect("a duration"));
    assert!(ascending.is_sorted_by(|shorter, longer| shorter < longer));
}

#[test]
fn clocks_are_read_and_set() {
    property(|u| {
        let moment = *sample::value::<Timestamp>(u);
        let time = SystemTime::try_from(moment).expect("a time that Linux has");
        assert_eq!(Timestamp::try_from(time), Ok(moment));
        let since = match time.duration_since(SystemTime::UNIX_EPOCH) {
            Ok(after) => i128::try_from(after.as_nanos()).expect("94 bits"),
            Err(before) => -i128::try_from(before.duration().as_nanos()).expect("94 bits"),
        };
        assert_eq!(since, since_1970(moment));
        Ok(())
    });
    let year_0 = SystemTime::UNIX_EPOCH - time::Duration::new(62_135_596_800, 1);
    let out_of_range = Err(BuildError::OutOfRange("a timestamp in the years 1 to 9999"));
    assert_eq!(Timestamp::try_from(year_0), out_of_range);
    let year_10000 = SystemTime::UNIX_EPOCH + time::Duration::from_secs(253_402_300_800);
    assert_eq!(Timestamp::try_from(year_10000), out_of_range);
}
