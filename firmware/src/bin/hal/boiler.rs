//! A boiler's firmware, for any pins.

use core::time::Duration;
use embedded_hal::delay::DelayNs;
use embedded_hal::digital::{InputPin, OutputPin};
use vitalwire::BuildError;
use vitalwire::dataflow::{SendWorkerMessagesResponse, WorkerHealthReport};
use vitalwire::hal::{FaultInput, GlitchFilter, Pace, Polarity, StatusLed};
use vitalwire::rpc::Outcome;

vitalwire::profile! {
    /// A health report with a code, and its response.
    pub struct Device { location: 16, responses: 1, code: 16, ..NONE }
}

pub type Health = WorkerHealthReport<Device>;

pub struct Boiler<T, S, L> {
    overheated: FaultInput<Device, T>,
    brownout: FaultInput<Device, S>,
    led: StatusLed<L>,
    pace: Pace,
}

impl<E, T, S, L> Boiler<T, S, L>
where
    T: InputPin<Error = E>,
    S: InputPin<Error = E>,
    L: OutputPin<Error = E>,
{
    pub fn new(thermostat: T, supply: S, led: L) -> Result<Self, BuildError> {
        Ok(Self {
            overheated: FaultInput::fault(thermostat, Polarity::ActiveLow, "OVERHEATED")?,
            brownout: FaultInput::power_good(supply, Polarity::ActiveHigh, "BROWNOUT")?,
            led: StatusLed::new(led, Polarity::ActiveHigh),
            pace: Pace::new(Duration::from_secs(60), Duration::from_secs(1)..=Duration::from_secs(3600))?,
        })
    }

    pub fn check(&mut self, delay: &mut impl DelayNs) -> Result<Health, E> {
        let mut health = Health { vm_is_healthy: true, ..Default::default() };
        let filter = GlitchFilter::new(3, Duration::from_millis(2));
        self.overheated.check_filtered(&mut health, filter, delay)?;
        self.brownout.check(&mut health)?;
        Ok(health)
    }

    /// Handles the HTTP status and the body of a response, or its absence.
    pub fn handle_response(&mut self, response: Option<(u16, &[u8])>) -> Outcome {
        let (outcome, body) = match response {
            Some((status, body)) => (Outcome::of_response(status, body), body),
            None => (Outcome::of_response(0, &[]), &[][..]),
        };
        self.pace.record(outcome);
        if let Ok(response) = vitalwire::decode::<SendWorkerMessagesResponse<Device>>(body)
            && let Some(response) = response.latest().worker_health_report_response
        {
            let _stays_if_negative = self.pace.apply(&response);
        }
        outcome
    }

    /// Waits until it's time for the next report.
    pub fn wait(&mut self, outcome: Outcome, delay: &mut impl DelayNs) -> Result<(), E> {
        self.led.show_for(outcome, self.pace.pause(), delay)
    }
}
