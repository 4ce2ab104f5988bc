//! Timestamps and the clock of `std`.

use super::Timestamp;
use super::timestamp::OTHER_YEAR;
use crate::error::BuildError;
use std::time::SystemTime;

/// ```
/// use std::time::SystemTime;
/// use vitalwire::proto::Timestamp;
///
/// let now = Timestamp::try_from(SystemTime::now())?;
/// assert!(now > Timestamp::UNIX_EPOCH);
/// # Ok::<(), vitalwire::BuildError>(())
/// ```
impl TryFrom<SystemTime> for Timestamp {
    type Error = BuildError;

    /// # Errors
    /// [`BuildError::OutOfRange`] for a year below 1 or above 9999.
    fn try_from(time: SystemTime) -> Result<Self, BuildError> {
        let timestamp = match time.duration_since(SystemTime::UNIX_EPOCH) {
            Ok(after) => Self::UNIX_EPOCH.checked_add(after),
            Err(error) => Self::UNIX_EPOCH.checked_sub(error.duration()),
        };
        timestamp.ok_or(BuildError::OutOfRange(OTHER_YEAR))
    }
}

/// The system's clock may be coarser than a nanosecond: Windows counts tenths of microseconds. The time is then
/// rounded.
///
/// ```
/// use std::time::SystemTime;
/// use vitalwire::proto::Timestamp;
///
/// assert_eq!(SystemTime::try_from(Timestamp::UNIX_EPOCH), Ok(SystemTime::UNIX_EPOCH));
/// ```
impl TryFrom<Timestamp> for SystemTime {
    type Error = BuildError;

    /// # Errors
    /// [`BuildError::OutOfRange`] for a time that the system doesn't have: on Windows, one before the year 1601.
    fn try_from(timestamp: Timestamp) -> Result<Self, BuildError> {
        let since_1970 = timestamp.duration_since(Timestamp::UNIX_EPOCH);
        let time = if since_1970.is_negative() {
            Self::UNIX_EPOCH.checked_sub(since_1970.unsigned_abs())
        } else {
            Self::UNIX_EPOCH.checked_add(since_1970.unsigned_abs())
        };
        time.ok_or(BuildError::OutOfRange("a time that the system's clock can have"))
    }
}
