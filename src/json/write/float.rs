//! Doubles in decimal.

use super::Writer;
use crate::json::text::fixed_len;

/// The length of a double in bytes.
pub(crate) fn double_len(value: f64) -> usize {
    match short_decimal(value) {
        Some((integer, fraction)) => fixed_len(integer, fraction, value.is_sign_negative()),
        None => {
            let mut writer = Writer::new(&mut []);
            writer.shortest(value, value.classify(), value.is_sign_negative());
            writer.len()
        }
    }
}

/// The shortest decimal that reads back as `value`, without its sign: an integer and ten-thousandths. It handles the
/// values typical of people and sensors: those below 2³¹ with at most four decimals. Returns `None` for others.
///
/// zmij prints the same; this takes a third of its instructions on a Cortex-M, which computes doubles in software.
///
/// With `value` = `fraction` / 2^`scale` beyond its integer part, the candidate is the multiple of 10⁻⁴ that is
/// nearest to it. It reads back as `value` if it's within half a unit of the last place: |candidate / 10⁴ − fraction
/// / 2^scale| < ½ / 2^scale. No other decimal as short can be that close, since a unit of the last place is below
/// 10⁻⁶ here. (Below a power of two, units are half as large, but no candidate there is close without being exact.
/// Nor is any candidate close that rounds up to the next integer.)
pub(super) fn short_decimal(value: f64) -> Option<(u32, u32)> {
    const MANTISSA_BITS: u32 = 52;
    const FIVES: u64 = 5_u64.pow(4);

    let bits = value.to_bits();
    let (high, low) = ((bits >> 32) as u32 & 0x7FFF_FFFF, bits as u32);
    if high | low == 0 {
        return Some((0, 0));
    }
    let scale = 1075_u32.checked_sub(high >> 20).filter(|scale| (22..=66).contains(scale))?;
    let mantissa = bits & ((1 << MANTISSA_BITS) - 1) | 1 << MANTISSA_BITS;
    let (integer, fraction) = match scale {
        0..=MANTISSA_BITS => ((mantissa >> scale) as u32, mantissa & ((1 << scale) - 1)),
        _ => (0, mantissa),
    };

    let leading_bits = if scale < 32 { fraction << (32 - scale) } else { fraction >> (scale - 32) } as u32;
    let candidate = ((u64::from(leading_bits) * 10_000 + (1 << 31)) >> 32) as u32;
    let distance = (fraction * FIVES).wrapping_sub(u64::from(candidate) << (scale - 4)) as i64;
    if distance.unsigned_abs() > FIVES / 2 {
        return None;
    }
    Some((integer, candidate))
}

#[cfg(test)]
mod tests {
    extern crate std;

    use super::short_decimal;
    use crate::json::text::{SHORT_LEN, write_fixed};
    use arbtest::arbtest;

    fn check(value: f64) -> bool {
        let Some((integer, fraction)) = short_decimal(value) else { return false };
        let mut buffer = [0; SHORT_LEN];
        let len = write_fixed(&mut buffer, integer, fraction, value.is_sign_negative());
        assert_eq!(&buffer[..len], zmij::Buffer::new().format_finite(value).as_bytes());
        true
    }

    #[test]
    fn prints_all_short_decimals_like_zmij() {
        for integer in [0.0, 1.0, 4095.0, 65_536.0, 2_147_483_647.0] {
            for ten_thousandths in 0..10_000 {
                let value = (integer * 1e4 + f64::from(ten_thousandths)) / 1e4;
                assert!(check(value) && check(-value), "{value}");
            }
        }
    }

    #[test]
    fn leaves_all_else_to_zmij() {
        let equal_halves = f64::from_bits(0x4024_0000_4024_0000);
        for value in
            [0.00001, 0.123_45, 1.0 / 3.0, 2_147_483_648.0, 1e300, 5e-324, f64::NAN, f64::INFINITY, equal_halves]
        {
            assert!(!check(value), "{value}");
        }
    }

    #[test]
    fn is_the_shortest_where_there_is_one() {
        arbtest(|u| {
            let nudge = u.int_in_range(-3..=3)?;
            check(f64::from_bits(u.arbitrary()?));
            check(f64::from_bits((f64::from(u.arbitrary::<i32>()?) / 1e4).to_bits().wrapping_add_signed(nudge)));
            check(f64::from_bits(2_f64.powi(u.int_in_range(-15..=31)?).to_bits().wrapping_add_signed(nudge)));
            Ok(())
        });
    }
}
