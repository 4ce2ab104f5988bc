//! Where a value ends, found a byte at a time.

use crate::json::MAX_DEPTH;

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
        Self { place: Place::Before, open: Brackets::NONE }
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
        if self.open.push(bracket) { Place::Inside } else { Place::Behind }
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

#[derive(Clone, Copy, PartialEq, Eq)]
enum Bracket {
    Array,
    Object,
}

impl Bracket {
    #[inline]
    fn end(self) -> u8 {
        match self {
            Self::Array => b']',
            Self::Object => b'}',
        }
    }
}

/// All open brackets.
struct Brackets {
    innermost: Option<Bracket>,
    /// Whether those around it are objects, one bit each, the nearest the lowest.
    are_objects: u128,
    depth: usize,
}

const _: () = assert!(MAX_DEPTH <= u128::BITS as usize);

impl Brackets {
    const NONE: Self = Self { innermost: None, are_objects: 0, depth: 0 };

    /// Opens one; returns whether it isn't too deep.
    #[inline]
    #[must_use]
    fn push(&mut self, bracket: Bracket) -> bool {
        if self.depth == MAX_DEPTH {
            return false;
        }
        self.are_objects = self.are_objects << 1 | u128::from(self.innermost == Some(Bracket::Object));
        self.depth += 1;
        self.innermost = Some(bracket);
        true
    }

    #[inline]
    fn pop(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        self.innermost = match (self.depth, self.are_objects & 1) {
            (0, _) => None,
            (_, 0) => Some(Bracket::Array),
            (_, _) => Some(Bracket::Object),
        };
        self.are_objects >>= 1;
    }
}
