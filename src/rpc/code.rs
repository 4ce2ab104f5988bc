//! `google.rpc.Code`.

use crate::enumeration;

enumeration! {
    /// The result of a call: `google.rpc.Code`, in [`ErrorDetails`](super::ErrorDetails), and as a number in a
    /// [`Status`](super::Status).
    ///
    /// ```
    /// use vitalwire::rpc::Code;
    ///
    /// assert_eq!((Code::Aborted.number(), Code::Aborted.name()), (10, Some("ABORTED")));
    /// assert_eq!("ABORTED".parse(), Ok(Code::Aborted));
    /// assert_eq!(Code::from_number(10), Ok(Code::Aborted));
    /// assert_eq!((Code::Aborted.http_status(), Code::Aborted.can_retry_help()), (409, true));
    /// ```
    #[derive(Default)]
    pub enum Code {
        /// The call succeeded.
        #[default]
        Ok = 0 as "OK",
        /// The caller cancelled the call.
        Cancelled = 1 as "CANCELLED",
        /// The cause is unknown.
        Unknown = 2 as "UNKNOWN",
        /// The request is invalid, regardless of the state of the system.
        InvalidArgument = 3 as "INVALID_ARGUMENT",
        /// The deadline expired. The call may still have been executed.
        DeadlineExceeded = 4 as "DEADLINE_EXCEEDED",
        /// The requested entity doesn't exist.
        NotFound = 5 as "NOT_FOUND",
        /// The entity already exists.
        AlreadyExists = 6 as "ALREADY_EXISTS",
        /// The caller lacks permission.
        PermissionDenied = 7 as "PERMISSION_DENIED",
        /// A quota or storage space is exhausted.
        ResourceExhausted = 8 as "RESOURCE_EXHAUSTED",
        /// The system isn't in the state that the call requires.
        FailedPrecondition = 9 as "FAILED_PRECONDITION",
        /// The call conflicted with another one.
        Aborted = 10 as "ABORTED",
        /// The request is past a limit that may change, such as the end of a file.
        OutOfRange = 11 as "OUT_OF_RANGE",
        /// The service doesn't support the call.
        Unimplemented = 12 as "UNIMPLEMENTED",
        /// The service has an internal error.
        Internal = 13 as "INTERNAL",
        /// The service is currently unavailable.
        Unavailable = 14 as "UNAVAILABLE",
        /// Data is irrecoverably lost or corrupted.
        DataLoss = 15 as "DATA_LOSS",
        /// The caller isn't authenticated.
        Unauthenticated = 16 as "UNAUTHENTICATED",
    }
}

impl Code {
    /// Returns the HTTP status of a response with this code. Several codes share a status, so there is no reverse
    /// mapping.
    #[must_use]
    pub const fn http_status(self) -> u16 {
        match self {
            Self::Ok => 200,
            Self::InvalidArgument | Self::FailedPrecondition | Self::OutOfRange => 400,
            Self::Unauthenticated => 401,
            Self::PermissionDenied => 403,
            Self::NotFound => 404,
            Self::AlreadyExists | Self::Aborted => 409,
            Self::ResourceExhausted => 429,
            Self::Cancelled => 499,
            Self::Unknown | Self::Internal | Self::DataLoss | Self::Unrecognized(_) => 500,
            Self::Unimplemented => 501,
            Self::Unavailable => 503,
            Self::DeadlineExceeded => 504,
        }
    }

    /// Returns whether the same request may succeed if retried with backoff.
    ///
    /// A worker's reports and check-ins can safely be sent more than once, so this includes calls that may have been
    /// executed.
    #[must_use]
    pub const fn can_retry_help(self) -> bool {
        matches!(
            self,
            Self::Unknown
                | Self::DeadlineExceeded
                | Self::ResourceExhausted
                | Self::Aborted
                | Self::Internal
                | Self::Unavailable
        )
    }
}
