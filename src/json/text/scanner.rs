//! Tokens.

use super::escape::unescape;
use super::scan::clean_prefix;
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
        while let Some(&byte) = self.text.as_bytes().get(self.at) {
            if !matches!(byte, b' ' | b'\t' | b'\n' | b'\r') {
                return Ok(byte);
            }
            self.at += 1;
        }
        Err(self.error(self.end))
    }

    /// Takes the byte that was peeked at, an ASCII character.
    #[inline]
    pub(crate) fn take(&mut self) -> &'a str {
        self.token(self.at, self.at + 1)
    }

    /// Takes that punctuation.
    #[inline]
    pub(crate) fn expect(&mut self, punctuation: u8) -> Result<&'a str, SyntaxError> {
        if self.peek()? == punctuation { Ok(self.take()) } else { Err(self.error(Problem::UnexpectedByte)) }
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
        match first {
            b'"' => self.string(),
            b'-' | b'0'..=b'9' => self.number(),
            b't' => self.literal("true"),
            b'f' => self.literal("false"),
            b'n' => self.literal("null"),
            _ => Err(self.error(Problem::UnexpectedByte)),
        }
    }

    /// Takes a string, with its quotes.
    pub(crate) fn string(&mut self) -> Result<&'a str, SyntaxError> {
        let from = self.at;
        let mut at = from + 1;
        loop {
            at += clean_prefix(self.text.as_bytes().get(at..).unwrap_or_default());
            match self.text.as_bytes().get(at) {
                Some(b'"') => return Ok(self.token(from, at + 1)),
                Some(b'\\') => {
                    self.at = at;
                    match unescape(self.text.as_bytes().get(at..).unwrap_or_default()) {
                        Ok((_, len)) => at += len,
                        Err(Problem::UnexpectedEnd) => {
                            self.at = self.text.len();
                            return Err(self.error(self.end));
                        }
                        Err(problem) => return Err(self.error(problem)),
                    }
                }
                Some(_) => {
                    self.at = at;
                    return Err(self.error(Problem::ControlCharacter));
                }
                None => {
                    self.at = at;
                    return Err(self.error(self.end));
                }
            }
        }
    }

    fn literal(&mut self, literal: &'static str) -> Result<&'a str, SyntaxError> {
        let from = self.at;
        for expected in literal.bytes() {
            match self.text.as_bytes().get(self.at) {
                Some(&byte) if byte == expected => self.at += 1,
                Some(_) => return Err(self.error(Problem::UnexpectedByte)),
                None => return Err(self.error(self.end)),
            }
        }
        Ok(self.token(from, self.at))
    }

    /// Whether `text` is a number as JSON has it, and nothing else.
    pub(crate) fn is_number(text: &str) -> bool {
        let mut scanner = Scanner::new(text);
        scanner.number().is_ok_and(|number| number == text)
    }

    fn number(&mut self) -> Result<&'a str, SyntaxError> {
        let from = self.at;
        self.take_if(|byte| byte == b'-');
        if self.take_if(|byte| byte == b'0') {
            if self.take_if(|byte| byte.is_ascii_digit()) {
                self.at -= 1;
                return Err(self.error(Problem::InvalidNumber));
            }
        } else {
            self.digits()?;
        }
        if self.take_if(|byte| byte == b'.') {
            self.digits()?;
        }
        if self.take_if(|byte| matches!(byte, b'e' | b'E')) {
            self.take_if(|byte| matches!(byte, b'+' | b'-'));
            self.digits()?;
        }
        Ok(self.token(from, self.at))
    }

    /// At least one digit.
    fn digits(&mut self) -> Result<(), SyntaxError> {
        if !self.take_if(|byte| byte.is_ascii_digit()) {
            let problem = if self.at == self.text.len() { self.end } else { Problem::InvalidNumber };
            return Err(self.error(problem));
        }
        while self.take_if(|byte| byte.is_ascii_digit()) {}
        Ok(())
    }

    #[inline]
    fn take_if(&mut self, test: impl Fn(u8) -> bool) -> bool {
        let is_next = self.text.as_bytes().get(self.at).is_some_and(|&byte| test(byte));
        self.at += usize::from(is_next);
        is_next
    }

    /// What stands between two offsets; the scanner is behind it then.
    #[inline]
    fn token(&mut self, from: usize, to: usize) -> &'a str {
        self.at = to;
        self.since(from)
    }

    /// What has been taken since an offset.
    #[inline]
    pub(crate) fn since(&self, offset: usize) -> &'a str {
        self.text.get(offset..self.at).unwrap_or_default()
    }
}
