//! The values that a writer writes: punctuation, names, strings and numbers.

use super::float::short_decimal;
use super::{Writer, copy, sink};
use crate::error::SerializeError;
use crate::json::text::{Key, ShortString, write_fixed, write_integer, write_quoted_integer};
use core::fmt;
use core::num::FpCategory;

/// These methods are called on 32-bit targets, to save flash, and may be inlined on 64-bit targets, to save
/// instructions.
impl Writer<'_> {
    /// Opens an object or an array. The bracket is written as the punctuation before its first item.
    #[inline(always)] // One store.
    pub(crate) fn begin(&mut self, bracket: u8) {
        self.punctuation = bracket;
    }

    /// Closes an object or an array. If it's empty, its opening bracket is written first.
    #[cfg_attr(not(target_pointer_width = "64"), inline(never))]
    #[cfg_attr(target_pointer_width = "64", inline)]
    pub(crate) fn end(&mut self, bracket: u8) {
        if self.punctuation != b',' {
            self.byte(self.punctuation);
        }
        // In ASCII, the closing bracket is the opening one plus 2.
        self.byte(bracket + 2);
        self.punctuation = b',';
    }

    /// Writes the punctuation before a member or an element.
    #[inline]
    pub(crate) fn punctuation(&mut self) {
        let punctuation = core::mem::replace(&mut self.punctuation, b',');
        self.byte(punctuation);
    }

    /// Writes a member's name, with the punctuation before it and the colon after it.
    #[cfg_attr(not(target_pointer_width = "64"), inline(never))]
    #[cfg_attr(target_pointer_width = "64", inline(always))]
    pub(crate) fn name(&mut self, key: Key) {
        let punctuation = core::mem::replace(&mut self.punctuation, b',');
        self.byte_and(punctuation, key.as_bytes());
    }

    /// Writes `text` as a JSON string, quoted and escaped.
    #[cfg_attr(not(target_pointer_width = "64"), inline(never))]
    pub fn text(&mut self, text: &str) {
        copy::write_text(self, text.as_bytes());
    }

    /// Writes `text` escaped, without quotes.
    #[inline(never)] // One copy for all callers.
    pub(super) fn escaped(&mut self, text: &[u8]) {
        let (taken, written) = copy::escape_some(self.remaining(), text);
        self.advance(written);
        let rest = text.get(taken..).unwrap_or_default();
        if !rest.is_empty() {
            sink::write_escaped(self, rest);
        }
    }

    /// Writes `text` as a JSON string. `has_escapes` tells whether anything in it must be escaped.
    #[cfg_attr(not(target_pointer_width = "64"), inline(never))]
    #[cfg_attr(target_pointer_width = "64", inline)]
    pub(crate) fn checked_text(&mut self, text: &str, has_escapes: bool) {
        if has_escapes {
            return self.text(text);
        }
        match self.next(text.len() + 2) {
            Some([open, buffer @ .., close]) => {
                *open = b'"';
                *close = b'"';
                copy::copy(buffer, text.as_bytes());
                self.advance(text.len() + 2);
            }
            _ => self.text(text),
        }
    }

    /// Writes `text` as a member, which is omitted if `text` is empty.
    #[cfg_attr(not(target_pointer_width = "64"), inline(never))]
    #[cfg_attr(target_pointer_width = "64", inline(always))]
    pub(super) fn text_unless_empty(&mut self, name: Key, text: &str, has_escapes: bool) {
        if !text.is_empty() {
            self.name(name);
            self.checked_text(text, has_escapes);
        }
    }

    /// Writes a string that needs no escapes, made of `count` pieces of four bytes.
    pub(super) fn text_of_pieces(&mut self, count: usize, piece: impl Fn(usize) -> [u8; 4]) {
        self.byte(b'"');
        for index in 0..count {
            self.bytes(&piece(index));
        }
        self.byte(b'"');
    }

    /// Writes `true` or `false`.
    #[inline]
    pub(crate) fn boolean(&mut self, value: bool) {
        self.bytes(if value { b"true" } else { b"false" });
    }

    /// An integer.
    #[cfg_attr(not(target_pointer_width = "64"), inline(never))]
    pub(crate) fn integer(&mut self, magnitude: u64, negative: bool) {
        self.short(|buffer| write_integer(buffer, magnitude, negative));
    }

    /// Writes an integer as a string.
    #[cfg_attr(not(target_pointer_width = "64"), inline(never))]
    pub(crate) fn quoted_integer(&mut self, magnitude: u64, negative: bool) {
        self.short(|buffer| write_quoted_integer(buffer, magnitude, negative));
    }

    /// Writes a double in its shortest form, or a string if it isn't finite.
    #[cfg_attr(not(target_pointer_width = "64"), inline(never))]
    pub(crate) fn double(&mut self, value: f64) {
        match short_decimal(value) {
            Some((integer, fraction)) => {
                self.short(|buffer| write_fixed(buffer, integer, fraction, value.is_sign_negative()));
            }
            None => self.shortest(value, value.classify(), value.is_sign_negative()),
        }
    }

    /// Writes a float in its shortest form that isn't beyond the range of floats, or a string if it isn't finite.
    pub(crate) fn float(&mut self, value: f32) {
        if value.abs() == f32::MAX {
            // 3.4028235e+38 is shorter or as short, and larger: readers that check the range reject it.
            return self.double(3.402_823_4e38_f64.copysign(value.into()));
        }
        self.shortest(value, value.classify(), value.is_sign_negative());
    }

    pub(super) fn shortest(&mut self, value: impl zmij::Float, category: FpCategory, is_negative: bool) {
        self.bytes(match (category, is_negative) {
            (FpCategory::Nan, _) => b"\"NaN\"",
            (FpCategory::Infinite, false) => b"\"Infinity\"",
            (FpCategory::Infinite, true) => b"\"-Infinity\"",
            _ => return self.bytes(zmij::Buffer::new().format_finite(value).as_bytes()),
        });
    }

    /// Writes a [`ShortString`] as it is.
    #[inline]
    pub(crate) fn short_text(&mut self, text: &ShortString) {
        match self.remaining().first_chunk_mut() {
            Some(place) => {
                text.copy_to(place);
                self.advance(text.len());
            }
            None => self.bytes(text.as_bytes()),
        }
    }

    /// Writes `value`, as displayed, as a string, without buffering it.
    pub(crate) fn string_of(&mut self, value: &(impl fmt::Display + ?Sized)) -> Result<(), SerializeError> {
        struct Escaping<'a, 'w>(&'a mut Writer<'w>);
        impl fmt::Write for Escaping<'_, '_> {
            fn write_str(&mut self, text: &str) -> fmt::Result {
                self.0.escaped(text.as_bytes());
                Ok(())
            }
        }
        self.byte(b'"');
        fmt::write(&mut Escaping(self), format_args!("{value}")).map_err(|fmt::Error| SerializeError::Custom)?;
        self.byte(b'"');
        Ok(())
    }
}
