//! `CheckInResponse`.

use crate::message;
use crate::proto::{AnyValue, Span, Timestamp};

message! {
    /// What a worker is told when it checks in: `CheckInResponse`.
    ///
    /// `metadata` is a whole assignment and may be large. As a [`Span`] it takes no room, and can be read from the
    /// input by those who need it; as an [`Any`](crate::proto::Any) it is copied, and as an
    /// [`AnyOf`](crate::proto::AnyOf) it is read on the way.
    pub struct CheckInResponse<M: AnyValue = Span, F: AnyValue = Span> {
        /// When the worker has to have asked for more time, by the wall clock; by then its request must
        /// have been *sent*.
        pub deadline: Option<Timestamp> as "deadline",
        /// Features of the backend's own.
        pub features: Option<F> as "features",
        /// What the worker has to do.
        pub metadata: Option<M> as "metadata",
    }
}
