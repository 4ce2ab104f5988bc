//! Properties: what holds for any input.

use crate::sample::noise;
use arbitrary::{Result, Unstructured};
use arbtest::arbtest;

/// How many inputs are tried at least, however slow the machine.
const CASES: u64 = 64;

/// Tries inputs that are always the same, short ones and long ones, and others as long as arbtest has time. It shrinks what
/// fails.
///
/// # Panics
/// If the property doesn't hold.
pub fn property(mut holds: impl FnMut(&mut Unstructured<'_>) -> Result<()>) {
    for seed in 0..CASES {
        let input = noise(seed, 1 << (seed % 13));
        // Where an input is too short for it, there is nothing to hold.
        let _ = holds(&mut Unstructured::new(&input));
    }
    arbtest(holds);
}
