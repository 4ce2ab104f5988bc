//! What a stream has in a frame's place.

use core::fmt;

/// Why there's no frame. The next one is read all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum FrameError {
    /// The frame is longer than the buffer.
    TooLong {
        /// Its length in bytes.
        len: usize,
    },
    /// Something other than white space lies between two records, or before the first one.
    Noise {
        /// Its length in bytes, without white space.
        len: usize,
    },
    /// A record ends in a number that no white space follows: digits may be missing.
    UnterminatedNumber,
}

impl fmt::Display for FrameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong { len } => write!(f, "a frame of {len} bytes is longer than the buffer"),
            Self::Noise { len } => write!(f, "{len} bytes outside of a record"),
            Self::UnterminatedNumber => f.write_str("a record ends in a number without white space behind it"),
        }
    }
}

impl core::error::Error for FrameError {}
