//! Reading, with another attempt after an interruption.

use super::ReadError;

/// Reads at least one byte, or 0 bytes at the end of the reader.
#[cfg(feature = "embedded-io-v0.7")]
pub(super) fn read<R: embedded_io::Read>(mut reader: R, room: &mut [u8]) -> Result<usize, ReadError<R::Error>> {
    use embedded_io::{Error, ErrorKind};

    loop {
        match reader.read(room) {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            outcome => return outcome.map_err(ReadError::Io),
        }
    }
}

/// Reads at least one byte, or 0 bytes at the end of the reader.
#[cfg(feature = "embedded-io-async-v0.7")]
pub(super) async fn read_async<R: embedded_io_async::Read>(
    mut reader: R,
    room: &mut [u8],
) -> Result<usize, ReadError<R::Error>> {
    use embedded_io_async::{Error, ErrorKind};

    loop {
        match reader.read(room).await {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            outcome => return outcome.map_err(ReadError::Io),
        }
    }
}
