//! Pins and delays (embedded-hal 1.0): a device reports the state of its input lines, shows the outcome on an LED, and
//! waits for the next report with a delay.
//!
//! ```
//! use core::time::Duration;
//! use embedded_hal::delay::DelayNs;
//! use embedded_hal::digital::{InputPin, OutputPin};
//! use vitalwire::dataflow::{SendWorkerMessagesResponse, WorkerHealthReport};
//! use vitalwire::hal::{Polarity, GlitchFilter, FaultInput, Outcome, Pace, StatusLed};
//! use vitalwire::{BuildError, Microcontroller, json};
//!
//! type Report = WorkerHealthReport<Microcontroller>;
//! type Response = SendWorkerMessagesResponse<Microcontroller>;
//!
//! struct Boiler<T, S, L> {
//!     overheated: FaultInput<Microcontroller, T>,
//!     supply: FaultInput<Microcontroller, S>,
//!     led: StatusLed<L>,
//!     pace: Pace,
//! }
//!
//! impl<E, T: InputPin<Error = E>, S: InputPin<Error = E>, L: OutputPin<Error = E>> Boiler<T, S, L> {
//!     fn new(thermostat: T, supply: S, led: L) -> Result<Self, BuildError> {
//!         Ok(Self {
//!             overheated: FaultInput::fault(thermostat, Polarity::ActiveLow, "OVERHEATED")?,
//!             supply: FaultInput::power_good(supply, Polarity::ActiveHigh, "BROWNOUT")?,
//!             led: StatusLed::new(led, Polarity::ActiveHigh),
//!             pace: Pace::new(Duration::from_secs(60), Duration::from_secs(5)..=Duration::from_secs(3600))?,
//!         })
//!     }
//!
//!     /// Reports once, and waits until the next report is due.
//!     fn round(
//!         &mut self,
//!         delay: &mut impl DelayNs,
//!         send: impl FnOnce(&Report) -> (i32, &'static [u8]), // the HTTP status and the body of the response
//!     ) -> Result<(), E> {
//!         let mut report = Report { vm_is_healthy: true, ..Default::default() };
//!         let filter = GlitchFilter::new(3, Duration::from_millis(2));
//!         self.overheated.check_filtered(&mut report, filter, delay)?; // the most severe first: its code is kept
//!         self.supply.check(&mut report)?;
//!
//!         let (status, body) = send(&report);
//!         let outcome = Outcome::of_response(status, body);
//!         self.pace.record(outcome);
//!         if let Ok(response) = vitalwire::decode::<Response>(body)
//!             && let Some(health) = response.latest().worker_health_report_response
//!         {
//!             let _stays_if_negative = self.pace.apply(&health);
//!         }
//!         self.led.show_for(outcome, self.pace.pause(), delay)
//!     }
//! }
//! # use embedded_hal_mock::eh1::{delay::NoopDelay, digital::{Mock, State, Transaction}};
//! # let thermostat = Mock::new(&[Transaction::get(State::Low), Transaction::get(State::Low), Transaction::get(State::Low)]);
//! # let supply = Mock::new(&[Transaction::get(State::High)]);
//! # let led = Mock::new(&vec![Transaction::set(State::High); 300]);
//! # let mut pins = [thermostat.clone(), supply.clone(), led.clone()];
//! # let mut boiler = Boiler::new(thermostat, supply, led)?;
//! # boiler.round(&mut NoopDelay, |report| {
//! #     let expected = r#"{"vmBrokenCode":"OVERHEATED","vmIsBroken":true,"vmIsHealthy":false}"#;
//! #     assert_eq!(json::to_str(report, &mut [0; 99]), Ok(expected));
//! #     (200, br#"{"workerMessageResponses": [{"workerHealthReportResponse": {"reportInterval": "300s"}}]}"#)
//! # }).expect("pins that work");
//! # pins.each_mut().map(Mock::done);
//! # Ok::<(), BuildError>(())
//! ```

mod fault_input;
mod outcome;
mod pace;
mod status_led;
mod wait;

pub use fault_input::{FaultInput, GlitchFilter, Polarity};
pub use outcome::Outcome;
pub use pace::Pace;
pub use status_led::StatusLed;
