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
    #[doc(alias = "add")]
    #[must_use]
    pub const fn saturating_add(self, duration: Duration) -> Self {
        Self(self.0.saturating_add(millis_ceil(duration)))
    }

    /// Returns the time since `earlier`, or 0 if that is later.
    #[doc(alias = "sub")]
    #[must_use]
    pub const fn saturating_since(self, earlier: Self) -> Duration {
        let (seconds, millis) = seconds_and_millis(self.0.saturating_sub(earlier.0));
        // Less than a second: otherwise `new` could panic.
        Duration::new(seconds, millis % 1000 * 1_000_000)
    }
}

/// A time from here on, of 292 million years, isn't one, but a negative number, say: it's ignored. So what is added to a
/// time can't overflow: spans are below 2⁶² ms.
const END: u64 = 1 << 63;

impl Instant {
    pub(crate) const NEVER: Self = Self(u64::MAX);

    pub(crate) const fn is_ignored(self) -> bool {
        self.0 >= END
    }
}

/// The latest time that was seen, in ms. A clock that steps back stands still until it has caught up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub(crate) struct Steady(u64);

impl Steady {
    pub(crate) const fn new(now: Instant) -> Self {
        Self(if now.is_ignored() { 0 } else { now.0 })
    }

    #[inline(never)] // Used by all: calls take less flash.
    pub(crate) fn at(&mut self, now: Instant) -> u64 {
        if !now.is_ignored() {
            self.0 = self.0.max(now.0);
        }
        self.0
    }

    /// Returns the time in ms that has passed since the last call.
    pub(crate) fn passed(&mut self, now: Instant) -> u64 {
        let before = self.0;
        self.at(now) - before
    }

    /// Returns `due`, unless it has come.
    #[inline(never)] // As above.
    pub(crate) fn poll(&mut self, due: u64, now: Instant) -> Option<Instant> {
        (due > self.at(now)).then_some(Instant(due))
    }
}

/// Returns a duration in ms, rounded up.
const fn millis_ceil(duration: Duration) -> u64 {
    let part = duration.subsec_nanos().div_ceil(1_000_000);
    duration.as_secs().saturating_mul(1000).saturating_add(part as u64)
}

/// Returns whole seconds and the rest. A division of 64 bits would take up to 0.9 KB of flash, and more instructions: this
/// one is by hand, with digits of 16 bits.
#[inline(never)] // Used by times and timestamps.
pub(crate) const fn seconds_and_millis(millis: u64) -> (u64, u32) {
    let (mut seconds, mut rest, mut shift) = (0, 0, u64::BITS);
    while shift > 0 {
        shift -= 16;
        let part = rest << 16 | (millis >> shift) as u32 & 0xFFFF;
        seconds = seconds << 16 | (part / 1000) as u64;
        rest = part % 1000;
    }
    (seconds, rest)
}

#[cfg(test)]
mod tests {
    use super::seconds_and_millis;
    use arbtest::arbtest;

    #[test]
    fn ms_are_divided_as_by_a_division() {
        arbtest(|u| {
            let millis = u.arbitrary::<u64>()? >> u.int_in_range(0..=63)?;
            assert_eq!(seconds_and_millis(millis), (millis / 1000, (millis % 1000) as u32));
            Ok(())
        });
        assert_eq!(seconds_and_millis(u64::MAX), (u64::MAX / 1000, (u64::MAX % 1000) as u32));
    }
}
