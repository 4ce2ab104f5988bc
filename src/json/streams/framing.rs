//! What frames have to be told apart by.

use super::FrameError;

/// How the frames of a stream are told apart: [`Lines`](super::Lines) or [`Records`](super::Records).
pub trait Framing: Split {}

impl<S: Split> Framing for S {}

/// Follows a stream, a byte at a time.
pub trait Split {
    /// Passes over the next byte.
    fn pass(&mut self, byte: u8) -> Step;

    /// The stream has ended. What follows all the same is another one.
    fn finish(&mut self) -> Step;
}

/// What a byte, or the stream's end, means for the frame.
#[derive(Debug, PartialEq, Eq)]
pub enum Step {
    /// The byte isn't one of the frame.
    Skip,
    /// The byte is one of the frame.
    Keep,
    /// The frame has ended before that. Without bytes, it's none.
    End,
    /// What has ended before that is no frame.
    Fail(FrameError),
}
