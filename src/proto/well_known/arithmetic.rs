//! Sums and differences of timestamps and durations.

use super::{Duration, Timestamp};
use core::ops::{Neg, Sub};

/// The nanoseconds of a second.
const SECOND: i32 = 1_000_000_000;

/// What can be added to a [`Timestamp`] or a [`Duration`]: a [`Duration`], or one of `core`'s, of any length.
///
/// ```
/// use core::time;
/// use vitalwire::proto::{Duration, TimeDelta, Timestamp};
///
/// /// Returns the times of two reports, the second one `later`.
/// fn reports(first: Timestamp, later: impl Into<TimeDelta>) -> Option<[Timestamp; 2]> {
///     Some([first, first.checked_add(later)?])
/// }
///
/// let first = Timestamp::UNIX_EPOCH;
/// assert_eq!(reports(first, time::Duration::from_secs(60)), reports(first, Duration::from_millis(60_000)));
/// ```
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct TimeDelta {
    /// At most [`BEYOND`], in either direction.
    seconds: i64,
    /// Less than a second in either direction, and never of the opposite sign to `seconds`.
    nanos: i32,
}

/// More seconds than there are between any two timestamps or durations. No sum with it overflows.
const BEYOND: i64 = 1_000_000_000_000;

impl TimeDelta {
    const fn is_negative(self) -> bool {
        self.seconds < 0 || self.nanos < 0
    }
}

impl From<Duration> for TimeDelta {
    fn from(duration: Duration) -> Self {
        Self { seconds: duration.seconds(), nanos: duration.nanos() }
    }
}

/// One that is too long for any sum stays too long.
impl From<core::time::Duration> for TimeDelta {
    fn from(duration: core::time::Duration) -> Self {
        let seconds = duration.as_secs().min(BEYOND.unsigned_abs()) as i64;
        Self { seconds, nanos: duration.subsec_nanos() as i32 }
    }
}

impl Neg for TimeDelta {
    type Output = Self;

    fn neg(self) -> Self {
        Self { seconds: -self.seconds, nanos: -self.nanos }
    }
}

/// Sums and differences. There are no `+` and `-` for durations: they couldn't return that a time is out of range.
///
/// ```
/// use core::time;
/// use vitalwire::proto::{Duration, Timestamp};
///
/// let boiled = Timestamp::new(1_793_620_800, 0)?;
/// let cold = boiled.checked_add(time::Duration::from_millis(1500)).expect("a time before the year 10000");
/// assert_eq!(cold.to_string(), "2026-11-02T12:00:01.500Z");
/// assert_eq!(cold.duration_since(boiled), Duration::from_millis(1500));
/// assert_eq!(boiled - cold, Duration::from_millis(-1500));
/// assert_eq!(Timestamp::MAX.saturating_add(Duration::from_millis(1)), Timestamp::MAX);
/// # Ok::<(), vitalwire::BuildError>(())
/// ```
impl Timestamp {
    /// Returns the time that is later by `duration`, or `None` for a year below 1 or above 9999.
    ///
    /// ```
    /// use vitalwire::proto::{Duration, Timestamp};
    ///
    /// let second = Duration::from_millis(1000);
    /// assert_eq!(Timestamp::UNIX_EPOCH.checked_add(second), Timestamp::new(1, 0).ok());
    /// assert_eq!(Timestamp::MAX.checked_add(second), None);
    /// ```
    #[must_use]
    pub fn checked_add(self, duration: impl Into<TimeDelta>) -> Option<Self> {
        self.moved_by(duration.into())
    }

    /// Returns the time that is earlier by `duration`, or `None` for a year below 1 or above 9999.
    ///
    /// ```
    /// use vitalwire::proto::{Duration, Timestamp};
    ///
    /// let second = Duration::from_millis(1000);
    /// assert_eq!(Timestamp::UNIX_EPOCH.checked_sub(second), Timestamp::new(-1, 0).ok());
    /// assert_eq!(Timestamp::MIN.checked_sub(second), None);
    /// ```
    #[must_use]
    pub fn checked_sub(self, duration: impl Into<TimeDelta>) -> Option<Self> {
        self.moved_by(-duration.into())
    }

    /// Returns the time that is later by `duration`; [`MIN`](Self::MIN) or [`MAX`](Self::MAX) instead of a year below
    /// 1 or above 9999.
    ///
    /// ```
    /// use vitalwire::proto::{Duration, Timestamp};
    ///
    /// assert_eq!(Timestamp::UNIX_EPOCH.saturating_add(Duration::from_millis(1000)), Timestamp::new(1, 0)?);
    /// assert_eq!(Timestamp::UNIX_EPOCH.saturating_add(Duration::MAX), Timestamp::MAX);
    /// # Ok::<(), vitalwire::BuildError>(())
    /// ```
    #[must_use]
    pub fn saturating_add(self, duration: impl Into<TimeDelta>) -> Self {
        self.saturating_moved_by(duration.into())
    }

    /// Returns the time that is earlier by `duration`; [`MIN`](Self::MIN) or [`MAX`](Self::MAX) instead of a year
    /// below 1 or above 9999.
    ///
    /// ```
    /// use vitalwire::proto::{Duration, Timestamp};
    ///
    /// assert_eq!(Timestamp::UNIX_EPOCH.saturating_sub(Duration::from_millis(1000)), Timestamp::new(-1, 0)?);
    /// assert_eq!(Timestamp::UNIX_EPOCH.saturating_sub(core::time::Duration::MAX), Timestamp::MIN);
    /// # Ok::<(), vitalwire::BuildError>(())
    /// ```
    #[must_use]
    pub fn saturating_sub(self, duration: impl Into<TimeDelta>) -> Self {
        self.saturating_moved_by(-duration.into())
    }

    /// Returns the time from `earlier` to this: negative if that is later. It is exact, as the time between any two
    /// timestamps is a [`Duration`]. `self - earlier` is the same.
    ///
    /// ```
    /// use vitalwire::proto::{Duration, Timestamp};
    ///
    /// assert_eq!(Timestamp::new(2, 500_000_000)?.duration_since(Timestamp::UNIX_EPOCH), Duration::from_millis(2500));
    /// assert_eq!(Timestamp::UNIX_EPOCH.duration_since(Timestamp::new(2, 0)?), Duration::from_millis(-2000));
    /// assert_eq!(Timestamp::MAX.duration_since(Timestamp::MIN).to_string(), "315537897599.999999999s");
    /// # Ok::<(), vitalwire::BuildError>(())
    /// ```
    #[doc(alias = "since")]
    #[must_use]
    pub fn duration_since(self, earlier: Self) -> Duration {
        let nanos = self.nanos() as i32 - earlier.nanos() as i32;
        // It is always in the range.
        duration(self.seconds() - earlier.seconds(), nanos).unwrap_or_default()
    }

    fn moved_by(self, delta: TimeDelta) -> Option<Self> {
        // Between -1 and 2 seconds.
        let nanos = self.nanos() as i32 + delta.nanos;
        let seconds = self.seconds() + delta.seconds + i64::from(nanos.div_euclid(SECOND));
        Self::new(seconds, nanos.rem_euclid(SECOND) as u32).ok()
    }

    fn saturating_moved_by(self, delta: TimeDelta) -> Self {
        self.moved_by(delta).unwrap_or(if delta.is_negative() { Self::MIN } else { Self::MAX })
    }
}

/// The time between two timestamps, as [`duration_since`](Timestamp::duration_since).
impl Sub for Timestamp {
    type Output = Duration;

    fn sub(self, earlier: Self) -> Duration {
        self.duration_since(earlier)
    }
}

/// Sums and differences. There are no `+` and `-`: they couldn't return that a duration is out of range.
///
/// ```
/// use vitalwire::proto::Duration;
///
/// let pause = Duration::from_millis(1500);
/// assert_eq!(pause.checked_sub(Duration::from_millis(2000)), Some(Duration::from_millis(-500)));
/// assert_eq!(pause.saturating_add(core::time::Duration::MAX), Duration::MAX);
/// assert_eq!((-pause, (-pause).abs()), (Duration::from_millis(-1500), pause));
/// ```
impl Duration {
    /// Returns the sum, or `None` for more than 315,576,000,000 s in either direction.
    ///
    /// ```
    /// use vitalwire::proto::Duration;
    ///
    /// let second = Duration::from_millis(1000);
    /// assert_eq!(second.checked_add(second), Some(Duration::from_millis(2000)));
    /// assert_eq!(Duration::MAX.checked_add(second), None);
    /// ```
    #[must_use]
    pub fn checked_add(self, other: impl Into<TimeDelta>) -> Option<Self> {
        self.extended_by(other.into())
    }

    /// Returns the difference, or `None` for more than 315,576,000,000 s in either direction.
    ///
    /// ```
    /// use vitalwire::proto::Duration;
    ///
    /// let second = Duration::from_millis(1000);
    /// assert_eq!(Duration::ZERO.checked_sub(second), Some(Duration::from_millis(-1000)));
    /// assert_eq!(Duration::MIN.checked_sub(second), None);
    /// ```
    #[must_use]
    pub fn checked_sub(self, other: impl Into<TimeDelta>) -> Option<Self> {
        self.extended_by(-other.into())
    }

    /// Returns the sum; [`MIN`](Self::MIN) or [`MAX`](Self::MAX) instead of one that is out of range.
    ///
    /// ```
    /// use vitalwire::proto::Duration;
    ///
    /// let second = Duration::from_millis(1000);
    /// assert_eq!(second.saturating_add(second), Duration::from_millis(2000));
    /// assert_eq!(Duration::MAX.saturating_add(second), Duration::MAX);
    /// ```
    #[must_use]
    pub fn saturating_add(self, other: impl Into<TimeDelta>) -> Self {
        self.saturating_extended_by(other.into())
    }

    /// Returns the difference; [`MIN`](Self::MIN) or [`MAX`](Self::MAX) instead of one that is out of range.
    ///
    /// ```
    /// use vitalwire::proto::Duration;
    ///
    /// let second = Duration::from_millis(1000);
    /// assert_eq!(Duration::ZERO.saturating_sub(second), Duration::from_millis(-1000));
    /// assert_eq!(Duration::MIN.saturating_sub(second), Duration::MIN);
    /// ```
    #[must_use]
    pub fn saturating_sub(self, other: impl Into<TimeDelta>) -> Self {
        self.saturating_extended_by(-other.into())
    }

    fn extended_by(self, delta: TimeDelta) -> Option<Self> {
        // Less than two seconds in either direction.
        duration(self.seconds() + delta.seconds, self.nanos() + delta.nanos)
    }

    fn saturating_extended_by(self, delta: TimeDelta) -> Self {
        self.extended_by(delta).unwrap_or(if delta.is_negative() { Self::MIN } else { Self::MAX })
    }
}

/// Returns the duration of `seconds` and `nanos`, which may be more than a second, and of opposite sign.
fn duration(seconds: i64, nanos: i32) -> Option<Duration> {
    let (seconds, nanos) = (seconds + i64::from(nanos / SECOND), nanos % SECOND);
    let (seconds, nanos) = match (seconds, nanos) {
        (1.., ..=-1) => (seconds - 1, nanos + SECOND),
        (..=-1, 1..) => (seconds + 1, nanos - SECOND),
        one_sign => one_sign,
    };
    Duration::new(seconds, nanos).ok()
}
