//! The deadline for the next check-in.

use super::backoff::FIRST_PAUSE;
use super::spread::below;
use super::wall_clock::WallClock;
use crate::time::{Instant, Steady};
use vitalwire::proto::Timestamp;

/// When the next check-in is due, and whether the deadline for it has passed, on a machine without a calendar.
///
/// A [`CheckInResponse`](vitalwire::genomics::CheckInResponse) has a deadline, by which the worker must have asked for
/// more time: a time of day. With the date of the same response it becomes a time on the worker's own clock. It's never
/// too late, and too early by as much as isn't known: up to a second, and the time for which the request was under way.
///
/// The date has to be the backend's own: one that a cache on the way has kept makes the deadline late by its age.
///
/// A check-in that failed stays due: a [`Backoff`](super::Backoff) has the pause before the next attempt. One that is
/// sent when [`is_expired`](Self::is_expired) has to say so, with
/// [`deadline_expired`](vitalwire::genomics::CheckInRequest::deadline_expired).
///
/// ```
/// use vitalwire::genomics::CheckInResponse;
/// use vitalwire::proto::Timestamp;
/// use vitalwire_agent::Instant;
/// use vitalwire_agent::schedule::{Lease, WallClock};
///
/// let (millis, entropy) = (Instant::from_millis, 0); // in place of a random number
/// let mut lease = Lease::new(millis(0));
/// assert_eq!(lease.poll(millis(0)), None); // due
///
/// // Sent at 0 ms, received at 300 ms.
/// let date = Some("2026-11-22T01:22:00Z".parse::<Timestamp>()?);
/// let response: CheckInResponse = vitalwire::decode(br#"{"deadline": "2026-11-22T01:23:00Z"}"#)?;
///
/// let clock = date.map(|date| WallClock::from_date(date, millis(0), millis(300)));
/// lease.renew(response.deadline, &clock.unwrap_or_default(), millis(300), entropy);
/// assert_eq!(lease.deadline(), Some(millis(58_989)));
/// assert_eq!(lease.poll(millis(300)), Some(millis(29_644)));
/// assert!(!lease.is_expired(millis(58_988)) && lease.is_expired(millis(58_989)));
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Lease {
    clock: Steady,
    /// When the next check-in is due.
    due: u64,
    /// The deadline: `u64::MAX` if there is none.
    end: u64,
}

/// The longest and the shortest time between a response and the next check-in, in ms.
const LONGEST: u32 = 600_000;
const SHORTEST: u32 = 1000;
/// That time if the deadline isn't known, and if it has passed.
const UNKNOWN: u32 = 60_000;
const EXPIRED: u32 = 10_000;
/// What is left at least when a check-in is due: the longest first and second pause of a backoff, and 5 s.
const MARGIN: u32 = FIRST_PAUSE + 2 * FIRST_PAUSE + 5000;

impl Lease {
    /// Creates a lease without a deadline, whose first check-in is due at `first`. If a fleet starts at once, let that
    /// be a [`Seed::phase`](super::Seed::phase) after the start.
    #[must_use]
    pub const fn new(first: Instant) -> Self {
        Self { clock: Steady::new(Instant::from_millis(0)), due: first.as_millis(), end: u64::MAX }
    }

    /// Records that a check-in was accepted: `deadline` is that of the response.
    ///
    /// `clock` is [`WallClock::from_date`] of the same response. If that has no date, it's the clock that was made from
    /// others, whose interval is taken into account.
    ///
    /// | response | deadline | next check-in |
    /// | --- | --- | --- |
    /// | deadline to come | as it says, also if it's earlier than before | at half of what is left; at least 8 s before it, so that it can be sent three times and 5 s are left; after at most 10 minutes |
    /// | deadline less than 9 s ahead | as it says | after at least 1 s, also if that is too late |
    /// | deadline that has passed, or may have | now | after 10 s |
    /// | no deadline | stays: no time was given, and none taken | as if it were the response's; after 10 minutes if there is none |
    /// | deadline, but `clock` doesn't know the time | stays | likewise; after at most a minute, since nobody knows how much is left |
    ///
    /// Up to a quarter of the time until the next check-in is left out at random, so that workers that started together
    /// don't check in together. All bits of `entropy` should be random.
    pub fn renew(&mut self, deadline: Option<Timestamp>, clock: &WallClock, now: Instant, entropy: u32) {
        let mut longest = LONGEST;
        let begin = self.clock.at(now);
        if let Some(deadline) = deadline {
            // As of the time from which the lease counts.
            match clock.now(Instant::from_millis(begin)) {
                Some(time) => self.end = begin + time.least_until(deadline),
                None => longest = UNKNOWN,
            }
        }
        let left = u32::try_from(self.end.saturating_sub(begin)).unwrap_or(u32::MAX);
        let pause = match left {
            0 => EXPIRED,
            left => (left / 2).min(left.saturating_sub(MARGIN)).min(longest),
        };
        let pause = (pause - below(pause / 4 + 1, entropy)).max(SHORTEST);
        self.due = begin + u64::from(pause);
    }

    /// Returns `None` if a check-in is due, or the time after `now` at which the next one will be.
    #[must_use]
    pub fn poll(&mut self, now: Instant) -> Option<Instant> {
        self.clock.poll(self.due, now)
    }

    /// Returns from when on a check-in is due.
    pub(crate) const fn due(&self) -> Instant {
        Instant::from_millis(self.due)
    }

    /// Whether the deadline has passed, or may have passed.
    #[must_use]
    pub fn is_expired(&mut self, now: Instant) -> bool {
        self.end <= self.clock.at(now)
    }

    /// Returns the deadline on the worker's own clock, if there is one.
    #[must_use]
    pub fn deadline(&self) -> Option<Instant> {
        Some(self.end).filter(|&end| end < u64::MAX).map(Instant::from_millis)
    }
}
