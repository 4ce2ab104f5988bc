//! Whether a number fits in a double, without the tables needed to compute the double.

use super::integer::Digits;

/// 2¹⁰²⁴ − 2⁹⁷⁰: halfway from the largest double to the power of two that would follow it. Numbers from here on round
/// to infinity, including this one, since the largest double's mantissa is odd.
const TIE: &[u8; 309] = b"\
    1797693134862315807937289714053034150799341327100378269361737789804449682927647509466490179775872070\
    9633028641669288791094655554785194040263065748867150582068190890200070838367627385484581771153176447\
    5730270069855571366959622842914819860834936475292719074168444365510704342711559699508093042880177904\
    174497792";

/// 2¹²⁸ − 2¹⁰³, the same for floats.
const FLOAT_TIE: &[u8] = b"340282356779733661637539395458142568448";

/// Whether a JSON number rounds to infinity as a double.
///
/// Returns false if `number` isn't a number.
pub(crate) fn exceeds_double(number: &str) -> bool {
    exceeds(number, TIE)
}

/// Whether a JSON number rounds to infinity as a float.
pub(crate) fn exceeds_float(number: &str) -> bool {
    exceeds(number, FLOAT_TIE)
}

/// Whether a JSON number is at least as large as `tie`, an integer.
fn exceeds(number: &str, tie: &[u8]) -> bool {
    let Some(digits) = Digits::read(number.as_bytes()) else { return false };
    if digits.is_zero() || digits.point < tie.len() as i64 {
        return false;
    }
    let (integer, fraction) = tie.split_at_checked(digits.integer.len()).unwrap_or((tie, &[]));
    digits.point > tie.len() as i64 || (digits.integer, digits.fraction) >= (integer, fraction)
}

#[cfg(test)]
mod tests {
    extern crate std;

    use super::{TIE, exceeds_double, exceeds_float};
    use crate::random::text_of;
    use arbtest::arbtest;
    use std::{format, string::String};

    fn check(number: &str) -> bool {
        let value: f64 = number.parse().expect("a number");
        assert_eq!(exceeds_double(number), value.is_infinite(), "{number}");
        value.is_infinite()
    }

    fn tie() -> String {
        String::from_utf8(TIE.into()).expect("ASCII")
    }

    #[test]
    fn knows_numbers_far_from_the_tie() {
        for number in ["0", "-0", "0e999", "-0.000e99999999999999999999", "1", "1e308", "1e-999999999999999999999"] {
            assert!(!check(number));
        }
        for number in ["1e309", "-1E+309", "1e999999999999999999999999", "0.1e310", "1797693134862315808000e287"] {
            assert!(check(number));
        }
        let zeros = "0".repeat(2000);
        for number in [format!("0.{zeros}1e2309"), format!("1{zeros}e-1692"), format!("1{zeros}.{zeros}e-1692")] {
            assert!(!check(&number));
        }
        for number in [format!("0.{zeros}1e2310"), format!("1{zeros}e-1691"), format!("1{zeros}.{zeros}e-1691")] {
            assert!(check(&number));
        }
    }

    #[test]
    fn knows_the_tie_to_the_last_digit() {
        let tie = tie();
        let (before, last) = tie.split_at(308);
        assert_eq!(last, "2");
        let nines = "9".repeat(1000);
        for number in
            [before, &format!("{before}1"), &format!("-{before}1.{nines}"), &format!("0.{before}1{nines}e309")]
        {
            assert!(!check(number));
        }
        for number in [&tie, &format!("-{tie}.0"), &format!("{tie}000e-3"), &format!("0.{tie}e309")] {
            assert!(check(number));
        }
        assert!(!check(&format!("{:?}", f64::MAX)) && !check(&format!("{}", f64::MIN)));
    }

    #[test]
    fn what_is_no_number_does_not_exceed_a_double() {
        for text in ["", "-", ".", "e", "1e", "é", "1.é", "00e999", "NaN", "Infinity"] {
            assert!(!exceeds_double(text));
        }
    }

    #[test]
    fn knows_the_tie_of_floats_to_the_last_digit() {
        for (number, expected) in [
            ("340282356779733661637539395458142568447.9", false),
            ("340282356779733661637539395458142568448", true),
            ("-34028235677973366163753939545814256844.8e1", true),
            ("3.4028235e38", false),
            ("3.4028236e38", true),
            ("1e39", true),
            ("0e99", false),
        ] {
            assert_eq!(exceeds_float(number), expected, "{number}");
            assert_eq!(number.parse::<f32>().expect("a number").is_infinite(), expected, "{number}");
        }
    }

    const DIGITS: &str = "0123456789";

    #[test]
    fn agrees_with_the_standard_library() {
        arbtest(|u| {
            let digits = format!("{}{}", &tie()[..u.int_in_range(1..=309)?], text_of(u, DIGITS, 30)?);
            let negative = *u.choose(&["", "-"])?;
            let (point, zeros) = (u.int_in_range(1..=399)?, u.int_in_range(0..=399)?);
            let nudge = *u.choose(&[0, 0, 0, 0, -1, 1, -300, 300])?;

            let in_front = 309 - digits.len().min(point) as i64 + nudge;
            let (integer, fraction) = digits.split_at(digits.len().min(point));
            check(&format!("{negative}{integer}.{fraction}0e{in_front}"));
            let (zeros, after) = ("0".repeat(zeros), 309 + zeros as i64 + i64::abs(nudge));
            check(&format!("{negative}0.{zeros}{digits}{}E+{after}", "0".repeat(point)));
            check(&format!("{negative}{digits}{zeros}e{}", 309 - (digits.len() + zeros.len()) as i64 + nudge));
            Ok(())
        });
    }

    #[test]
    fn agrees_on_any_number() {
        arbtest(|u| {
            let integer = format!("{}{}", u.int_in_range(1..=9)?, text_of(u, DIGITS, 320)?);
            let integer = if u.ratio(1, 8)? { "0" } else { &integer };
            let fraction = format!(".{}0", text_of(u, DIGITS, 19)?);
            let fraction = if u.arbitrary()? { &fraction } else { "" };
            let exponent = format!("{}{}", u.choose(&["e", "E", "e+", "E-"])?, u.int_in_range(0..=999)?);
            let exponent = if u.arbitrary()? { &exponent } else { "" };
            check(&format!("{}{integer}{fraction}{exponent}", u.choose(&["", "-"])?));
            Ok(())
        });
    }
}
