//! The monotonic clock.

use core::time::Duration;

/// A time on the machine's monotonic clock: milliseconds since any moment, such as the last reset. It is an argument
/// wherever time matters: nothing in this crate reads a clock.
///
/// ```
/// use core::time::Duration;
/// use vitalwire_agent::Instant;
///
/// let now = Instant::from_millis(1500);
/// let later = now.saturating_add(Duration::from_micros(2500)); // rounded up
/// assert_eq!(later.as_millis(), 1503);
/// assert_eq!(later.saturating_since(now), Duration::from_millis(3));
/// assert_eq!(now.saturating_since(later), Duration::ZERO);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Instant(u64);

impl Instant {
    /// Creates the time `millis` ms after the clock's start.
    #[must_use]
    pub const fn from_millis(millis: u64) -> Self {
        Self(millis)
    }

    /// Returns the time in ms since the clock's start.
    #[must_use]
    pub const fn as_millis(self) -> u64 {
        self.0
    }

    /// Returns the time `duration` later, rounded up to ms, or the latest that there is.
    #[must_use]
    pub const fn saturating_add(self, duration: Duration) -> Self {
        Self(self.0.saturating_add(millis_ceil(duration)))
    }

    /// Returns the time since `earlier`, or 0 if that is later.
    #[must_use]
    pub const fn saturating_since(self, earlier: Self) -> Duration {
        Duration::from_millis(self.0.saturating_sub(earlier.0))
    }
}

/// The whole ms of a duration.
pub(crate) const fn millis_floor(duration: Duration) -> u64 {
    duration.as_secs().saturating_mul(1000).saturating_add(duration.subsec_millis() as u64)
}

/// The duration in ms, rounded up.
pub(crate) const fn millis_ceil(duration: Duration) -> u64 {
    let is_whole = duration.subsec_nanos().is_multiple_of(1_000_000);
    millis_floor(duration).saturating_add(!is_whole as u64)
}
