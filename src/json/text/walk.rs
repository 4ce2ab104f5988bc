//! Checking a value of any depth on a constant stack.

use super::{Scanner, exceeds_double};
use crate::error::{Problem, SyntaxError};

/// The number of brackets that may be open at once in JSON text.
pub const MAX_DEPTH: usize = 128;

/// Takes one value that stands in `depth` brackets already, and hands on its tokens. A problem that is
/// found with one stands at its start.
pub(crate) fn walk<'a>(
    scanner: &mut Scanner<'a>,
    depth: usize,
    each_token: impl FnMut(&'a str) -> Result<(), Problem>,
) -> Result<(), SyntaxError> {
    let mut walker = Walker { scanner, each_token };
    let mut open = Brackets { are_objects: 0, depth: 0, limit: MAX_DEPTH.saturating_sub(depth) };
    loop {
        match walker.scanner.peek()? {
            b'{' => {
                open.push(true).map_err(|problem| walker.scanner.error(problem))?;
                walker.punctuation()?;
                if walker.scanner.peek()? != b'}' {
                    walker.key()?;
                    continue;
                }
            }
            b'[' => {
                open.push(false).map_err(|problem| walker.scanner.error(problem))?;
                walker.punctuation()?;
                if walker.scanner.peek()? != b']' {
                    continue;
                }
            }
            first => walker.token(|scanner| scanner.pass_scalar(first))?,
        }
        loop {
            let Some(in_object) = open.last() else { return Ok(()) };
            match (walker.scanner.peek()?, in_object) {
                (b',', _) => {
                    walker.punctuation()?;
                    if in_object {
                        walker.key()?;
                    }
                    break;
                }
                (b'}', true) | (b']', false) => {
                    walker.punctuation()?;
                    open.pop();
                }
                _ => return Err(walker.scanner.error(Problem::UnexpectedByte)),
            }
        }
    }
}

/// Refuses a number that isn't a double.
pub(crate) fn check_token(token: &str) -> Result<(), Problem> {
    let is_number = token.starts_with(|first: char| first == '-' || first.is_ascii_digit());
    if is_number && exceeds_double(token) { Err(Problem::NumberTooLarge) } else { Ok(()) }
}

struct Walker<'s, 'a, F> {
    scanner: &'s mut Scanner<'a>,
    each_token: F,
}

impl<'a, F: FnMut(&'a str) -> Result<(), Problem>> Walker<'_, 'a, F> {
    #[inline]
    fn token(&mut self, pass: impl FnOnce(&mut Scanner<'a>) -> Result<(), SyntaxError>) -> Result<(), SyntaxError> {
        let offset = self.scanner.offset();
        pass(self.scanner)?;
        (self.each_token)(self.scanner.since(offset)).map_err(|problem| SyntaxError { offset, problem })
    }

    #[inline]
    fn punctuation(&mut self) -> Result<(), SyntaxError> {
        self.token(|scanner| {
            scanner.take();
            Ok(())
        })
    }

    /// A key with its colon.
    fn key(&mut self) -> Result<(), SyntaxError> {
        if self.scanner.peek()? != b'"' {
            return Err(self.scanner.error(Problem::UnexpectedByte));
        }
        self.token(|scanner| scanner.pass_string().map(drop))?;
        self.scanner.peek()?;
        self.token(|scanner| scanner.expect(b':'))
    }
}

/// The kinds of all open brackets, one bit each, the innermost the lowest.
struct Brackets {
    are_objects: u128,
    depth: usize,
    limit: usize,
}

const _: () = assert!(MAX_DEPTH <= u128::BITS as usize);

impl Brackets {
    #[inline]
    fn push(&mut self, is_object: bool) -> Result<(), Problem> {
        if self.depth == self.limit {
            return Err(Problem::TooDeep);
        }
        self.are_objects = self.are_objects << 1 | u128::from(is_object);
        self.depth += 1;
        Ok(())
    }

    #[inline]
    fn pop(&mut self) {
        self.are_objects >>= 1;
        self.depth = self.depth.wrapping_sub(1);
    }

    #[inline]
    fn last(&self) -> Option<bool> {
        (self.depth > 0).then_some(self.are_objects & 1 == 1)
    }
}
