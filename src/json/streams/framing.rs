//! How frames are delimited, and what can occur in place of one.

use core::fmt;

/// How the frames of a stream are delimited: [`Lines`](super::Lines) or [`Records`](super::Records).
///
/// It's for code that is generic over both: `fn receive<F: Framing>(frames: &mut Frames<F, [u8; 256]>)`.
pub trait Framing: Default + Split {}

impl<S: Default + Split> Framing for S {}

/// Splits a stream.
pub trait Split {
    /// Scans the next bytes, of which there must be at least one, up to the end of a frame.
    fn split(&mut self, bytes: &[u8]) -> Piece;

    /// Ends the stream. Bytes after that are a new stream.
    fn finish(&mut self) -> Option<End>;
}

/// What has been found in the next bytes of a stream.
#[derive(Debug)]
pub struct Piece {
    /// The number of bytes at the start that aren't part of a frame.
    pub skipped: usize,
    /// The number of bytes after those that are the next ones of the frame.
    pub kept: usize,
    /// The number of bytes that have been scanned in all, at least one.
    pub len: usize,
    /// What ends after those.
    pub end: Option<End>,
}

/// What has ended.
#[derive(Debug)]
pub enum End {
    /// A frame. If it's empty, it isn't one.
    Frame,
    /// Something in place of a frame.
    Fault(FrameError),
}

/// Why there is no frame. Reading can continue with the next one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum FrameError {
    /// The frame is longer than the buffer.
    TooLong {
        /// Its length in bytes, without leading and trailing white space.
        len: usize,
    },
    /// Something other than white space occurs outside of the records.
    Noise {
        /// Its length in bytes, without white space.
        len: usize,
    },
    /// A record is a number, `true`, `false` or `null` without white space after it: it may have been cut off.
    Unterminated,
}

impl fmt::Display for FrameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong { len } => write!(f, "a frame of {len} bytes is longer than the buffer"),
            Self::Noise { len } => write!(f, "{len} bytes outside of a record"),
            Self::Unterminated => f.write_str("a record may have been cut: no white space follows its value"),
        }
    }
}

impl core::error::Error for FrameError {}
