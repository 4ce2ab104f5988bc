//! `google.protobuf.Timestamp`.

use super::ascii_type::{AsciiType, Invalid, is_ascii};
use super::fraction::{fraction, fraction_len, read_fraction};
use crate::empty::ConstEmpty;
use crate::error::BuildError;
use crate::json::{ShortString, Writer, two_pairs};
use crate::max::MaxJsonLen;

/// A point in time, to the nanosecond: `google.protobuf.Timestamp`, in JSON an RFC 3339 string in UTC.
///
/// It is between the years 1 and 9999; a value outside that range can't be built. Later times are greater. With the
/// feature `std`, it's made from a `SystemTime` by `try_into`, and becomes one.
///
/// ```
/// use vitalwire::proto::Timestamp;
///
/// let noon = Timestamp::new(1_793_620_800, 250_000_000)?;
/// assert_eq!(noon.to_string(), "2026-11-02T12:00:00.250Z");
/// assert!(Timestamp::new(253_402_300_800, 0).is_err()); // the year 10000
/// assert_eq!("2026-11-02T13:00:00.25+01:00".parse(), Ok(noon));
/// # Ok::<(), vitalwire::BuildError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp {
    /// Between `MIN` and `MAX`.
    seconds: i64,
    /// Below 1,000,000,000.
    nanos: u32,
}

impl Timestamp {
    /// The earliest time: 0001-01-01T00:00:00Z.
    pub const MIN: Self = Self { seconds: -62_135_596_800, nanos: 0 };
    /// The latest time: 9999-12-31T23:59:59.999999999Z.
    pub const MAX: Self = Self { seconds: 253_402_300_799, nanos: 999_999_999 };
    /// The start of 1970, the default: 1970-01-01T00:00:00Z.
    pub const UNIX_EPOCH: Self = Self { seconds: 0, nanos: 0 };

    /// Creates the time `seconds` and `nanos` after the start of 1970 (UTC, without leap seconds); `nanos` are less
    /// than a second.
    ///
    /// # Errors
    /// [`BuildError::OutOfRange`] for a year below 1 or above 9999, or for `nanos` of a whole second or more.
    pub const fn new(seconds: i64, nanos: u32) -> Result<Self, BuildError> {
        if seconds < Self::MIN.seconds || seconds > Self::MAX.seconds {
            return Err(BuildError::OutOfRange(OTHER_YEAR));
        }
        if nanos > 999_999_999 {
            return Err(BuildError::OutOfRange("nanoseconds from 0 to 999,999,999"));
        }
        Ok(Self { seconds, nanos })
    }

    /// Creates the time `millis` milliseconds after the start of 1970.
    ///
    /// # Errors
    /// [`BuildError::OutOfRange`] for a year below 1 or above 9999.
    pub const fn from_unix_millis(millis: i64) -> Result<Self, BuildError> {
        Self::new(millis.div_euclid(1000), millis.rem_euclid(1000) as u32 * 1_000_000)
    }

    /// Creates the time `since_1970` after the start of 1970.
    ///
    /// # Errors
    /// [`BuildError::OutOfRange`] for a year above 9999.
    pub fn from_unix_time(since_1970: core::time::Duration) -> Result<Self, BuildError> {
        Self::new(i64::try_from(since_1970.as_secs()).unwrap_or(i64::MAX), since_1970.subsec_nanos())
    }

    /// Returns the whole seconds since the start of 1970, rounded down.
    #[must_use]
    pub const fn seconds(self) -> i64 {
        self.seconds
    }

    /// Returns the nanoseconds since the last whole second.
    #[must_use]
    pub const fn nanos(self) -> u32 {
        self.nanos
    }

    /// Returns the whole milliseconds since the start of 1970, rounded down: negative for a time before that.
    ///
    /// ```
    /// use vitalwire::proto::Timestamp;
    ///
    /// assert_eq!(Timestamp::new(1, 500_999_999)?.unix_millis(), 1500);
    /// assert_eq!(Timestamp::new(-1, 999_999_999)?.unix_millis(), -1);
    /// # Ok::<(), vitalwire::BuildError>(())
    /// ```
    #[must_use]
    pub const fn unix_millis(self) -> i64 {
        self.seconds * 1000 + (self.nanos / 1_000_000) as i64
    }

    /// Returns RFC 3339, in quotes, with the date that `date` writes.
    #[inline]
    fn text_with(self, date: impl FnOnce(u32) -> [u32; 3]) -> ShortString {
        // Since the year 1, there are at most 2³⁹ seconds. A day has 2⁷ · 675 of them, so 32 bits are enough.
        let seconds = self.seconds.wrapping_sub(Self::MIN.seconds);
        let days = (seconds >> 7) as u32 / 675;
        let second_of_day = (seconds as u32).wrapping_sub(days.wrapping_mul(86_400));
        let (minutes, second) = (second_of_day / 60, second_of_day % 60);

        let time = two_pairs(minutes / 60, minutes % 60);
        let second = two_pairs(second, 0);
        let [century, year_and_month, day] = date(days);
        let ([a, b, c], len) = fraction(self.nanos, b"Z\"");
        let text = [
            century,
            year_and_month,
            day,
            word(b"\0\0:\0") | time & 0xFFFF | time >> 16 << 24,
            word(b"\0:\0\0") | time >> 24 | second << 16,
            a,
            b,
            c,
        ];
        ShortString::of(text, 20 + len)
    }
}

/// Returns a date as text, from its quote to its `T`, given the number of days since 0001-01-01.
#[cfg_attr(not(target_pointer_width = "64"), inline(never))] // Used twice: a call takes less flash.
fn date(days: u32) -> [u32; 3] {
    let (century, year, month, day) = civil(days);
    let (year, day) = (two_pairs(century, year), two_pairs(month, day));
    [word(b"\"\0\0\0") | year << 8, word(b"\0-\0\0") | year >> 24 | day << 16, word(b"-\0\0T") | day >> 16 << 8]
}

const fn word(bytes: &[u8; 4]) -> u32 {
    u32::from_le_bytes(*bytes)
}

pub(super) const OTHER_YEAR: &str = "a timestamp in the years 1 to 9999";

impl AsciiType for Timestamp {
    /// RFC 3339 with upper-case letters: at most nine fractional digits, and `Z` or an offset. There are no leap
    /// seconds. The range is that of the time in UTC: the local year may be 0.
    #[inline]
    fn parse(text: &[u8]) -> Result<Self, Invalid> {
        const MALFORMED: Invalid = Invalid::Malformed("a timestamp as in RFC 3339");
        const NONEXISTENT: Invalid = Invalid::OutOfRange("a date, time and offset that exist");

        let Some((moment, rest)) = text.split_first_chunk::<19>() else { return Err(MALFORMED) };
        let ([year, month, day, time], [colon, tens, ones]) = moment.as_chunks() else { return Err(MALFORMED) };
        let mut misfits = 0;
        let year = const { Form::of(b"0000") }.digits(*year, &mut misfits);
        let month = const { Form::of(b"-00-") }.digits(*month, &mut misfits);
        let day = const { Form::of(b"00T0") }.digits(*day, &mut misfits);
        let time = const { Form::of(b"0:00") }.digits(*time, &mut misfits);
        let second = const { Form::of(b":000") }.digits([*colon, *tens, *ones, b'0'], &mut misfits);
        let (Some((nanos, zone)), 0) = (read_fraction(rest), misfits & 0x8080_8080) else { return Err(MALFORMED) };
        let offset = if let b"Z" = zone { 0 } else { offset(zone).ok_or(MALFORMED)? };

        let (century, year_of_century) = (pair(year, 0), pair(year, 2));
        let (year, month) = (century * 100 + year_of_century, pair(month, 1));
        let (hour, day) = ((day >> 24) * 10 + (time & 0xFF), pair(day, 0));
        let (minute, second) = (pair(time, 2), pair(second, 1));
        // With an offset, the last day of the year 0 can be in the year 1 of UTC.
        if year == 0 && month != 12 {
            return Err(Invalid::OutOfRange(OTHER_YEAR));
        }
        let is_leap = if year_of_century == 0 { century } else { year_of_century }.is_multiple_of(4);
        let days_in_month = if month == 2 {
            28 + u32::from(is_leap)
        } else {
            // Every other month has 31 days, and the pattern restarts in August.
            30 | (month ^ month >> 3) & 1
        };
        if month.wrapping_sub(1) > 11
            || day.wrapping_sub(1) >= days_in_month
            || hour > 23
            || minute.max(second) > 59
            || offset == NO_OFFSET
        {
            return Err(NONEXISTENT);
        }
        let second_of_day = (hour * 3600 + minute * 60 + second) as i32 - offset;
        let midnight = Self::MIN.seconds + i64::from(days(year, month, day)) * 86_400;
        Self::new(midnight + i64::from(second_of_day), nanos).map_err(|_| Invalid::OutOfRange(OTHER_YEAR))
    }

    fn to_text(&self) -> ShortString {
        self.text_with(date)
    }

    fn text_len(&self) -> usize {
        20 + fraction_len(self.nanos) + 2
    }

    #[inline]
    fn write_text(&self, writer: &mut Writer<'_>) {
        let text = self.text_with(|days| writer.date(days, date));
        writer.short_text(&text);
    }
}

/// An offset that doesn't exist.
const NO_OFFSET: i32 = i32::MAX;

/// The seconds by which `zone` is ahead of UTC, if it is an offset: a sign, hours, a colon and minutes.
#[inline(never)] // Most timestamps end with a `Z`.
fn offset(zone: &[u8]) -> Option<i32> {
    let [sign @ (b'+' | b'-'), hour_tens, hours, b':', minute_tens, minutes] = *zone else { return None };
    let mut misfits = 0;
    let digits = const { Form::of(b"0000") }.digits([hour_tens, hours, minute_tens, minutes], &mut misfits);
    if misfits & 0x8080_8080 != 0 {
        return None;
    }
    let (hours, minutes) = (pair(digits, 0), pair(digits, 2));
    if hours > 23 || minutes > 59 {
        return Some(NO_OFFSET);
    }
    let seconds = (hours * 3600 + minutes * 60) as i32;
    Some(if sign == b'-' { -seconds } else { seconds })
}

/// A form of four bytes, in which a `0` stands for any digit.
#[derive(Clone, Copy)]
struct Form {
    bytes: u32,
    /// Added to a byte, it sets the high bit of those that don't fit.
    slack: u32,
}

impl Form {
    const fn of(form: &[u8; 4]) -> Self {
        let [a, b, c, d] = *form;
        Self { bytes: u32::from_le_bytes(*form), slack: u32::from_le_bytes([slack(a), slack(b), slack(c), slack(d)]) }
    }

    /// Returns the digits of `text`, in their places, with zeros between them. If `text` isn't of this form, high
    /// bits of `misfits` are set.
    #[inline(always)] // A few instructions, without a branch.
    fn digits(self, text: [u8; 4], misfits: &mut u32) -> u32 {
        let digits = u32::from_le_bytes(text) ^ self.bytes;
        // No sum carries into the next byte.
        *misfits |= digits | ((digits & 0x7F7F_7F7F) + self.slack);
        digits
    }
}

const fn slack(byte: u8) -> u8 {
    if byte == b'0' { 0x7F - 9 } else { 0x7F }
}

/// The number of two digits, the first of which is in `byte`.
#[inline(always)] // A few instructions.
fn pair(digits: u32, byte: u32) -> u32 {
    // In each byte: ten times its digit, plus the one after it.
    digits.wrapping_mul(10).wrapping_add(digits >> 8) >> (8 * byte) & 0xFF
}

/// The inverse of [`civil`]. Negative in the year 0, of which it accepts only December.
fn days(year: u32, month: u32, day: u32) -> i32 {
    let (year, month_from_march) = if month < 3 { (year - 1, month + 9) } else { (year, month - 3) };
    let century = year / 100;
    let day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
    (365 * year + year / 4 - century + century / 4 + day_of_year) as i32 - 306
}

/// Century, year of the century, month and day of a number of days since 0001-01-01.
///
/// Years are assumed to begin in March, so that the leap day is the last of its year and the lengths of the months
/// before it repeat every five: 31, 30, 31, 30, 31. In quarters of days, centuries and years have integer lengths; a
/// month has 2¹⁶ / 2141 days (Neri and Schneider, "Euclidean affine functions and their application to calendar
/// algorithms", 2022).
fn civil(days: u32) -> (u32, u32, u32, u32) {
    const QUARTERS_IN_CENTURY: u32 = 146_097;
    const QUARTERS_IN_YEAR: u32 = 1461;
    // Since 0000-03-01.
    let quarters = 4 * (days + 306) + 3;
    let (century, rest) = (quarters / QUARTERS_IN_CENTURY, (quarters % QUARTERS_IN_CENTURY) | 3);
    let (year, day_of_year) = (rest / QUARTERS_IN_YEAR, rest % QUARTERS_IN_YEAR / 4);
    let months = 2141 * day_of_year + 197_913;
    let (month, day) = (months >> 16, (months & 0xFFFF) / 2141 + 1);
    match (month, year) {
        (..=12, _) => (century, year, month, day),
        (_, 99) => (century + 1, 0, month - 12, day),
        _ => (century, year + 1, month - 12, day),
    }
}

#[cfg(feature = "_sample")]
impl Timestamp {
    fn sampled(sampler: &mut dyn crate::sample::Sampler) -> Self {
        let seconds = crate::sample::integer!(sampler, i64, Self::MIN.seconds, Self::MAX.seconds);
        Self { seconds, nanos: crate::sample::nanos(sampler) }
    }
}

is_ascii!(Timestamp, "a timestamp as in RFC 3339");

impl ConstEmpty for Timestamp {
    const EMPTY: Self = Self::UNIX_EPOCH;
}

impl MaxJsonLen for Timestamp {
    const MAX_JSON_LEN: usize = "\"9999-12-31T23:59:59.999999999Z\"".len();
}
