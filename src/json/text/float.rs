//! Parsing of floating-point numbers.

use super::decimal::decimal;
use super::integer::Digits;
use core::str::FromStr;

/// The nearest `f64` or `f32`, or an infinity if the number is out of range.
///
/// Returns `None` if `number` isn't a number. Some numbers that JSON doesn't allow are accepted.
pub(crate) fn float<F: FromStr>(number: &str) -> Option<F> {
    if number.len() < TRUSTED { number.parse().ok() } else { float_of_many_digits(number) }
}

/// Parses a double with few digits, as is typical of measurements. Its digits as an integer and the power of ten are
/// both exact doubles, so that a single division rounds correctly.
///
/// Returns `None` for all other numbers. `number` must be a number.
// Elsewhere doubles are mostly computed in software, and the standard library's parser is needed anyway.
#[cfg(target_pointer_width = "64")]
pub(crate) fn short_double(number: &[u8]) -> Option<f64> {
    const POWERS_OF_TEN: [f64; 16] =
        [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

    let (is_negative, digits) = match number {
        [b'-', digits @ ..] => (true, digits),
        _ => (false, number),
    };
    // A point and at most fifteen digits, which are below 2⁵³.
    if digits.len() > 16 {
        return None;
    }
    let (mut integer, mut fraction) = (0_u64, None);
    for &byte in digits {
        match byte {
            b'0'..=b'9' => {
                integer = integer * 10 + u64::from(byte - b'0');
                fraction = fraction.map(|len| len + 1);
            }
            b'.' => fraction = Some(0_usize),
            _ => return None,
        }
    }
    if integer >= 1 << 53 {
        return None;
    }
    let value = integer as f64 / POWERS_OF_TEN.get(fraction.unwrap_or_default())?;
    Some(if is_negative { -value } else { value })
}

/// The standard library's parser stops at exponents of 65536, and so misreads numbers with as many digits to make up
/// for such an exponent.
const TRUSTED: usize = 60_000;

/// The number of digits that can matter. The tie between two doubles has at most 767; any further digits only tell
/// whether the number is that tie.
const DIGITS: usize = 768;

// Rarely needed: kept out of line, so that its buffer is on the stack only when it's used.
#[cold]
#[inline(never)]
fn float_of_many_digits<F: FromStr>(number: &str) -> Option<F> {
    let digits = Digits::read(number.as_bytes())?;
    let mut text = [b'0'; DIGITS + 32];
    let point = digits.point.clamp(-9999, 9999);
    let exponent = decimal(point.unsigned_abs(), point < 0);
    let sign = if number.starts_with('-') { b"-0." } else { b"00." };
    let leading = digits.integer.iter().chain(digits.fraction).take(DIGITS);
    let beyond = if digits.integer.len() + digits.fraction.len() > DIGITS { b"1e" } else { b"0e" };

    let mut len = 0;
    for (place, &byte) in text.iter_mut().zip(sign.iter().chain(leading).chain(beyond).chain(exponent.as_bytes())) {
        *place = byte;
        len += 1;
    }
    core::str::from_utf8(text.get(..len)?).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    extern crate std;

    use super::float;
    use std::format;

    #[test]
    fn many_digits_and_an_exponent_make_up_for_each_other() {
        let zeros = "0".repeat(700_000);
        for (number, double) in [
            (format!("0.{zeros}1e700001"), 1.0),
            (format!("-0.{zeros}15e700000"), -0.15),
            (format!("25{zeros}e-700000"), 25.0),
            (format!("0.{zeros}1e700301"), 1e300),
            (format!("0.{zeros}1e700401"), f64::INFINITY),
            (format!("-1{zeros}"), f64::NEG_INFINITY),
            (format!("1{zeros}e-700400"), 0.0),
            (format!("0.{zeros}0e700000"), 0.0),
        ] {
            assert_eq!(float(&number), Some(double));
        }
        assert_eq!(float::<f32>(&format!("16777217{zeros}e-700000")), Some(16_777_216.0), "a tie");
        assert_eq!(float::<f32>(&format!("16777217{zeros}1e-700001")), Some(16_777_218.0), "beyond a tie");
    }

    #[test]
    #[cfg(target_pointer_width = "64")]
    fn short_doubles_are_those_of_the_standard_library() {
        use super::short_double;
        use crate::random::text_of;

        arbtest::arbtest(|u| {
            let sign = *u.choose(&["", "-"])?;
            let number = format!("{sign}{}.{}", text_of(u, "0123456789", 16)?, text_of(u, "0123456789", 16)?);
            let number = if u.arbitrary()? { number.replace('.', "") } else { number };
            if let (Some(short), Ok(expected)) = (short_double(number.as_bytes()), number.parse::<f64>()) {
                assert_eq!(short.to_bits(), expected.to_bits(), "{number}");
            }
            Ok(())
        });
        assert_eq!(short_double(b"-0").map(f64::to_bits), Some((-0.0_f64).to_bits()));
        assert_eq!(
            [short_double(b"0.1"), short_double(b"9007199254740993"), short_double(b"1e2")],
            [Some(0.1), None, None]
        );
    }

    #[test]
    fn all_digits_count() {
        let (tie, zeros) = ("1.00000000000000011102230246251565404236316680908203125", "0".repeat(61_000));
        assert_eq!(float(&format!("{tie}{zeros}")), Some(1.0));
        assert_eq!(float(&format!("{tie}{zeros}1")), Some(1.0 + f64::EPSILON));
        assert_eq!(float(&format!("1.{}{zeros}1", "0".repeat(800))), Some(1.0));
        assert_eq!(float::<f64>(&format!("1.{zeros}x")), None);
    }
}
