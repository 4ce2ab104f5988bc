//! Glitch filtering.

use core::time::Duration;

/// How long a fault must last to be reported: a number of reads, and the time between two reads.
///
/// The first read without a fault ends the check, so a line without a fault costs no time, and one with a fault costs
/// `(reads − 1) · spacing`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct GlitchFilter {
    pub(super) reads: u8,
    pub(super) spacing: Duration,
}

impl GlitchFilter {
    /// Creates a filter of `reads` reads at intervals of `spacing`. 0 reads count as 1.
    #[must_use]
    pub const fn new(reads: u8, spacing: Duration) -> Self {
        Self { reads, spacing }
    }
}
