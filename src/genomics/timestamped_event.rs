//! `TimestampedEvent`.

use crate::message;
use crate::proto::{AnyValue, Timestamp};

message! {
    /// Something that happened, and when: `TimestampedEvent`.
    pub struct TimestampedEvent<E: AnyValue> {
        /// What happened.
        pub data: Option<E> as "data",
        /// When.
        pub timestamp: Option<Timestamp> as "timestamp",
    }
}
