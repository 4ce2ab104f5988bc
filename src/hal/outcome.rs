//! How a report went.

use crate::decode;
use crate::rpc::{self, ErrorDetails, ErrorResponse};

/// What became of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum Outcome {
    /// The backend has it.
    Accepted,
    /// It may be accepted later. That includes a report to which no answer came.
    RetryLater,
    /// It will never be accepted as it is.
    Refused,
}

impl Outcome {
    /// What an HTTP answer says: by its status, and where that tells of an error, by the [`ErrorResponse`] that the body
    /// may be.
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
            Ok(response) if tells_why(&response.error) => response.error.can_retry_help(),
            _ => rpc::can_retry_help(http_status),
        };
        if can_retry_help { Self::RetryLater } else { Self::Refused }
    }

    /// How an LED shows it: so many ms lit, so many dark, and so on, from the start again after the last.
    pub(super) const fn pattern(self) -> &'static [u32] {
        match self {
            Self::Accepted => &[1000],
            Self::RetryLater => &[500, 500],
            Self::Refused => &[100, 200, 100, 200, 100, 800],
        }
    }
}

/// Whether an error has a known code, or any HTTP status.
fn tells_why(error: &ErrorDetails) -> bool {
    error.code != 0 || error.status.is_some_and(|status| status.name().is_some())
}
