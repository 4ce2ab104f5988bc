//! Active levels.

/// The level at which a line is asserted, or an LED is lit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum Polarity {
    /// Active high.
    ActiveHigh,
    /// Active low, as open-drain outputs are.
    ActiveLow,
}
