//! How frames are delimited, and what can occur in place of one.

use core::fmt;

/// How the frames of a stream are delimited: [`Lines`](super::Lines) or [`Records`](super::Records).
///
/// It's for code that is generic over both:
///
/// ```
/// use vitalwire::json::{Frames, Framing};
///
/// /// Returns the number of frames, and that of faults.
/// fn count<F: Framing>(mut received: &[u8]) -> (usize, usize) {
///     let (mut frames, mut counts) = (Frames::<F, _>::new([0; 64]), (0, 0));
///     while let Some(frame) = frames.next(&mut received) {
///         if frame.is_ok() { counts.0 += 1 } else { counts.1 += 1 }
///     }
///     counts
/// }
///
/// assert_eq!(count::<vitalwire::json::Lines>(b"{}\n{}\n"), (2, 0));
/// assert_eq!(count::<vitalwire::json::Records>(b"#!\x1e{}\n"), (1, 1));
/// ```
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

/// Why there is no frame: the error of [`Frames::next`](super::Frames::next). Reading can continue with the next one.
///
/// ```
/// use vitalwire::json::{FrameError, Frames};
///
/// let mut frames = Frames::records([0; 8]);
/// let mut received = &b"#!\x1e{}\n\x1e{\"too\": \"long\"}\n"[..];
/// assert_eq!(frames.next(&mut received), Some(Err(FrameError::Noise { len: 2 })));
/// assert_eq!(frames.next(&mut received), Some(Ok(&b"{}"[..])));
/// assert_eq!(frames.next(&mut received), Some(Err(FrameError::TooLong { len: 15 })));
/// assert_eq!(FrameError::Noise { len: 2 }.to_string(), "2 bytes outside of a record");
/// ```
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
