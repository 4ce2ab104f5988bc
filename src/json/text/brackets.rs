//! Open brackets, a bit each.

use crate::error::Problem;

/// The number of brackets that may be open at once in JSON text.
pub const MAX_DEPTH: usize = 128;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Bracket {
    Array,
    Object,
}

impl Bracket {
    #[inline]
    pub(super) fn end(self) -> u8 {
        match self {
            Self::Array => b']',
            Self::Object => b'}',
        }
    }
}

/// All open brackets.
pub(super) struct Brackets {
    pub(super) innermost: Option<Bracket>,
    /// Whether those around it are objects, one bit each, the nearest the lowest.
    are_objects: u128,
    pub(super) depth: usize,
    limit: usize,
}

const _: () = assert!(MAX_DEPTH <= u128::BITS as usize);

impl Brackets {
    /// None yet, where `depth` others are open around them.
    pub(super) fn inside(depth: usize) -> Self {
        Self { innermost: None, are_objects: 0, depth: 0, limit: MAX_DEPTH.saturating_sub(depth) }
    }

    #[inline]
    pub(super) fn push(&mut self, bracket: Bracket) -> Result<(), Problem> {
        if self.depth == self.limit {
            return Err(Problem::TooDeep);
        }
        self.are_objects = self.are_objects << 1 | u128::from(self.innermost == Some(Bracket::Object));
        self.depth += 1;
        self.innermost = Some(bracket);
        Ok(())
    }

    #[inline]
    pub(super) fn pop(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        self.innermost = match (self.depth, self.are_objects & 1) {
            (0, _) => None,
            (_, 0) => Some(Bracket::Array),
            (_, _) => Some(Bracket::Object),
        };
        self.are_objects >>= 1;
    }
}
