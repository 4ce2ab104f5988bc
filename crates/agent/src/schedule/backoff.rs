//! The pause before something is sent again.

use super::millis::millis;
use super::spread::{DAY, floor, pause};
use crate::time::{Instant, Steady};
use core::time::Duration;
use vitalwire::rpc::Outcome;

/// When something may be sent that can't wait for the next routine report: an event, a result, a check-in. At once,
/// until that fails; then after a pause that doubles with each further failure.
///
/// The pauses are up to 1 s, 2 s, 4 s and so on, and at least half of that, at random. Each kind of message has a
/// backoff of its own, which is shared by all messages of that kind: they go to the same backend.
///
/// ```
/// use core::time::Duration;
/// use vitalwire::rpc::Outcome;
/// use vitalwire_agent::Instant;
/// use vitalwire_agent::schedule::Backoff;
///
/// let millis = Instant::from_millis;
/// let (cap, entropy) = (Duration::from_secs(60), 1 << 31); // a random number that happens to be in the middle
/// let mut backoff = Backoff::default();
/// assert_eq!(backoff.poll(millis(5000)), None); // nothing to wait for
///
/// backoff.settle(Outcome::Retry { after: None }, cap, millis(5000), entropy);
/// assert_eq!(backoff.poll(millis(5000)), Some(millis(5750)));
/// backoff.settle(Outcome::Retry { after: None }, cap, millis(6000), entropy);
/// assert_eq!(backoff.poll(millis(6000)), Some(millis(7500)));
/// // The backend asks for half a minute.
/// backoff.settle(Outcome::Retry { after: Some(Duration::from_secs(30)) }, cap, millis(8000), entropy);
/// assert_eq!(backoff.poll(millis(8000)), Some(millis(45_500)));
///
/// backoff.settle(Outcome::Accepted, cap, millis(46_000), entropy);
/// assert_eq!(backoff.poll(millis(46_000)), None);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Backoff {
    clock: Steady,
    /// When the pause ends.
    due: u64,
    /// The longest pause after the last failure, in ms: 0 after a success.
    span: u32,
}

/// The longest pause after the first failure, in ms.
pub(super) const FIRST_PAUSE: u32 = 1000;

impl Backoff {
    /// No pause.
    pub(crate) const NONE: Self = Self { clock: Steady::new(Instant::from_millis(0)), due: 0, span: 0 };

    /// Returns `None` if a message may be sent, or the time after `now` from which on it may be.
    #[must_use]
    pub fn poll(&mut self, now: Instant) -> Option<Instant> {
        self.clock.poll(self.due, now)
    }

    /// Returns from when on a message may be sent.
    pub(crate) const fn due(&self) -> Instant {
        Instant::from_millis(self.due)
    }

    /// Records the outcome of a request.
    ///
    /// | outcome | the pause |
    /// | --- | --- |
    /// | to be retried | at most 1 s, doubled by each failure since the last success, and at most `cap`: from half of that on, at random |
    /// | to be retried, but not before some time has passed | that time and up to half of it, at random; no less than without it |
    /// | unauthenticated | as to be retried: the same request may fail with the next token, too |
    /// | any other | none, and the next failure is the first one |
    ///
    /// `cap` is the interval of routine reports: while those are due more often, pauses needn't be longer. All bits of
    /// `entropy` should be random. No response silences a worker for longer than a day and a half,
    /// or `cap` if that is longer.
    pub fn settle(&mut self, outcome: Outcome, cap: Duration, now: Instant, entropy: u32) {
        self.settle_within(outcome, millis(cap), now, entropy);
    }

    /// The same with a cap in ms.
    pub(crate) fn settle_within(&mut self, outcome: Outcome, cap: u32, now: Instant, entropy: u32) {
        let now = self.clock.at(now);
        let floor = match floor(outcome, DAY) {
            Some(floor) => floor,
            None if matches!(outcome, Outcome::Unauthenticated) => 0,
            None => {
                (self.due, self.span) = (now, 0);
                return;
            }
        };
        // Without a pause, a cap of 0 would let a program send as fast as it can.
        self.span = self.span.saturating_mul(2).max(FIRST_PAUSE).min(cap).max(1);
        self.due = now + u64::from(pause(self.span, floor, entropy));
    }
}
