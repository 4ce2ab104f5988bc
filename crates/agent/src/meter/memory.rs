//! The memory in use.

use crate::time::{Instant, Steady};
use vitalwire::dataflow::MemInfo;
use vitalwire::proto::Timestamp;

/// The memory in use, integrated over time, and how often there wasn't enough: each sample is a [`MemInfo`].
///
/// It takes 32 bytes. The integral is exact: what is less than a GB·ms is carried over to the next sample. A GB is
/// 10^9 bytes.
///
/// ```
/// use vitalwire_agent::Instant;
/// use vitalwire_agent::meter::MemoryMeter;
///
/// let mut memory = MemoryMeter::new();
/// memory.record(Instant::from_millis(0), 12_000); // bytes
/// memory.record(Instant::from_millis(60_000), 8_000);
/// memory.record_oom();
/// let now = Instant::from_millis(120_000);
/// let sample = memory.cut(now, 16_384, None, |sample| Ok::<_, ()>(sample)).unwrap();
/// assert_eq!((sample.current_rss_bytes, sample.current_ooms), (8_000, 1));
/// assert_eq!(sample.total_gb_ms, 1); // 1.2, and 0.2 are carried
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct MemoryMeter {
    /// Whole GB·ms.
    gb_ms: u64,
    rss_bytes: u64,
    /// The time until which memory is integrated.
    until: Steady,
    /// What is less than a GB·ms, in byte·ms: below 10^9.
    carry: u32,
    /// Since the previous sample.
    ooms: u32,
}

impl MemoryMeter {
    /// Creates a meter that has recorded nothing.
    #[must_use]
    pub const fn new() -> Self {
        Self { gb_ms: 0, rss_bytes: 0, until: Steady::new(Instant::from_millis(0)), carry: 0, ooms: 0 }
    }

    /// Records that `rss_bytes` are in use from `now` on. A clock that steps back stands still; a time from 2^63 ms on is
    /// ignored.
    ///
    /// Before the first record, nothing is in use.
    pub fn record(&mut self, now: Instant, rss_bytes: u64) {
        self.advance(now);
        self.rss_bytes = rss_bytes;
    }

    /// Records that memory has run out. A sample counts at most 4,294,967,295 of these.
    pub const fn record_oom(&mut self) {
        self.ooms = self.ooms.saturating_add(1);
    }

    /// Hands over a sample as of `now`. The next one follows on this one, or on the one before if `hand_over` fails.
    ///
    /// `total_gb_ms` is exact, rounded down, and never falls; `current_ooms` are those since the previous sample.
    ///
    /// # Errors
    /// The error of `hand_over`; nothing changes.
    pub fn cut<T, E>(
        &mut self,
        now: Instant,
        limit_bytes: u64,
        timestamp: Option<Timestamp>,
        hand_over: impl FnOnce(MemInfo) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut next = self.clone();
        next.advance(now);
        let handed_over = hand_over(MemInfo {
            current_limit_bytes: limit_bytes,
            current_ooms: next.ooms.into(),
            current_rss_bytes: next.rss_bytes,
            timestamp,
            total_gb_ms: next.gb_ms,
        })?;
        *self = Self { ooms: 0, ..next };
        Ok(handed_over)
    }

    fn advance(&mut self, now: Instant) {
        let (gb_ms, carry) = integral(self.rss_bytes, self.until.passed(now), self.carry);
        self.gb_ms = self.gb_ms.saturating_add(gb_ms);
        self.carry = carry;
    }
}

const GIGA: u32 = 1_000_000_000;

/// Returns `bytes · ms + carry`, as whole GB·ms and the rest. The carry is below 10^9.
fn integral(bytes: u64, ms: u64, carry: u32) -> (u64, u32) {
    // A microcontroller's memory, for less than 49 days.
    if let (Ok(bytes), Ok(ms)) = (u32::try_from(bytes), u32::try_from(ms)) {
        return split(u64::from(bytes) * u64::from(ms) + u64::from(carry));
    }
    let (giga_ms, ms) = split(ms);
    let (gb, rest) = split(bytes);
    let (gb_ms, carry) = split(u64::from(rest) * u64::from(ms) + u64::from(carry));
    // The second product is below 2^64.
    let gb_ms = bytes.saturating_mul(giga_ms).saturating_add(gb.wrapping_mul(ms.into())).saturating_add(gb_ms);
    (gb_ms, carry)
}

/// Divides by 10^9, in 32 bits if that is enough.
#[cfg_attr(not(target_pointer_width = "64"), inline(never))] // Used four times: a call takes less flash.
fn split(value: u64) -> (u64, u32) {
    match u32::try_from(value) {
        Ok(value) => ((value / GIGA).into(), value % GIGA),
        Err(_) => (value / u64::from(GIGA), (value % u64::from(GIGA)) as u32),
    }
}
