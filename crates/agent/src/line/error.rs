//! Why a line isn't a request or a response.

use core::fmt;

/// Why a line isn't a request, or can't be one. It costs that line alone.
///
/// ```
/// use vitalwire_agent::line::{LineError, Request};
///
/// let error = Request::from_line(&mut b"17 messages/cellar 919e84aa {\"workerMessagez\":[]}".to_vec()).unwrap_err();
/// assert_eq!(error, LineError::Checksum);
/// assert_eq!(error.to_string(), "the checksum is another one: the line was damaged");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum LineError {
    /// The line doesn't have the fields of a request.
    Form,
    /// The checksum isn't that of the line.
    Checksum,
    /// The line is as it was sent, but its method isn't known, or isn't of that form.
    Method,
    /// A response's status isn't from 200 to 599.
    Status,
    /// There is a line feed in a response's JSON.
    LineFeed,
}

impl fmt::Display for LineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Form => "expected a sequence number, a method, a checksum and JSON",
            Self::Checksum => "the checksum is another one: the line was damaged",
            Self::Method => "an unknown method, or not of the form that it has",
            Self::Status => "expected a status from 200 to 599",
            Self::LineFeed => "a line feed in the JSON",
        })
    }
}

impl core::error::Error for LineError {}
