//! How frames are delimited.

use super::FrameError;

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
