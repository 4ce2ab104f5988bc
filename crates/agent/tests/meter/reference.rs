//! Bucket indices by big integers.

/// The logarithms of a positive number: to the bases 2, 2^(1/2), 2^(1/4) and 2^(1/8), all rounded down.
pub struct Logarithms([i64; 4]);

impl Logarithms {
    pub fn of_integer(value: u32) -> Self {
        Self::new(value.into(), 0)
    }

    pub fn of_double(value: f64) -> Self {
        assert!(value > 0.0 && value.is_finite());
        let bits = value.to_bits();
        let (exponent, fraction) = ((bits >> 52) as i64, bits & ((1 << 52) - 1));
        if exponent == 0 { Self::new(fraction, -1074) } else { Self::new(fraction | 1 << 52, exponent - 1075) }
    }

    /// Those of `mantissa · 2^exponent`: v ≥ 2^(i / n) if vⁿ ≥ 2^i, and vⁿ is an integer times a power of two.
    fn new(mantissa: u64, exponent: i64) -> Self {
        let mut power = Natural([mantissa, 0, 0, 0, 0, 0, 0, 0]);
        Self([1, 2, 4, 8].map(|n| {
            if n > 1 {
                power = power.square();
            }
            power.bits() - 1 + n * exponent
        }))
    }

    /// Returns the bucket of an exponential histogram, which starts at 0.
    pub fn bucket(&self, scale: i32) -> usize {
        let logarithm = match usize::try_from(scale) {
            Ok(scale) => self.0[scale],
            Err(_) => self.0[0].div_euclid(1 << -scale),
        };
        logarithm.max(0) as usize
    }
}

/// A natural number below 2^512, the lowest word first.
#[derive(Clone, Copy)]
struct Natural([u64; 8]);

impl Natural {
    fn square(self) -> Self {
        let mut product = [0; 8];
        for (i, a) in self.0.into_iter().enumerate().filter(|&(_, a)| a > 0) {
            let mut carry = 0;
            for (j, b) in self.0.into_iter().enumerate() {
                let Some(word) = product.get_mut(i + j) else {
                    assert!(b == 0 && carry == 0, "above 2^512");
                    continue;
                };
                let sum = u128::from(a) * u128::from(b) + u128::from(*word) + carry;
                (*word, carry) = (sum as u64, sum >> 64);
            }
        }
        Self(product)
    }

    fn bits(self) -> i64 {
        let highest = self.0.into_iter().enumerate().rfind(|&(_, word)| word > 0);
        highest.map_or(0, |(at, word)| 64 * at as i64 + i64::from(64 - word.leading_zeros()))
    }
}

#[test]
fn logarithms_of_known_numbers() {
    assert_eq!(Logarithms::of_integer(1).0, [0, 0, 0, 0]);
    assert_eq!(Logarithms::of_integer(3).0, [1, 3, 6, 12]); // 1.585
    assert_eq!(Logarithms::of_integer(u32::MAX).0, [31, 63, 127, 255]);
    assert_eq!(Logarithms::of_double(0.75).0, [-1, -1, -2, -4]); // −0.415
    assert_eq!(Logarithms::of_double(362.0).0, [8, 16, 33, 67]); // 8.4998
    assert_eq!(Logarithms::of_double(363.0).0, [8, 17, 34, 68]); // 8.5038
    assert_eq!(Logarithms::of_double(f64::MIN_POSITIVE).0, [-1022, -2044, -4088, -8176]);
    assert_eq!(Logarithms::of_double(f64::MAX).0, [1023, 2047, 4095, 8191]);
}
