//! An LED for people who stand before the device.

use super::wait::wait;
use super::{Outcome, Polarity};
use core::fmt;
use core::time::Duration;
use embedded_hal::delay::DelayNs;
use embedded_hal::digital::OutputPin;

/// An LED that shows how the last report went.
///
/// | LED | outcome |
/// | --- | --- |
/// | lit | accepted |
/// | blinks, half a second lit and half a second dark | to be tried again |
/// | three short flashes every 1.5 s | refused |
/// | dark | nothing was reported, or there's no power |
pub struct StatusLed<P> {
    pin: P,
    polarity: Polarity,
}

impl<P> StatusLed<P> {
    /// An LED that is lit at the active level. Its pin isn't touched yet.
    pub fn new(pin: P, polarity: Polarity) -> Self {
        Self { pin, polarity }
    }

    /// The pin.
    #[must_use]
    pub fn release(self) -> P {
        self.pin
    }
}

impl<P: OutputPin> StatusLed<P> {
    /// Switches it off.
    ///
    /// # Errors
    /// The pin's own.
    pub fn off(&mut self) -> Result<(), P::Error> {
        self.set(false)
    }

    /// Shows an outcome while it waits, until `duration` is over, rounded up to ms; the LED stays as it is then.
    ///
    /// # Errors
    /// The pin's own, at once: what is left of `duration` isn't waited for.
    pub fn show_for(&mut self, outcome: Outcome, duration: Duration, delay: &mut impl DelayNs) -> Result<(), P::Error> {
        // In ms: a difference of two durations could panic, as far as the compiler sees.
        let millis = duration.subsec_nanos().div_ceil(1_000_000);
        let mut left = duration.as_secs().saturating_mul(1000).saturating_add(millis.into());
        for (index, &millis) in outcome.pattern().iter().enumerate().cycle() {
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

    /// Shows an outcome as it has to look `elapsed` after it began to be shown: for programs that wait in their own way,
    /// and call this at least every 100 ms.
    ///
    /// # Errors
    /// The pin's own.
    pub fn show_at(&mut self, outcome: Outcome, elapsed: Duration) -> Result<(), P::Error> {
        let pattern = outcome.pattern();
        let period = pattern.iter().sum();
        let mut rest = remainder(elapsed, period);
        for (index, &millis) in pattern.iter().enumerate() {
            match rest.checked_sub(millis) {
                Some(behind) => rest = behind,
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

/// The parts of a pattern are lit and dark in turn.
fn is_lit(index: usize) -> bool {
    index.is_multiple_of(2)
}

/// `elapsed` in ms, without whole periods, of which each is some seconds at most.
fn remainder(elapsed: Duration, period_millis: u32) -> u32 {
    let seconds = elapsed.as_secs().checked_rem(period_millis.into()).unwrap_or_default() as u32;
    (seconds * 1000 + elapsed.subsec_millis()).checked_rem(period_millis).unwrap_or_default()
}
