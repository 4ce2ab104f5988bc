//! The time of day.

use std::time::SystemTime;
use vitalwire::proto::Timestamp;

pub fn now() -> Timestamp {
    // Before 1970 and after 9999 there is no other one.
    Timestamp::try_from(SystemTime::now()).unwrap_or_default()
}
