//! Checking a value of any depth on a constant stack.

use super::brackets::{Bracket, Brackets};
use super::{Scanner, exceeds_double};
use crate::error::{Problem, SyntaxError};

/// Takes one value that stands in `depth` brackets already, and hands on its tokens. A problem that is
/// found with one stands at its start.
pub(crate) fn walk<'a>(
    scanner: &mut Scanner<'a>,
    depth: usize,
    each_token: impl FnMut(&'a str) -> Result<(), Problem>,
) -> Result<(), SyntaxError> {
    // A copy, which the compiler can keep in registers.
    let mut walker = Walker { scanner: *scanner, each_token };
    let outcome = walker.value(depth);
    *scanner = walker.scanner;
    outcome
}

/// Refuses a number that isn't a double.
pub(crate) fn check_token(token: &str) -> Result<(), Problem> {
    let is_number = token.starts_with(|first: char| first == '-' || first.is_ascii_digit());
    if is_number && exceeds_double(token) { Err(Problem::NumberTooLarge) } else { Ok(()) }
}

struct Walker<'a, F> {
    scanner: Scanner<'a>,
    each_token: F,
}

impl<'a, F: FnMut(&'a str) -> Result<(), Problem>> Walker<'a, F> {
    #[inline]
    fn value(&mut self, depth: usize) -> Result<(), SyntaxError> {
        let mut open = Brackets::inside(depth);
        let mut is_key = false;
        loop {
            match self.scanner.peek() {
                b'"' => {
                    self.token(Scanner::pass_string)?;
                    if is_key {
                        self.punctuation(b':')?;
                        is_key = false;
                        continue;
                    }
                }
                _ if is_key => return Err(self.scanner.unexpected()),
                b'{' => {
                    self.open(&mut open, Bracket::Object)?;
                    is_key = self.scanner.peek() != b'}';
                    if is_key {
                        continue;
                    }
                }
                b'[' => {
                    self.open(&mut open, Bracket::Array)?;
                    if self.scanner.peek() != b']' {
                        continue;
                    }
                }
                _ => self.token(Scanner::pass_scalar)?,
            }
            loop {
                let Some(innermost) = open.innermost else { return Ok(()) };
                if self.scanner.peek() == b',' {
                    self.take()?;
                    is_key = innermost == Bracket::Object;
                    break;
                }
                self.punctuation(innermost.end())?;
                open.pop();
            }
        }
    }

    #[inline]
    fn open(&mut self, open: &mut Brackets, bracket: Bracket) -> Result<(), SyntaxError> {
        open.push(bracket).map_err(|problem| self.scanner.error(problem))?;
        self.take()
    }

    #[inline]
    fn punctuation(&mut self, byte: u8) -> Result<(), SyntaxError> {
        if self.scanner.peek() != byte {
            return Err(self.scanner.unexpected());
        }
        self.take()
    }

    #[inline]
    fn take(&mut self) -> Result<(), SyntaxError> {
        self.token(|scanner| {
            scanner.take();
            Ok(())
        })
    }

    #[inline]
    fn token(&mut self, pass: impl FnOnce(&mut Scanner<'a>) -> Result<(), SyntaxError>) -> Result<(), SyntaxError> {
        let offset = self.scanner.offset();
        pass(&mut self.scanner)?;
        (self.each_token)(self.scanner.since(offset)).map_err(|problem| SyntaxError { offset, problem })
    }
}
