//! A machine of two lines, an LED and a timer, on which time only passes in delays.

use core::cell::Cell;
use core::convert::Infallible;
use core::ops::Range;
use core::time::Duration;
use embedded_hal::delay::DelayNs;
use embedded_hal::digital::{ErrorType, InputPin, OutputPin};
use firmware::board;

#[derive(Default)]
pub struct Machine {
    now: Cell<Duration>,
    is_lit: Cell<bool>,
}

impl Machine {
    pub fn now(&self) -> Duration {
        self.now.get()
    }
}

/// A line that is low at times.
pub struct Input<'a> {
    pub machine: &'a Machine,
    pub low: &'a [Range<Duration>],
}

impl ErrorType for Input<'_> {
    type Error = Infallible;
}

impl InputPin for Input<'_> {
    fn is_high(&mut self) -> Result<bool, Infallible> {
        let Ok(is_low) = self.is_low();
        Ok(!is_low)
    }

    fn is_low(&mut self) -> Result<bool, Infallible> {
        Ok(self.low.iter().any(|times| times.contains(&self.machine.now())))
    }
}

/// An LED that is lit if its pin is high.
pub struct Led<'a>(pub &'a Machine);

impl ErrorType for Led<'_> {
    type Error = Infallible;
}

impl OutputPin for Led<'_> {
    fn set_low(&mut self) -> Result<(), Infallible> {
        self.0.is_lit.set(false);
        Ok(())
    }

    fn set_high(&mut self) -> Result<(), Infallible> {
        self.0.is_lit.set(true);
        Ok(())
    }
}

pub struct Delay<'a>(pub &'a Machine);

impl DelayNs for Delay<'_> {
    fn delay_ns(&mut self, nanos: u32) {
        let passed = Duration::from_nanos(nanos.into());
        self.0.now.set(self.0.now().saturating_add(passed));
    }
}

/// Prints for every 100 ms whether the LED is lit.
pub struct PrintingDelay<'a>(pub &'a Machine);

impl DelayNs for PrintingDelay<'_> {
    fn delay_ns(&mut self, nanos: u32) {
        Delay(self.0).delay_ns(nanos);
    }

    fn delay_ms(&mut self, millis: u32) {
        let mark = if self.0.is_lit.get() { b"#" } else { b"." };
        (0..millis / 100).for_each(|_| board::print(mark));
        Delay(self.0).delay_ms(millis);
    }
}
