//! Where a value ends, found a byte at a time.

use super::brackets::{Bracket, Brackets};

/// Follows one value through its bytes, and tells how many more it has at least.
///
/// It's not what checks the value: of text that isn't JSON it may pass over more than a decoder would, to the last
/// bracket. Where no bracket can make a value of it any more, it ends as well.
pub(crate) struct Extent {
    place: Place,
    open: Brackets,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// In the white space before the value.
    Before,
    /// In brackets, and not in a string.
    Inside,
    /// In a string.
    Text,
    /// Behind a `\`.
    Escape,
    /// In a number or a word that no bracket encloses: only the end of the input ends it.
    Bare,
    /// At the end.
    Behind,
}

impl Extent {
    pub(crate) fn new() -> Self {
        Self { place: Place::Before, open: Brackets::inside(0) }
    }

    /// Whether the value hasn't begun.
    pub(crate) fn is_before(&self) -> bool {
        self.place == Place::Before
    }

    /// How many bytes follow at least; 0 at the end.
    pub(crate) fn needs(&self) -> usize {
        let depth = self.open.depth;
        match self.place {
            // Only a digit is shorter, and there may well be nothing behind that.
            Place::Before => 2,
            Place::Inside => depth,
            Place::Text => depth + 1,
            Place::Escape => depth + 2,
            Place::Bare => 1,
            Place::Behind => 0,
        }
    }

    /// Passes over the next byte.
    #[inline]
    pub(crate) fn pass(&mut self, byte: u8) {
        self.place = match (self.place, byte) {
            (Place::Before, b' ' | b'\t' | b'\n' | b'\r') => Place::Before,
            (Place::Before, b'-' | b'0'..=b'9' | b't' | b'f' | b'n') => Place::Bare,
            (Place::Before | Place::Inside, b'"') => Place::Text,
            (Place::Before | Place::Inside, b'{') => self.opened(Bracket::Object),
            (Place::Before | Place::Inside, b'[') => self.opened(Bracket::Array),
            (Place::Before, _) => Place::Behind,
            (Place::Inside, b'}' | b']') => self.closed(byte),
            (Place::Text, b'"') => self.ended(),
            (Place::Text, b'\\') => Place::Escape,
            (Place::Text | Place::Escape, ..b' ') => Place::Behind,
            (Place::Escape, _) => Place::Text,
            (place, _) => place,
        };
    }

    fn opened(&mut self, bracket: Bracket) -> Place {
        match self.open.push(bracket) {
            Ok(()) => Place::Inside,
            Err(_too_deep) => Place::Behind,
        }
    }

    fn closed(&mut self, byte: u8) -> Place {
        if self.open.innermost.is_none_or(|innermost| innermost.end() != byte) {
            return Place::Behind;
        }
        self.open.pop();
        self.ended()
    }

    /// Something has ended: the value, if nothing is open.
    fn ended(&self) -> Place {
        if self.open.depth == 0 { Place::Behind } else { Place::Inside }
    }
}
