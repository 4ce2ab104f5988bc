//! Finding the end of a value, a byte at a time.

use crate::json::MAX_DEPTH;
use crate::json::text::{clean_prefix, is_space};

/// Follows one value through its bytes, and tells how many more it must have at least.
///
/// It doesn't validate the value: in text that isn't JSON it may read further than a decoder would, up to the last
/// bracket. It also ends where no further byte can make the text a value.
#[derive(Clone, Debug)]
pub(super) struct ValueScanner {
    place: Place,
    open: Brackets,
}

/// The role of a byte in relation to the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// White space before the value.
    Before,
    /// A byte of the value, and not its last one.
    Inside,
    /// The last byte of the value.
    Last,
    /// White space after a number or a word, which shows that it's complete.
    After,
    /// With this byte, it can't become a value any more.
    Broken,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Before,
    /// In brackets, and not in a string.
    Inside,
    Text,
    /// After a `\`.
    Escape,
    Number,
    /// In a word, with the index of the next byte in [`WORDS`].
    Word(u8),
}

/// The words without their first letters, each followed by a space.
const WORDS: &[u8; 13] = b"rue alse ull ";

impl ValueScanner {
    pub(super) const fn new() -> Self {
        Self { place: Place::Before, open: Brackets::NONE }
    }

    /// Whether it's in a number or a word, or at the end of one: only what follows tells whether it's complete.
    pub(super) fn is_bare(&self) -> bool {
        matches!(self.place, Place::Number | Place::Word(_))
    }

    /// The minimum number of bytes that follow. It's 1 where more would be a guess, so that text that isn't a value
    /// doesn't consume bytes of the next one.
    #[cfg(any(feature = "embedded-io-v0.7", feature = "embedded-io-async-v0.7"))]
    pub(super) fn needs(&self) -> usize {
        let depth = self.open.depth;
        match self.place {
            Place::Before | Place::Number | Place::Word(_) => 1,
            Place::Inside => depth,
            Place::Text => depth + 1,
            Place::Escape => depth + 2,
        }
    }

    /// Scans bytes as long as they are inside the value. Returns their number, and the role of the byte that
    /// ends this. White space before the value and its last byte are counted; a byte that breaks or follows it isn't.
    pub(super) fn scan(&mut self, bytes: &[u8]) -> (usize, Role) {
        let mut len = 0;
        while let Some(rest) = bytes.get(len..) {
            len += self.plain_prefix(rest);
            let Some(byte) = bytes.get(len) else { break };
            match self.scan_byte(*byte) {
                Role::Inside => len += 1,
                role @ (Role::Before | Role::Last) => return (len + 1, role),
                role @ (Role::After | Role::Broken) => return (len, role),
            }
        }
        (len, Role::Inside)
    }

    /// The number of bytes at the start that are inside the value and don't change the state; there may be more of
    /// them.
    fn plain_prefix(&self, bytes: &[u8]) -> usize {
        let is_plain = |byte: &u8| !matches!(byte, ..b' ' | b'"' | b'{' | b'}' | b'[' | b']');
        match self.place {
            Place::Text => clean_prefix(bytes),
            Place::Inside => bytes.iter().take_while(|byte| is_plain(byte)).count(),
            _ => 0,
        }
    }

    /// Scans the next byte. The result after the value's end is unspecified.
    #[inline]
    pub(super) fn scan_byte(&mut self, byte: u8) -> Role {
        let place = match (self.place, byte) {
            (Place::Before, _) if is_space(byte) => return Role::Before,
            (Place::Before | Place::Inside, b'"') => Place::Text,
            (Place::Before | Place::Inside, b'{') if self.open.push(Bracket::Object) => Place::Inside,
            (Place::Before | Place::Inside, b'[') if self.open.push(Bracket::Array) => Place::Inside,
            (Place::Inside, b'}' | b']') if self.open.pop(byte) => return self.ended(),
            (Place::Inside, b'\t' | b'\n' | b'\r') => Place::Inside,
            (Place::Inside, ..b' ' | b'{' | b'[' | b'}' | b']') => return Role::Broken,
            (Place::Inside, _) => Place::Inside,
            (Place::Text, b'"') => return self.ended(),
            (Place::Text, b'\\') => Place::Escape,
            (Place::Text | Place::Escape, ..b' ') => return Role::Broken,
            (Place::Text | Place::Escape, _) => Place::Text,
            (Place::Before, b'-' | b'0'..=b'9') | (Place::Number, b'-' | b'0'..=b'9' | b'+' | b'.' | b'e' | b'E') => {
                Place::Number
            }
            (Place::Number, _) if is_space(byte) => return Role::After,
            (Place::Before, b't') => Place::Word(0),
            (Place::Before, b'f') => Place::Word(4),
            (Place::Before, b'n') => Place::Word(9),
            (Place::Word(at), _) => match WORDS.get(usize::from(at)..) {
                Some([b' ', ..]) => return if is_space(byte) { Role::After } else { Role::Broken },
                Some([next, after, ..]) if *next == byte => {
                    self.place = Place::Word(at + 1);
                    return if *after == b' ' { Role::Last } else { Role::Inside };
                }
                _ => return Role::Broken,
            },
            (Place::Before | Place::Number, _) => return Role::Broken,
        };
        self.place = place;
        Role::Inside
    }

    /// A string or a container has ended. It's the whole value if no bracket is open.
    fn ended(&mut self) -> Role {
        self.place = Place::Inside;
        if self.open.depth == 0 { Role::Last } else { Role::Inside }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
#[derive(Clone, Debug)]
struct Brackets {
    innermost: Option<Bracket>,
    /// Whether the brackets around it are objects, one bit each, with the nearest in the lowest bit.
    are_objects: u128,
    depth: usize,
}

const _: () = assert!(MAX_DEPTH <= u128::BITS as usize);

impl Brackets {
    const NONE: Self = Self { innermost: None, are_objects: 0, depth: 0 };

    /// Opens a bracket, and returns whether it isn't too deep.
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

    /// Closes the innermost bracket if `end` matches it, and returns whether it does.
    #[inline]
    #[must_use]
    fn pop(&mut self, end: u8) -> bool {
        if self.innermost.is_none_or(|innermost| innermost.end() != end) {
            return false;
        }
        self.depth = self.depth.saturating_sub(1);
        self.innermost = match (self.depth, self.are_objects & 1) {
            (0, _) => None,
            (_, 0) => Some(Bracket::Array),
            (_, _) => Some(Bracket::Object),
        };
        self.are_objects >>= 1;
        true
    }
}
