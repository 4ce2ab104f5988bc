//! What reading from a reader can answer.

use super::FrameError;
use crate::error::DecodeError;
use core::fmt;

/// Why no value came from the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum ReadError<E> {
    /// The reader's own error. What had come of a value is lost, unless [`Frames`](super::Frames) have it.
    Io(E),
    /// The reader was at its end, and nothing but white space before that.
    NoValue,
    /// The value is longer than the buffer; or it's a number, which needs room for a byte more. What had come of the value is
    /// lost.
    BufferTooSmall {
        /// How long the buffer must be at least, as far as could be told.
        at_least: usize,
    },
    /// There's something else in the place of a frame.
    Frame(FrameError),
    /// What is wrong with the value, and at which of its bytes. If the reader ends inside it, that's
    /// [`SyntaxErrorKind::UnexpectedEnd`](crate::SyntaxErrorKind::UnexpectedEnd).
    Decode(DecodeError),
}

impl<E: fmt::Display> fmt::Display for ReadError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(error) => error.fmt(f),
            Self::NoValue => f.write_str("the reader ended, and there was no value"),
            Self::BufferTooSmall { at_least } => write!(f, "the value needs a buffer of at least {at_least} bytes"),
            Self::Frame(error) => error.fmt(f),
            Self::Decode(error) => error.fmt(f),
        }
    }
}

impl<E: fmt::Debug + fmt::Display> core::error::Error for ReadError<E> {}

impl<E> From<FrameError> for ReadError<E> {
    fn from(error: FrameError) -> Self {
        Self::Frame(error)
    }
}

impl<E> From<DecodeError> for ReadError<E> {
    fn from(error: DecodeError) -> Self {
        Self::Decode(error)
    }
}
