//! Newline-delimited frames.

use super::framing::{End, Piece, Split};
use crate::json::text::{find, is_space};

/// Newline-delimited frames, as in JSON Lines or NDJSON: each ends with a line feed.
///
/// White space around a frame isn't part of it: CR LF ends a frame as well, and an empty line isn't one. The content
/// of a frame isn't checked, so other line-based protocols can be read, too. JSON in a frame can't contain a line
/// feed; this crate's encodings never do, since line feeds in strings are escaped.
///
/// If a line feed is lost, the frames before and after it merge into one that isn't JSON: both are lost. Noise before
/// a frame on its line costs that frame. The end of the stream ends the last frame, which may be a number that has
/// lost its last digits.
///
/// To write a message as a frame, write [`END`](Self::END) after it, as for [`Records`](super::Records).
///
/// ```
/// use vitalwire::json::{Frames, Lines};
///
/// let mut frames: Frames<Lines, [u8; 16]> = Frames::lines([0; 16]);
/// let mut received = &b"  {\"a\": 1}\r\n\n{\"a\": 2}"[..];
/// assert_eq!(frames.next(&mut received), Some(Ok(&b"{\"a\": 1}"[..])));
/// assert_eq!(frames.next(&mut received), None); // more could follow
/// assert_eq!(frames.finish(), Some(Ok(&b"{\"a\": 2}"[..])));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Lines {
    has_begun: bool,
}

impl Lines {
    /// What is written after a frame: a line feed.
    pub const END: &[u8] = b"\n";

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
        match find(line, b'\n') {
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
