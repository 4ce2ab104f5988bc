//! What frames have to be told apart by.

use super::FrameError;

/// How the frames of a stream are told apart: [`Lines`](super::Lines) or [`Records`](super::Records).
///
/// It's for what works with either: `fn receive<F: Framing>(frames: &mut Frames<F, [u8; 256]>)`.
pub trait Framing: Default + Split {}

impl<S: Default + Split> Framing for S {}

/// Follows a stream.
pub trait Split {
    /// Looks at the next bytes, of which there's at least one, up to the end of a frame.
    fn split(&mut self, bytes: &[u8]) -> Piece;

    /// The stream has ended. What follows all the same is another one.
    fn finish(&mut self) -> Option<End>;
}

/// What has been found in the next bytes of a stream.
#[derive(Debug)]
pub struct Piece {
    /// So many bytes at the front aren't any of a frame.
    pub skipped: usize,
    /// So many behind them are the next ones of the frame.
    pub kept: usize,
    /// So many have been looked at in all, at least one.
    pub len: usize,
    /// What ends there.
    pub end: Option<End>,
}

/// What has ended.
#[derive(Debug)]
pub enum End {
    /// A frame. Without bytes, it's none.
    Frame,
    /// Something in the place of a frame.
    Fault(FrameError),
}
