//! Newline-delimited frames.

use super::framing::{Split, Step};

/// Newline-delimited frames, as in JSON Lines or NDJSON: each ends with a line feed.
///
/// White space around a frame isn't part of it, so CR LF ends a frame as well, and an empty line is none. What is in a
/// frame isn't looked at. JSON in a frame can't have a line feed: an encoding of this crate never has one, since text
/// escapes it.
///
/// If a line feed is lost, the frame before it and the frame after it are one, which is no JSON: both are lost. The end
/// of the stream ends the last frame.
#[derive(Clone, Copy, Debug)]
pub struct Lines {
    has_begun: bool,
}

impl Lines {
    /// What is written after a frame.
    pub const END: u8 = b'\n';

    pub(super) const fn new() -> Self {
        Self { has_begun: false }
    }
}

impl Split for Lines {
    #[inline]
    fn pass(&mut self, byte: u8) -> Step {
        match byte {
            Self::END => self.finish(),
            b' ' | b'\t' | b'\r' if !self.has_begun => Step::Skip,
            _ => {
                self.has_begun = true;
                Step::Keep
            }
        }
    }

    fn finish(&mut self) -> Step {
        *self = Self::new();
        Step::End
    }
}
