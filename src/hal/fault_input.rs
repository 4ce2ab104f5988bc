//! Inputs that report a fault.

use super::Polarity;
use super::wait::wait;
use crate::dataflow::WorkerHealthReport;
use crate::error::BuildError;
use crate::profile::{Profile, name};
use crate::proto::{StructValue, Text};
use core::fmt;
use core::time::Duration;
use embedded_hal::delay::DelayNs;
use embedded_hal::digital::InputPin;

/// An input line that signals a fault, and its effect on a health report.
///
/// | line | fault | `vmIsHealthy` | `vmIsBroken` |
/// | --- | --- | --- | --- |
/// | [`fault`](Self::fault) | at its active level | `false` | `true` |
/// | [`power_good`](Self::power_good) | at the other level | `false` | unchanged |
///
/// Without a fault, the report is left unchanged: the program must set `vm_is_healthy: true` first.
///
/// A report has a single `vmBrokenCode`: the code of the first line that reports a fault. Check the most severe line
/// first. Each check returns whether the line has a fault, which can be used for [`msg`](WorkerHealthReport::msg) or a
/// [`WorkerMessageCode`](crate::dataflow::WorkerMessageCode).
///
/// ```
/// use embedded_hal_mock::eh1::digital::{Mock, State, Transaction};
/// use vitalwire::Microcontroller;
/// use vitalwire::dataflow::WorkerHealthReport;
/// use vitalwire::hal::{FaultInput, Polarity};
///
/// let pin = Mock::new(&[Transaction::get(State::Low)]); // in place of a HAL's pin
/// let mut overheated = FaultInput::fault(pin, Polarity::ActiveLow, "OVERHEATED")?;
/// let mut report = WorkerHealthReport::<Microcontroller> { vm_is_healthy: true, ..Default::default() };
/// assert_eq!(overheated.check(&mut report), Ok(true));
/// assert_eq!((report.vm_is_healthy, report.vm_is_broken), (false, true));
/// assert_eq!(report.vm_broken_code.as_str(), "OVERHEATED");
/// overheated.release().done();
/// # Ok::<(), vitalwire::BuildError>(())
/// ```
pub struct FaultInput<C: Profile, P> {
    pin: P,
    polarity: Polarity,
    signal: Signal,
    code: Text<C::Code, name::Code>,
}

/// What a line says at its active level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
enum Signal {
    Fault,
    PowerGood,
}

impl<C: Profile, P> FaultInput<C, P> {
    /// Creates a line that is active if the machine is broken and has to be replaced.
    ///
    /// # Errors
    /// [`BuildError::Capacity`] if `code` is longer than the profile's `code`.
    pub fn fault(pin: P, polarity: Polarity, code: &str) -> Result<Self, BuildError> {
        Ok(Self { pin, polarity, signal: Signal::Fault, code: Text::new(code)? })
    }

    /// Creates a line that is active as long as the machine can work, such as a regulator's "power good" output.
    ///
    /// # Errors
    /// [`BuildError::Capacity`] if `code` is longer than the profile's `code`.
    pub fn power_good(pin: P, polarity: Polarity, code: &str) -> Result<Self, BuildError> {
        Ok(Self { pin, polarity, signal: Signal::PowerGood, code: Text::new(code)? })
    }

    /// Returns the code that the line reports.
    #[must_use]
    pub fn code(&self) -> &str {
        self.code.as_str()
    }

    /// Returns the pin.
    #[must_use]
    pub fn release(self) -> P {
        self.pin
    }
}

impl<C: Profile, P: InputPin> FaultInput<C, P> {
    /// Returns whether the line currently signals a fault.
    ///
    /// # Errors
    /// The pin's error.
    pub fn is_asserted(&mut self) -> Result<bool, P::Error> {
        let is_active = match self.polarity {
            Polarity::ActiveHigh => self.pin.is_high(),
            Polarity::ActiveLow => self.pin.is_low(),
        }?;
        Ok(is_active == (self.signal == Signal::Fault))
    }

    /// Adds the fault to `report` if the line currently signals one. Returns whether it does.
    ///
    /// # Errors
    /// The pin's error; the report is then unchanged.
    pub fn check<S: StructValue>(&mut self, report: &mut WorkerHealthReport<C, S>) -> Result<bool, P::Error> {
        let is_asserted = self.is_asserted()?;
        if is_asserted {
            self.add_fault(report);
        }
        Ok(is_asserted)
    }

    /// Adds the fault to `report` if the line signals one for as long as `filter` requires. Returns whether it does.
    ///
    /// # Errors
    /// The pin's error; the report is then unchanged.
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

    fn add_fault<S: StructValue>(&self, report: &mut WorkerHealthReport<C, S>) {
        report.vm_is_healthy = false;
        report.vm_is_broken |= self.signal == Signal::Fault;
        if report.vm_broken_code.is_empty() {
            report.vm_broken_code.clone_from(&self.code);
        }
    }
}

impl<C: Profile, P> fmt::Debug for FaultInput<C, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { pin: _, polarity, signal, code } = self;
        let mut line = f.debug_struct("FaultInput");
        line.field("polarity", polarity).field("signal", signal).field("code", code).finish_non_exhaustive()
    }
}

#[cfg(feature = "defmt")]
impl<C: Profile, P> defmt::Format for FaultInput<C, P> {
    fn format(&self, f: defmt::Formatter<'_>) {
        let Self { pin: _, polarity, signal, code } = self;
        defmt::write!(f, "FaultInput {{ polarity: {}, signal: {}, code: {} }}", polarity, signal, code);
    }
}

/// How long a fault must last to be reported: a number of reads, and the time between two reads.
///
/// The first read without a fault ends the check, so a line without a fault costs no time, and one with a fault costs
/// `(reads − 1) · spacing`. [`FaultInput::check_filtered`] applies it.
///
/// ```
/// use core::time::Duration;
/// use embedded_hal_mock::eh1::delay::NoopDelay;
/// use embedded_hal_mock::eh1::digital::{Mock, State, Transaction};
/// use vitalwire::Microcontroller;
/// use vitalwire::dataflow::WorkerHealthReport;
/// use vitalwire::hal::{FaultInput, GlitchFilter, Polarity};
///
/// let pin = Mock::new(&[Transaction::get(State::Low), Transaction::get(State::High)]); // low, but not for long
/// let mut overheated = FaultInput::fault(pin, Polarity::ActiveLow, "OVERHEATED")?;
/// let mut report = WorkerHealthReport::<Microcontroller> { vm_is_healthy: true, ..Default::default() };
/// let filter = GlitchFilter::new(3, Duration::from_millis(2));
/// assert_eq!(overheated.check_filtered(&mut report, filter, &mut NoopDelay), Ok(false));
/// overheated.release().done();
/// # Ok::<(), vitalwire::BuildError>(())
/// ```
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
