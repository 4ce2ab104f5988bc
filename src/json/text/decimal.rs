//! Numbers in decimal, four digits at a time, without 64-bit division where the target has none.

use super::short_string::{SHORT_LEN, ShortString};

/// An integer in decimal.
pub(crate) fn decimal(magnitude: u64, negative: bool) -> ShortString {
    ShortString::write(|buffer| write_integer(buffer, magnitude, negative))
}

/// The length of an integer in decimal, in bytes.
pub(crate) const fn decimal_len(magnitude: u64, negative: bool) -> usize {
    let digits = match magnitude.checked_ilog10() {
        Some(log) => log as usize + 1,
        None => 1,
    };
    digits + negative as usize
}

/// Writes an integer to the start of `buffer`, and returns its length.
pub(crate) fn write_integer(buffer: &mut [u8; SHORT_LEN], magnitude: u64, negative: bool) -> usize {
    let at = write_sign(buffer, 0, negative);
    write_digits(buffer, at, magnitude)
}

/// Writes an integer in quotes, as ProtoJSON writes 64-bit integers: `"12"`. Returns its length.
pub(crate) fn write_quoted_integer(buffer: &mut [u8; SHORT_LEN], magnitude: u64, negative: bool) -> usize {
    let at = write_at(buffer, 0, [b'"']);
    let at = write_sign(buffer, at, negative);
    let at = write_digits(buffer, at, magnitude);
    write_at(buffer, at, [b'"'])
}

/// Writes `integer` and `fraction` ten-thousandths (below 10,000), without trailing zeros except the first decimal.
/// Returns the length.
pub(crate) fn write_fixed(buffer: &mut [u8; SHORT_LEN], integer: u32, fraction: u32, negative: bool) -> usize {
    let at = write_sign(buffer, 0, negative);
    let at = write_digits(buffer, at, integer.into());
    let at = write_at(buffer, at, [b'.']);
    let word = four_digits(fraction);
    write_at(buffer, at, word.to_le_bytes()) - needless_zeros(word)
}

/// The length of what [`write_fixed`] writes, in bytes.
pub(crate) fn fixed_len(integer: u32, fraction: u32, negative: bool) -> usize {
    decimal_len(integer.into(), negative) + 1 + 4 - needless_zeros(four_digits(fraction))
}

/// The number of trailing zeros in four digits, not counting the first digit.
#[inline]
fn needless_zeros(digits: u32) -> usize {
    (digits ^ ZEROS | 1).leading_zeros() as usize / 8
}

fn write_digits(buffer: &mut [u8; SHORT_LEN], at: usize, value: u64) -> usize {
    let Ok(value) = u32::try_from(value) else {
        let (high, low) = split(value);
        let at = write_digits(buffer, at, high);
        let at = write_group(buffer, at, low / 10_000);
        return write_group(buffer, at, low % 10_000);
    };
    let (high, low) = (value / 10_000, value % 10_000);
    if high == 0 {
        return write_leading(buffer, at, low);
    }
    let at = if high < 10_000 {
        write_leading(buffer, at, high)
    } else {
        let at = write_leading(buffer, at, high / 10_000);
        write_group(buffer, at, high % 10_000)
    };
    write_group(buffer, at, low)
}

/// Writes at most four digits, without leading zeros.
fn write_leading(buffer: &mut [u8; SHORT_LEN], at: usize, group: u32) -> usize {
    let word = four_digits(group);
    let zeros = (word ^ ZEROS | 1 << 24).trailing_zeros() / 8;
    write_at(buffer, at, (word >> (8 * zeros)).to_le_bytes()) - zeros as usize
}

/// Writes four digits, including leading zeros.
#[inline]
fn write_group(buffer: &mut [u8; SHORT_LEN], at: usize, group: u32) -> usize {
    write_at(buffer, at, four_digits(group).to_le_bytes())
}

#[inline]
fn write_sign(buffer: &mut [u8; SHORT_LEN], at: usize, negative: bool) -> usize {
    if negative { write_at(buffer, at, [b'-']) } else { at }
}

/// Writes `bytes` at `at`, and returns where they end.
#[inline]
pub(crate) fn write_at<const N: usize>(buffer: &mut [u8; SHORT_LEN], at: usize, bytes: [u8; N]) -> usize {
    if let Some(place) = buffer.get_mut(at..).and_then(<[u8]>::first_chunk_mut) {
        *place = bytes;
    }
    at + N
}

/// The digit zero in each byte of a word.
const ZEROS: u32 = 0x3030_3030;

/// The digits of a number below 10,000, the first in the lowest byte.
pub(crate) fn four_digits(number: u32) -> u32 {
    // Exact for all values below 43,699, and a single 32-bit product.
    let high = (number * 5243) >> 19;
    two_pairs(high, number - high * 100)
}

/// The digits of two numbers below 100, the first in the lowest byte.
pub(crate) fn two_pairs(first: u32, second: u32) -> u32 {
    let pairs = first | second << 16;
    let tens = (pairs * 103) >> 10 & 0x000F_000F;
    // In each half, tens + 256 · (pair − 10 · tens).
    (pairs << 8) + ZEROS - tens * 2559
}

/// Divides by 100,000,000, and returns the quotient and the remainder of eight digits.
fn split(value: u64) -> (u64, u32) {
    // On 32 bits, a division of 64 bits calls a slow function.
    if cfg!(target_pointer_width = "64") {
        (value / 100_000_000, (value % 100_000_000) as u32)
    } else {
        split_by_product(value)
    }
}

/// Divides by 100,000,000 = 2⁸ · 5⁸ without a division.
///
/// It multiplies by the reciprocal of 5⁸, scaled by 2⁸². This is exact: the dividend has 56 bits, and its product
/// with the reciprocal's rounding error stays below 2⁸².
fn split_by_product(value: u64) -> (u64, u32) {
    const RECIPROCAL: u64 = ((1_u128 << 82) / 390_625 + 1) as u64;
    let high = product_high(value >> 8, RECIPROCAL) >> 18;
    let low = (value as u32).wrapping_sub((high as u32).wrapping_mul(100_000_000));
    (high, low)
}

/// The upper 64 bits of a product, computed from 32-bit products.
fn product_high(a: u64, b: u64) -> u64 {
    let wide = |a: u64, b: u64| u64::from(a as u32) * u64::from(b as u32);
    let low = wide(a, b);
    let cross = wide(a >> 32, b) + (low >> 32);
    let cross_low = wide(a, b >> 32) + u64::from(cross as u32);
    wide(a >> 32, b >> 32) + (cross >> 32) + (cross_low >> 32)
}

#[cfg(test)]
mod tests {
    extern crate std;

    use super::{ShortString, decimal, split_by_product, two_pairs, write_quoted_integer};
    use crate::random;
    use arbtest::arbtest;
    use std::{format, string::ToString};

    #[test]
    fn prints_like_core() {
        arbtest(|u| {
            let magnitude = random::integer(u)?;
            let bare = decimal(magnitude, false);
            assert_eq!(std::str::from_utf8(bare.as_bytes()), Ok(&*magnitude.to_string()));
            let quoted = ShortString::write(|buffer| write_quoted_integer(buffer, magnitude, true));
            assert_eq!(quoted.unquoted(), format!("-{magnitude}"));
            Ok(())
        });
    }

    #[test]
    fn the_product_divides() {
        arbtest(|u| {
            let value = random::integer(u)?;
            assert_eq!(split_by_product(value), (value / 100_000_000, (value % 100_000_000) as u32));
            Ok(())
        });
    }

    #[test]
    fn prints_all_pairs() {
        for pair in 0..100 {
            let word = two_pairs(pair, 99 - pair).to_le_bytes();
            assert_eq!(std::str::from_utf8(&word), Ok(&*format!("{pair:02}{:02}", 99 - pair)));
        }
    }

    #[test]
    fn prints_around_powers_of_ten() {
        for exponent in 0..20 {
            let power = 10_u64.pow(exponent);
            for number in [power - 1, power, power + 1] {
                assert_eq!(decimal(number, true).as_bytes(), format!("-{number}").as_bytes());
            }
        }
    }

    #[test]
    fn divides_at_the_edges() {
        for multiple in [1, 2, 99_999_999, 184_467_440_736] {
            for value in [multiple * 100_000_000 - 1, multiple * 100_000_000, u64::MAX] {
                assert_eq!(split_by_product(value), (value / 100_000_000, (value % 100_000_000) as u32));
            }
        }
    }
}
