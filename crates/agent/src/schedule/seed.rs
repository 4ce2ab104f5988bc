//! A number of a worker's own.

use super::millis::millis;
use super::spread::below;
use core::time::Duration;

/// A number of the worker's own, from which it draws the moments at which it reports: a fleet that starts at once is
/// spread without random numbers, and the same after every restart.
///
/// It is a hash of the worker's id: FNV-1a, and MurmurHash3's finalizer, with 32 bits each. Two ids that differ in one
/// digit have nothing in common.
///
/// ```
/// use core::time::Duration;
/// use vitalwire_agent::schedule::Seed;
///
/// const SEED: Seed = Seed::from_id(b"boiler-7");
/// let minute = Duration::from_secs(60);
/// assert_eq!(SEED.phase(minute), Duration::from_millis(3_896));
/// assert_eq!(Seed::from_id(b"boiler-8").phase(minute), Duration::from_millis(31_981));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Seed(u32);

impl Seed {
    /// Creates the seed of a worker with this id: a name, a serial number, a MAC address. No two workers should have
    /// the same.
    #[must_use]
    pub const fn from_id(id: &[u8]) -> Self {
        let (mut hash, mut rest) = (0x811C_9DC5, id);
        while let [byte, after @ ..] = rest {
            hash = (hash ^ *byte as u32).wrapping_mul(0x0100_0193);
            rest = after;
        }
        Self(mix(hash))
    }

    /// Returns another seed, for which `entropy` has been mixed in: for workers that don't know an id of their own, or
    /// whose moments nobody should be able to compute from it.
    ///
    /// Entropy that is new after each restart spreads as well, but reports then have other moments than before.
    ///
    /// ```
    /// use vitalwire_agent::schedule::Seed;
    ///
    /// let shared = Seed::from_id(b"boiler");
    /// assert_ne!(shared.stir(7), shared.stir(8));
    /// ```
    #[must_use]
    pub const fn stir(self, entropy: u32) -> Self {
        // Each is a bijection of the other: what is evenly spread stays so.
        Self(mix(self.0 ^ entropy))
    }

    /// Returns the worker's own moment within an interval: above 0, and at most the interval; whole ms, and at most 49
    /// days. A [`Rhythm`](super::Rhythm) begins with it. For other things that a fleet shouldn't do at once, such as
    /// its first check-in.
    #[must_use]
    pub fn phase(self, interval: Duration) -> Duration {
        let mut seed = self;
        Duration::from_millis(seed.draw(millis(interval)).into())
    }

    /// Draws a number from 1 to `span`, or 1 if that is 0. The next one has nothing to do with it.
    pub(super) const fn draw(&mut self, span: u32) -> u32 {
        below(span, self.bits()) + 1
    }

    /// Draws 32 bits.
    pub(crate) const fn bits(&mut self) -> u32 {
        // A Weyl sequence, by the golden ratio.
        self.0 = self.0.wrapping_add(0x9E37_79B9);
        mix(self.0)
    }
}

/// MurmurHash3's finalizer: a bijection in which each bit depends on all bits.
#[inline(never)] // Used in five places: calls take less flash.
const fn mix(mut bits: u32) -> u32 {
    bits = (bits ^ bits >> 16).wrapping_mul(0x85EB_CA6B);
    bits = (bits ^ bits >> 13).wrapping_mul(0xC2B2_AE35);
    bits ^ bits >> 16
}

#[cfg(test)]
mod tests {
    use super::{Seed, mix};

    #[test]
    fn hashes_are_those_of_other_implementations() {
        // Of the authors' test vectors: FNV-1a of "", "a", "foobar"; the finalizer of 1 as in MurmurHash3's reference.
        for (id, fnv) in [(&b""[..], 0x811C_9DC5), (b"a", 0xE40C_292C), (b"foobar", 0xBF9C_F968)] {
            assert_eq!(Seed::from_id(id), Seed(mix(fnv)));
        }
        assert_eq!((mix(0), mix(1)), (0, 0x514E_28B7));
    }

    #[test]
    fn draws_stay_within_their_span() {
        let mut seed = Seed::from_id(b"boiler-7");
        for span in [0, 1, 2, 1000, u32::MAX] {
            assert!((0..1000).all(|_| (1..=span.max(1)).contains(&seed.draw(span))));
        }
        // The greatest draw of the greatest span.
        let mut seed = Seed(0);
        assert!((0..100_000).any(|_| seed.draw(2) == 2));
    }
}
