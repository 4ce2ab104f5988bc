//! Integers, in any form that JSON allows.

use super::{Cursor, is_number};

/// Parses an integer in any form that the JSON grammar allows: `100`, `100.0`, `1e2`.
///
/// The time doesn't depend on the exponent's size.
pub(crate) fn integer(text: &[u8]) -> Result<Integer, NotAnInteger> {
    if !is_number(text) {
        return Err(NotAnInteger::Malformed);
    }
    let mut number = Cursor::new(text);
    let negative = number.eat(b'-');
    // The number of digits, the number before the point, and the exponent; then the number of digits in the integer.
    let (mut digits, mut point, mut exponent) = (0, None, 0_isize);
    let mut ahead = number.clone();
    while let Some(byte) = ahead.bump() {
        match byte {
            b'.' => point = Some(digits),
            b'0'..=b'9' => digits += 1,
            _ => {
                exponent = read_exponent(&mut ahead);
                break;
            }
        }
    }
    let len = exponent.saturating_add(point.unwrap_or(digits));

    let (mut magnitude, mut is_too_large) = (0_u64, false);
    let mut append = |digit: u8| -> bool {
        let ten_times = magnitude.wrapping_mul(10);
        let next = ten_times.wrapping_add(digit.into());
        is_too_large |= magnitude > u64::MAX / 10 || next < ten_times;
        magnitude = next;
        !is_too_large && magnitude != 0
    };
    let (mut index, mut has_more) = (0, false);
    while index < digits {
        match number.bump().unwrap_or_default().wrapping_sub(b'0') {
            digit @ 0..=9 => {
                if index < len {
                    has_more = append(digit);
                } else if digit != 0 {
                    return Err(NotAnInteger::Fraction);
                }
                index += 1;
            }
            _point => {}
        }
    }
    // Zeros that the exponent adds. A zero stays zero, so the loop ends for it.
    while index < len && has_more {
        has_more = append(0);
        index += 1;
    }
    if is_too_large { Err(NotAnInteger::TooLarge) } else { Ok(Integer { magnitude, negative }) }
}

/// An exponent's value, saturating.
fn read_exponent(at: &mut Cursor<'_>) -> isize {
    let is_negative = at.eat(b'-');
    at.eat(b'+');
    let mut exponent = 0_isize;
    while let Some(digit) = at.bump() {
        exponent = exponent.saturating_mul(10).saturating_add((digit.wrapping_sub(b'0')).into());
    }
    if is_negative { -exponent } else { exponent }
}

/// A sign and a 64-bit magnitude. Zero can be negative, too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Integer {
    pub(crate) magnitude: u64,
    pub(crate) negative: bool,
}

/// Why text isn't an [`Integer`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotAnInteger {
    /// It isn't a JSON number.
    Malformed,
    /// It has a fraction.
    Fraction,
    /// Its magnitude has more than 64 bits.
    TooLarge,
}

impl Integer {
    pub(crate) fn to_i64(self) -> Option<i64> {
        if self.negative { 0_i64.checked_sub_unsigned(self.magnitude) } else { i64::try_from(self.magnitude).ok() }
    }

    pub(crate) fn to_u64(self) -> Option<u64> {
        (!self.negative || self.magnitude == 0).then_some(self.magnitude)
    }
}

/// A number without its sign: `0.{integer}{fraction}` × 10^`point`. Neither the first digit nor the last is a zero.
pub(super) struct Digits<'a> {
    pub(super) integer: &'a [u8],
    pub(super) fraction: &'a [u8],
    pub(super) point: i64,
}

impl<'a> Digits<'a> {
    /// Returns `None` if it isn't a JSON number.
    pub(super) fn read(number: &'a [u8]) -> Option<Self> {
        let unsigned = number.strip_prefix(b"-").unwrap_or(number);
        let (mut integer, rest) = match unsigned {
            [b'0', rest @ ..] => (&[][..], rest),
            _ => split_digits(unsigned)?,
        };
        let (mut fraction, rest) = match rest {
            [b'.', rest @ ..] => split_digits(rest)?,
            _ => (&[][..], rest),
        };
        let (sign, exponent) = match rest {
            [] => (1, &b"0"[..]),
            [b'e' | b'E', b'-', exponent @ ..] => (-1, exponent),
            [b'e' | b'E', b'+', exponent @ ..] | [b'e' | b'E', exponent @ ..] => (1, exponent),
            _ => return None,
        };
        let mut point = sign * long_exponent(exponent)? + integer.len() as i64;
        fraction = without_last_zeros(fraction);
        if fraction.is_empty() {
            integer = without_last_zeros(integer);
        } else if integer.is_empty() {
            let len = fraction.len();
            while let [b'0', rest @ ..] = fraction {
                fraction = rest;
            }
            point -= (len - fraction.len()) as i64;
        }
        Some(Self { integer, fraction, point })
    }

    pub(super) fn is_zero(&self) -> bool {
        self.integer.is_empty() && self.fraction.is_empty()
    }
}

/// Splits off the leading digits, of which there must be at least one.
pub(crate) fn split_digits(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let len = text.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(text.len());
    text.split_at_checked(len).filter(|(digits, _)| !digits.is_empty())
}

/// An exponent's value, capped at something greater than the length of any text.
fn long_exponent(text: &[u8]) -> Option<i64> {
    const ENOUGH: i64 = 100_000_000_000_000_000;

    let (digits, []) = split_digits(text)? else { return None };
    Some(digits.iter().fold(0, |value, byte| ENOUGH.min(value) * 10 + i64::from(byte.wrapping_sub(b'0'))))
}

fn without_last_zeros(mut digits: &[u8]) -> &[u8] {
    while let [rest @ .., b'0'] = digits {
        digits = rest;
    }
    digits
}

#[cfg(test)]
mod tests {
    extern crate std;

    use super::{Integer, NotAnInteger, integer};
    use crate::random::{self, text_of};
    use arbtest::arbtest;
    use std::{format, string::String, string::ToString};

    fn magnitude(text: &str) -> Result<u64, NotAnInteger> {
        integer(text.as_bytes()).map(|integer| integer.magnitude)
    }

    #[test]
    fn reads_whole_numbers_in_any_form() {
        for (text, expected) in [
            ("1e5", 100_000),
            ("100000.000", 100_000),
            ("2.147483647e9", 2_147_483_647),
            ("12300e-2", 123),
            ("0.00120E+4", 12),
            ("1E00000000000000000000000000000002", 100),
            ("0e999999999999999999999", 0),
            ("-0.00e-5", 0),
            ("9e9", 9_000_000_000),
            ("18446744073709551615", u64::MAX),
            ("1.8446744073709551615e19", u64::MAX),
        ] {
            assert_eq!(magnitude(text), Ok(expected), "{text}");
        }
        let zeros = "0".repeat(1_000_000);
        assert_eq!(magnitude(&format!("1{zeros}e-1000000")), Ok(1));
        assert_eq!(magnitude(&format!("0.{zeros}1e1000002")), Ok(10));
    }

    #[test]
    fn rejects_the_rest() {
        for text in ["18446744073709551616", "1e20", "1.5e536870000", "1e9999999999999999999", "99999999999999999999"] {
            assert_eq!(integer(text.as_bytes()), Err(NotAnInteger::TooLarge), "{text}");
        }
        for text in ["0.5", "1e-1", "1e-99999999999999999999", "10.01e1", "18446744073709551616.5"] {
            assert_eq!(integer(text.as_bytes()), Err(NotAnInteger::Fraction), "{text}");
        }
        for text in ["", "-", "+1", "01", "-00", "1.", ".5", "1e", "1e+", "1e1.", "--1", "1 ", " 1", "1e99x", "٣"] {
            assert_eq!(integer(text.as_bytes()), Err(NotAnInteger::Malformed), "{text}");
        }
    }

    #[test]
    fn fits_in_signed_and_unsigned() {
        let both = |text: &str| integer(text.as_bytes()).map(|integer| (integer.to_i64(), integer.to_u64()));
        assert_eq!(both("-0"), Ok((Some(0), Some(0))));
        assert_eq!(both("-1"), Ok((Some(-1), None)));
        assert_eq!(both("9223372036854775808"), Ok((None, Some(1 << 63))));
        assert_eq!(both("-9223372036854775808"), Ok((Some(i64::MIN), None)));
        assert_eq!(both("-9223372036854775809"), Ok((None, None)));
    }

    #[test]
    fn plain_digits_are_read() {
        arbtest(|u| {
            let (magnitude, negative) = (random::integer(u)?, u.arbitrary()?);
            let text = format!("{}{magnitude}", if negative { "-" } else { "" });
            assert_eq!(integer(text.as_bytes()), Ok(Integer { magnitude, negative }));
            Ok(())
        });
    }

    #[test]
    fn points_and_exponents_are_exact() {
        arbtest(|u| {
            let value = (u.int_in_range(1..=(1_u128 << 66) - 1)? >> u.int_in_range(0..=65)?).max(1);
            let (tens, zeros) = (u.int_in_range(-4..=4)?, u.int_in_range(0..=29)?);
            let (point, mark) = (u.int_in_range(-30..=59)?, *u.choose(&["e", "E", "e0"])?);

            let digits = format!("{value}{}", "0".repeat(zeros));
            let mantissa = match usize::try_from(point) {
                Ok(point @ 1..) if point < digits.len() => format!("{}.{}", &digits[..point], &digits[point..]),
                Ok(point @ 1..) => format!("{digits}{}", "0".repeat(point - digits.len())),
                _ => format!("0.{}{digits}", "0".repeat(i32::unsigned_abs(point) as usize)),
            };
            let exponent = tens + value.to_string().len() as i32 - point;
            let text =
                if exponent < 0 { format!("{mantissa}e{exponent}") } else { format!("{mantissa}{mark}{exponent}") };
            let unit = 10_u128.pow(i32::unsigned_abs(tens));
            let expected = match u64::try_from(if tens < 0 { value / unit } else { value * unit }) {
                _ if tens < 0 && value % unit != 0 => Err(NotAnInteger::Fraction),
                expected => expected.map_err(|_| NotAnInteger::TooLarge),
            };
            assert_eq!(magnitude(&text), expected, "{text}");
            Ok(())
        });
    }

    #[test]
    fn only_numbers_are_numbers() {
        arbtest(|u| {
            let parts = [("-", 1), ("01.eE+-", 4), ("0123456789", 2), (".eE", 2), ("+-", 1), ("0123456789x", 22)];
            let mut text = String::new();
            for (characters, max) in parts {
                text += &text_of(u, characters, max)?;
            }
            let is_number = serde_json::from_str::<serde::de::IgnoredAny>(&text).is_ok();
            assert_eq!(integer(text.as_bytes()) != Err(NotAnInteger::Malformed), is_number, "{text}");
            Ok(())
        });
    }
}
