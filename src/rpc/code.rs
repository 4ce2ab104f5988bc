//! `google.rpc.Code`.

use crate::enumeration;

enumeration! {
    /// How a call ended: `google.rpc.Code`.
    #[derive(Default)]
    pub enum Code {
        /// As it should.
        #[default]
        Ok = 0 as "OK",
        /// The caller has given it up.
        Cancelled = 1 as "CANCELLED",
        /// Nobody knows.
        Unknown = 2 as "UNKNOWN",
        /// The request makes no sense, whatever the state of the system.
        InvalidArgument = 3 as "INVALID_ARGUMENT",
        /// It took too long. It may have been carried out.
        DeadlineExceeded = 4 as "DEADLINE_EXCEEDED",
        /// There is nothing of that name.
        NotFound = 5 as "NOT_FOUND",
        /// There is something of that name.
        AlreadyExists = 6 as "ALREADY_EXISTS",
        /// The caller isn't allowed to.
        PermissionDenied = 7 as "PERMISSION_DENIED",
        /// A quota is used up, or room.
        ResourceExhausted = 8 as "RESOURCE_EXHAUSTED",
        /// The system isn't in the state that the call needs.
        FailedPrecondition = 9 as "FAILED_PRECONDITION",
        /// Another call was in the way.
        Aborted = 10 as "ABORTED",
        /// Beyond an end that may move.
        OutOfRange = 11 as "OUT_OF_RANGE",
        /// The service doesn't do that.
        Unimplemented = 12 as "UNIMPLEMENTED",
        /// Something is broken inside the service.
        Internal = 13 as "INTERNAL",
        /// The service isn't there at the moment.
        Unavailable = 14 as "UNAVAILABLE",
        /// Data is lost or damaged for good.
        DataLoss = 15 as "DATA_LOSS",
        /// Nobody knows who the caller is.
        Unauthenticated = 16 as "UNAUTHENTICATED",
    }
}

impl Code {
    /// The HTTP status with which it travels. Several codes share one, so that it can't be turned back.
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

    /// Whether the same request may succeed later, after a pause that grows.
    ///
    /// A worker's reports and check-ins can be sent twice without harm, so this includes what may have been
    /// carried out.
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
