//! The ways out to streams.

use super::{WriteError, Writer, drain};
use core::fmt;

/// Writes to a `fmt::Write`, piece by piece.
pub(crate) fn to_fmt(
    mut stream: impl fmt::Write,
    write: impl FnOnce(&mut Writer<'_>),
) -> Result<(), WriteError<fmt::Error>> {
    // Text is cut only at ASCII bytes.
    let mut take = |piece: &[u8]| stream.write_str(core::str::from_utf8(piece).map_err(|_| fmt::Error)?);
    try_drain(&mut [], |piece| take(piece).map_err(WriteError::Io), write)
}

/// Writes to an `io::Write`, piece by piece.
#[cfg(feature = "std")]
pub(crate) fn to_io(
    mut stream: impl std::io::Write,
    write: impl FnOnce(&mut Writer<'_>),
) -> Result<(), WriteError<std::io::Error>> {
    try_drain(&mut [], |piece| stream.write_all(piece).map_err(WriteError::Io), write)
}

/// What an `embedded_io::Write` is handed at once, in bytes; the last time it's less.
#[cfg(feature = "embedded-io-v0.7")]
const BLOCK: usize = 64;

/// Writes to an `embedded_io::Write`, a block at a time.
#[cfg(feature = "embedded-io-v0.7")]
pub(crate) fn to_embedded_io<W: embedded_io::Write>(
    mut stream: W,
    write: impl FnOnce(&mut Writer<'_>),
) -> Result<(), WriteError<W::Error>> {
    // The trait's own method panics where the stream takes nothing.
    let write_all = |mut bytes: &[u8]| {
        while !bytes.is_empty() {
            bytes = match stream.write(bytes).map_err(WriteError::Io)? {
                0 => return Err(WriteError::WriteZero),
                written => bytes.get(written..).unwrap_or_default(),
            };
        }
        Ok(())
    };
    try_drain(&mut [0; BLOCK], write_all, write)
}

/// As that of the trait, which panics where the stream takes nothing.
#[cfg(feature = "embedded-io-async-v0.7")]
pub(crate) async fn write_all_async<W: embedded_io_async::Write>(
    stream: &mut W,
    mut bytes: &[u8],
) -> Result<(), WriteError<W::Error>> {
    while !bytes.is_empty() {
        bytes = match stream.write(bytes).await.map_err(WriteError::Io)? {
            0 => return Err(WriteError::WriteZero),
            written => bytes.get(written..).unwrap_or_default(),
        };
    }
    Ok(())
}

fn try_drain<E>(
    room: &mut [u8],
    mut take: impl FnMut(&[u8]) -> Result<(), WriteError<E>>,
    write: impl FnOnce(&mut Writer<'_>),
) -> Result<(), WriteError<E>> {
    let mut outcome = Ok(());
    let mut take = |piece: &[u8]| {
        outcome = take(piece);
        outcome.is_ok()
    };
    let written = drain(room, &mut take, write);
    outcome?;
    written.map_err(WriteError::Unencodable)
}
