//! The outcome of a report.

use crate::decode;
use crate::rpc::{self, ErrorDetails, ErrorResponse};

/// The outcome of a report, which a [`StatusLed`](super::StatusLed) shows and a [`Pace`](super::Pace) adapts to.
///
/// ```
/// use vitalwire::hal::Outcome;
///
/// let next = match Outcome::of_response(503, b"<html>") {
///     Outcome::Accepted => "reset the counters",
///     Outcome::RetryLater => "send the same report again",
///     Outcome::Refused => "drop the report",
/// };
/// assert_eq!(next, "send the same report again");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum Outcome {
    /// The backend accepted the report.
    Accepted,
    /// The report may be accepted later. This includes a report without a response.
    RetryLater,
    /// The report will never be accepted in its present form.
    Refused,
}

impl Outcome {
    /// Returns the outcome that an HTTP response indicates: by its status, and if that is an error, by the
    /// [`ErrorResponse`] in its body, if there is one.
    ///
    /// ```
    /// use vitalwire::hal::Outcome;
    ///
    /// assert_eq!(Outcome::of_response(200, b"{}"), Outcome::Accepted);
    /// assert_eq!(Outcome::of_response(503, b"<html>"), Outcome::RetryLater);
    /// assert_eq!(Outcome::of_response(409, br#"{"error": {"status": "ABORTED"}}"#), Outcome::RetryLater);
    /// assert_eq!(Outcome::of_response(403, b""), Outcome::Refused);
    /// ```
    #[must_use]
    pub fn of_response(http_status: i32, body: &[u8]) -> Self {
        if matches!(http_status, 200..=299) {
            return Self::Accepted;
        }
        let can_retry_help = match decode::<ErrorResponse>(body) {
            Ok(response) if has_code(&response.error) => response.error.can_retry_help(),
            _ => rpc::can_retry_help(http_status),
        };
        if can_retry_help { Self::RetryLater } else { Self::Refused }
    }

    /// Returns the LED pattern: durations in ms, alternately lit and dark, repeated from the start.
    pub(super) const fn pattern(self) -> &'static [u32] {
        match self {
            Self::Accepted => &[1000],
            Self::RetryLater => &[500, 500],
            Self::Refused => &[100, 200, 100, 200, 100, 800],
        }
    }
}

/// Returns whether an error has a known code, or any HTTP status.
fn has_code(error: &ErrorDetails) -> bool {
    error.code != 0 || error.status.is_some_and(|status| status.name().is_some())
}
