//! Reading from `embedded-io`: errors, and another attempt after an interruption.

use super::FrameError;
use crate::error::DecodeError;
#[cfg(feature = "std")]
use crate::json::text::is_space;
use core::fmt;

/// Why no value could be read from a reader: the error of `decode_from_embedded_io`, of `json::from_embedded_io`, of
/// `json::Frames::read`, of their `_async` counterparts, and of `decode_from_io` and `json::from_reader`. It needs one of
/// the features `embedded-io-v0.7`, `embedded-io-async-v0.7` and `std`.
///
/// ```
/// use vitalwire::decode_from_embedded_io;
/// use vitalwire::dataflow::WorkerThreadScalingReport as Report;
/// use vitalwire::json::ReadError;
///
/// let read = |uart: &[u8]| decode_from_embedded_io::<Report, _>(uart, &mut [0; 16]).unwrap_err();
/// assert_eq!(read(b"\r\n"), ReadError::NoValue);
/// assert!(matches!(read(b"[]"), ReadError::Decode(_)));
/// let too_long = read(b"{\"currentThreadCount\": 12}");
/// assert_eq!(too_long.to_string(), "the value needs a buffer of at least 18 bytes");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum ReadError<E> {
    /// The reader's own error. The part of a value that has been read is lost, except with [`Frames`](super::Frames).
    Io(E),
    /// The reader ended, after nothing but white space.
    NoValue,
    /// The value is longer than the buffer, or it's a number, which needs space for one more byte. The part of the
    /// value that has been read is lost.
    BufferTooSmall {
        /// The minimum buffer length in bytes, as far as is known.
        at_least: usize,
    },
    /// There is something else in place of a frame.
    Frame(FrameError),
    /// What is wrong with the value, and at which of its bytes. If the reader ends inside the value, it's
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

/// Reads at least one byte, or 0 bytes at the end of the reader.
#[cfg(feature = "embedded-io-v0.7")]
pub(super) fn read<R: embedded_io::Read>(mut reader: R, buffer: &mut [u8]) -> Result<usize, ReadError<R::Error>> {
    use embedded_io::{Error, ErrorKind};

    loop {
        match reader.read(buffer) {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            outcome => return outcome.map_err(ReadError::Io),
        }
    }
}

/// Reads at least one byte, or 0 bytes at the end of the reader.
#[cfg(feature = "embedded-io-async-v0.7")]
pub(super) async fn read_async<R: embedded_io_async::Read>(
    mut reader: R,
    buffer: &mut [u8],
) -> Result<usize, ReadError<R::Error>> {
    use embedded_io_async::{Error, ErrorKind};

    loop {
        match reader.read(buffer).await {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            outcome => return outcome.map_err(ReadError::Io),
        }
    }
}

/// Reads `reader` to its end. White space alone is no value.
#[cfg(feature = "std")]
pub(crate) fn read_to_end(mut reader: impl std::io::Read) -> Result<std::vec::Vec<u8>, ReadError<std::io::Error>> {
    let mut input = std::vec::Vec::new();
    reader.read_to_end(&mut input).map_err(ReadError::Io)?;
    if input.iter().copied().all(is_space) { Err(ReadError::NoValue) } else { Ok(input) }
}
