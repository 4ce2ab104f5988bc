//! Records of a JSON text sequence.

use super::FrameError;
use super::framing::{End, Piece, Split};
use super::value_scanner::{Role, ValueScanner};
use crate::json::text::is_space;

/// The records of a JSON text sequence (RFC 7464, `application/json-seq`): each begins with a record separator (U+001E),
/// and ends with a line feed.
///
/// A record is complete with the line feed behind its value, without waiting for the next record. If that line feed
/// is lost, it's complete when the next record begins, or the stream ends; but a number without white space behind it may
/// have lost digits, and is an [error](FrameError::UnterminatedNumber).
///
/// A record that breaks off or isn't JSON is a frame as well, which decoding rejects: it ends where that is plain. What
/// follows up to the next record separator belongs to it, and is skipped. After an intact record, it's
/// [noise](FrameError::Noise).
#[derive(Clone, Copy, Debug)]
pub struct Records {
    place: Place,
}

#[derive(Clone, Copy, Debug)]
enum Place {
    /// Outside of a record, with so much noise so far.
    Outside(usize),
    Value(ValueScanner),
    /// Behind a value, or what has begun as one.
    Behind,
    /// Behind something that makes it none.
    Broken,
}

impl Records {
    /// What is written before a record.
    pub const START: u8 = 0x1E;
    /// What is written after a record.
    pub const END: u8 = b'\n';

    pub(super) const fn new() -> Self {
        Self { place: Place::Outside(0) }
    }
}

impl Split for Records {
    fn split(&mut self, bytes: &[u8]) -> Piece {
        let mut piece = Piece { skipped: 0, kept: 0, len: 0, end: None };
        while let Some(rest @ [byte, ..]) = bytes.get(piece.len..) {
            match &mut self.place {
                _ if *byte == Self::START => {
                    piece.len += 1;
                    piece.end = self.finish();
                    self.place = Place::Value(ValueScanner::new());
                    break;
                }
                Place::Behind if *byte == Self::END => {
                    piece.len += 1;
                    piece.end = self.finish();
                    break;
                }
                Place::Value(scanner) => {
                    let (len, role) = scanner.scan(rest);
                    piece.len += len;
                    match role {
                        Role::Before => piece.skipped += len,
                        _ => piece.kept += len,
                    }
                    // What a separator breaks off stays as it is, for `finish` to judge.
                    if matches!(role, Role::Last | Role::Behind | Role::Broken) && rest.get(len) != Some(&Self::START) {
                        self.place = Place::Behind;
                    }
                }
                Place::Behind => {
                    piece.len += 1;
                    piece.kept += 1;
                    if !is_space(*byte) {
                        self.place = Place::Broken;
                    }
                }
                Place::Broken => piece.len += 1,
                Place::Outside(noise) => {
                    piece.len += 1;
                    piece.skipped += 1;
                    *noise = noise.saturating_add(usize::from(!is_space(*byte)));
                }
            }
        }
        piece
    }

    fn finish(&mut self) -> Option<End> {
        match core::mem::replace(&mut self.place, Place::Outside(0)) {
            Place::Outside(0) => None,
            Place::Outside(len) => Some(End::Fault(FrameError::Noise { len })),
            Place::Value(scanner) if scanner.is_in_number() => Some(End::Fault(FrameError::UnterminatedNumber)),
            Place::Value(_) | Place::Behind | Place::Broken => Some(End::Frame),
        }
    }
}
