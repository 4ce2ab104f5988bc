//! Why a message can't enter the outbox.

use core::fmt;
use vitalwire::{BuildError, CapacityError, SerializeError};

/// Why a message didn't enter an [`Outbox`](super::Outbox), which is as before.
///
/// ```
/// use vitalwire_agent::outbox::PushError;
///
/// assert_eq!(PushError::TooLong { needed: 2100 }.to_string(), "the outbox is too small: the message takes 2100 bytes of it");
/// assert_eq!(PushError::Full.to_string(), "the outbox is full of what isn't dropped for this message");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum PushError {
    /// The message is longer than the whole outbox.
    TooLong {
        /// How many bytes it takes there.
        needed: usize,
    },
    /// There isn't space for the message, and nothing that may be dropped for it: see [`Rank`](super::Rank).
    Full,
    /// A message of this rank with this kind of payload waits already, or is being sent: [`Rank::Metrics`](super::Rank::Metrics).
    Waits,
    /// The message has a label with the key of the outbox's own one, [`SEQUENCE_LABEL`](super::SEQUENCE_LABEL).
    LabelTaken,
    /// The message has no member: there is nothing to send.
    Empty,
    /// The message has no JSON form.
    Serialize(SerializeError),
    /// The message couldn't be built. `push` doesn't return it: it's for functions that build messages and push them, in which
    /// `?` works for both.
    Build(BuildError),
}

impl From<CapacityError> for PushError {
    fn from(error: CapacityError) -> Self {
        Self::Build(error.into())
    }
}

impl From<BuildError> for PushError {
    fn from(error: BuildError) -> Self {
        Self::Build(error)
    }
}

impl fmt::Display for PushError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong { needed } => write!(f, "the outbox is too small: the message takes {needed} bytes of it"),
            Self::Full => f.write_str("the outbox is full of what isn't dropped for this message"),
            Self::Waits => f.write_str("a message of this rank and kind waits already"),
            Self::LabelTaken => f.write_str("the message has a label SEQ, which is the outbox's own"),
            Self::Empty => f.write_str("the message is empty"),
            Self::Serialize(error) => error.fmt(f),
            Self::Build(error) => error.fmt(f),
        }
    }
}

impl core::error::Error for PushError {}
