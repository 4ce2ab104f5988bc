//! The decoder.

use crate::error::{CapacityError, DecodeError, DecodeErrorKind, Found, Problem, SyntaxError};
use crate::json::text::{MAX_DEPTH, Quoted, Scanner, walk};
use serde::de::{Deserialize, Visitor};

/// A [`serde::Deserializer`] over JSON in a slice.
///
/// It takes one value after the other, and never more than it needs.
///
/// ```
/// use vitalwire::json::Decoder;
///
/// let mut decoder = Decoder::new(b"[1, 2] [3, 4]");
/// assert_eq!(decoder.value(), Ok([1, 2]));
/// assert_eq!(decoder.offset(), 6);
/// assert_eq!(decoder.value(), Ok([3, 4]));
/// assert_eq!(decoder.end(), Ok(()));
/// ```
pub struct Decoder<'de> {
    pub(super) scanner: Scanner<'de>,
    /// How many brackets are open.
    depth: usize,
    /// Where the token starts that was looked at last.
    pub(super) mark: usize,
    pub(super) deny_unknown: bool,
    /// The name of members that the next object doesn't show.
    pub(super) hidden: &'static str,
    scratch: &'de mut [u8],
}

/// Room on the stack for a text with escapes that a type wants in one piece.
const SCRATCH: usize = 64;

impl<'de> Decoder<'de> {
    /// A decoder at the start of `json`.
    #[must_use]
    pub fn new(json: &'de [u8]) -> Self {
        Self {
            scanner: Scanner::from_bytes(json),
            depth: 0,
            mark: 0,
            deny_unknown: false,
            hidden: "",
            scratch: &mut [],
        }
    }

    /// Refuses what is otherwise skipped: fields of unknown names, and unknown names of an enum's values.
    /// (Also what is read as [`IgnoredAny`](serde::de::IgnoredAny), which looks the same.)
    #[must_use]
    pub fn deny_unknown(self) -> Self {
        Self { deny_unknown: true, ..self }
    }

    /// Lends room for text with escapes.
    ///
    /// This crate's own types don't need it. Others, such as `heapless::String`, want text in one piece:
    /// up to 64 bytes are decoded on the stack, and more than that in `scratch`. A value that borrows from the
    /// input keeps that borrowed, too.
    ///
    /// ```
    /// use heapless::String;
    /// use vitalwire::json::Decoder;
    ///
    /// let json = format!(r#""{}\n""#, "x".repeat(80));
    /// let error = Decoder::new(json.as_bytes()).value::<String<90>>().unwrap_err();
    /// assert_eq!(error.to_string(), "capacity scratch is 64, but 81 would be needed, at byte 0");
    ///
    /// let mut scratch = [0; 90];
    /// let text = Decoder::new(json.as_bytes()).with_scratch(&mut scratch).value::<String<90>>()?;
    /// assert_eq!(text.len(), 81);
    /// # Ok::<(), vitalwire::DecodeError>(())
    /// ```
    #[must_use]
    pub fn with_scratch(self, scratch: &'de mut [u8]) -> Self {
        Self { scratch, ..self }
    }

    /// Reads the next value.
    ///
    /// # Errors
    /// What is wrong with the input, and where. The decoder is of no further use then.
    pub fn value<T: Deserialize<'de>>(&mut self) -> Result<T, DecodeError> {
        // A value can be large: it isn't moved from one result into another.
        let mut outcome = T::deserialize(&mut *self);
        if let Err(error) = &mut outcome {
            *error = error.at(self.mark);
        }
        outcome
    }

    /// How many bytes have been taken.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.scanner.offset()
    }

    /// Makes sure that nothing but white space is left.
    ///
    /// # Errors
    /// [`Problem::TrailingData`].
    pub fn end(&mut self) -> Result<(), DecodeError> {
        Ok(self.scanner.end()?)
    }

    /// A decoder at the same place.
    pub(super) fn look_ahead(&self) -> Self {
        Self { hidden: "", scratch: &mut [], ..*self }
    }

    /// The first byte of the next token.
    #[inline]
    pub(super) fn peek(&mut self) -> u8 {
        let first = self.scanner.peek();
        self.mark = self.scanner.offset();
        first
    }

    /// Opens a bracket.
    #[inline]
    pub(super) fn open(&mut self) -> Result<(), SyntaxError> {
        if self.depth == MAX_DEPTH {
            return Err(self.scanner.error(Problem::TooDeep));
        }
        self.depth += 1;
        self.scanner.take();
        Ok(())
    }

    /// Closes it.
    #[inline]
    pub(super) fn close(&mut self, bracket: u8) -> Result<(), SyntaxError> {
        if self.peek() != bracket {
            return Err(self.scanner.unexpected());
        }
        self.depth -= 1;
        self.scanner.take();
        Ok(())
    }

    /// Takes `null`, or whatever isn't a value; answers whether there was one.
    #[inline]
    pub(super) fn takes_null(&mut self) -> Result<bool, SyntaxError> {
        let is_null = matches!(self.peek(), b'n' | 0);
        if is_null {
            self.scanner.pass_scalar()?;
        }
        Ok(is_null)
    }

    /// Takes a value of any kind, as it stands.
    pub(super) fn take_text(
        &mut self,
        check: impl FnMut(&'de str) -> Result<(), Problem>,
    ) -> Result<&'de str, SyntaxError> {
        self.peek();
        walk(&mut self.scanner, self.depth, check)?;
        Ok(self.scanner.since(self.mark))
    }

    /// Takes a value of any kind that nobody looks at.
    pub(super) fn skip(&mut self) -> Result<&'de str, SyntaxError> {
        self.take_text(|_| Ok(()))
    }

    /// Takes a value that is no object and no array, as it stands.
    #[inline]
    pub(super) fn scalar(&mut self) -> Result<&'de str, SyntaxError> {
        self.scanner.scalar()
    }

    #[inline]
    pub(super) fn string(&mut self) -> Result<Quoted<'de>, DecodeError> {
        match self.peek() {
            b'"' => Ok(Quoted::handed_on(self.scanner.string()?)),
            first => self.wrong(first),
        }
    }

    /// Refuses a value of the wrong type, or whatever isn't one.
    #[cold]
    pub(super) fn wrong<T>(&mut self, first: u8) -> Result<T, DecodeError> {
        if !matches!(first, b'{' | b'[') {
            self.scanner.scalar()?;
        }
        Err(DecodeError::new(DecodeErrorKind::WrongType(Found::starting_with(first))).at(self.mark))
    }

    pub(super) fn visit_string<V: Visitor<'de>>(
        &mut self,
        text: Quoted<'de>,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        match text.as_plain() {
            Some(plain) => visitor.visit_borrowed_str(plain),
            None => self.visit_with_escapes(text, visitor),
        }
    }

    #[cold]
    #[inline(never)]
    fn visit_with_escapes<V: Visitor<'de>>(&mut self, text: Quoted<'de>, visitor: V) -> Result<V::Value, DecodeError> {
        let mut small = [0; SCRATCH];
        let scratch = if self.scratch.len() > SCRATCH { &mut *self.scratch } else { &mut small };
        let limit = scratch.len();
        match text.contiguous(scratch) {
            Ok(text) => visitor.visit_str(text).map_err(DecodeError::of_copied_text),
            Err(needed) => {
                let error = CapacityError { capacity: "scratch", limit, needed };
                Err(DecodeError::new(DecodeErrorKind::Capacity(error)))
            }
        }
    }

    /// A number, as it stands.
    #[inline]
    pub(super) fn number(&mut self) -> Result<&'de str, DecodeError> {
        match self.peek() {
            b'-' | b'0'..=b'9' => Ok(self.scalar()?),
            first => self.wrong(first),
        }
    }
}
