//! A boiler's firmware, for any pins.

use core::time::Duration;
use embedded_hal::delay::DelayNs;
use embedded_hal::digital::{InputPin, OutputPin};
use vitalwire::BuildError;
use vitalwire::dataflow::{SendWorkerMessagesResponse, WorkerHealthReport};
use vitalwire::hal::{FaultInput, GlitchFilter, Polarity, StatusLed};
use vitalwire::rpc::Outcome;
use vitalwire_agent::Instant;
use vitalwire_agent::schedule::{Rhythm, Seed};

vitalwire::profile! {
    /// A health report with a code, and its response.
    pub struct Device { location: 16, responses: 1, code: 16, ..NONE }
}

pub type Health = WorkerHealthReport<Device>;

pub struct Boiler<T, S, L> {
    overheated: FaultInput<Device, T>,
    brownout: FaultInput<Device, S>,
    led: StatusLed<L>,
    rhythm: Rhythm,
}

impl<E, T, S, L> Boiler<T, S, L>
where
    T: InputPin<Error = E>,
    S: InputPin<Error = E>,
    L: OutputPin<Error = E>,
{
    pub fn new(thermostat: T, supply: S, led: L, now: Instant) -> Result<Self, BuildError> {
        let range = Duration::from_secs(1)..=Duration::from_secs(3600);
        Ok(Self {
            overheated: FaultInput::fault(thermostat, Polarity::ActiveLow, "OVERHEATED")?,
            brownout: FaultInput::power_good(supply, Polarity::ActiveHigh, "BROWNOUT")?,
            led: StatusLed::new(led, Polarity::ActiveHigh),
            rhythm: Rhythm::new(Seed::from_id(b"boiler-7"), Duration::from_secs(2), range, now)?,
        })
    }

    /// Returns the time until the next report.
    pub fn pause(&mut self, now: Instant) -> Duration {
        self.rhythm.poll(now).map_or(Duration::ZERO, |due| due.saturating_since(now))
    }

    pub fn check(&mut self, now: Instant, delay: &mut impl DelayNs) -> Result<Health, E> {
        self.rhythm.sent(now);
        let mut health = Health { vm_is_healthy: true, ..Default::default() };
        let filter = GlitchFilter::new(3, Duration::from_millis(2));
        self.overheated.check_filtered(&mut health, filter, delay)?;
        self.brownout.check(&mut health)?;
        Ok(health)
    }

    /// Handles the HTTP status and the body of a response, or its absence.
    pub fn handle_response(&mut self, response: Option<(u16, &[u8])>, now: Instant) -> Outcome {
        let (outcome, body) = match response {
            Some((status, body)) => (Outcome::of_response(status, body), body),
            None => (Outcome::of_response(0, &[]), &[][..]),
        };
        self.rhythm.settle(outcome, now, 0); // With so short an interval, there is nothing to draw.
        if let Ok(response) = vitalwire::decode::<SendWorkerMessagesResponse<Device>>(body)
            && let Some(response) = response.latest().worker_health_report_response
        {
            let _stays_if_negative = self.rhythm.apply(&response, now);
        }
        outcome
    }

    /// Waits until it's time for the next report.
    pub fn wait(&mut self, outcome: Outcome, now: Instant, delay: &mut impl DelayNs) -> Result<(), E> {
        let pause = self.pause(now);
        self.led.show_for(outcome, pause, delay)
    }
}
