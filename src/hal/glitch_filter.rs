//! Levels that last.

use core::time::Duration;

/// How long trouble has to last until it counts: a number of reads, and the time between two of them.
///
/// The first read that finds no trouble ends it, so that a line that's well costs no time, and one that isn't costs
/// `(reads − 1) · spacing`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct GlitchFilter {
    pub(super) reads: u8,
    pub(super) spacing: Duration,
}

impl GlitchFilter {
    /// So many reads, so far apart. 0 reads are 1.
    #[must_use]
    pub const fn new(reads: u8, spacing: Duration) -> Self {
        Self { reads, spacing }
    }
}
