//! Newline-delimited frames.

use super::framing::{End, Piece, Split};
use crate::json::text::{find, is_space};

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
    fn split(&mut self, bytes: &[u8]) -> Piece {
        let skipped = match self.has_begun {
            true => 0,
            false => bytes.iter().take_while(|byte| is_space(**byte)).count(),
        };
        let line = bytes.get(skipped..).unwrap_or_default();
        match find(line, Self::END) {
            Some(kept) => Piece { skipped, kept, len: skipped + kept + 1, end: self.finish() },
            None => {
                self.has_begun |= !line.is_empty();
                Piece { skipped, kept: line.len(), len: bytes.len(), end: None }
            }
        }
    }

    fn finish(&mut self) -> Option<End> {
        self.has_begun = false;
        Some(End::Frame)
    }
}
