//! Checking JSON text: RFC 8259 to the letter, on a constant stack.

use super::{Sink, string};
use crate::error::{Problem, SyntaxError};

/// The number of brackets that may be open at once in JSON text.
pub const MAX_DEPTH: usize = 128;

/// Checks that `text` is one JSON value, and writes it to `sink` without the white space around its
/// tokens.
///
/// Takes constant stack whatever the text; a bit remembers what kind of bracket is open at each level.
///
/// # Errors
/// Where the text stops being JSON. What was written to the sink up to there means nothing.
pub fn compact<S: Sink + ?Sized>(text: &str, sink: &mut S) -> Result<(), SyntaxError> {
    let mut scanner = Scanner { text: text.as_bytes(), at: 0 };
    let mut open = Brackets::default();
    loop {
        scanner.skip_space();
        match scanner.peek()? {
            b'{' => {
                open.push(Bracket::Object).map_err(|problem| scanner.error(problem))?;
                scanner.advance(sink);
                scanner.skip_space();
                if scanner.peek()? != b'}' {
                    scanner.key(sink)?;
                    continue;
                }
            }
            b'[' => {
                open.push(Bracket::Array).map_err(|problem| scanner.error(problem))?;
                scanner.advance(sink);
                scanner.skip_space();
                if scanner.peek()? != b']' {
                    continue;
                }
            }
            _ => scanner.scalar(sink)?,
        }
        loop {
            scanner.skip_space();
            let Some(innermost) = open.last() else {
                return if scanner.at == scanner.text.len() {
                    Ok(())
                } else {
                    Err(scanner.error(Problem::TrailingData))
                };
            };
            match (scanner.peek()?, innermost) {
                (b'}', Bracket::Object) | (b']', Bracket::Array) => {
                    open.pop();
                    scanner.advance(sink);
                }
                (b',', Bracket::Array) => {
                    scanner.advance(sink);
                    break;
                }
                (b',', Bracket::Object) => {
                    scanner.advance(sink);
                    scanner.skip_space();
                    scanner.key(sink)?;
                    break;
                }
                _ => return Err(scanner.error(Problem::UnexpectedByte)),
            }
        }
    }
}

#[derive(Clone, Copy)]
enum Bracket {
    Array,
    Object,
}

/// The kinds of all open brackets, one bit each.
#[derive(Default)]
struct Brackets {
    is_object: [u32; MAX_DEPTH / 32],
    depth: usize,
}

impl Brackets {
    fn push(&mut self, bracket: Bracket) -> Result<(), Problem> {
        let word = self.is_object.get_mut(self.depth / 32).ok_or(Problem::TooDeep)?;
        let bit = 1 << (self.depth % 32);
        match bracket {
            Bracket::Array => *word &= !bit,
            Bracket::Object => *word |= bit,
        }
        self.depth += 1;
        Ok(())
    }

    fn pop(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }

    fn last(&self) -> Option<Bracket> {
        let index = self.depth.checked_sub(1)?;
        let word = self.is_object.get(index / 32)?;
        Some(if word >> (index % 32) & 1 == 1 { Bracket::Object } else { Bracket::Array })
    }
}

struct Scanner<'a> {
    text: &'a [u8],
    at: usize,
}

impl Scanner<'_> {
    fn error(&self, problem: Problem) -> SyntaxError {
        SyntaxError { offset: self.at, problem }
    }

    fn next_is(&self, test: impl Fn(u8) -> bool) -> bool {
        self.text.get(self.at).is_some_and(|&byte| test(byte))
    }

    fn peek(&self) -> Result<u8, SyntaxError> {
        self.text.get(self.at).copied().ok_or_else(|| self.error(Problem::UnexpectedEnd))
    }

    fn skip_space(&mut self) {
        while self.next_is(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn advance<S: Sink + ?Sized>(&mut self, sink: &mut S) {
        self.emit(self.at, self.at + 1, sink);
    }

    /// Hands on the token between two offsets and stands behind it.
    fn emit<S: Sink + ?Sized>(&mut self, from: usize, to: usize, sink: &mut S) {
        sink.write(self.text.get(from..to).unwrap_or_default());
        self.at = to;
    }

    /// A key with its colon.
    fn key<S: Sink + ?Sized>(&mut self, sink: &mut S) -> Result<(), SyntaxError> {
        if self.peek()? != b'"' {
            return Err(self.error(Problem::UnexpectedByte));
        }
        self.string(sink)?;
        self.skip_space();
        if self.peek()? != b':' {
            return Err(self.error(Problem::UnexpectedByte));
        }
        self.advance(sink);
        Ok(())
    }

    fn scalar<S: Sink + ?Sized>(&mut self, sink: &mut S) -> Result<(), SyntaxError> {
        match self.peek()? {
            b'"' => self.string(sink),
            b't' => self.literal(b"true", sink),
            b'f' => self.literal(b"false", sink),
            b'n' => self.literal(b"null", sink),
            b'-' | b'0'..=b'9' => self.number(sink),
            _ => Err(self.error(Problem::UnexpectedByte)),
        }
    }

    fn literal<S: Sink + ?Sized>(&mut self, literal: &[u8], sink: &mut S) -> Result<(), SyntaxError> {
        let from = self.at;
        for &expected in literal {
            if self.peek()? != expected {
                return Err(self.error(Problem::UnexpectedByte));
            }
            self.at += 1;
        }
        self.emit(from, self.at, sink);
        Ok(())
    }

    fn number<S: Sink + ?Sized>(&mut self, sink: &mut S) -> Result<(), SyntaxError> {
        let from = self.at;
        if self.next_is(|byte| byte == b'-') {
            self.at += 1;
        }
        if self.next_is(|byte| byte == b'0') {
            self.at += 1;
            if self.next_is(|byte| byte.is_ascii_digit()) {
                return Err(self.error(Problem::InvalidNumber));
            }
        } else {
            self.digits()?;
        }
        if self.next_is(|byte| byte == b'.') {
            self.at += 1;
            self.digits()?;
        }
        if self.next_is(|byte| matches!(byte, b'e' | b'E')) {
            self.at += 1;
            if self.next_is(|byte| matches!(byte, b'+' | b'-')) {
                self.at += 1;
            }
            self.digits()?;
        }
        self.emit(from, self.at, sink);
        Ok(())
    }

    /// At least one digit.
    fn digits(&mut self) -> Result<(), SyntaxError> {
        let from = self.at;
        while self.next_is(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        match self.at - from {
            0 if self.at == self.text.len() => Err(self.error(Problem::UnexpectedEnd)),
            0 => Err(self.error(Problem::InvalidNumber)),
            _ => Ok(()),
        }
    }

    fn string<S: Sink + ?Sized>(&mut self, sink: &mut S) -> Result<(), SyntaxError> {
        let from = self.at;
        self.at += 1;
        loop {
            self.at += string::clean_prefix(self.text.get(self.at..).unwrap_or_default());
            match self.peek()? {
                b'"' => {
                    self.emit(from, self.at + 1, sink);
                    return Ok(());
                }
                b'\\' => self.escape()?,
                _ => return Err(self.error(Problem::ControlCharacter)),
            }
        }
    }

    fn escape(&mut self) -> Result<(), SyntaxError> {
        let from = self.at;
        let lone = SyntaxError { offset: from, problem: Problem::LoneSurrogate };
        self.at += 1;
        match self.peek()? {
            b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => {
                self.at += 1;
                Ok(())
            }
            b'u' => match self.code_unit()? {
                0xDC00..=0xDFFF => Err(lone),
                0xD800..=0xDBFF => {
                    if !self.text.get(self.at..).is_some_and(|rest| rest.starts_with(b"\\u")) {
                        return Err(lone);
                    }
                    self.at += 1;
                    if matches!(self.code_unit()?, 0xDC00..=0xDFFF) { Ok(()) } else { Err(lone) }
                }
                _ => Ok(()),
            },
            _ => Err(self.error(Problem::InvalidEscape)),
        }
    }

    /// The four hexadecimal digits behind a `u`.
    fn code_unit(&mut self) -> Result<u32, SyntaxError> {
        self.at += 1;
        let mut unit = 0;
        for _ in 0..4 {
            let digit = char::from(self.peek()?).to_digit(16).ok_or_else(|| self.error(Problem::InvalidEscape))?;
            unit = unit << 4 | digit;
            self.at += 1;
        }
        Ok(unit)
    }
}
