//! Dates in headers.

use super::form;

/// Returns the seconds since the start of 1970 that a date says, in any of its three forms (RFC 9110, section 5.6.7). Not
/// if it doesn't exist, is before 1970, or has another weekday. Second 60 is the next minute's first.
///
/// A year of two digits is from 1970 to 2069: where the time isn't known, that can't depend on it.
pub(super) fn parse(text: &[u8]) -> Option<u64> {
    let letters = text.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let (weekday, rest) = text.split_at_checked(letters)?;
    let has_century = letters == 3;
    let form: &[u8] = match rest {
        _ if !has_century => b", 00-111-22 33:44:55 GMT",
        [b',', ..] => b", 00 111 2222 33:44:55 GMT",
        _ => b" 111 00 33:44:55 2222",
    };
    let [day, month, mut year, hour, minute, second] = form::read(rest, form)?;
    let weekday = position(WEEKDAYS, *weekday.first_chunk()?)?;
    let [_, month @ ..] = month.to_be_bytes();
    let month = position(MONTHS, month)?;
    if !has_century {
        year += if year < 70 { 2000 } else { 1900 };
    }
    let first_day = days_since_1970(year, month);
    let length = days_since_1970(year, month + 1).wrapping_sub(first_day);
    let day = day.wrapping_sub(1);
    let days = first_day.wrapping_add(day);
    if year < 1970 || day >= length || hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let has_weekday = (days + 7 - weekday).is_multiple_of(7);
    has_weekday.then(|| u64::from(days) * 86_400 + u64::from(hour * 3600 + minute * 60 + second))
}

/// From that of 1970's first day on.
const WEEKDAYS: &[u8] = b"ThuFriSatSunMonTueWed";
const MONTHS: &[u8] = b"JanFebMarAprMayJunJulAugSepOctNovDec";

/// The index of a name in a list of names of three letters each.
#[inline(never)] // Used twice.
fn position(names: &[u8], name: [u8; 3]) -> Option<u32> {
    let (names, _) = names.as_chunks();
    (0..).zip(names).find(|&(_, other)| name == *other).map(|(index, _)| index)
}

/// The days from 1970 to the first day of a month, from 0 to 12. Years are assumed to begin in March, so that the leap day is
/// the last of its year.
#[inline(never)] // Used twice.
const fn days_since_1970(year: u32, month: u32) -> u32 {
    let (year, months_since_march) = if month < 2 { (year.wrapping_sub(1), month + 10) } else { (year, month - 2) };
    let century = year / 100;
    let day_of_year = (153 * months_since_march + 2) / 5;
    year.wrapping_mul(365).wrapping_add(year / 4 - century + century / 4 + day_of_year).wrapping_sub(719_468)
}
