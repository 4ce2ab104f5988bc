//! When to report next.

use super::Outcome;
use super::wait::wait;
use crate::dataflow::WorkerHealthReportResponse;
use crate::error::BuildError;
use core::ops::RangeInclusive;
use core::time::Duration;
use embedded_hal::delay::DelayNs;

/// The time until the next report: an interval that the backend can set, and pauses that grow while it can't be reached.
///
/// ```
/// use core::time::Duration;
/// use vitalwire::dataflow::WorkerHealthReportResponse;
/// use vitalwire::hal::{Outcome, Pace};
///
/// let seconds = Duration::from_secs;
/// let mut pace = Pace::new(seconds(60), seconds(5)..=seconds(600))?;
/// pace.apply(&WorkerHealthReportResponse { report_interval: Some("300s".parse()?) })?;
/// assert_eq!(pace.pause(), seconds(300));
///
/// pace.record(Outcome::RetryLater);
/// assert_eq!(pace.pause(), seconds(5));
/// pace.record(Outcome::RetryLater);
/// assert_eq!(pace.pause(), seconds(10));
///
/// pace.record(Outcome::Accepted);
/// assert_eq!(pace.pause(), seconds(300));
/// # Ok::<(), vitalwire::BuildError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Pace {
    /// Above 0, and no longer than `longest`.
    shortest: Duration,
    longest: Duration,
    /// Between those two.
    interval: Duration,
    /// The pause until the next attempt, after one that failed.
    backoff: Option<Duration>,
}

impl Pace {
    /// A report every `interval`, until the backend says otherwise. Whatever it says stays in the range, and so does
    /// `interval`.
    ///
    /// # Errors
    /// [`BuildError::OutOfRange`] where the range is empty or starts at 0.
    pub fn new(interval: Duration, range: RangeInclusive<Duration>) -> Result<Self, BuildError> {
        let (shortest, longest) = range.into_inner();
        if shortest.is_zero() || shortest > longest {
            return Err(BuildError::OutOfRange("the shortest interval is above 0 and no longer than the longest"));
        }
        let mut pace = Self { shortest, longest, interval, backoff: None };
        pace.set_interval(interval);
        Ok(pace)
    }

    /// Takes over the interval that the backend wants, as far as the range allows. Without one, or with one of 0,
    /// nothing changes.
    ///
    /// # Errors
    /// [`BuildError::OutOfRange`] for a negative one; nothing changes then, either.
    pub fn apply(&mut self, response: &WorkerHealthReportResponse) -> Result<(), BuildError> {
        if let Some(interval) = response.new_interval()? {
            self.set_interval(interval);
        }
        Ok(())
    }

    /// Takes into account how a report went.
    ///
    /// After one that may be accepted later the pause is the range's shortest, then twice as long each time, up to the
    /// longest. After any other it's the interval.
    pub fn record(&mut self, outcome: Outcome) {
        self.backoff = match (outcome, self.backoff) {
            (Outcome::RetryLater, None) => Some(self.shortest),
            (Outcome::RetryLater, Some(pause)) => Some(pause.saturating_mul(2).min(self.longest)),
            (Outcome::Accepted | Outcome::Refused, _) => None,
        };
    }

    /// The time between two reports, if all is well.
    #[must_use]
    pub fn interval(&self) -> Duration {
        self.interval
    }

    /// The time until the next report.
    #[must_use]
    pub fn pause(&self) -> Duration {
        self.backoff.unwrap_or(self.interval)
    }

    /// Waits until it's time for the next report. [`StatusLed::show_for`](super::StatusLed::show_for) waits as well.
    pub fn wait(&self, delay: &mut impl DelayNs) {
        wait(delay, self.pause());
    }

    fn set_interval(&mut self, interval: Duration) {
        // `clamp` would have to make sure of the order.
        self.interval = interval.max(self.shortest).min(self.longest);
    }
}
