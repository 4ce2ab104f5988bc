//! Integers in decimal, without 64-bit division where the target has none.

/// The longest: a quote, a sign, twenty digits, a quote.
const ROOM: usize = 23;
const LAST_DIGIT: usize = ROOM - 2;

/// An integer in decimal.
pub(crate) struct Decimal {
    bytes: [u8; ROOM],
    start: usize,
    end: usize,
}

impl Decimal {
    pub(crate) fn bare(magnitude: u64, negative: bool) -> Self {
        let mut decimal = Self { bytes: [0; ROOM], start: LAST_DIGIT + 1, end: LAST_DIGIT + 1 };
        decimal.push_digits(magnitude);
        if negative {
            decimal.push_front(b'-');
        }
        decimal
    }

    /// As ProtoJSON writes 64-bit integers: `"12"`.
    pub(crate) fn quoted(magnitude: u64, negative: bool) -> Self {
        let mut decimal = Self::bare(magnitude, negative);
        decimal.bytes[LAST_DIGIT + 1] = b'"';
        decimal.end = ROOM;
        decimal.push_front(b'"');
        decimal
    }

    /// An integer and so many ten-thousandths, below one.
    pub(crate) fn fixed(integer: u32, fraction: u32, negative: bool) -> Self {
        let mut decimal = Self { bytes: [0; ROOM], start: LAST_DIGIT + 1, end: LAST_DIGIT + 1 };
        decimal.push_group(fraction);
        let zeros = [10, 100, 1000].into_iter().filter(|&unit| fraction.is_multiple_of(unit)).count();
        decimal.end -= zeros;
        decimal.push_front(b'.');
        decimal.push_digits(integer.into());
        if negative {
            decimal.push_front(b'-');
        }
        decimal
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        self.bytes.get(self.start..self.end).unwrap_or_default()
    }

    fn push_front(&mut self, byte: u8) {
        self.start = self.start.wrapping_sub(1);
        if let Some(place) = self.bytes.get_mut(self.start) {
            *place = byte;
        }
    }

    fn push_digits(&mut self, mut value: u64) {
        while let Err(_too_large) = u32::try_from(value) {
            let (high, low) = split(value);
            self.push_group(low % 10_000);
            self.push_group(low / 10_000);
            value = high;
        }
        let mut value = value as u32;
        while value >= 10_000 {
            self.push_group(value % 10_000);
            value /= 10_000;
        }
        self.push_group(value);
        self.start += usize::from(value < 10) + usize::from(value < 100) + usize::from(value < 1000);
    }

    /// Four digits, zeros included.
    fn push_group(&mut self, group: u32) {
        // Exact for all values below 43,699, and a single 32-bit product.
        let high = (group * 5243) >> 19;
        let low = group - high * 100;
        self.start = self.start.wrapping_sub(4);
        if let Some(place) = self.bytes.get_mut(self.start..).and_then(<[u8]>::first_chunk_mut::<4>) {
            let [a, b] = pair(high);
            let [c, d] = pair(low);
            *place = [a, b, c, d];
        }
    }
}

/// The two digits of a number below 100.
pub(crate) fn pair(value: u32) -> [u8; 2] {
    #[allow(clippy::indexing_slicing, reason = "at compile time")]
    const PAIRS: [[u8; 2]; 100] = {
        let mut pairs = [[0; 2]; 100];
        let mut value = 0;
        while value < 100 {
            pairs[value] = [b'0' + (value / 10) as u8, b'0' + (value % 10) as u8];
            value += 1;
        }
        pairs
    };
    PAIRS.get(value as usize).copied().unwrap_or([b'0'; 2])
}

/// Divides by 100,000,000: what is above, and the eight digits below.
fn split(value: u64) -> (u64, u32) {
    if cfg!(target_pointer_width = "64") {
        (value / 100_000_000, (value % 100_000_000) as u32)
    } else {
        split_by_product(value)
    }
}

/// Divides by 100,000,000 = 2⁸ · 5⁸ without a division.
///
/// A product with the reciprocal of 5⁸, scaled by 2⁸², stands in for it. It is exact: the dividend
/// has 56 bits, and its product with the reciprocal's rounding error stays below 2⁸².
fn split_by_product(value: u64) -> (u64, u32) {
    const RECIPROCAL: u64 = ((1_u128 << 82) / 390_625 + 1) as u64;
    let high = product_high(value >> 8, RECIPROCAL) >> 18;
    let low = (value as u32).wrapping_sub((high as u32).wrapping_mul(100_000_000));
    (high, low)
}

/// The upper half of a 64-bit product, from 32-bit ones.
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

    use super::{Decimal, split_by_product};
    use proptest::prelude::*;
    use std::{format, string::ToString};

    proptest! {
        #[test]
        fn prints_like_core(magnitude: u64, shift in 0_u32..64) {
            let magnitude = magnitude >> shift;
            let (bare, quoted) = (Decimal::bare(magnitude, false), Decimal::quoted(magnitude, true));
            prop_assert_eq!(std::str::from_utf8(bare.as_bytes()), Ok(&*magnitude.to_string()));
            prop_assert_eq!(std::str::from_utf8(quoted.as_bytes()), Ok(&*format!("\"-{magnitude}\"")));
        }

        #[test]
        fn the_product_divides(value: u64, shift in 0_u32..64) {
            let value = value >> shift;
            prop_assert_eq!(split_by_product(value), (value / 100_000_000, (value % 100_000_000) as u32));
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
