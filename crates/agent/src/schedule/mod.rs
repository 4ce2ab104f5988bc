//! When to report, to try again, to check in, and what time it is: without a clock, a timer or random numbers of its
//! own.
//!
//! | type | answers |
//! | --- | --- |
//! | [`Rhythm`] | when is the next routine report due? |
//! | [`Backoff`] | when may an event, a result or a check-in be sent again? |
//! | [`Lease`] | when is the next check-in due, and has the deadline passed? |
//! | [`WallClock`] | what time is it, and how exactly is that known? |
//! | [`Seed`] | which moment of an interval is this worker's own? |
//!
//! All are told the time, as an [`Instant`](crate::Instant). `poll`, which the first three have, returns `None` if
//! something is due, or the time at which to poll again, which is always later. Polling twice changes nothing. A clock
//! that steps back counts as one that stands still until it has caught up; after 2^63 ms, 292 million years, it stands
//! still, too.
//!
//! They are made for fleets of any size: no second is busier than the others because something has happened to all
//! workers at once, be it a power cut, a new interval or the end of an outage. `docs/SCHEDULE.md` has a simulation of
//! 100,000 workers, and the reasons for what is decided here.
//!
//! ```
//! use core::time::Duration;
//! use vitalwire::dataflow::SendWorkerMessagesResponse;
//! use vitalwire::rpc::Outcome;
//! use vitalwire::{BuildError, Microcontroller};
//! use vitalwire_agent::Instant;
//! use vitalwire_agent::schedule::{Rhythm, Seed};
//!
//! type Response = SendWorkerMessagesResponse<Microcontroller>;
//!
//! fn rhythm(now: Instant) -> Result<Rhythm, BuildError> {
//!     let seed = Seed::from_id(b"boiler-7");
//!     Rhythm::new(seed, Duration::from_secs(60), Duration::from_secs(5)..=Duration::from_secs(3600), now)
//! }
//!
//! /// Reports if it's time, and returns when to call this again.
//! fn step(
//!     rhythm: &mut Rhythm,
//!     now: impl Fn() -> Instant,
//!     entropy: u32,
//!     send: impl FnOnce() -> (u16, &'static [u8]), // the HTTP status and the body of the response
//! ) -> Option<Instant> {
//!     if let Some(later) = rhythm.poll(now()) {
//!         return Some(later);
//!     }
//!     rhythm.sent(now());
//!     let (status, body) = send();
//!     rhythm.settle(Outcome::of_response(status, body), now(), entropy);
//!     if let Ok(response) = vitalwire::decode::<Response>(body)
//!         && let Some(health) = response.latest().worker_health_report_response
//!     {
//!         let _stays_if_negative = rhythm.apply(&health, now());
//!     }
//!     rhythm.poll(now())
//! }
//! ```

mod backoff;
mod lease;
mod millis;
mod rhythm;
mod seed;
mod spread;
mod wall_clock;

pub use backoff::Backoff;
pub use lease::Lease;
pub use rhythm::Rhythm;
pub use seed::Seed;
pub use wall_clock::{WallClock, WallTime};
