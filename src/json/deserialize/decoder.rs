//! The decoder.

use super::DeserializeError;
use crate::error::DecodeError;
use crate::json::read::{Reader, Stop};
use crate::json::text::StringToken;
use serde::de::{Deserialize, Visitor};

/// A [`serde::Deserializer`] over JSON in a slice.
///
/// It reads one value after the other, and never more than it needs. For messages, use
/// [`vitalwire::Decoder`](crate::Decoder).
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
#[derive(Debug)]
pub struct Decoder<'de, 's> {
    pub(super) reader: Reader<'de>,
    scratch: &'s mut [u8],
}

/// The size of the stack buffer for a string with escapes that a type wants in one piece.
const SCRATCH: usize = 64;

impl<'de, 's> Decoder<'de, 's> {
    /// Creates a decoder at the start of `json`.
    #[must_use]
    pub fn new(json: &'de [u8]) -> Self {
        Self { reader: Reader::new(json), scratch: &mut [] }
    }

    /// Rejects fields with unknown names, which are otherwise skipped. (This also rejects anything read as
    /// [`IgnoredAny`](serde::de::IgnoredAny), which looks the same.)
    #[must_use]
    pub fn deny_unknown(mut self) -> Self {
        self.reader.deny_unknown();
        self
    }

    /// Lends a buffer for strings with escapes.
    ///
    /// Types such as `heapless::String` want a string in one piece: up to 64 bytes are decoded on the stack, longer
    /// ones in `scratch`. With the feature `alloc`, those that are longer still are decoded in a new string; without, they
    /// are an error, capacity `scratch` exceeded.
    ///
    /// ```
    /// use vitalwire::heapless::String; // with the feature `heapless-serde`
    /// use vitalwire::json::Decoder;
    ///
    /// let json = format!(r#""{}\n""#, "x".repeat(80));
    /// let mut scratch = [0; 90];
    /// let text = Decoder::new(json.as_bytes()).with_scratch(&mut scratch).value::<String<90>>()?;
    /// assert_eq!(text.len(), 81);
    /// # Ok::<(), vitalwire::DecodeError>(())
    /// ```
    #[must_use]
    pub fn with_scratch(self, scratch: &'s mut [u8]) -> Self {
        Self { scratch, ..self }
    }

    /// Reads the next value.
    ///
    /// # Errors
    /// Returns what is wrong with the input, and where. The decoder can't be used any further.
    pub fn value<T: Deserialize<'de>>(&mut self) -> Result<T, DecodeError> {
        T::deserialize(&mut *self).map_err(|error| error.at(self.reader.start()))
    }

    /// Returns the number of bytes that have been read.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.reader.offset()
    }

    /// Checks that only white space is left.
    ///
    /// # Errors
    /// [`SyntaxErrorKind::TrailingData`](crate::SyntaxErrorKind::TrailingData).
    pub fn end(&mut self) -> Result<(), DecodeError> {
        self.reader.end().map_err(|stop| self.reader.error(stop))
    }

    /// Calls `read`, and converts a [`Stop`] to its error.
    #[inline]
    pub(super) fn read<T>(
        &mut self,
        read: impl FnOnce(&mut Reader<'de>) -> Result<T, Stop>,
    ) -> Result<T, DeserializeError> {
        read(&mut self.reader).map_err(|stop| self.reader.error(stop).into())
    }

    /// The first byte of the next value.
    #[inline]
    pub(super) fn first(&mut self) -> u8 {
        self.reader.next_value();
        self.reader.first()
    }

    pub(super) fn visit_string<V: Visitor<'de>>(
        &mut self,
        text: StringToken<'de>,
        visitor: V,
    ) -> Result<V::Value, DeserializeError> {
        match text.as_plain() {
            Some(plain) => visitor.visit_borrowed_str(plain),
            None => self.visit_with_escapes(text, visitor),
        }
    }

    // Kept out of line, so that the buffer is on the stack only when it's used.
    #[cold]
    #[inline(never)]
    fn visit_with_escapes<V: Visitor<'de>>(
        &mut self,
        text: StringToken<'de>,
        visitor: V,
    ) -> Result<V::Value, DeserializeError> {
        let mut small = [0; SCRATCH];
        let scratch = if self.scratch.len() > SCRATCH { &mut *self.scratch } else { &mut small };
        #[cfg(not(feature = "alloc"))]
        let limit = scratch.len();
        match text.contiguous(scratch) {
            Ok(text) => visitor.visit_str(text).map_err(DeserializeError::of_decoded_string),
            #[cfg(feature = "alloc")]
            Err(_) => visitor.visit_string(text.chars().collect()).map_err(DeserializeError::of_decoded_string),
            #[cfg(not(feature = "alloc"))]
            Err(needed) => {
                let error = crate::CapacityError { capacity: "scratch", limit, needed };
                Err(DeserializeError::new(crate::DecodeErrorKind::Capacity(error)))
            }
        }
    }
}

/// Reads a value of a serde type at the reader's position.
pub(crate) fn deserialize_from<'de, T: Deserialize<'de>>(reader: &mut Reader<'de>) -> Result<T, Stop> {
    with_decoder(reader, |decoder| T::deserialize(decoder))
}

/// Lends the reader to a decoder.
pub(super) fn with_decoder<'de, T>(
    reader: &mut Reader<'de>,
    deserialize: impl FnOnce(&mut Decoder<'de, '_>) -> Result<T, DeserializeError>,
) -> Result<T, Stop> {
    let mut decoder = Decoder { reader: core::mem::replace(reader, Reader::new(&[])), scratch: &mut [] };
    let outcome = deserialize(&mut decoder);
    *reader = decoder.reader;
    outcome.map_err(|error| reader.stop(error.at(reader.start())))
}
