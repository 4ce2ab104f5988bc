//! The busy time of processors.

use crate::{NoSpace, deliver, sure};
use arbitrary::{Result, Unstructured};
use arbtest::arbtest;
use vitalwire::dataflow::CpuTime;
use vitalwire::proto::Timestamp;
use vitalwire_agent::Instant;
use vitalwire_agent::meter::CpuMeter;

/// The total is the exact quotient of all ticks, however often the counter wraps, and whichever hand-overs fail; a rate is
/// that since the sample that was handed over last.
#[test]
fn totals_are_exact_and_rates_are_those_since_the_last_sample() {
    macro_rules! check {
        ($($hz:literal)+) => {{
            let checks: &[fn(&mut Unstructured<'_>) -> Result<()>] = &[$( check::<$hz> ),+];
            arbtest(|u| u.choose(checks)?(u));
        }};
    }
    check! { 1 3 7 100 999 1000 1001 1024 32_768 1_000_000 48_000_000 64_000_000 4_294_967_291 4_294_967_295 }
}

fn check<const HZ: u32>(u: &mut Unstructured<'_>) -> Result<()> {
    let mut meter = CpuMeter::<HZ>::new();
    let (mut ticks, mut now) = (0_u128, 0_u64);
    // The ticks, the time and the total of the sample before.
    let mut previous: Option<(u128, u64, u64)> = None;
    for _ in 0..u.arbitrary_len::<[u64; 3]>()? {
        let passed = if u.arbitrary()? { u.arbitrary::<u32>()? } else { u.arbitrary::<u8>()?.into() };
        ticks += u128::from(passed);
        meter.record(ticks as u32);
        now = match u.int_in_range(0..=9)? {
            0 => now,
            1 => now.saturating_sub(u.arbitrary::<u16>()?.into()),
            2 => now.saturating_add(u.arbitrary::<u64>()? >> 8),
            _ => now + u64::from(u.arbitrary::<u16>()?),
        };
        let (before, succeeds) = (meter.clone(), u.arbitrary()?);
        let timestamp = Timestamp::new(u.arbitrary::<i32>()?.into(), 0).ok();
        let Ok(sample) = meter.cut(Instant::from_millis(now), timestamp, |sample| deliver(sample, succeeds)) else {
            assert_eq!(meter, before);
            continue;
        };
        let total_ms = (ticks * 1000 / u128::from(HZ)) as u64;
        assert_eq!((sample.total_ms, sample.timestamp), (total_ms, timestamp));
        let rate = match previous {
            Some((earlier_ticks, earlier, earlier_total)) => {
                assert!(sample.total_ms >= earlier_total);
                rate::<HZ>(ticks - earlier_ticks, now.saturating_sub(earlier))
            }
            None => 0.0,
        };
        assert!((sample.rate - rate).abs() <= 4.0 * f64::EPSILON * rate, "{} and {rate}", sample.rate);
        // What was busy in no time counts for the next rate; a clock that has stepped back starts again.
        previous = match previous {
            Some((earlier_ticks, earlier, _)) if earlier == now => Some((earlier_ticks, earlier, total_ms)),
            _ => Some((ticks, now, total_ms)),
        };
    }
    Ok(())
}

/// To within a few units in the last place.
fn rate<const HZ: u32>(ticks: u128, elapsed_ms: u64) -> f64 {
    let (busy, elapsed) = (ticks * 1000, u128::from(HZ) * u128::from(elapsed_ms));
    if elapsed == 0 { 0.0 } else { busy as f64 / elapsed as f64 }
}

#[test]
fn a_failed_hand_over_changes_nothing() {
    let mut meter = CpuMeter::<100>::new();
    meter.record(250);
    let before = meter.clone();
    assert_eq!(meter.cut(Instant::from_millis(5000), None, |_| Err::<(), _>(NoSpace)), Err(NoSpace));
    assert_eq!(meter, before);
    let sample = sure(meter.cut(Instant::from_millis(6000), None, Ok));
    assert_eq!(sample, CpuTime { rate: 0.0, timestamp: None, total_ms: 2500 });
}

/// 2^32 ms are 49 days.
#[test]
fn a_gap_may_be_as_long_as_it_likes() {
    let mut meter = CpuMeter::<1000>::new();
    sure(meter.cut(Instant::from_millis(0), None, Ok));
    meter.record(1 << 31);
    let sample = sure(meter.cut(Instant::from_millis(1 << 33), None, Ok));
    assert_eq!((sample.rate, sample.total_ms), (0.25, 1 << 31));
}

/// The first sample has no rate, at whichever time it is taken.
#[test]
fn no_time_is_special() {
    for first in [0, 1, u64::MAX - 1] {
        let mut meter = CpuMeter::<1000>::new();
        meter.record(500);
        assert_eq!(sure(meter.cut(Instant::from_millis(first), None, Ok)).rate, 0.0);
        meter.record(501);
        assert_eq!(sure(meter.cut(Instant::from_millis(first), None, Ok)).rate, 0.0, "no time has passed");
        meter.record(503);
        let rate = sure(meter.cut(Instant::from_millis(first.saturating_add(4)), None, Ok)).rate;
        assert_eq!(rate, if first > u64::MAX - 2 { 0.0 } else { 0.75 }, "since the first sample");
    }
}
