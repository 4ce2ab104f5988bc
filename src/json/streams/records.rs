//! Records of a JSON text sequence.

use super::FrameError;
use super::framing::{Split, Step};
use super::value_scanner::{Role, ValueScanner};

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
    /// Behind a value.
    Behind,
    /// Behind what is no value.
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
    #[inline]
    fn pass(&mut self, byte: u8) -> Step {
        match (&mut self.place, byte) {
            (_, Self::START) => {
                let step = self.finish();
                self.place = Place::Value(ValueScanner::new());
                return step;
            }
            (Place::Value(scanner), _) => match scanner.pass(byte) {
                Role::Before => return Step::Skip,
                Role::Inside => return Step::Keep,
                Role::Last => self.place = Place::Behind,
                Role::Behind => {
                    self.place = Place::Behind;
                    return self.pass(byte);
                }
                Role::Broken => self.place = Place::Broken,
            },
            (Place::Behind, Self::END) => return self.finish(),
            (Place::Behind, b' ' | b'\t' | b'\r') => {}
            (Place::Behind, _) => self.place = Place::Broken,
            (Place::Outside(_), b' ' | b'\t' | b'\r' | b'\n') | (Place::Broken, _) => return Step::Skip,
            (Place::Outside(noise), _) => {
                *noise = noise.saturating_add(1);
                return Step::Skip;
            }
        }
        Step::Keep
    }

    fn finish(&mut self) -> Step {
        match core::mem::replace(&mut self.place, Place::Outside(0)) {
            Place::Outside(0) => Step::Skip,
            Place::Outside(len) => Step::Fail(FrameError::Noise { len }),
            Place::Value(scanner) if scanner.is_in_number() => Step::Fail(FrameError::UnterminatedNumber),
            Place::Value(_) | Place::Behind | Place::Broken => Step::End,
        }
    }
}
