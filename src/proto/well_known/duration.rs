//! `google.protobuf.Duration`.

use super::ascii_type::{AsciiType, Invalid, is_ascii};
use super::fraction::{fraction, fraction_len, read_fraction};
use crate::empty::ConstEmpty;
use crate::error::BuildError;
use crate::json::{ShortString, decimal_len, split_digits, write_at, write_quoted_integer};
use crate::max::MaxJsonLen;
use core::ops::Neg;

/// A span of time, to the nanosecond: `google.protobuf.Duration`, in JSON a string of seconds with an `s`.
///
/// It is between −10,000 and 10,000 years; a value outside that range can't be built. Negative durations are less
/// than zero, and longer ones less than shorter ones.
///
/// ```
/// use vitalwire::proto::Duration;
///
/// assert_eq!(Duration::from_millis(1500).to_string(), "1.500s");
/// assert_eq!(Duration::new(0, -500_000_000)?.to_string(), "-0.500s");
/// assert!(Duration::new(1, -500_000_000).is_err()); // parts of opposite sign
/// assert_eq!("1.5s".parse(), Ok(Duration::from_millis(1500)));
/// # Ok::<(), vitalwire::BuildError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Duration {
    /// Between `MIN` and `MAX`.
    seconds: i64,
    /// Less than a second in either direction, and never of the opposite sign to `seconds`.
    nanos: i32,
}

impl Duration {
    /// The longest negative duration: −315,576,000,000.999999999 s.
    pub const MIN: Self = Self { seconds: -315_576_000_000, nanos: -999_999_999 };
    /// The longest duration: 315,576,000,000.999999999 s.
    pub const MAX: Self = Self { seconds: 315_576_000_000, nanos: 999_999_999 };
    /// Zero, the default.
    pub const ZERO: Self = Self { seconds: 0, nanos: 0 };

    /// Creates a duration of `seconds` and `nanos`; neither is positive in a negative duration.
    ///
    /// # Errors
    /// [`BuildError::OutOfRange`] for more than 315,576,000,000 `seconds` in either direction, for `nanos` of a whole
    /// second or more, or for parts of opposite sign.
    pub const fn new(seconds: i64, nanos: i32) -> Result<Self, BuildError> {
        if seconds < Self::MIN.seconds || seconds > Self::MAX.seconds {
            return Err(BuildError::OutOfRange(TOO_LONG));
        }
        if nanos < Self::MIN.nanos || nanos > Self::MAX.nanos {
            return Err(BuildError::OutOfRange("nanoseconds below one second"));
        }
        if seconds > 0 && nanos < 0 || seconds < 0 && nanos > 0 {
            return Err(BuildError::OutOfRange("seconds and nanoseconds of the same sign"));
        }
        Ok(Self { seconds, nanos })
    }

    /// Creates a duration of `seconds`.
    ///
    /// # Errors
    /// [`BuildError::OutOfRange`] for more than 315,576,000,000 s in either direction.
    pub const fn from_secs(seconds: i64) -> Result<Self, BuildError> {
        Self::new(seconds, 0)
    }

    /// Creates a duration of `millis` milliseconds: less than 25 days in either direction, so it can't fail.
    #[must_use]
    pub const fn from_millis(millis: i32) -> Self {
        Self { seconds: (millis / 1000) as i64, nanos: millis % 1000 * 1_000_000 }
    }

    /// Returns the whole seconds, rounded towards zero.
    #[must_use]
    pub const fn seconds(self) -> i64 {
        self.seconds
    }

    /// Returns the nanoseconds beyond the whole seconds, of the same sign.
    #[must_use]
    pub const fn nanos(self) -> i32 {
        self.nanos
    }

    /// Returns the whole milliseconds, rounded towards zero.
    ///
    /// ```
    /// use vitalwire::proto::Duration;
    ///
    /// assert_eq!(Duration::from_millis(-1500).as_millis(), -1500);
    /// assert_eq!(Duration::new(0, -999_999)?.as_millis(), 0);
    /// # Ok::<(), vitalwire::BuildError>(())
    /// ```
    #[must_use]
    pub const fn as_millis(self) -> i64 {
        self.seconds * 1000 + (self.nanos / 1_000_000) as i64
    }

    /// Whether it is less than zero.
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.seconds < 0 || self.nanos < 0
    }

    /// Returns its length without its sign.
    ///
    /// ```
    /// use vitalwire::proto::Duration;
    ///
    /// assert_eq!(Duration::from_millis(-1500).abs(), Duration::from_millis(1500));
    /// assert_eq!(Duration::MIN.abs(), Duration::MAX);
    /// ```
    #[must_use]
    pub const fn abs(self) -> Self {
        Self { seconds: self.seconds.abs(), nanos: self.nanos.abs() }
    }

    /// Returns its length without its sign, as a duration of `core`.
    ///
    /// ```
    /// use vitalwire::proto::Duration;
    ///
    /// assert_eq!(Duration::from_millis(-1500).unsigned_abs(), core::time::Duration::from_millis(1500));
    /// ```
    #[must_use]
    pub const fn unsigned_abs(self) -> core::time::Duration {
        core::time::Duration::new(self.seconds.unsigned_abs(), self.nanos.unsigned_abs())
    }
}

impl Neg for Duration {
    type Output = Self;

    fn neg(self) -> Self {
        Self { seconds: -self.seconds, nanos: -self.nanos }
    }
}

impl TryFrom<core::time::Duration> for Duration {
    type Error = BuildError;

    fn try_from(duration: core::time::Duration) -> Result<Self, BuildError> {
        let seconds = i64::try_from(duration.as_secs()).unwrap_or(i64::MAX);
        Self::new(seconds, duration.subsec_nanos() as i32)
    }
}

impl TryFrom<Duration> for core::time::Duration {
    type Error = BuildError;

    fn try_from(duration: Duration) -> Result<Self, BuildError> {
        if duration.is_negative() {
            return Err(BuildError::OutOfRange("a duration of 0 or more"));
        }
        Ok(duration.unsigned_abs())
    }
}

impl AsciiType for Duration {
    /// Seconds with an `s`: an optional `-`, digits, and up to nine more after a point.
    fn parse(text: &[u8]) -> Result<Self, Invalid> {
        let (negative, unsigned) = match text {
            [b'-', unsigned @ ..] => (true, unsigned),
            _ => (false, text),
        };
        let Some((mut seconds, nanos)) = read_seconds(unsigned) else {
            return Err(Invalid::Malformed("a duration in seconds, as in 1.5s"));
        };
        let mut nanos = nanos as i32;
        if negative {
            (seconds, nanos) = (-seconds, -nanos);
        }
        Self::new(seconds, nanos).map_err(|_| Invalid::OutOfRange(TOO_LONG))
    }

    fn text_len(&self) -> usize {
        decimal_len(self.seconds.unsigned_abs(), self.is_negative()) + fraction_len(self.nanos.unsigned_abs()) + 3
    }

    fn to_text(&self) -> ShortString {
        let ([a, b, c], fraction_len) = fraction(self.nanos.unsigned_abs(), b"s\"");
        ShortString::write(|buffer| {
            // The fraction takes the place of the second quote.
            let start = write_quoted_integer(buffer, self.seconds.unsigned_abs(), self.is_negative()) - 1;
            let at = write_at(buffer, start, a.to_le_bytes());
            let at = write_at(buffer, at, b.to_le_bytes());
            write_at(buffer, at, c.to_le_bytes());
            start + fraction_len
        })
    }
}

const TOO_LONG: &str = "a duration of at most 315,576,000,000 s";

/// Reads seconds, or a value beyond the longest duration, and nanoseconds.
fn read_seconds(text: &[u8]) -> Option<(i64, u32)> {
    const ENOUGH: i64 = 1_000_000_000_000;

    let (digits, rest) = split_digits(text)?;
    let (nanos, b"s") = read_fraction(rest)? else { return None };
    let seconds = digits.iter().fold(0, |seconds, byte| ENOUGH.min(seconds) * 10 + i64::from(byte.wrapping_sub(b'0')));
    Some((seconds, nanos))
}

#[cfg(feature = "_sample")]
impl Duration {
    fn sampled(sampler: &mut dyn crate::sample::Sampler) -> Self {
        let seconds = crate::sample::integer!(sampler, i64, Self::MIN.seconds, Self::MAX.seconds);
        let nanos = crate::sample::nanos(sampler) as i32;
        let is_negative = seconds < 0 || seconds == 0 && crate::sample::is_present(sampler);
        Self { seconds, nanos: if is_negative { -nanos } else { nanos } }
    }
}

is_ascii!(Duration, "a duration in seconds, as in 1.5s");

impl ConstEmpty for Duration {
    const EMPTY: Self = Self::ZERO;
}

impl MaxJsonLen for Duration {
    const MAX_JSON_LEN: usize = "\"-315576000000.999999999s\"".len();
}
