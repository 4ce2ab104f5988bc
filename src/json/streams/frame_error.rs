//! What can occur in a stream in place of a frame.

use core::fmt;

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
