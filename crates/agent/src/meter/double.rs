//! Doubles as integers: exact, and without an FPU.

/// A double that isn't NaN. −0.0 is 0.
#[derive(Clone, Copy)]
pub struct Double {
    /// The bits without the sign.
    magnitude: u64,
    is_negative: bool,
}

/// The number of bits after a mantissa's first.
const FRACTION_BITS: u32 = 52;
const EXPONENT_BIAS: i32 = 1023;

impl Double {
    pub const fn new(value: f64) -> Option<Self> {
        let bits = value.to_bits();
        let magnitude = bits & (u64::MAX >> 1);
        if magnitude > f64::INFINITY.to_bits() {
            return None;
        }
        Some(Self { magnitude, is_negative: magnitude != 0 && bits != magnitude })
    }

    pub const fn is_negative(self) -> bool {
        self.is_negative
    }

    /// Returns the base-2 logarithm of the magnitude, rounded down: 1024 for infinities, −1023 for whatever is below 2^−1022.
    pub const fn exponent(self) -> i32 {
        (self.magnitude >> FRACTION_BITS) as i32 - EXPONENT_BIAS
    }

    /// Returns the magnitude divided by 2^(exponent − 52): 2^52 or more, and below 2^53; except for what is below 2^−1022.
    pub const fn mantissa(self) -> u64 {
        const FIRST: u64 = 1 << FRACTION_BITS;
        let fraction = self.magnitude & (FIRST - 1);
        if self.magnitude < FIRST { fraction } else { fraction | FIRST }
    }

    pub const fn to_fixed(self) -> Fixed {
        let exponent = self.exponent();
        if exponent >= 63 {
            return Fixed { floor: if self.is_negative { i64::MIN } else { i64::MAX }, fraction: 0 };
        }
        let (whole, fraction) = self.parts(exponent);
        if !self.is_negative {
            return Fixed { floor: whole as i64, fraction: (fraction >> 32) as u32 };
        }
        let is_whole = fraction == 0;
        let floor = (whole as i64).wrapping_neg().wrapping_sub(!is_whole as i64);
        Fixed { floor, fraction: (fraction.wrapping_neg() >> 32) as u32 }
    }

    /// Returns the magnitude's whole part, and the rest in units of 2^−64: 0 only if there is none.
    const fn parts(self, exponent: i32) -> (u64, u64) {
        let mantissa = self.mantissa();
        match FRACTION_BITS as i32 - exponent {
            0 => (mantissa, 0),
            bits @ ..0 => (mantissa << bits.unsigned_abs(), 0),
            bits @ 1..64 => (mantissa >> bits, mantissa << (64 - bits)),
            bits => {
                let shifted = mantissa.unbounded_shr(bits.unsigned_abs() - 64);
                (0, if shifted == 0 { (mantissa != 0) as u64 } else { shifted })
            }
        }
    }
}

/// A number, rounded down to a multiple of 2^−32; beyond ±2^63, the last that fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fixed {
    pub floor: i64,
    /// In units of 2^−32.
    pub fraction: u32,
}

impl From<u32> for Fixed {
    fn from(value: u32) -> Self {
        Self { floor: value.into(), fraction: 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::{Double, Fixed};

    #[track_caller]
    fn check(value: f64, floor: i64, fraction: u32) {
        let fixed = Double::new(value).map(Double::to_fixed);
        assert_eq!(fixed, Some(Fixed { floor, fraction }), "{value}");
    }

    #[test]
    fn doubles_are_rounded_down() {
        const HALF: u32 = 1 << 31;
        for (value, floor, fraction) in [
            (0.0, 0, 0),
            (-0.0, 0, 0),
            (0.5, 0, HALF),
            (-0.5, -1, HALF),
            (1.0, 1, 0),
            (-1.0, -1, 0),
            (-1.25, -2, 3 << 30),
            (2_f64.powi(-32), 0, 1),
            (2_f64.powi(-33), 0, 0),
            (-2_f64.powi(-33), -1, u32::MAX),
            (f64::from_bits(1), 0, 0),
            (-f64::from_bits(1), -1, u32::MAX),
            (-f64::MIN_POSITIVE, -1, u32::MAX),
            (4_503_599_627_370_495.5, (1 << 52) - 1, HALF),
            (-4_503_599_627_370_495.5, -(1 << 52), HALF),
            (9_007_199_254_740_993e3, 9_007_199_254_740_993_024, 0),
            (9_223_372_036_854_774_784.0, i64::MAX - 1023, 0),
            (9_223_372_036_854_775_808.0, i64::MAX, 0),
            (-9_223_372_036_854_775_808.0, i64::MIN, 0),
            (f64::INFINITY, i64::MAX, 0),
            (f64::NEG_INFINITY, i64::MIN, 0),
        ] {
            check(value, floor, fraction);
        }
    }

    /// Wherever an `i64` holds it, the floor is that of std; and so is the fraction, which is exact from 2^20 on.
    #[test]
    fn random_doubles_are_rounded_down() {
        arbtest::arbtest(|u| {
            let value = f64::from_bits(u.arbitrary()?) * 2_f64.powi(u.int_in_range(-40..=40)?);
            let value = if value.is_nan() { u.arbitrary::<i32>()?.into() } else { value };
            let floor = value.floor();
            let fraction = ((value - floor) * 2_f64.powi(32)).floor();
            match Double::new(value).map(Double::to_fixed) {
                Some(fixed) if fixed.floor.unsigned_abs() < 1 << 62 => {
                    assert_eq!(fixed.floor as f64, floor, "{value}");
                    // Next to a whole number, the difference that std computes is rounded up to 1.
                    let fraction = fraction.min(f64::from(u32::MAX));
                    assert_eq!(f64::from(fixed.fraction), fraction, "{value}");
                }
                _ => assert!(value.abs() >= 2_f64.powi(62), "{value}"),
            }
            Ok(())
        });
    }

    #[test]
    fn nan_is_no_number() {
        assert!(Double::new(f64::NAN).is_none());
        assert!(Double::new(-f64::NAN).is_none());
    }
}
