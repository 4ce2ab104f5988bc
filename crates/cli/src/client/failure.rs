//! Why a request has no response.

use std::error::Error;
use std::fmt::{self, Display};
use std::io::ErrorKind;

/// Why a request has no response.
#[derive(Debug)]
pub enum Failure {
    /// The backend has closed the connection without having read all of the request: it may have been too large.
    Cut(ureq::Error),
    /// There is no token for it, or no time: a sentence for the user.
    NotSent(String),
    /// Anything else. What was sent, if anything, may have been accepted.
    NoResponse(Box<dyn Error + Send + Sync>),
}

impl Failure {
    pub(super) fn no_response(error: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::NoResponse(error.into())
    }
}

impl From<ureq::Error> for Failure {
    fn from(error: ureq::Error) -> Self {
        use ErrorKind::{BrokenPipe, ConnectionAborted, ConnectionReset};
        match &error {
            ureq::Error::Io(io) if matches!(io.kind(), BrokenPipe | ConnectionAborted | ConnectionReset) => {
                Self::Cut(error)
            }
            _ => Self::no_response(error),
        }
    }
}

impl Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cut(error) => write!(f, "cut off: {error}"),
            Self::NotSent(reason) => write!(f, "not sent: {reason}"),
            Self::NoResponse(error) => write!(f, "no response: {error}"),
        }
    }
}
