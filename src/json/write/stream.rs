//! Writing to streams.

use super::{Sink, to_sink};
use crate::error::Unencodable;
use core::fmt;
use serde::Serialize;

/// Why a message didn't reach the writer whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum WriteError<E> {
    /// The value has no JSON form; part of it may have been written by then.
    Unencodable(Unencodable),
    /// The writer's own error.
    Io(E),
    /// The writer took nothing, and gave no error.
    WriteZero,
}

impl<E: fmt::Display> fmt::Display for WriteError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unencodable(error) => error.fmt(f),
            Self::Io(error) => error.fmt(f),
            Self::WriteZero => f.write_str("the writer takes no more bytes"),
        }
    }
}

impl<E: fmt::Debug + fmt::Display> core::error::Error for WriteError<E> {}

/// Writes the encoding piece by piece, never holding the whole of it.
///
/// # Errors
/// What in the value is [`Unencodable`], or the writer's first error; nothing more is written then.
pub fn to_fmt<T: Serialize + ?Sized>(value: &T, mut writer: impl fmt::Write) -> Result<(), WriteError<fmt::Error>> {
    write_pieces(value, |piece| {
        // The encoder cuts text only at ASCII bytes.
        writer.write_str(core::str::from_utf8(piece).map_err(|_| fmt::Error)?)
    })
}

/// Writes the encoding piece by piece, never holding the whole of it.
///
/// The pieces are small (a key, a number): give it a [`BufWriter`](std::io::BufWriter) where each
/// write is a system call. It isn't flushed.
///
/// # Errors
/// What in the value is [`Unencodable`], or the writer's first error; nothing more is written then.
#[cfg(feature = "std")]
pub fn to_io<T: Serialize + ?Sized>(
    value: &T,
    mut writer: impl std::io::Write,
) -> Result<(), WriteError<std::io::Error>> {
    write_pieces(value, |piece| writer.write_all(piece))
}

fn write_pieces<T: Serialize + ?Sized, E>(
    value: &T,
    write: impl FnMut(&[u8]) -> Result<(), E>,
) -> Result<(), WriteError<E>> {
    let sink = to_sink(value, Pieces { write, outcome: Ok(()) }).map_err(WriteError::Unencodable)?;
    sink.outcome.map_err(WriteError::Io)
}

struct Pieces<F, E> {
    write: F,
    outcome: Result<(), E>,
}

impl<E, F: FnMut(&[u8]) -> Result<(), E>> Sink for Pieces<F, E> {
    fn write(&mut self, bytes: &[u8]) {
        if self.outcome.is_ok() {
            self.outcome = (self.write)(bytes);
        }
    }

    fn is_full(&self) -> bool {
        self.outcome.is_err()
    }
}
