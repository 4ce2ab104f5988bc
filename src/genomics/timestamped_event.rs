//! `TimestampedEvent`.

use crate::message;
use crate::proto::{AnyValue, Timestamp};

message! {
    /// An event and its time: `TimestampedEvent`.
    pub struct TimestampedEvent<E: AnyValue> {
        /// The event.
        pub data: Option<E> as "data",
        /// When the event happened.
        pub timestamp: Option<Timestamp> as "timestamp",
    }
}
