//! The time between routine reports.

use super::millis::millis;
use super::seed::Seed;
use super::spread::{DAY, floor, pause};
use crate::time::{Instant, Steady};
use core::ops::RangeInclusive;
use core::time::Duration;
use vitalwire::BuildError;
use vitalwire::dataflow::WorkerHealthReportResponse;
use vitalwire::rpc::Outcome;

/// When the next routine report is due: once in an interval that the backend can set, at a moment of the worker's own.
///
/// The first report is due at that moment of the interval after the start, and all others at the same moment of theirs:
/// the worker's slots. Slots that were missed are skipped. A report that failed isn't sent again at once: the next one is
/// the retry. So a fleet is never busier than usual, however long an outage was. Health is simply newer then; what was
/// [cut](crate::meter) from meters has to be kept until a report with it was accepted.
///
/// Call [`sent`](Self::sent) when a report is sent, [`settle`](Self::settle) when its outcome is known, and
/// [`apply`](Self::apply) with each response that may have an interval.
///
/// ```
/// use core::time::Duration;
/// use vitalwire::dataflow::WorkerHealthReportResponse;
/// use vitalwire::rpc::Outcome;
/// use vitalwire_agent::Instant;
/// use vitalwire_agent::schedule::{Rhythm, Seed};
///
/// let (seconds, millis) = (Duration::from_secs, Instant::from_millis);
/// let mut rhythm = Rhythm::new(Seed::from_id(b"boiler-7"), seconds(60), seconds(5)..=seconds(3600), millis(0))?;
/// assert_eq!(rhythm.poll(millis(0)), Some(millis(3_896))); // within the first minute
/// assert_eq!(rhythm.poll(millis(3_896)), None); // due
///
/// rhythm.sent(millis(3_900));
/// rhythm.settle(Outcome::Retry { after: None }, millis(4_000), 0);
/// assert_eq!(rhythm.poll(millis(4_000)), Some(millis(63_896)));
/// assert_eq!(rhythm.poll(millis(500_000)), None); // It was switched off, or busy.
/// rhythm.sent(millis(500_000));
/// assert_eq!(rhythm.poll(millis(500_000)), Some(millis(543_896)));
///
/// // A new interval, and a new moment within it.
/// rhythm.apply(&WorkerHealthReportResponse { report_interval: Some("300s".parse()?) }, millis(500_000))?;
/// assert_eq!(rhythm.poll(millis(500_000)), Some(millis(576_662)));
/// # Ok::<(), vitalwire::BuildError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Rhythm {
    clock: Steady,
    /// The slot of the next report that isn't a quick retry.
    slot: u64,
    /// How long before the slot a quick retry is due: 0 if there is none, and at most `slot`.
    early: u32,
    /// From `shortest` to `longest`.
    interval: u32,
    /// Above 0, and at most `longest`.
    shortest: u32,
    longest: u32,
    seed: Seed,
    /// How many quick retries this report still has.
    retries: u8,
    /// Whether the backend has asked for no report before the one that is due next.
    is_held: bool,
    /// Whether no report was sent since the interval has changed.
    is_redrawn: bool,
}

/// The shortest interval at which there are quick retries, in ms: 10 minutes.
const LONG: u32 = 600_000;
/// The quick retries of a report.
const RETRIES: u8 = 2;
/// The longest pause before the first quick retry, in ms; before the next one it's four times that.
const FIRST_RETRY: u32 = 60_000;

impl Rhythm {
    /// Creates a rhythm of one report every `interval`, until the backend sets another. Intervals are clamped to
    /// `range`, and are whole ms, rounded up, of at most 49 days.
    ///
    /// The first report is due when the [phase](Seed::phase) of the seed has passed after `now`.
    ///
    /// # Errors
    /// [`BuildError::OutOfRange`] if `range` is empty or starts at 0.
    pub fn new(
        mut seed: Seed,
        interval: Duration,
        range: RangeInclusive<Duration>,
        now: Instant,
    ) -> Result<Self, BuildError> {
        let (shortest, longest) = (millis(*range.start()), millis(*range.end()));
        if shortest == 0 || shortest > longest {
            return Err(BuildError::OutOfRange("a shortest interval above 0, and no longer than the longest"));
        }
        let interval = clamp(interval, shortest, longest);
        let mut clock = Steady::new(now);
        let slot = clock.at(now) + u64::from(seed.draw(interval));
        let (is_held, is_redrawn) = (false, false);
        Ok(Self { clock, slot, early: 0, interval, shortest, longest, seed, retries: 0, is_held, is_redrawn })
    }

    /// Returns `None` if a report is due, or the time after `now` at which the next one will be.
    #[must_use]
    pub fn poll(&mut self, now: Instant) -> Option<Instant> {
        self.clock.poll(self.due(), now)
    }

    /// Records that the report that is due is being sent: the next one is due at the worker's next slot after `now`. If
    /// none is due, nothing changes: what else the worker sends takes no slot.
    ///
    /// Call this also if a report can't be sent because there's no connection, and let `settle` know. Otherwise all
    /// workers behind one router report at once when it's back.
    pub fn sent(&mut self, now: Instant) {
        let now = self.clock.at(now);
        if self.due() > now {
            return;
        }
        if self.slot <= now {
            self.retries = RETRIES;
        }
        self.early = 0;
        self.is_held = false;
        self.is_redrawn = false;
        self.skip_past(now);
    }

    /// Records the outcome of a report. Slots that have passed since it was sent are skipped.
    ///
    /// | outcome | the next report |
    /// | --- | --- |
    /// | to be retried, interval below 10 minutes | at the next slot |
    /// | to be retried, interval of 10 minutes or more | twice before the next slot, if that is far enough: after 30 to 60 s, and then after 2 to 4 minutes |
    /// | to be retried, but not before some time has passed | at the first slot after that; a quick retry waits up to half of that time longer |
    /// | any other | at the next slot |
    ///
    /// Slots need no further spread, even if the backend tells all workers to come back at the same time: each comes at
    /// its own moment of the interval after that. A quick retry has only `entropy` for it, of which all bits should be
    /// random.
    ///
    /// No response silences a worker for longer than a day, or the range's longest interval if that is longer: then the
    /// next slot is the first one.
    pub fn settle(&mut self, outcome: Outcome, now: Instant, entropy: u32) {
        let now = self.clock.at(now);
        self.early = 0;
        let Some(floor) = floor(outcome, self.longest.max(DAY)) else { return self.skip_past(now) };
        self.is_held = floor > 0;
        self.skip_past(now + u64::from(floor.saturating_sub(1)));
        if self.interval < LONG || self.retries == 0 {
            return;
        }
        let span = if self.retries == RETRIES { FIRST_RETRY } else { 4 * FIRST_RETRY };
        self.retries -= 1;
        // If the slot comes first, it is the retry.
        let early = self.slot.saturating_sub(now + u64::from(pause(span, floor, entropy)));
        self.early = u32::try_from(early).unwrap_or(u32::MAX);
    }

    /// Records the outcome of another request, after which the backend may want no report for some time, either.
    pub(crate) fn hold(&mut self, outcome: Outcome, now: Instant) {
        let now = self.clock.at(now);
        if let Some(floor @ 1..) = floor(outcome, self.longest.max(DAY)) {
            (self.early, self.is_held) = (0, true);
            self.skip_past(now + u64::from(floor - 1));
        }
    }

    /// Applies the interval that the backend requests, clamped to the range. A response without an interval, with one
    /// of 0, or with the present one, changes nothing.
    ///
    /// A new interval has new slots. All moments of it must be equally likely, or the fleet would be uneven for as long
    /// as it lasts: the first report after `now` is due within a span of one interval. That span doesn't begin at once,
    /// but after the shorter one of both intervals. If it did, each worker that hears of the new interval would report
    /// once more than it did at the old one or does at the new one, and at the end of the change the fleet would be up
    /// to twice as busy. So no two reports are closer than the shorter interval, and the first is due within the sum of both
    /// after the response.
    ///
    /// Before that report is sent, a further change can make it earlier, but not later: however often intervals change,
    /// reports are sent. If the backend has asked for no report before some time, that holds. A quick retry isn't kept.
    ///
    /// # Errors
    /// [`BuildError::OutOfRange`] for a negative interval; nothing changes.
    pub fn apply(&mut self, response: &WorkerHealthReportResponse, now: Instant) -> Result<(), BuildError> {
        let Some(interval) = response.new_interval()? else { return Ok(()) };
        let interval = clamp(interval, self.shortest, self.longest);
        if interval == self.interval {
            return Ok(());
        }
        let silence = interval.min(self.interval);
        let slot = self.clock.at(now) + u64::from(silence) + u64::from(self.seed.draw(interval));
        let is_kept = if slot < self.slot { self.is_held } else { self.is_redrawn };
        if !is_kept {
            self.slot = slot;
        }
        self.interval = interval;
        self.early = 0;
        self.is_redrawn = true;
        Ok(())
    }

    pub(crate) const fn seed(&self) -> Seed {
        self.seed
    }

    /// Returns the time between two reports.
    #[must_use]
    pub fn interval(&self) -> Duration {
        Duration::from_millis(self.interval.into())
    }

    /// The same in ms.
    pub(crate) const fn interval_millis(&self) -> u32 {
        self.interval
    }

    fn due(&self) -> u64 {
        self.slot - u64::from(self.early)
    }

    /// Moves to the first slot after `time`, unless the present one is.
    fn skip_past(&mut self, time: u64) {
        let Some(behind) = time.checked_sub(self.slot) else { return };
        self.slot = time + u64::from(self.interval - remainder(behind, self.interval));
    }
}

fn clamp(interval: Duration, shortest: u32, longest: u32) -> u32 {
    // `u32::clamp` would have to check the order of its bounds.
    millis(interval).max(shortest).min(longest)
}

/// Returns `value % modulus`, which is above 0. Mostly `value` is the smaller one, and nothing is to be done; otherwise
/// this takes as many steps as the quotient has bits, and less flash than a division of 64 bits.
const fn remainder(mut value: u64, modulus: u32) -> u32 {
    let modulus = modulus as u64;
    let mut multiple = modulus;
    while multiple <= value >> 1 {
        multiple <<= 1;
    }
    while value >= modulus {
        if multiple <= value {
            value -= multiple;
        }
        multiple >>= 1;
    }
    value as u32
}

#[cfg(test)]
mod tests {
    use super::remainder;
    use arbtest::arbtest;

    #[test]
    fn remainders_are_those_of_a_division() {
        arbtest(|u| {
            let value = u.arbitrary::<u64>()? >> u.int_in_range(0..=63)?;
            let modulus = (u.arbitrary::<u32>()? >> u.int_in_range(0..=31)?).max(1);
            assert_eq!(u64::from(remainder(value, modulus)), value % u64::from(modulus), "{value} % {modulus}");
            Ok(())
        });
        for (value, modulus) in [(u64::MAX, 1), (u64::MAX, u32::MAX), (0, 1), (7, 7), (6, 7), (1 << 63, 3)] {
            assert_eq!(u64::from(remainder(value, modulus)), value % u64::from(modulus));
        }
    }
}
