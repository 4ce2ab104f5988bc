//! Tokens.

use super::escape::escape_len;
use super::integer::split_digits;
use super::scan::{clean_prefix, space_prefix};
use crate::error::{Problem, SyntaxError};

/// Takes tokens off the front of JSON text, each checked to the letter of RFC 8259.
#[derive(Clone)]
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

    /// The next byte that isn't white space, which stays.
    #[inline]
    pub(crate) fn peek(&mut self) -> Result<u8, SyntaxError> {
        match self.text.as_bytes().get(self.at) {
            Some(&byte) if byte > b' ' => Ok(byte),
            _ => self.peek_behind_space(),
        }
    }

    #[inline(never)]
    fn peek_behind_space(&mut self) -> Result<u8, SyntaxError> {
        self.at += space_prefix(self.rest());
        match self.text.as_bytes().get(self.at) {
            Some(&byte) => Ok(byte),
            None => Err(self.error(self.end)),
        }
    }

    /// Takes the byte that was peeked at, an ASCII character.
    #[inline]
    pub(crate) fn take(&mut self) {
        self.at += 1;
    }

    /// Takes that punctuation.
    #[inline]
    pub(crate) fn expect(&mut self, punctuation: u8) -> Result<(), SyntaxError> {
        if self.peek()? != punctuation {
            return Err(self.error(Problem::UnexpectedByte));
        }
        self.take();
        Ok(())
    }

    /// Nothing but white space is left.
    pub(crate) fn end(&mut self) -> Result<(), SyntaxError> {
        match self.peek() {
            Ok(_) => Err(self.error(Problem::TrailingData)),
            Err(error) if error.problem == Problem::UnexpectedEnd => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Takes a value other than an object or an array, that starts with `first`.
    #[inline]
    pub(crate) fn scalar(&mut self, first: u8) -> Result<&'a str, SyntaxError> {
        let from = self.at;
        self.pass_scalar(first)?;
        Ok(self.since(from))
    }

    /// As [`scalar`](Self::scalar), where nobody looks at it.
    #[inline]
    pub(super) fn pass_scalar(&mut self, first: u8) -> Result<(), SyntaxError> {
        match first {
            b'"' => self.pass_string().map(drop),
            b'-' | b'0'..=b'9' => self.pass_number(),
            b't' => self.pass_literal(b"true"),
            b'f' => self.pass_literal(b"false"),
            b'n' => self.pass_literal(b"null"),
            _ => Err(self.error(Problem::UnexpectedByte)),
        }
    }

    /// Takes a string, as [`Quoted::handed_on`](super::Quoted::handed_on) knows it.
    #[inline]
    pub(crate) fn string(&mut self) -> Result<&'a str, SyntaxError> {
        let from = self.at;
        let has_escapes = self.pass_string()?;
        Ok(self.since(if has_escapes { from } else { from + 1 }))
    }

    /// Takes a string; answers whether it has escapes.
    pub(super) fn pass_string(&mut self) -> Result<bool, SyntaxError> {
        let mut has_escapes = false;
        let mut rest = self.rest().get(1..).unwrap_or_default();
        loop {
            rest = rest.get(clean_prefix(rest)..).unwrap_or_default();
            let problem = match rest {
                [b'"', behind @ ..] => {
                    self.at = self.text.len() - behind.len();
                    return Ok(has_escapes);
                }
                [b'\\', ..] => match escape_len(rest) {
                    Ok(len) => {
                        rest = rest.get(len..).unwrap_or_default();
                        has_escapes = true;
                        continue;
                    }
                    Err(Problem::UnexpectedEnd) => {
                        rest = &[];
                        self.end
                    }
                    Err(problem) => problem,
                },
                [_, ..] => Problem::ControlCharacter,
                [] => self.end,
            };
            self.at = self.text.len() - rest.len();
            return Err(self.error(problem));
        }
    }

    #[inline]
    fn pass_literal(&mut self, literal: &'static [u8]) -> Result<(), SyntaxError> {
        if self.rest().starts_with(literal) {
            self.at += literal.len();
            return Ok(());
        }
        self.not_literal(literal)
    }

    #[cold]
    fn not_literal(&mut self, literal: &'static [u8]) -> Result<(), SyntaxError> {
        self.at += self.rest().iter().zip(literal).take_while(|(byte, expected)| byte == expected).count();
        let problem = if self.rest().is_empty() { self.end } else { Problem::UnexpectedByte };
        Err(self.error(problem))
    }

    /// Whether `text` is a number as JSON has it, and nothing else.
    pub(crate) fn is_number(text: &str) -> bool {
        let mut scanner = Scanner::new(text);
        scanner.pass_number().is_ok() && scanner.rest().is_empty()
    }

    fn pass_number(&mut self) -> Result<(), SyntaxError> {
        if let [b'-', ..] = self.rest() {
            self.at += 1;
        }
        match self.rest() {
            [b'0', b'0'..=b'9', ..] => {
                self.at += 1;
                return Err(self.error(Problem::InvalidNumber));
            }
            [b'0', ..] => self.at += 1,
            _ => self.pass_digits()?,
        }
        if let [b'.', ..] = self.rest() {
            self.at += 1;
            self.pass_digits()?;
        }
        if let [b'e' | b'E', exponent @ ..] = self.rest() {
            self.at += if let [b'+' | b'-', ..] = exponent { 2 } else { 1 };
            self.pass_digits()?;
        }
        Ok(())
    }

    /// At least one digit.
    #[inline]
    fn pass_digits(&mut self) -> Result<(), SyntaxError> {
        match split_digits(self.rest()) {
            Some((digits, _)) => {
                self.at += digits.len();
                Ok(())
            }
            None => Err(self.error(if self.rest().is_empty() { self.end } else { Problem::InvalidNumber })),
        }
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
