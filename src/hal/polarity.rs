//! Active high, and active low.

/// The level at which a line is asserted, or an LED is lit: of a [`FaultInput`](super::FaultInput) or a [`StatusLed`](super::StatusLed).
///
/// ```
/// use embedded_hal_mock::eh1::digital::{Mock, State, Transaction};
/// use vitalwire::Microcontroller;
/// use vitalwire::hal::{FaultInput, Polarity};
///
/// for (polarity, is_asserted) in [(Polarity::ActiveLow, true), (Polarity::ActiveHigh, false)] {
///     let pin = Mock::new(&[Transaction::get(State::Low)]);
///     let mut line = FaultInput::<Microcontroller, _>::fault(pin, polarity, "OVERHEATED")?;
///     assert_eq!(line.is_asserted(), Ok(is_asserted));
///     line.release().done();
/// }
/// # Ok::<(), vitalwire::BuildError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum Polarity {
    /// Active high.
    ActiveHigh,
    /// Active low, as open-drain outputs are.
    ActiveLow,
}
