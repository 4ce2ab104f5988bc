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
    let mut open = Brackets { is_object: [0; MAX_DEPTH / 32], depth: 0, limit: MAX_DEPTH.saturating_sub(depth) };
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
            first => walker.token(|scanner| scanner.scalar(first))?,
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
    fn token(
        &mut self,
        take: impl FnOnce(&mut Scanner<'a>) -> Result<&'a str, SyntaxError>,
    ) -> Result<(), SyntaxError> {
        let offset = self.scanner.offset();
        (self.each_token)(take(self.scanner)?).map_err(|problem| SyntaxError { offset, problem })
    }

    #[inline]
    fn punctuation(&mut self) -> Result<(), SyntaxError> {
        self.token(|scanner| Ok(scanner.take()))
    }

    /// A key with its colon.
    fn key(&mut self) -> Result<(), SyntaxError> {
        if self.scanner.peek()? != b'"' {
            return Err(self.scanner.error(Problem::UnexpectedByte));
        }
        self.token(Scanner::string)?;
        self.scanner.peek()?;
        self.token(|scanner| scanner.expect(b':'))
    }
}

/// The kinds of all open brackets, one bit each.
struct Brackets {
    is_object: [u32; MAX_DEPTH / 32],
    depth: usize,
    limit: usize,
}

impl Brackets {
    fn push(&mut self, is_object: bool) -> Result<(), Problem> {
        let word = self.is_object.get_mut(self.depth / 32).filter(|_| self.depth < self.limit);
        let word = word.ok_or(Problem::TooDeep)?;
        let bit = self.depth % 32;
        *word = *word & !(1 << bit) | u32::from(is_object) << bit;
        self.depth += 1;
        Ok(())
    }

    fn pop(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }

    fn last(&self) -> Option<bool> {
        let index = self.depth.checked_sub(1)?;
        let word = self.is_object.get(index / 32)?;
        Some(word >> (index % 32) & 1 == 1)
    }
}
