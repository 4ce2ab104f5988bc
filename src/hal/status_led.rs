//! A status LED.

use super::Polarity;
use super::wait::wait;
use crate::rpc::Outcome;
use core::fmt;
use core::time::Duration;
use embedded_hal::delay::DelayNs;
use embedded_hal::digital::OutputPin;

/// An LED that shows the outcome of the last report.
///
/// | LED | outcome |
/// | --- | --- |
/// | lit | accepted |
/// | blinks, half a second lit and half a second dark | to be retried |
/// | three short flashes every 1.5 s | too large, unauthenticated or rejected |
/// | dark | nothing was reported, or there is no power |
///
/// ```
/// use core::time::Duration;
/// use embedded_hal_mock::eh1::digital::{Mock, State, Transaction};
/// use vitalwire::hal::{Polarity, StatusLed};
/// use vitalwire::rpc::Outcome;
///
/// let pin = Mock::new(&[Transaction::set(State::Low), Transaction::set(State::High)]); // in place of a HAL's pin
/// let mut led = StatusLed::new(pin, Polarity::ActiveLow);
/// led.show_at(Outcome::Retry { after: None }, Duration::ZERO)?; // lit: sets the pin low
/// led.show_at(Outcome::Retry { after: None }, Duration::from_millis(600))?; // dark: sets the pin high
/// led.release().done();
/// # Ok::<(), embedded_hal_mock::eh1::MockError>(())
/// ```
pub struct StatusLed<P> {
    pin: P,
    polarity: Polarity,
}

impl<P> StatusLed<P> {
    /// Creates an LED that is lit at the active level. This doesn't change the pin yet.
    pub fn new(pin: P, polarity: Polarity) -> Self {
        Self { pin, polarity }
    }

    /// Returns the pin.
    #[must_use]
    pub fn release(self) -> P {
        self.pin
    }
}

impl<P: OutputPin> StatusLed<P> {
    /// Switches the LED off.
    ///
    /// # Errors
    /// The pin's error.
    pub fn off(&mut self) -> Result<(), P::Error> {
        self.set(false)
    }

    /// Shows an outcome while waiting for `duration`, rounded up to ms. The LED then keeps its last state.
    ///
    /// # Errors
    /// The pin's error, immediately: the rest of `duration` isn't waited for.
    pub fn show_for(&mut self, outcome: Outcome, duration: Duration, delay: &mut impl DelayNs) -> Result<(), P::Error> {
        // In ms: the compiler can't rule out that subtracting two durations panics.
        let millis = duration.subsec_nanos().div_ceil(1_000_000);
        let mut left = duration.as_secs().saturating_mul(1000).saturating_add(millis.into());
        for (index, &millis) in pattern(outcome).iter().enumerate().cycle() {
            self.set(is_lit(index))?;
            let part = left.min(millis.into());
            wait(delay, Duration::from_millis(part));
            left -= part;
            if left == 0 {
                break;
            }
        }
        Ok(())
    }

    /// Shows an outcome as it looks `elapsed` after the start of its pattern: for programs that do their own waiting,
    /// and call this at least every 100 ms.
    ///
    /// # Errors
    /// The pin's error.
    pub fn show_at(&mut self, outcome: Outcome, elapsed: Duration) -> Result<(), P::Error> {
        let pattern = pattern(outcome);
        let period = pattern.iter().sum();
        let mut rest = remainder(elapsed, period);
        for (index, &millis) in pattern.iter().enumerate() {
            match rest.checked_sub(millis) {
                Some(after) => rest = after,
                None => return self.set(is_lit(index)),
            }
        }
        Ok(())
    }

    fn set(&mut self, is_lit: bool) -> Result<(), P::Error> {
        if is_lit == (self.polarity == Polarity::ActiveHigh) { self.pin.set_high() } else { self.pin.set_low() }
    }
}

impl<P> fmt::Debug for StatusLed<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StatusLed").field("polarity", &self.polarity).finish_non_exhaustive()
    }
}

#[cfg(feature = "defmt")]
impl<P> defmt::Format for StatusLed<P> {
    fn format(&self, f: defmt::Formatter<'_>) {
        defmt::write!(f, "StatusLed {{ polarity: {} }}", self.polarity);
    }
}

/// Returns the pattern of an outcome: durations in ms, alternately lit and dark, repeated from the start.
const fn pattern(outcome: Outcome) -> &'static [u32] {
    match outcome {
        Outcome::Accepted => &[1000],
        Outcome::Retry { .. } => &[500, 500],
        Outcome::TooLarge | Outcome::Unauthenticated | Outcome::Rejected { .. } => &[100, 200, 100, 200, 100, 800],
    }
}

/// Returns whether a part of a pattern is lit: parts alternate between lit and dark.
fn is_lit(index: usize) -> bool {
    index.is_multiple_of(2)
}

/// Returns `elapsed` in ms modulo the period, which is a few seconds at most.
fn remainder(elapsed: Duration, period_millis: u32) -> u32 {
    let seconds = elapsed.as_secs().checked_rem(period_millis.into()).unwrap_or_default() as u32;
    (seconds * 1000 + elapsed.subsec_millis()).checked_rem(period_millis).unwrap_or_default()
}
