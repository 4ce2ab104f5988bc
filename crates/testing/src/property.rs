//! Properties that hold for any input.

use crate::sample::noise;
use arbitrary::{Result, Unstructured};
use arbtest::arbtest;

/// The minimum number of inputs tried, however slow the machine.
const CASES: u64 = 64;

/// Tries fixed inputs, short and long, then others for as long as arbtest has time. arbtest shrinks inputs that fail.
///
/// # Panics
/// If the property doesn't hold.
pub fn property(mut holds: impl FnMut(&mut Unstructured<'_>) -> Result<()>) {
    for seed in 0..CASES {
        let input = noise(seed, 1 << (seed % 13));
        // An input that is too short isn't an error.
        let _ = holds(&mut Unstructured::new(&input));
    }
    arbtest(holds);
}
