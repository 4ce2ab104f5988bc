//! What time it is, by the dates of responses.

use super::millis::{passed, since_year_1, timestamp};
use crate::Instant;
use vitalwire::proto::Timestamp;

/// The time of day, learned from the header `Date` of HTTP responses, and how exactly it is known.
///
/// A date tells whole seconds, and not when it was written: some time between the request and the end of its response.
/// So each response says that the time lies in an interval, and so do several of them where their intervals meet.
/// Between responses, the interval grows by 100 ppm of the time that passes, at both ends: as much as a crystal may be
/// wrong.
///
/// The true time always lies in the interval, if the worker's clock is no worse than that, and the server's clock is
/// taken for true. If what a response says is incompatible with what was known, the server's clock was set, and the
/// response alone counts.
///
/// ```
/// use vitalwire_agent::Instant;
/// use vitalwire_agent::schedule::WallClock;
///
/// let millis = Instant::from_millis;
/// let mut clock = WallClock::default();
/// assert_eq!(clock.now(millis(1000)), None);
///
/// clock.observe("2026-11-22T01:22:00Z".parse()?, millis(1000), millis(1200));
/// let time = clock.now(millis(1200)).unwrap();
/// assert_eq!(time.earliest().to_string(), "2026-11-22T01:22:00Z");
/// assert_eq!(time.latest().to_string(), "2026-11-22T01:22:01.204Z");
///
/// // A second that begins soon after is known much better.
/// clock.observe("2026-11-22T01:22:01Z".parse()?, millis(1300), millis(1400));
/// let time = clock.now(millis(1400)).unwrap();
/// assert_eq!(time.earliest().to_string(), "2026-11-22T01:22:01Z");
/// assert_eq!(time.latest().to_string(), "2026-11-22T01:22:01.406Z");
/// assert_eq!(time.best().to_string(), "2026-11-22T01:22:01.203Z");
/// # Ok::<(), vitalwire::BuildError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct WallClock {
    /// The time on the monotonic clock to which the others belong.
    at: u64,
    /// In ms since the year 1. After `latest` for as long as nothing is known.
    earliest: u64,
    latest: u64,
}

/// The precision of a date, in ms.
const SECOND: u64 = 1000;

impl WallClock {
    /// A clock that doesn't know the time.
    // No span of time is long enough for `latest` to come after `earliest`.
    pub const UNKNOWN: Self = Self { at: 0, earliest: 1 << 56, latest: 0 };

    /// Creates a clock that knows what one response says: its date, when its request was sent, and when it was
    /// received.
    ///
    /// A [`Lease`](super::Lease) should be renewed by the date of the same response, if it has one.
    #[must_use]
    pub fn from_date(date: Timestamp, sent: Instant, received: Instant) -> Self {
        let mut clock = Self::default();
        clock.observe(date, sent, received);
        clock
    }

    /// Adds what a response says: its date, when its request was sent, and when it was received.
    ///
    /// The date is taken as the beginning of a second, at some time of which the response was made. If the clock has
    /// stepped back, it has stood still: at the latest of these times and that of the last response.
    pub fn observe(&mut self, date: Timestamp, sent: Instant, received: Instant) {
        if sent.is_ignored() || received.is_ignored() {
            return;
        }
        let received = received.as_millis().max(sent.as_millis()).max(self.at);
        let (_, most) = passed(sent.as_millis(), received);
        let begin = since_year_1(date);
        let end = begin + SECOND + most;

        let known = self.interval(received);
        let (earliest, latest) = (known.earliest.max(begin), known.latest.min(end));
        let (earliest, latest) = if earliest <= latest { (earliest, latest) } else { (begin, end) };
        *self = Self { at: received, earliest, latest };
    }

    /// Returns the time, if a response has been observed. `now` is no earlier than when that was received, or counts as
    /// if it were.
    #[must_use]
    pub fn now(&self, now: Instant) -> Option<WallTime> {
        let time = self.interval(if now.is_ignored() { self.at } else { now.as_millis() });
        (time.earliest <= time.latest).then_some(time)
    }

    /// Returns what the time was at a moment that may lie before the last response.
    pub(crate) fn at(&self, moment: Instant) -> Option<WallTime> {
        let (least, most) = passed(moment.as_millis(), self.at);
        let WallTime { earliest, latest } = self.now(moment)?;
        // The one or the other is 0, but for the parts of a ms.
        Some(WallTime { earliest: earliest.saturating_sub(most), latest: latest.saturating_sub(least) })
    }

    /// Returns an interval that ends before it begins if nothing is known.
    #[inline(never)] // Used in several places: calls take less flash.
    fn interval(&self, now: u64) -> WallTime {
        let (least, most) = passed(self.at, now);
        WallTime { earliest: self.earliest + least, latest: self.latest + most }
    }
}

/// [`UNKNOWN`](WallClock::UNKNOWN).
impl Default for WallClock {
    fn default() -> Self {
        Self::UNKNOWN
    }
}

/// What is known of the time of day: [`WallClock::now`] returns it. All are rounded to ms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct WallTime {
    /// In ms since the year 1.
    earliest: u64,
    /// No earlier than `earliest`.
    latest: u64,
}

impl WallTime {
    /// Returns the earliest time that it may be.
    #[must_use]
    pub fn earliest(self) -> Timestamp {
        timestamp(self.earliest)
    }

    /// Returns the latest time that it may be.
    #[must_use]
    pub fn latest(self) -> Timestamp {
        timestamp(self.latest)
    }

    /// Returns the time in the middle: it's wrong by at most half of the interval.
    #[must_use]
    pub fn best(self) -> Timestamp {
        timestamp(self.earliest + (self.latest - self.earliest) / 2)
    }

    /// Returns for how long it isn't `time` yet, at least: in ms on the worker's clock.
    pub(super) fn least_until(self, time: Timestamp) -> u64 {
        let (least, _) = passed(self.latest, since_year_1(time));
        least
    }
}
