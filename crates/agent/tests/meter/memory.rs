//! The memory in use.

use crate::{NoSpace, deliver, sure};
use arbitrary::{Result, Unstructured};
use arbtest::arbtest;
use vitalwire::dataflow::MemInfo;
use vitalwire_agent::Instant;
use vitalwire_agent::meter::MemoryMeter;

const GB: u128 = 1_000_000_000;

/// Σ bytes · ms is exact, with what isn't handed over yet: the total is its quotient by 10^9, never falls, and stays at
/// the last that fits. Whichever hand-overs fail, each time without memory is in one sample.
#[test]
fn integrals_are_exact() {
    arbtest(|u| {
        let mut meter = MemoryMeter::new();
        let mut plain = Plain::default();
        let (mut now, mut earlier_total) = (0_u64, 0_u64);
        let (mut ooms, mut reported_ooms) = (0_i64, 0_i64);
        for _ in 0..u.arbitrary_len::<[u64; 3]>()? {
            now = match u.int_in_range(0..=9)? {
                0 => now,
                1 => now.saturating_sub(any_size(u)?),
                _ => now.saturating_add(any_size(u)?).min((1 << 63) - 1),
            };
            match u.int_in_range(0..=4)? {
                0 => {
                    meter.record_oom();
                    ooms += 1;
                }
                1 | 2 => {
                    let rss_bytes = any_size(u)?;
                    meter.record(Instant::from_millis(now), rss_bytes);
                    plain.record(now, rss_bytes);
                }
                _ => {
                    let (before, limit_bytes, succeeds) = (meter.clone(), u.arbitrary()?, u.arbitrary()?);
                    let outcome =
                        meter.cut(Instant::from_millis(now), limit_bytes, None, |sample| deliver(sample, succeeds));
                    let Ok(sample) = outcome else {
                        assert_eq!(meter, before);
                        continue;
                    };
                    plain.record(now, plain.rss_bytes);
                    let expected = MemInfo {
                        current_limit_bytes: limit_bytes,
                        current_ooms: ooms - reported_ooms,
                        current_rss_bytes: plain.rss_bytes,
                        timestamp: None,
                        total_gb_ms: u64::try_from(plain.byte_ms / GB).unwrap_or(u64::MAX),
                    };
                    assert_eq!(sample, expected);
                    assert!(sample.total_gb_ms >= earlier_total);
                    (earlier_total, reported_ooms) = (sample.total_gb_ms, ooms);
                }
            }
        }
        Ok(())
    });
}

/// Numbers of all lengths, those of 30 to 34 bits more often: there 10^9 and 2^32 are.
fn any_size(u: &mut Unstructured<'_>) -> Result<u64> {
    let bits = if u.arbitrary()? { u.int_in_range(30..=34)? } else { u.int_in_range(1..=64)? };
    Ok(u.arbitrary::<u64>()? >> (64 - bits))
}

/// A sum in 128 bits.
#[derive(Default)]
struct Plain {
    byte_ms: u128,
    rss_bytes: u64,
    until: u64,
}

impl Plain {
    fn record(&mut self, now: u64, rss_bytes: u64) {
        let until = self.until.max(now);
        self.byte_ms += u128::from(self.rss_bytes) * u128::from(until - self.until);
        (self.until, self.rss_bytes) = (until, rss_bytes);
    }
}

/// 8 KB for a minute are half a GB·ms: two samples of three have nothing new, and nothing is lost.
#[test]
fn what_is_less_than_a_unit_is_carried() {
    let mut meter = MemoryMeter::new();
    meter.record(Instant::from_millis(0), 8192);
    let totals = [1, 2, 3, 4, 5].map(|minute| {
        let sample = sure(meter.cut(Instant::from_millis(60_000 * minute), 16_384, None, Ok));
        sample.total_gb_ms
    });
    assert_eq!(totals, [0, 0, 1, 1, 2]);
}

#[test]
fn a_failed_hand_over_keeps_what_happened() {
    let mut meter = MemoryMeter::new();
    meter.record(Instant::from_millis(1000), 2_000_000_000);
    meter.record_oom();
    let before = meter.clone();
    assert_eq!(meter.cut(Instant::from_millis(2000), 0, None, |_| Err::<(), _>(NoSpace)), Err(NoSpace));
    assert_eq!(meter, before);
    meter.record_oom();
    let sample = sure(meter.cut(Instant::from_millis(3000), 0, None, Ok));
    assert_eq!((sample.current_ooms, sample.total_gb_ms), (2, 4000));
    assert_eq!(sure(meter.cut(Instant::from_millis(3000), 0, None, Ok)).current_ooms, 0);
}

#[test]
fn a_time_that_is_none_does_no_harm() {
    let mut meter = MemoryMeter::new();
    meter.record(Instant::from_millis(1000), 2_000_000_000);
    for nonsense in [u64::MAX, 1 << 63] {
        assert_eq!(sure(meter.cut(Instant::from_millis(nonsense), 0, None, Ok)).total_gb_ms, 0);
        meter.record(Instant::from_millis(nonsense), 2_000_000_000);
    }
    assert_eq!(sure(meter.cut(Instant::from_millis(3000), 0, None, Ok)).total_gb_ms, 4000);
}
