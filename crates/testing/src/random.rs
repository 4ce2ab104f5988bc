//! Numbers that are the same in every run.

use core::ops::Range;

/// SplitMix64: for simulations, and counts that are too long for arbtest.
#[derive(Clone)]
pub struct Random(u64);

impl Random {
    #[must_use]
    pub fn new(seed: u64) -> Self {
        let mut random = Self(seed);
        Self(random.number())
    }

    pub fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let bits = (self.0 ^ self.0 >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let bits = (bits ^ bits >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        bits ^ bits >> 31
    }

    pub fn bits(&mut self) -> u32 {
        (self.number() >> 32) as u32
    }

    pub fn below(&mut self, limit: u64) -> u64 {
        ((u128::from(self.number()) * u128::from(limit)) >> 64) as u64
    }

    /// Returns a number with so many bits: each number of bits is as likely.
    pub fn magnitude(&mut self, bits: Range<u64>) -> u64 {
        let highest = 1 << (self.range(bits) - 1);
        highest + self.below(highest)
    }

    /// Whether something happens that does once in so many times.
    pub fn once_in(&mut self, times: u64) -> bool {
        self.below(times) == 0
    }

    pub fn range(&mut self, range: Range<u64>) -> u64 {
        range.start + self.below(range.end - range.start)
    }
}
