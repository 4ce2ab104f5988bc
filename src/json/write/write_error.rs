//! Errors of writing to streams.

use crate::error::SerializeError;
use core::fmt;

/// The error of writing a message or another value to a writer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum WriteError<E> {
    /// The value has no JSON form. Part of it may have been written.
    Serialize(SerializeError),
    /// The writer's own error.
    Io(E),
    /// The writer accepted no bytes, without an error.
    WriteZero,
}

impl<E: fmt::Display> fmt::Display for WriteError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Serialize(error) => error.fmt(f),
            Self::Io(error) => error.fmt(f),
            Self::WriteZero => f.write_str("the writer takes no more bytes"),
        }
    }
}

impl<E: fmt::Debug + fmt::Display> core::error::Error for WriteError<E> {}
