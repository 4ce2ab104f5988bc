//! Numbers as floating point.

use super::decimal::decimal;
use super::integer::Digits;
use core::str::FromStr;

/// The nearest `f64` or `f32`, infinite where the number is beyond its range.
///
/// Nothing for what isn't a number, though not all that isn't JSON's.
pub(crate) fn float<F: FromStr>(number: &str) -> Option<F> {
    if number.len() < TRUSTED { number.parse().ok() } else { float_of_many_digits(number) }
}

/// The standard library's parser stops at exponents of 65536, and thereby misreads numbers that make up for one with
/// as many digits.
const TRUSTED: usize = 60_000;

/// As many digits as can matter: the tie between two doubles has at most 767, and whatever lies beyond only
/// tells that the number isn't one.
const DIGITS: usize = 768;

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
    fn all_digits_count() {
        let (tie, zeros) = ("1.00000000000000011102230246251565404236316680908203125", "0".repeat(61_000));
        assert_eq!(float(&format!("{tie}{zeros}")), Some(1.0));
        assert_eq!(float(&format!("{tie}{zeros}1")), Some(1.0 + f64::EPSILON));
        assert_eq!(float(&format!("1.{}{zeros}1", "0".repeat(800))), Some(1.0));
        assert_eq!(float::<f64>(&format!("1.{zeros}x")), None);
    }
}
