//! The reader and its errors.
//!
//! Functions that make an error are `#[cold]`, to keep it off the hot path, and mostly out of line, to keep it off the
//! caller's stack.

use crate::error::{CapacityError, DecodeError, DecodeErrorKind, JsonType, SyntaxError, SyntaxErrorKind};
use crate::json::text::Cursor;
use core::fmt;
use core::ops::Range;

/// Reads JSON from a slice, one value after the other.
///
/// A [`Field`](crate::proto::Field) reads itself from it. Most fields read a value of another type,
/// `inner.read(reader)`, and then decide whether they accept it. If not, they [`fail`](Self::fail).
///
/// ```
/// use vitalwire::DecodeErrorKind;
/// use vitalwire::json::{Reader, Stop};
///
/// /// Reads `"open"` or `"closed"`, as a field's `read` does.
/// fn read_valve(is_open: &mut bool, reader: &mut Reader<'_>) -> Result<bool, Stop> {
///     *is_open = match reader.str(&mut [0; 8])? {
///         "open" => true,
///         "closed" => false,
///         _ => return Err(reader.fail(DecodeErrorKind::Malformed("open or closed"))),
///     };
///     Ok(true) // there is a value
/// }
/// ```
pub struct Reader<'de> {
    pub(super) at: Cursor<'de>,
    /// The whole input, or up to the first byte that isn't UTF-8 once that has been found.
    pub(super) input: &'de [u8],
    /// The checked part of the input as text; at most up to the first byte that isn't UTF-8.
    #[cfg(target_pointer_width = "64")]
    text: &'de str,
    /// The number of bytes left at the start of the key, value or closing bracket that was read last.
    pub(super) mark: usize,
    /// The number of open brackets.
    pub(super) depth: usize,
    is_strict: bool,
    error: Option<DecodeError>,
}

/// Reading has stopped; the [`Reader`] knows why. Functions that read values return it as their error.
///
/// ```
/// use vitalwire::DecodeErrorKind;
/// use vitalwire::json::{Reader, Stop};
/// use vitalwire::proto::Field;
///
/// /// Reads an even number.
/// fn read_even(number: &mut u32, reader: &mut Reader<'_>) -> Result<bool, Stop> {
///     let has_value = number.read(reader)?; // passes a `Stop` on
///     if *number % 2 != 0 {
///         return Err(reader.fail(DecodeErrorKind::OutOfRange("an even number"))); // makes one
///     }
///     Ok(has_value)
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Stop(());

/// What occurs twice.
#[derive(Clone, Copy)]
pub(crate) enum Duplicate {
    Field,
    Key,
    Oneof,
}

impl<'de> Reader<'de> {
    #[inline(always)] // Only stores.
    pub(crate) fn new(input: &'de [u8]) -> Self {
        Self {
            at: Cursor::new(input),
            input,
            #[cfg(target_pointer_width = "64")]
            text: "",
            mark: input.len(),
            depth: 0,
            is_strict: false,
            error: None,
        }
    }

    /// Makes unknown names an error.
    pub(crate) fn deny_unknown(&mut self) {
        self.is_strict = true;
    }

    pub(crate) fn denies_unknown(&self) -> bool {
        self.is_strict
    }

    /// The number of bytes that have been read.
    #[inline]
    pub(crate) fn offset(&self) -> usize {
        self.input.len() - self.at.len()
    }

    /// The offset of the key, value or closing bracket that was read last.
    pub(crate) fn start(&self) -> usize {
        self.input.len() - self.mark
    }

    /// What has been read since `start` was the rest.
    #[inline]
    pub(super) fn since(&self, start: &'de [u8]) -> &'de [u8] {
        start.get(..start.len() - self.at.len()).unwrap_or_default()
    }

    /// A part of the input that is known to be UTF-8, as text.
    #[inline]
    pub(super) fn text_at(&mut self, range: Range<usize>) -> &'de str {
        // On 32 bits, each part is checked on its own: that takes less flash and RAM.
        #[cfg(target_pointer_width = "64")]
        if range.end > self.text.len() {
            self.check_text(range.end);
        }
        #[cfg(target_pointer_width = "64")]
        return self.text.get(range).unwrap_or_default();
        #[cfg(not(target_pointer_width = "64"))]
        core::str::from_utf8(self.input.get(range).unwrap_or_default()).unwrap_or_default()
    }

    /// Checks the input at least up to `end`, and a large part of it at once, which is faster than part by part. What
    /// follows `end` may belong to other values, and so may its errors.
    #[cfg(target_pointer_width = "64")]
    #[inline(never)] // Seldom called.
    fn check_text(&mut self, end: usize) {
        let input = self.input.get(..end.saturating_mul(4).max(4096)).unwrap_or(self.input);
        self.text = match core::str::from_utf8(input) {
            Ok(text) => text,
            Err(error) => {
                let text = input.get(..error.valid_up_to()).unwrap_or_default();
                core::str::from_utf8(text).unwrap_or_default()
            }
        };
    }

    /// Marks the start of the value that is next.
    #[inline(always)] // One store.
    pub(crate) fn mark(&mut self) {
        self.mark = self.at.len();
    }

    /// Moves past white space to the next value, if there is one.
    #[inline]
    pub(crate) fn next_value(&mut self) {
        self.at.peek_token();
        self.mark();
    }

    /// The first byte of the value that is next, or 0 at the end of the input.
    #[inline]
    pub(crate) fn first(&self) -> u8 {
        self.at.rest().first().copied().unwrap_or_default()
    }

    /// Returns the type of the value that is next, by its first byte. A byte that can't start a value counts as a
    /// number; reading it is an error.
    #[must_use]
    pub fn next_type(&self) -> JsonType {
        JsonType::starting_with(self.first())
    }

    /// The type of the value that starts at `offset`.
    pub(crate) fn type_at(&self, offset: usize) -> JsonType {
        JsonType::starting_with(self.input.get(offset).copied().unwrap_or_default())
    }

    /// Rejects the value that was read last.
    #[cold]
    #[inline(never)]
    pub fn fail(&mut self, kind: DecodeErrorKind) -> Stop {
        self.fail_at(self.start(), kind)
    }

    /// Like [`fail`](Self::fail), for a capacity. Making the error here takes no space on the caller's stack.
    #[cold]
    #[inline(never)]
    pub(crate) fn fail_capacity(&mut self, error: &CapacityError) -> Stop {
        self.fail(DecodeErrorKind::Capacity(*error))
    }

    /// Like [`fail`](Self::fail), for a duplicate, for the same reason.
    #[cold]
    #[inline(never)]
    pub(crate) fn fail_duplicate(&mut self, duplicate: Duplicate) -> Stop {
        self.fail(match duplicate {
            Duplicate::Field => DecodeErrorKind::DuplicateField,
            Duplicate::Key => DecodeErrorKind::DuplicateKey,
            Duplicate::Oneof => DecodeErrorKind::DuplicateOneof,
        })
    }

    #[cold]
    pub(crate) fn fail_at(&mut self, offset: usize, kind: DecodeErrorKind) -> Stop {
        self.error = Some(DecodeError { offset, field: None, kind });
        Stop(())
    }

    /// Like [`fail`](Self::fail), and names the field.
    #[cold]
    #[inline(never)]
    pub(crate) fn fail_in(&mut self, field: &'static str, kind: DecodeErrorKind) -> Stop {
        let stop = self.fail(kind);
        self.name_field(field);
        stop
    }

    /// Names the field in which reading has stopped, unless an inner one is named already.
    #[cold]
    #[inline(never)]
    pub(crate) fn name_field(&mut self, field: &'static str) {
        if let Some(error) = &mut self.error {
            error.field.get_or_insert(field);
        }
    }

    /// Stops with `error`.
    #[cold]
    pub(crate) fn stop(&mut self, error: DecodeError) -> Stop {
        self.error = Some(error);
        Stop(())
    }

    /// Why reading has stopped.
    #[cold]
    #[inline(never)]
    pub(crate) fn error(&self, Stop(()): Stop) -> DecodeError {
        // An error is set whenever a `Stop` is made.
        self.error.unwrap_or(DecodeError { offset: 0, field: None, kind: DecodeErrorKind::Custom })
    }
}

impl fmt::Debug for Reader<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reader").field("offset", &self.offset()).finish_non_exhaustive()
    }
}

/// Checks that `text` is one JSON value.
#[inline(never)] // Keeps the reader off the caller's stack.
pub(crate) fn check(text: &str) -> Result<(), SyntaxError> {
    let mut reader = Reader::new(text.as_bytes());
    reader.next_value();
    match reader.skip().and_then(|()| reader.end()) {
        Ok(()) => Ok(()),
        Err(stop) => match reader.error(stop) {
            DecodeError { offset, kind: DecodeErrorKind::Syntax(kind), .. } => Err(SyntaxError { offset, kind }),
            DecodeError { offset, .. } => Err(SyntaxError { offset, kind: SyntaxErrorKind::UnexpectedByte }),
        },
    }
}
