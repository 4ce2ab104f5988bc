//! What a stream has in a frame's place.

use core::fmt;

/// Why there's no frame. The next one is read all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum FrameError {
    /// The frame is longer than the buffer.
    TooLong {
        /// Its length in bytes, without white space around it.
        len: usize,
    },
    /// Something other than white space is outside of the records.
    Noise {
        /// Its length in bytes, without white space.
        len: usize,
    },
    /// A record is a number, `true`, `false` or `null`, and no white space follows: it may have been cut.
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
