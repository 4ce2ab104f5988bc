//! Writing to streams.

use super::{Writer, drain};
use crate::error::SerializeError;
use core::fmt;

/// Writes to a `fmt::Write`, piece by piece.
pub(crate) fn to_fmt(
    mut stream: impl fmt::Write,
    write: impl FnOnce(&mut Writer<'_>),
) -> Result<(), WriteError<fmt::Error>> {
    // Strings are split only at ASCII bytes.
    let mut sink = |piece: &[u8]| stream.write_str(core::str::from_utf8(piece).map_err(|_| fmt::Error)?);
    try_drain(&mut [], |piece| sink(piece).map_err(WriteError::Io), write)
}

/// Writes to an `io::Write`, piece by piece.
#[cfg(feature = "std")]
pub(crate) fn to_io(
    mut stream: impl std::io::Write,
    write: impl FnOnce(&mut Writer<'_>),
) -> Result<(), WriteError<std::io::Error>> {
    try_drain(&mut [], |piece| stream.write_all(piece).map_err(WriteError::Io), write)
}

/// The number of bytes passed to an `embedded_io::Write` at once; the last block may be shorter.
#[cfg(feature = "embedded-io-v0.7")]
const BLOCK: usize = 64;

/// Writes to an `embedded_io::Write`, a block at a time.
#[cfg(feature = "embedded-io-v0.7")]
pub(crate) fn to_embedded_io<W: embedded_io::Write>(
    mut stream: W,
    write: impl FnOnce(&mut Writer<'_>),
) -> Result<(), WriteError<W::Error>> {
    try_drain(&mut [0; BLOCK], |bytes| write_all(&mut stream, bytes), write)
}

/// Unlike the trait's `write_all`, this doesn't panic if the stream accepts nothing, and tries again if it's
/// interrupted.
#[cfg(feature = "embedded-io-v0.7")]
fn write_all<W: embedded_io::Write>(stream: &mut W, mut bytes: &[u8]) -> Result<(), WriteError<W::Error>> {
    use embedded_io::{Error, ErrorKind};

    while !bytes.is_empty() {
        bytes = match stream.write(bytes) {
            Ok(0) => return Err(WriteError::WriteZero),
            Ok(written) => bytes.get(written..).unwrap_or_default(),
            Err(error) if error.kind() == ErrorKind::Interrupted => bytes,
            Err(error) => return Err(WriteError::Io(error)),
        };
    }
    Ok(())
}

/// Like `write_all`, awaiting the stream.
#[cfg(feature = "embedded-io-async-v0.7")]
pub(crate) async fn write_all_async<W: embedded_io_async::Write>(
    stream: &mut W,
    mut bytes: &[u8],
) -> Result<(), WriteError<W::Error>> {
    use embedded_io_async::{Error, ErrorKind};

    while !bytes.is_empty() {
        bytes = match stream.write(bytes).await {
            Ok(0) => return Err(WriteError::WriteZero),
            Ok(written) => bytes.get(written..).unwrap_or_default(),
            Err(error) if error.kind() == ErrorKind::Interrupted => bytes,
            Err(error) => return Err(WriteError::Io(error)),
        };
    }
    Ok(())
}

fn try_drain<E>(
    buffer: &mut [u8],
    mut sink: impl FnMut(&[u8]) -> Result<(), WriteError<E>>,
    write: impl FnOnce(&mut Writer<'_>),
) -> Result<(), WriteError<E>> {
    let mut outcome = Ok(());
    let mut sink = |piece: &[u8]| {
        outcome = sink(piece);
        outcome.is_ok()
    };
    let written = drain(buffer, &mut sink, write);
    outcome?;
    written.map_err(WriteError::Serialize)
}

/// The error of writing a message or another value to a writer: of [`to_fmt`](crate::to_fmt),
/// [`json::to_fmt`](crate::json::to_fmt), and their counterparts for other writers.
///
/// ```
/// use vitalwire::SerializeError;
/// use vitalwire::json::{self, WriteError};
///
/// let mut text = vitalwire::heapless::String::<8>::new();
/// assert_eq!(json::to_fmt(&["boiler", "7"], &mut text), Err(WriteError::Io(core::fmt::Error)));
/// let error = json::to_fmt(&f64::NAN, &mut text);
/// assert_eq!(error, Err(WriteError::Serialize(SerializeError::NonFinite)));
/// ```
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
            Self::WriteZero => f.write_str("the writer accepts no more bytes"),
        }
    }
}

impl<E: fmt::Debug + fmt::Display> core::error::Error for WriteError<E> {}
