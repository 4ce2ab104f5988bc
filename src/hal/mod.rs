//! Pins and delays (embedded-hal 1.0): a device reports the state of its input lines, and shows the outcome on an LED
//! while it waits for the next report. This module needs the feature `embedded-hal`. When the next report is due,
//! `Rhythm` of the crate vitalwire-agent says better than the example does here: with many devices, it keeps them from
//! reporting at once.
//!
//! ```
//! use core::time::Duration;
//! use embedded_hal::delay::DelayNs;
//! use embedded_hal::digital::{InputPin, OutputPin};
//! use vitalwire::dataflow::{SendWorkerMessagesResponse, WorkerHealthReport};
//! use vitalwire::hal::{FaultInput, GlitchFilter, Polarity, StatusLed};
//! use vitalwire::rpc::Outcome;
//! use vitalwire::{BuildError, Microcontroller};
//!
//! type Report = WorkerHealthReport<Microcontroller>;
//! type Response = SendWorkerMessagesResponse<Microcontroller>;
//!
//! struct Boiler<T, S, L> {
//!     overheated: FaultInput<Microcontroller, T>,
//!     supply: FaultInput<Microcontroller, S>,
//!     led: StatusLed<L>,
//!     interval: Duration,
//! }
//!
//! impl<E, T: InputPin<Error = E>, S: InputPin<Error = E>, L: OutputPin<Error = E>> Boiler<T, S, L> {
//!     fn new(thermostat: T, supply: S, led: L) -> Result<Self, BuildError> {
//!         Ok(Self {
//!             overheated: FaultInput::fault(thermostat, Polarity::ActiveLow, "OVERHEATED")?,
//!             supply: FaultInput::power_good(supply, Polarity::ActiveHigh, "BROWNOUT")?,
//!             led: StatusLed::new(led, Polarity::ActiveHigh),
//!             interval: Duration::from_secs(60),
//!         })
//!     }
//!
//!     /// Reports once, and waits until the next report is due.
//!     fn round(
//!         &mut self,
//!         delay: &mut impl DelayNs,
//!         send: impl FnOnce(&Report) -> (u16, &'static [u8]), // the HTTP status and the body of the response
//!     ) -> Result<(), E> {
//!         let mut report = Report { vm_is_healthy: true, ..Default::default() };
//!         let filter = GlitchFilter::new(3, Duration::from_millis(2));
//!         self.overheated.check_filtered(&mut report, filter, delay)?; // the most severe first: its code is kept
//!         self.supply.check(&mut report)?;
//!
//!         let (status, body) = send(&report);
//!         let outcome = Outcome::of_response(status, body);
//!         if let Ok(response) = vitalwire::decode::<Response>(body)
//!             && let Some(health) = response.latest().worker_health_report_response
//!         {
//!             // A negative interval is an error, and changes nothing.
//!             let new = health.new_interval().ok().flatten().unwrap_or(self.interval);
//!             self.interval = new.max(Duration::from_secs(5)).min(Duration::from_secs(3600));
//!         }
//!         self.led.show_for(outcome, self.interval, delay)
//!     }
//! }
//! ```
//!
//! A round with mocked pins, of which the first says that the boiler is too hot:
//!
//! ```
//! use core::time::Duration;
//! use embedded_hal_mock::eh1::delay::NoopDelay;
//! use embedded_hal_mock::eh1::digital::{Mock, State, Transaction};
//! use vitalwire::Microcontroller;
//! use vitalwire::dataflow::WorkerHealthReport;
//! use vitalwire::hal::{FaultInput, Polarity, StatusLed};
//! use vitalwire::rpc::Outcome;
//!
//! let thermostat = Mock::new(&[Transaction::get(State::Low)]);
//! let mut overheated = FaultInput::fault(thermostat, Polarity::ActiveLow, "OVERHEATED")?;
//! let mut report = WorkerHealthReport::<Microcontroller> { vm_is_healthy: true, ..Default::default() };
//! overheated.check(&mut report)?;
//! let expected = r#"{"vmBrokenCode":"OVERHEATED","vmIsBroken":true,"vmIsHealthy":false}"#;
//! assert_eq!(vitalwire::to_str(&report, &mut [0; 80]), Ok(expected));
//!
//! let mut led = StatusLed::new(Mock::new(&[Transaction::set(State::High)]), Polarity::ActiveHigh);
//! led.show_for(Outcome::of_response(200, b"{}"), Duration::from_secs(1), &mut NoopDelay)?;
//! overheated.release().done();
//! led.release().done();
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod fault_input;
mod polarity;
mod status_led;
mod wait;

pub use fault_input::{FaultInput, GlitchFilter};
pub use polarity::Polarity;
pub use status_led::StatusLed;
