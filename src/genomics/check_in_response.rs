//! `CheckInResponse`.

use crate::message;
use crate::proto::{AnyValue, Span, Timestamp};

message! {
    /// The backend's response to a check-in: `CheckInResponse`.
    ///
    /// `metadata` is a whole assignment and may be large. A [`Span`] stores no copy, and the metadata can be read
    /// from the input when needed; an [`Any`](crate::proto::Any) copies it, and an [`AnyOf`](crate::proto::AnyOf)
    /// decodes it along with the message.
    pub struct CheckInResponse<M: AnyValue = Span, F: AnyValue = Span> {
        /// The wall-clock time by which the worker must have asked for more time: its request must have been *sent* by
        /// then.
        pub deadline: Option<Timestamp> as "deadline",
        /// Backend-specific features.
        pub features: Option<F> as "features",
        /// The worker's assignment.
        pub metadata: Option<M> as "metadata",
    }
}
