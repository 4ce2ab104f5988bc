//! Tokens.

use super::escape::escape_len;
use super::token::{clean_string_len, number_len, scalar_len, space_len, string_len};
use crate::error::{Problem, SyntaxError};

/// Takes tokens off the front of JSON text, each checked to the letter of RFC 8259.
#[derive(Clone, Copy)]
pub(crate) struct Scanner<'a> {
    text: &'a str,
    at: usize,
    /// What it means to arrive at the end of the text.
    end: Problem,
}

impl<'a> Scanner<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self { text, at: 0, end: Problem::UnexpectedEnd }
    }

    /// Arriving at a byte that isn't UTF-8 is an error; what lies behind it doesn't matter.
    pub(crate) fn from_bytes(bytes: &'a [u8]) -> Self {
        match core::str::from_utf8(bytes) {
            Ok(text) => Self::new(text),
            Err(error) => {
                let valid = bytes.get(..error.valid_up_to()).unwrap_or_default();
                Self { end: Problem::InvalidUtf8, ..Self::new(core::str::from_utf8(valid).unwrap_or_default()) }
            }
        }
    }

    /// How many bytes have been taken.
    pub(crate) fn offset(&self) -> usize {
        self.at
    }

    pub(crate) fn error(&self, problem: Problem) -> SyntaxError {
        SyntaxError { offset: self.at, problem }
    }

    /// The next byte that isn't white space, which stays. At the end it's 0, with which no token starts.
    #[inline]
    pub(crate) fn peek(&mut self) -> u8 {
        match self.text.as_bytes().get(self.at) {
            Some(&byte) if byte > b' ' => byte,
            _ => {
                self.at += space_len(self.rest());
                self.rest().first().copied().unwrap_or_default()
            }
        }
    }

    /// What it means that the byte that was peeked at stands there.
    #[cold]
    pub(crate) fn unexpected(&self) -> SyntaxError {
        self.error(if self.rest().is_empty() { self.end } else { Problem::UnexpectedByte })
    }

    /// Takes the byte that was peeked at, an ASCII character.
    #[inline]
    pub(crate) fn take(&mut self) {
        self.at += 1;
    }

    /// Takes that punctuation.
    #[inline]
    pub(crate) fn expect(&mut self, punctuation: u8) -> Result<(), SyntaxError> {
        if self.peek() != punctuation {
            return Err(self.unexpected());
        }
        self.take();
        Ok(())
    }

    /// Nothing but white space is left.
    pub(crate) fn end(&mut self) -> Result<(), SyntaxError> {
        self.peek();
        match (self.rest(), self.end) {
            ([], Problem::UnexpectedEnd) => Ok(()),
            ([], problem) => Err(self.error(problem)),
            _ => Err(self.error(Problem::TrailingData)),
        }
    }

    /// Takes a value other than an object or an array.
    #[inline]
    pub(crate) fn scalar(&mut self) -> Result<&'a str, SyntaxError> {
        let from = self.at;
        self.pass_scalar()?;
        Ok(self.since(from))
    }

    /// As [`scalar`](Self::scalar), where nobody looks at it.
    #[inline]
    pub(crate) fn pass_scalar(&mut self) -> Result<(), SyntaxError> {
        let len = scalar_len(self.rest()).map_err(|len| self.no_scalar(len))?;
        self.at += len;
        Ok(())
    }

    /// Takes a string that nobody looks at.
    #[inline]
    pub(super) fn pass_string(&mut self) -> Result<(), SyntaxError> {
        let len = match clean_string_len(self.rest()) {
            Ok(len) => len,
            Err(clean) => string_len(self.rest(), clean).map_err(|len| self.no_scalar(len))?,
        };
        self.at += len;
        Ok(())
    }

    /// Takes a string, as [`Quoted::handed_on`](super::Quoted::handed_on) knows it.
    pub(crate) fn string(&mut self) -> Result<&'a str, SyntaxError> {
        let from = self.at;
        match clean_string_len(self.rest()) {
            Ok(len) => {
                self.at += len;
                Ok(self.since(from + 1))
            }
            Err(_) => {
                self.pass_scalar()?;
                Ok(self.since(from))
            }
        }
    }

    /// Takes the string that is next if it's spelled like that, without escapes; answers whether it is.
    #[inline]
    pub(crate) fn takes(&mut self, spelling: &str) -> bool {
        let [_, inside @ ..] = self.rest() else { return false };
        let is_next = inside.get(spelling.len()) == Some(&b'"') && inside.starts_with(spelling.as_bytes());
        if is_next {
            self.at += spelling.len() + 2;
        }
        is_next
    }

    /// What is wrong so many bytes behind the start of a scalar.
    #[cold]
    fn no_scalar(mut self, len: usize) -> SyntaxError {
        let first = self.rest().first();
        self.at += len;
        let problem = match (first, self.rest()) {
            (_, []) => self.end,
            (Some(b'-' | b'0'..=b'9'), _) => Problem::InvalidNumber,
            (Some(b'"'), escape @ [b'\\', ..]) => match escape_len(escape) {
                Err(Problem::UnexpectedEnd) => {
                    self.at = self.text.len();
                    self.end
                }
                Err(problem) => problem,
                Ok(_) => Problem::InvalidEscape,
            },
            (Some(b'"'), _) => Problem::ControlCharacter,
            _ => Problem::UnexpectedByte,
        };
        self.error(problem)
    }

    /// Whether `text` is a number as JSON has it, and nothing else.
    pub(crate) fn is_number(text: &str) -> bool {
        number_len(text.as_bytes()) == Ok(text.len())
    }

    /// What is left.
    #[inline]
    fn rest(&self) -> &'a [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    /// What has been taken since an offset.
    #[inline]
    pub(crate) fn since(&self, offset: usize) -> &'a str {
        self.text.get(offset..self.at).unwrap_or_default()
    }
}
