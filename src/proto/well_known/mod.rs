//! Protobuf's own messages that have a JSON form of their own: timestamps and durations, and the empty message.

mod ascii_type;
mod duration;
mod empty;
mod fraction;
mod timestamp;

pub(super) use ascii_type::AsciiType;
pub use duration::Duration;
pub use empty::Empty;
pub use timestamp::Timestamp;
