//! The time between reports.

use super::wait::wait;
use crate::dataflow::WorkerHealthReportResponse;
use crate::error::BuildError;
use crate::rpc::Outcome;
use core::ops::RangeInclusive;
use core::time::Duration;
use embedded_hal::delay::DelayNs;

/// The time until the next report: an interval that the backend can set, and a growing backoff while reports have to
/// be retried.
///
/// ```
/// use core::time::Duration;
/// use vitalwire::dataflow::WorkerHealthReportResponse;
/// use vitalwire::hal::Pace;
/// use vitalwire::rpc::Outcome;
///
/// let seconds = Duration::from_secs;
/// let mut pace = Pace::new(seconds(60), seconds(5)..=seconds(600))?;
/// pace.apply(&WorkerHealthReportResponse { report_interval: Some("300s".parse()?) })?;
/// assert_eq!(pace.pause(), seconds(300));
///
/// pace.record(Outcome::Retry { after: None });
/// assert_eq!(pace.pause(), seconds(5));
/// pace.record(Outcome::Retry { after: None });
/// assert_eq!(pace.pause(), seconds(10));
///
/// pace.record(Outcome::Accepted);
/// assert_eq!(pace.pause(), seconds(300));
/// # Ok::<(), vitalwire::BuildError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Pace {
    /// Above 0, and at most `longest`.
    shortest: Duration,
    longest: Duration,
    /// From `shortest` to `longest`.
    interval: Duration,
    /// The pause until the next attempt, after a report that has to be retried.
    backoff: Option<Duration>,
}

impl Pace {
    /// Creates a pace of one report every `interval`, until the backend sets another interval. Both are clamped to
    /// `range`.
    ///
    /// # Errors
    /// [`BuildError::OutOfRange`] if `range` is empty or starts at 0.
    pub fn new(interval: Duration, range: RangeInclusive<Duration>) -> Result<Self, BuildError> {
        let (shortest, longest) = range.into_inner();
        if shortest.is_zero() || shortest > longest {
            return Err(BuildError::OutOfRange("a shortest interval above 0, and no longer than the longest"));
        }
        let mut pace = Self { shortest, longest, interval, backoff: None };
        pace.set_interval(interval);
        Ok(pace)
    }

    /// Applies the interval that the backend requests, clamped to the range. A response without an interval, or with
    /// one of 0, changes nothing.
    ///
    /// # Errors
    /// [`BuildError::OutOfRange`] for a negative interval; nothing changes.
    pub fn apply(&mut self, response: &WorkerHealthReportResponse) -> Result<(), BuildError> {
        if let Some(interval) = response.new_interval()? {
            self.set_interval(interval);
        }
        Ok(())
    }

    /// Records the outcome of a report.
    ///
    /// After [`Outcome::Retry`], the pause is the range's shortest, and doubles with each further one, but is no shorter
    /// than the response asks for; up to the range's longest. After any other outcome, the pause is the interval.
    pub fn record(&mut self, outcome: Outcome) {
        self.backoff = match outcome {
            Outcome::Retry { after } => {
                let pause = self.backoff.map_or(self.shortest, |pause| pause.saturating_mul(2));
                Some(pause.max(after.unwrap_or_default()).min(self.longest))
            }
            _ => None,
        };
    }

    /// Returns the time between two reports without backoff.
    #[must_use]
    pub fn interval(&self) -> Duration {
        self.interval
    }

    /// Returns the time until the next report.
    #[must_use]
    pub fn pause(&self) -> Duration {
        self.backoff.unwrap_or(self.interval)
    }

    /// Waits until the next report is due. [`StatusLed::show_for`](super::StatusLed::show_for) also waits.
    pub fn wait(&self, delay: &mut impl DelayNs) {
        wait(delay, self.pause());
    }

    fn set_interval(&mut self, interval: Duration) {
        // `clamp` would have to check the order of its bounds.
        self.interval = interval.max(self.shortest).min(self.longest);
    }
}
