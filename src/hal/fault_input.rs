//! Lines that tell how a machine is.

use super::wait::wait;
use super::{GlitchFilter, Polarity};
use crate::dataflow::WorkerHealthReport;
use crate::error::BuildError;
use crate::profile::{Profile, name};
use crate::proto::{StructValue, Text};
use core::fmt;
use embedded_hal::delay::DelayNs;
use embedded_hal::digital::InputPin;

/// A line that tells of trouble, and what a health report says of that.
///
/// | line | trouble | `vmIsHealthy` | `vmIsBroken` |
/// | --- | --- | --- | --- |
/// | [`fault`](Self::fault) | at its active level | `false` | `true` |
/// | [`power_good`](Self::power_good) | at the other level | `false` | as it was |
///
/// Without trouble, a report stays as it is: it's for the program to say `vm_is_healthy: true` first.
///
/// A report has room for one `vmBrokenCode`. That of the line that was examined first stays, so examine the gravest
/// first. What each line says is answered, for [`msg`](WorkerHealthReport::msg) or a
/// [`WorkerMessageCode`](crate::dataflow::WorkerMessageCode).
pub struct FaultInput<C: Profile, P> {
    pin: P,
    polarity: Polarity,
    is_fault: bool,
    code: Text<C::Code, name::Code>,
}

impl<C: Profile, P> FaultInput<C, P> {
    /// A line that is active if the machine is broken, so that it has to be replaced.
    ///
    /// # Errors
    /// [`BuildError::Capacity`] for a code that is longer than the profile's `code`.
    pub fn fault(pin: P, polarity: Polarity, code: &str) -> Result<Self, BuildError> {
        Ok(Self { pin, polarity, is_fault: true, code: Text::new(code)? })
    }

    /// A line that is active as long as the machine can work, as a regulator's output "power good".
    ///
    /// # Errors
    /// [`BuildError::Capacity`] for a code that is longer than the profile's `code`.
    pub fn power_good(pin: P, polarity: Polarity, code: &str) -> Result<Self, BuildError> {
        Ok(Self { pin, polarity, is_fault: false, code: Text::new(code)? })
    }

    /// What a report gives as the reason.
    #[must_use]
    pub fn code(&self) -> &str {
        self.code.as_str()
    }

    /// The pin.
    #[must_use]
    pub fn release(self) -> P {
        self.pin
    }
}

impl<C: Profile, P: InputPin> FaultInput<C, P> {
    /// Whether the line tells of trouble now.
    ///
    /// # Errors
    /// The pin's own.
    pub fn is_asserted(&mut self) -> Result<bool, P::Error> {
        let is_active = match self.polarity {
            Polarity::ActiveHigh => self.pin.is_high(),
            Polarity::ActiveLow => self.pin.is_low(),
        }?;
        Ok(is_active == self.is_fault)
    }

    /// Reports trouble, if there is any now. Answers whether there is.
    ///
    /// # Errors
    /// The pin's own; the report is then as it was.
    pub fn check<S: StructValue>(&mut self, report: &mut WorkerHealthReport<C, S>) -> Result<bool, P::Error> {
        let is_asserted = self.is_asserted()?;
        if is_asserted {
            self.blame(report);
        }
        Ok(is_asserted)
    }

    /// Reports trouble, if there is any that lasts. Answers whether there is.
    ///
    /// # Errors
    /// The pin's own; the report is then as it was.
    pub fn check_filtered<S: StructValue>(
        &mut self,
        report: &mut WorkerHealthReport<C, S>,
        filter: GlitchFilter,
        delay: &mut impl DelayNs,
    ) -> Result<bool, P::Error> {
        for _ in 1..filter.reads {
            if !self.is_asserted()? {
                return Ok(false);
            }
            wait(delay, filter.spacing);
        }
        self.check(report)
    }

    fn blame<S: StructValue>(&self, report: &mut WorkerHealthReport<C, S>) {
        report.vm_is_healthy = false;
        report.vm_is_broken |= self.is_fault;
        if report.vm_broken_code.is_empty() {
            report.vm_broken_code.clone_from(&self.code);
        }
    }
}

impl<C: Profile, P> fmt::Debug for FaultInput<C, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { pin: _, polarity, is_fault, code } = self;
        let mut line = f.debug_struct("FaultInput");
        line.field("polarity", polarity).field("is_fault", is_fault).field("code", code).finish_non_exhaustive()
    }
}

#[cfg(feature = "defmt")]
impl<C: Profile, P> defmt::Format for FaultInput<C, P> {
    fn format(&self, f: defmt::Formatter<'_>) {
        let Self { pin: _, polarity, is_fault, code } = self;
        defmt::write!(f, "FaultInput {{ polarity: {}, is_fault: {=bool}, code: {} }}", polarity, is_fault, code);
    }
}
