//! Strings.

use super::{Reader, Stop};
use crate::error::{CapacityError, DecodeErrorKind};
use crate::json::text::{Cursor, StringToken, escape_len};

impl<'de> Reader<'de> {
    /// Reads a string: borrowed from the input or, if it has escapes, decoded into `buffer`.
    ///
    /// # Errors
    /// Stops if it's something else, or if it has escapes and doesn't fit into `buffer`.
    pub fn str<'b>(&mut self, buffer: &'b mut [u8]) -> Result<&'b str, Stop>
    where
        'de: 'b,
    {
        let limit = buffer.len();
        self.string()?
            .contiguous(buffer)
            .map_err(|needed| self.fail(DecodeErrorKind::Capacity(CapacityError { capacity: "buffer", limit, needed })))
    }

    /// Reads a string without decoding it.
    #[cfg_attr(not(target_pointer_width = "64"), inline(never))] // A call takes less flash.
    #[cfg_attr(target_pointer_width = "64", inline(always))] // On the hot path.
    pub(crate) fn string(&mut self) -> Result<StringToken<'de>, Stop> {
        if self.first() != b'"' {
            return Err(self.wrong_type());
        }
        self.at.bump();
        let start = self.at.rest();
        let is_escaped = self.skip_string()?;
        let inside = start.get(..start.len() - self.at.len() - 1).unwrap_or_default();
        Ok(StringToken::checked(inside, is_escaped))
    }

    /// The spelling of the string that was read last, as text.
    #[inline]
    pub(crate) fn spelling(&mut self, string: StringToken<'de>) -> &'de str {
        let end = self.offset() - 1;
        self.text_at(end.saturating_sub(string.len())..end)
    }

    /// Skips a string whose opening quote has been read, and returns whether it has escapes.
    #[cfg_attr(not(target_pointer_width = "64"), inline(never))] // A call takes less flash.
    #[cfg_attr(target_pointer_width = "64", inline)] // On the hot path.
    pub(super) fn skip_string(&mut self) -> Result<bool, Stop> {
        let mut at = self.at.clone();
        at.skip_plain();
        if at.eat(b'"') {
            self.at = at;
            return Ok(false);
        }
        self.skip_string_from(at)
    }

    /// Like [`skip_string`](Self::skip_string), for the caller's cursor, which stays in registers if the string is
    /// plain.
    #[inline(always)] // A call would store the cursor.
    pub(super) fn skip_string_at(&mut self, mut at: Cursor<'de>) -> Result<Cursor<'de>, Stop> {
        // On 32 bits, `skip_string` is a call, which takes less flash.
        if cfg!(target_pointer_width = "64") {
            let start = at.clone();
            at.skip_plain();
            if at.eat(b'"') {
                return Ok(at);
            }
            self.at = start;
            self.skip_string_from(at)?;
        } else {
            self.at = at;
            self.skip_string()?;
        }
        Ok(self.at.clone())
    }

    /// Skips the rest of a string that is plain up to `at`, and returns whether it has escapes.
    #[inline(never)] // Off the hot path: escapes, and other than ASCII.
    fn skip_string_from(&mut self, mut at: Cursor<'de>) -> Result<bool, Stop> {
        let start = self.at.rest();
        let (mut is_escaped, mut is_utf8) = (false, true);
        loop {
            let special = at.clone();
            match at.bump() {
                Some(b'"') => {
                    self.at = at;
                    if is_utf8 || core::str::from_utf8(self.since(start)).is_ok() {
                        return Ok(is_escaped);
                    }
                    return Err(self.broken_scalar(b'"'));
                }
                Some(b'\\') => {
                    is_escaped = true;
                    if let [b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't', ..] = at.rest() {
                        at.bump();
                    } else if let Ok(len) = escape_len(special.rest()) {
                        at = Cursor::new(special.rest().get(len..).unwrap_or_default());
                    } else {
                        self.at = special;
                        return Err(self.broken_scalar(b'"'));
                    }
                }
                Some(first @ 0x80..) if cfg!(target_pointer_width = "64") => match skip_characters(first, at) {
                    Ok(after) => at = after,
                    Err(before) => {
                        self.at = before;
                        return Err(self.broken_scalar(b'"'));
                    }
                },
                Some(0x80..) => {
                    // Checked at the end of the string, by code that is linked anyway.
                    is_utf8 = false;
                    while let [0x80..=0xFF, ..] = at.rest() {
                        at.bump();
                    }
                }
                _ => {
                    self.at = special;
                    return Err(self.broken_scalar(b'"'));
                }
            }
            at.skip_plain();
        }
    }

    /// Reads a string into an empty, growable one, in one pass. Returns whether it will have escapes when it's
    /// written.
    #[cfg(feature = "alloc")]
    #[inline(never)] // One copy for all types.
    pub(crate) fn growing_string(&mut self, into: &mut alloc::string::String) -> Result<bool, Stop> {
        if self.first() != b'"' {
            return Err(self.wrong_type());
        }
        self.at.bump();
        let mut at = self.at.clone();
        at.skip_plain();
        if !at.eat(b'"') {
            return self.growing_string_from(at, into);
        }
        let start = self.offset();
        self.at = at;
        let end = self.offset() - 1;
        let text = self.text_at(start..end);
        // A string without an allocation gets exactly what it needs.
        if into.capacity() == 0 {
            *into = text.into();
        } else {
            into.push_str(text);
        }
        Ok(false)
    }

    /// Like [`growing_string`](Self::growing_string), for a string that is plain up to `at`.
    #[cfg(feature = "alloc")]
    #[inline(never)] // Off the hot path: escapes, and other than ASCII.
    fn growing_string_from(&mut self, at: Cursor<'de>, into: &mut alloc::string::String) -> Result<bool, Stop> {
        let start = self.at.rest();
        let mut text = core::mem::take(into).into_bytes();
        text.extend_from_slice(start.get(..start.len() - at.len()).unwrap_or_default());
        self.at = at;
        let has_escapes = self.append_string(&mut text)?;
        *into = alloc::string::String::from_utf8(text).map_err(|_| self.broken_scalar(b'"'))?;
        Ok(has_escapes)
    }

    /// Appends the decoded rest of a string. It may not be UTF-8.
    #[cfg(feature = "alloc")]
    fn append_string(&mut self, text: &mut alloc::vec::Vec<u8>) -> Result<bool, Stop> {
        use crate::json::text::{clean_prefix, is_escaped, unescape};

        let mut rest = self.at.rest();
        let mut has_escapes = false;
        loop {
            let (clean, special) = rest.split_at_checked(clean_prefix(rest)).unwrap_or((rest, &[]));
            text.extend_from_slice(clean);
            let (character, after) = match special {
                [b'"', after @ ..] => {
                    self.at = Cursor::new(after);
                    return Ok(has_escapes);
                }
                [b'\\', b'/', after @ ..] => {
                    text.push(b'/');
                    rest = after;
                    continue;
                }
                [b'\\', character @ (b'"' | b'\\'), after @ ..] => (*character, after),
                [b'\\', b'n', after @ ..] => (b'\n', after),
                [b'\\', b't', after @ ..] => (b'\t', after),
                _ => {
                    let Some((character, len)) = unescape(special).ok().filter(|_| special.starts_with(b"\\")) else {
                        self.at = Cursor::new(special);
                        return Err(self.broken_scalar(b'"'));
                    };
                    text.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
                    has_escapes |= u8::try_from(character).is_ok_and(is_escaped);
                    rest = special.get(len..).unwrap_or_default();
                    continue;
                }
            };
            text.push(character);
            has_escapes = true;
            rest = after;
        }
    }
}

/// Moves past a character that isn't ASCII, whose first byte has been read, and past all further ones.
///
/// # Errors
/// Returns the position of bytes that aren't UTF-8.
#[inline(always)] // In its only caller's loop, with the cursor.
fn skip_characters<'a>(mut first: u8, mut at: Cursor<'a>) -> Result<Cursor<'a>, Cursor<'a>> {
    let mut before = at.clone();
    loop {
        let after = match (first, at.rest()) {
            (0xC2..=0xDF, [0x80..=0xBF, after @ ..]) => after,
            (0xE1..=0xEC | 0xEE | 0xEF, [0x80..=0xBF, 0x80..=0xBF, after @ ..])
            | (0xE0, [0xA0..=0xBF, 0x80..=0xBF, after @ ..])
            | (0xED, [0x80..=0x9F, 0x80..=0xBF, after @ ..])
            | (0xF1..=0xF3, [0x80..=0xBF, 0x80..=0xBF, 0x80..=0xBF, after @ ..])
            | (0xF0, [0x90..=0xBF, 0x80..=0xBF, 0x80..=0xBF, after @ ..])
            | (0xF4, [0x80..=0x8F, 0x80..=0xBF, 0x80..=0xBF, after @ ..]) => after,
            _ => return Err(before),
        };
        at = Cursor::new(after);
        before = at.clone();
        match at.bump() {
            Some(next @ 0x80..) => first = next,
            _ => return Ok(before),
        }
    }
}
