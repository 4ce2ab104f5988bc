//! The busy time of processors.

use crate::Instant;
use core::num::NonZeroU64;
use vitalwire::dataflow::CpuTime;
use vitalwire::proto::Timestamp;

/// The busy time of all cores, from a counter of `HZ` ticks a second: each sample is a [`CpuTime`].
///
/// | the counter | `HZ` |
/// | --- | ---: |
/// | a timer that stops while the core sleeps | its frequency, such as 64,000,000 |
/// | the same on a watch crystal | 32,768 |
/// | busy ms that the program adds up | 1000 |
/// | Linux's `/proc/stat`, cut off to 32 bits | 100 (`getconf CLK_TCK`) |
///
/// It takes 24 bytes. A frequency of 0 doesn't compile.
///
/// ```
/// use vitalwire_agent::Instant;
/// use vitalwire_agent::meter::CpuMeter;
///
/// let mut cpu = CpuMeter::<32_768>::new();
/// cpu.record(16_384);
/// let sample = cpu.cut(Instant::from_millis(1000), None, |sample| Ok::<_, ()>(sample)).unwrap();
/// assert_eq!((sample.total_ms, sample.rate), (500, 0.0)); // a rate needs two samples
///
/// cpu.record(40_960);
/// let sample = cpu.cut(Instant::from_millis(2000), None, |sample| Ok::<_, ()>(sample)).unwrap();
/// assert_eq!((sample.total_ms, sample.rate), (1250, 0.75));
/// ```
///
/// ```compile_fail
/// let cpu = vitalwire_agent::meter::CpuMeter::<0>::new();
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct CpuMeter<const HZ: u32> {
    /// All busy ticks. The low half is what the counter showed last.
    ticks: u64,
    /// The ticks at the previous sample.
    sampled_ticks: u64,
    /// The time of the previous sample, in ms, and 1 more.
    sampled_at: Option<NonZeroU64>,
}

impl<const HZ: u32> CpuMeter<HZ> {
    /// 1000 and `HZ` without their common factors, so that usual frequencies need one division or none: a tick is
    /// `MS / TICKS` ms.
    const MS: u64 = 1000 / Self::COMMON as u64;
    const TICKS: u64 = (HZ / Self::COMMON) as u64;
    const COMMON: u32 = {
        assert!(HZ > 0, "a counter of CPU time has at least one tick a second");
        greatest_common_divisor(1000, HZ)
    };

    /// Creates a meter that has recorded nothing.
    #[must_use]
    pub const fn new() -> Self {
        let _is_above_0 = Self::COMMON;
        Self { ticks: 0, sampled_ticks: 0, sampled_at: None }
    }

    /// Records what the counter shows: the busy ticks of all cores since the machine's start, when it showed 0, modulo
    /// 2^32.
    ///
    /// Call it at least once every 2^32 busy ticks, in order: 67 s at 64 MHz if one core is always busy, 36 h at 32,768 Hz.
    pub const fn record(&mut self, busy_ticks: u32) {
        let passed = busy_ticks.wrapping_sub(self.ticks as u32);
        // 2^64 ticks are 9,000 years at 64 MHz.
        self.ticks = self.ticks.wrapping_add(passed as u64);
    }

    /// Hands over a sample of what was recorded until `now`. The next one follows on this one, or on the one before if
    /// `hand_over` fails.
    ///
    /// `total_ms` is exact, rounded down, and never falls. `rate` is the busy time since the previous sample over the time
    /// since then; 0 for the first sample, and if no time has passed or the clock has stepped back: then it's a first one again.
    ///
    /// # Errors
    /// The error of `hand_over`; nothing changes.
    pub fn cut<T, E>(
        &mut self,
        now: Instant,
        timestamp: Option<Timestamp>,
        hand_over: impl FnOnce(CpuTime) -> Result<T, E>,
    ) -> Result<T, E> {
        let now = NonZeroU64::MIN.saturating_add(now.as_millis());
        let elapsed = self.sampled_at.map_or(0, |earlier| now.get().saturating_sub(earlier.get()));
        let handed_over = hand_over(CpuTime { rate: self.rate(elapsed), timestamp, total_ms: self.total_ms() })?;
        // A rate needs time: what was busy in none counts for the next one.
        if self.sampled_at != Some(now) {
            self.sampled_ticks = self.ticks;
            self.sampled_at = Some(now);
        }
        Ok(handed_over)
    }

    fn rate(&self, elapsed_ms: u64) -> f64 {
        if elapsed_ms == 0 {
            return 0.0;
        }
        let ticks = self.ticks.wrapping_sub(self.sampled_ticks);
        (ticks as f64 * Self::MS as f64) / (elapsed_ms as f64 * Self::TICKS as f64)
    }

    fn total_ms(&self) -> u64 {
        let (whole, rest) = (self.ticks / Self::TICKS, self.ticks % Self::TICKS);
        whole.saturating_mul(Self::MS).saturating_add(rest * Self::MS / Self::TICKS)
    }
}

const fn greatest_common_divisor(mut a: u32, mut b: u32) -> u32 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}
