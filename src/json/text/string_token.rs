//! Strings as they appear in JSON.

use super::escape::{escaped_len, unescape};
use super::swar::find;
use core::convert::Infallible;
use core::fmt;
use serde::{Serialize, Serializer};

/// A string as spelled in JSON, without its quotes. Its escapes are valid, and not yet decoded.
#[derive(Clone, Copy)]
pub(crate) struct StringToken<'a> {
    /// In UTF-8.
    inside: &'a [u8],
    spelling: Spelling,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Spelling {
    /// With escapes.
    Escaped,
    /// JSON spelling without escapes: no byte needs one.
    Clean,
    /// Not JSON spelling: plain text, in which bytes may need escapes.
    Plain,
}

/// The length of the longest string with a meaning of its own: a number, a timestamp, a name.
const SHORT_TEXT: usize = 64;

impl<'a> StringToken<'a> {
    /// The text between the quotes of a checked string.
    #[inline]
    pub(crate) fn checked(inside: &'a [u8], is_escaped: bool) -> Self {
        Self { inside, spelling: if is_escaped { Spelling::Escaped } else { Spelling::Clean } }
    }

    /// A checked string, given with its quotes.
    pub(crate) fn token(token: &'a str) -> Self {
        let inside = token.as_bytes().get(1..token.len().saturating_sub(1)).unwrap_or_default();
        Self::checked(inside, inside.contains(&b'\\'))
    }

    /// Plain text, in which a backslash doesn't start an escape.
    pub(crate) fn plain(text: &'a str) -> Self {
        Self { inside: text.as_bytes(), spelling: Spelling::Plain }
    }

    /// The text, if it has no escapes.
    pub(crate) fn as_plain(&self) -> Option<&'a str> {
        (self.spelling != Spelling::Escaped).then(|| self.spelled())
    }

    /// The bytes of the text, if it has no escapes.
    pub(crate) fn as_spelled(&self) -> Option<&'a [u8]> {
        (!self.is_escaped()).then_some(self.inside)
    }

    /// Whether its spelling contains `byte`.
    pub(crate) fn contains(&self, byte: u8) -> bool {
        find(self.inside, byte).is_some()
    }

    /// The length of its spelling in bytes.
    pub(crate) fn len(&self) -> usize {
        self.inside.len()
    }

    /// Whether it has escapes.
    pub(crate) fn is_escaped(&self) -> bool {
        self.spelling == Spelling::Escaped
    }

    /// The first byte of its spelling, which may start an escape.
    pub(crate) fn first(&self) -> Option<u8> {
        self.inside.first().copied()
    }

    /// The bytes of the decoded text.
    pub(crate) fn bytes(&self) -> Unescaped<'a> {
        Unescaped { rest: self.inside, has_escapes: self.spelling == Spelling::Escaped, pending: 0 }
    }

    fn spelled(&self) -> &'a str {
        core::str::from_utf8(self.inside).unwrap_or_default()
    }

    /// The [`escaped_len`] of the decoded text.
    pub(crate) fn escaped_len(&self) -> usize {
        match self.spelling {
            Spelling::Clean => self.inside.len(),
            Spelling::Plain => escaped_len(self.spelled()),
            Spelling::Escaped => {
                let mut len = 0_usize;
                let Ok(()) = self.try_for_each_piece(|piece| {
                    len = len.saturating_add(escaped_len(piece));
                    Ok::<(), Infallible>(())
                });
                len
            }
        }
    }

    /// Whether the decoded text is `text`.
    pub(crate) fn is(&self, text: &str) -> bool {
        if self.spelling == Spelling::Escaped { self.bytes().eq(text.bytes()) } else { self.inside == text.as_bytes() }
    }

    /// Whether both decode to the same text.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        self.bytes().eq(other.bytes())
    }

    /// Whether the decoded text ends with `end`.
    pub(crate) fn ends_with(&self, end: &str) -> bool {
        let len = self.chars().map(char::len_utf8).sum::<usize>();
        let end_at = len.checked_sub(end.len());
        end_at.is_some_and(|end_at| {
            let mut at = 0;
            let is_before = |character: &char| {
                at += character.len_utf8();
                at <= end_at
            };
            self.chars().skip_while(is_before).eq(end.chars())
        })
    }

    pub(crate) fn chars(&self) -> impl Iterator<Item = char> + use<'a> {
        let is_escaped = self.spelling == Spelling::Escaped;
        let mut rest = self.spelled();
        core::iter::from_fn(move || {
            let (character, len) = match rest.as_bytes() {
                escape @ [b'\\', ..] if is_escaped => unescape(escape).ok()?,
                _ => rest.chars().next().map(|character| (character, character.len_utf8()))?,
            };
            rest = rest.get(len..)?;
            Some(character)
        })
    }

    /// Passes the decoded text to `read` in one piece: an empty one if it has escapes and is longer than
    /// [`SHORT_TEXT`].
    #[inline]
    pub(crate) fn with_short<T>(&self, read: impl FnOnce(&[u8]) -> T) -> T {
        if self.spelling == Spelling::Escaped { with_decoded(self.bytes(), read) } else { read(self.inside) }
    }

    /// Passes the decoded text to `visit` in pieces: runs without escapes, and single characters that were escaped.
    pub(crate) fn try_for_each_piece<E>(&self, mut visit: impl FnMut(&str) -> Result<(), E>) -> Result<(), E> {
        let mut rest = self.spelled();
        if !self.is_escaped() {
            return visit(rest);
        }
        while !rest.is_empty() {
            let escape = rest.bytes().position(|byte| byte == b'\\').unwrap_or(rest.len());
            let (plain, escapes) = rest.split_at_checked(escape).unwrap_or((rest, ""));
            if !plain.is_empty() {
                visit(plain)?;
            }
            rest = escapes;
            while let Ok((character, len)) = unescape(rest.as_bytes()) {
                visit(character.encode_utf8(&mut [0; 4]))?;
                rest = rest.get(len..).unwrap_or_default();
                if !rest.starts_with('\\') {
                    break;
                }
            }
        }
        Ok(())
    }

    /// The decoded text in one piece: borrowed if it has no escapes, else decoded into `buffer`.
    ///
    /// # Errors
    /// The length that the buffer would need, in bytes.
    pub(crate) fn contiguous<'b>(&self, buffer: &'b mut [u8]) -> Result<&'b str, usize>
    where
        'a: 'b,
    {
        if let Some(plain) = self.as_plain() {
            return Ok(plain);
        }
        let mut len = 0_usize;
        for character in self.chars() {
            for byte in character.encode_utf8(&mut [0; 4]).bytes() {
                if let Some(place) = buffer.get_mut(len) {
                    *place = byte;
                }
                len += 1;
            }
        }
        core::str::from_utf8(buffer.get(..len).ok_or(len)?).map_err(|_| len)
    }
}

// Kept out of line, so that the buffer is on the stack only when it's used.
#[cold]
#[inline(never)]
fn with_decoded<T>(text: Unescaped<'_>, read: impl FnOnce(&[u8]) -> T) -> T {
    read(decode_short(text, &mut [0; SHORT_TEXT]))
}

// Not generic: a single copy for all instances of `with_decoded`.
#[inline(never)]
fn decode_short<'b>(text: Unescaped<'_>, buffer: &'b mut [u8; SHORT_TEXT]) -> &'b [u8] {
    let mut len = 0;
    for byte in text {
        let Some(place) = buffer.get_mut(len) else { return &[] };
        *place = byte;
        len += 1;
    }
    buffer.get(..len).unwrap_or_default()
}

/// The bytes of a [`StringToken`] with its escapes decoded.
pub(crate) struct Unescaped<'a> {
    rest: &'a [u8],
    has_escapes: bool,
    /// The remaining bytes of an escaped character, the next one lowest.
    pending: u32,
}

impl Iterator for Unescaped<'_> {
    type Item = u8;

    #[inline(never)] // One copy of the decoding for all that iterate.
    fn next(&mut self) -> Option<u8> {
        let mut bytes = self.pending;
        if bytes == 0 {
            let (&byte, after) = self.rest.split_first()?;
            bytes = byte.into();
            if byte == b'\\'
                && self.has_escapes
                && let Ok((character, len)) = unescape(self.rest)
            {
                let mut utf8 = [0; 4];
                character.encode_utf8(&mut utf8);
                bytes = u32::from_le_bytes(utf8);
                self.rest = self.rest.get(len..).unwrap_or_default();
            } else {
                self.rest = after;
            }
        }
        self.pending = bytes >> 8;
        Some(bytes as u8)
    }
}

impl Serialize for StringToken<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.as_plain() {
            Some(plain) => serializer.serialize_str(plain),
            None => serializer.collect_str(self),
        }
    }
}

impl fmt::Display for StringToken<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.try_for_each_piece(|piece| f.write_str(piece))
    }
}
