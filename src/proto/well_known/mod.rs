//! Protobuf's own messages that have a JSON form of their own: timestamps and durations, and the empty message.

mod arithmetic;
mod ascii_type;
mod duration;
mod empty;
mod fraction;
#[cfg(feature = "std")]
mod system_time;
mod timestamp;

pub use arithmetic::TimeDelta;
pub(super) use ascii_type::AsciiType;
pub use duration::Duration;
pub use empty::Empty;
pub use timestamp::Timestamp;
