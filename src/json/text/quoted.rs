//! Strings as they stand in JSON.

use super::escape::{escaped_len, unescape};
use core::convert::Infallible;
use core::fmt;
use serde::{Serialize, Serializer};

/// Text in JSON's spelling, without its quotes: its escapes are valid, and not yet decoded.
#[derive(Clone, Copy)]
pub(crate) struct Quoted<'a> {
    inside: &'a str,
    spelling: Spelling,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Spelling {
    /// With escapes.
    Escaped,
    /// That of JSON, without escapes: there is nothing that would have needed one.
    Clean,
    /// Not that of JSON: text as it is.
    Plain,
}

impl<'a> Quoted<'a> {
    /// What a checked string stands for, given with its quotes.
    pub(crate) fn token(token: &'a str) -> Self {
        let inside = token.get(1..token.len().saturating_sub(1)).unwrap_or_default();
        Self { inside, spelling: if inside.contains('\\') { Spelling::Escaped } else { Spelling::Clean } }
    }

    /// What a string of which the [`Scanner`](super::Scanner) knows whether it has escapes stands for: with
    /// escapes in quotes, and without only in front of one.
    pub(crate) fn handed_on(token: &'a str) -> Self {
        let text = token.strip_suffix('"').unwrap_or_default();
        match text.strip_prefix('"') {
            Some(inside) => Self { inside, spelling: Spelling::Escaped },
            None => Self { inside: text, spelling: Spelling::Clean },
        }
    }

    /// Text in which nothing is escaped, whatever it says.
    pub(crate) fn plain(text: &'a str) -> Self {
        Self { inside: text, spelling: Spelling::Plain }
    }

    /// The text, if it stands as it is.
    pub(crate) fn as_plain(&self) -> Option<&'a str> {
        (self.spelling != Spelling::Escaped).then_some(self.inside)
    }

    /// As [`escaped_len`] of the text.
    pub(crate) fn escaped_len(&self) -> usize {
        match self.spelling {
            Spelling::Clean => self.inside.len(),
            Spelling::Plain => escaped_len(self.inside),
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

    /// Whether it stands for `text`.
    pub(crate) fn is(&self, text: &str) -> bool {
        match self.as_plain() {
            Some(plain) => plain == text,
            None => self.chars().eq(text.chars()),
        }
    }

    /// Whether what it stands for ends like that.
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
        let mut rest = *self;
        core::iter::from_fn(move || rest.next_char())
    }

    /// Takes the character in front.
    pub(crate) fn next_char(&mut self) -> Option<char> {
        let (character, len) = match self.inside.as_bytes() {
            escape @ [b'\\', ..] if self.spelling == Spelling::Escaped => unescape(escape).ok()?,
            _ => self.inside.chars().next().map(|character| (character, character.len_utf8()))?,
        };
        self.inside = self.inside.get(len..)?;
        Some(character)
    }

    /// Hands on the text in pieces: what stands as it is, and single characters that were escaped.
    pub(crate) fn try_for_each_piece<E>(&self, mut take: impl FnMut(&str) -> Result<(), E>) -> Result<(), E> {
        if let Some(plain) = self.as_plain() {
            return take(plain);
        }
        let mut rest = self.inside;
        while !rest.is_empty() {
            let (plain, escapes) = rest.split_at_checked(rest.find('\\').unwrap_or(rest.len())).unwrap_or((rest, ""));
            if !plain.is_empty() {
                take(plain)?;
            }
            rest = escapes;
            while let Ok((character, len)) = unescape(rest.as_bytes()) {
                take(character.encode_utf8(&mut [0; 4]))?;
                rest = rest.get(len..).unwrap_or_default();
                if !rest.starts_with('\\') {
                    break;
                }
            }
        }
        Ok(())
    }

    /// The text in one piece: as it stands or, with escapes, decoded into `buffer`.
    ///
    /// # Errors
    /// How many bytes the buffer would need.
    pub(crate) fn contiguous<'b>(&self, buffer: &'b mut [u8]) -> Result<&'b str, usize>
    where
        'a: 'b,
    {
        if let Some(plain) = self.as_plain() {
            return Ok(plain);
        }
        let (mut rest, mut len) = (*self, 0_usize);
        while let Some(character) = rest.next_char() {
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

impl Serialize for Quoted<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.as_plain() {
            Some(plain) => serializer.serialize_str(plain),
            None => serializer.collect_str(self),
        }
    }
}

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.try_for_each_piece(|piece| f.write_str(piece))
    }
}
