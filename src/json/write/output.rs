//! What values write themselves to.

use super::Writer;
use crate::json::text::Key;

/// What a value writes itself to: the whole encoding, or a part of it.
///
/// A [`Field`](crate::proto::Field) of a program's own mostly leaves writing to the type that it's made of:
/// `inner.write(output)`. Else it [writes](Self::write) one value.
pub trait Output: Sized + Sealed {
    /// Writes one value, which is short: it's written at once.
    fn write(&mut self, write: impl FnOnce(&mut Writer<'_>));

    /// The same of a value of which the length is known without writing it.
    #[doc(hidden)]
    #[inline(always)]
    fn write_of_len(&mut self, len: impl FnOnce() -> usize, write: impl FnOnce(&mut Writer<'_>)) {
        let _ = len;
        self.write(write);
    }

    /// Writes the member with that index. Returns whether the output ends in it: nothing more is written then.
    #[must_use]
    fn member(&mut self, index: usize, name: Key, write: impl FnOnce(&mut Self)) -> bool;

    /// The same, of an element.
    #[doc(hidden)]
    #[must_use]
    fn element(&mut self, index: usize, write: impl FnOnce(&mut Self)) -> bool;

    /// The same, of a member with a key that is text.
    #[doc(hidden)]
    #[must_use]
    fn entry(&mut self, index: usize, key: &impl ObjectKey, write: impl FnOnce(&mut Self)) -> bool;

    /// Begins an object or an array, and returns the index of the member or element that comes first.
    #[doc(hidden)]
    fn open(&mut self, bracket: u8) -> usize;

    /// Ends an object or an array.
    #[doc(hidden)]
    fn close(&mut self, bracket: u8);

    /// Writes text, of which it's known whether it has anything to escape.
    #[doc(hidden)]
    fn text(&mut self, text: &str, has_escapes: bool);

    /// The same, of a member, which is left out if the text is empty.
    #[doc(hidden)]
    #[must_use]
    fn text_member(&mut self, index: usize, name: Key, text: &str, has_escapes: bool) -> bool;

    /// Writes checked JSON.
    #[doc(hidden)]
    fn json(&mut self, json: &str);

    /// Writes text that needs no escape, made in pieces of four bytes.
    #[doc(hidden)]
    fn pieces(&mut self, count: usize, piece: impl Fn(usize) -> [u8; 4]);
}

/// What can be a key that is no part of the program.
pub trait ObjectKey {
    /// Writes the key, as a string.
    fn write_key(&self, writer: &mut Writer<'_>);

    /// The length of the key, in its quotes.
    #[doc(hidden)]
    fn key_len(&self) -> usize {
        let mut room = [0; 64];
        let mut writer = Writer::new(&mut room);
        self.write_key(&mut writer);
        writer.len()
    }
}

pub trait Sealed {}

impl Sealed for Writer<'_> {}

impl Output for Writer<'_> {
    #[inline(always)]
    fn write(&mut self, write: impl FnOnce(&mut Writer<'_>)) {
        write(self);
    }

    #[inline(always)]
    fn member(&mut self, _: usize, name: Key, write: impl FnOnce(&mut Self)) -> bool {
        self.name(name);
        write(self);
        false
    }

    #[inline(always)]
    fn element(&mut self, _: usize, write: impl FnOnce(&mut Self)) -> bool {
        self.punctuation();
        write(self);
        false
    }

    #[inline(always)]
    fn entry(&mut self, _: usize, key: &impl ObjectKey, write: impl FnOnce(&mut Self)) -> bool {
        self.punctuation();
        key.write_key(self);
        self.byte(b':');
        write(self);
        false
    }

    #[inline(always)]
    fn open(&mut self, bracket: u8) -> usize {
        self.begin(bracket);
        0
    }

    #[inline(always)]
    fn close(&mut self, bracket: u8) {
        self.end(bracket);
    }

    #[inline(always)]
    fn text(&mut self, text: &str, has_escapes: bool) {
        self.checked_text(text, has_escapes);
    }

    #[inline(always)]
    fn text_member(&mut self, _: usize, name: Key, text: &str, has_escapes: bool) -> bool {
        self.text_unless_empty(name, text, has_escapes);
        false
    }

    #[inline(always)]
    fn json(&mut self, json: &str) {
        self.bytes(json.as_bytes());
    }

    #[inline(always)]
    fn pieces(&mut self, count: usize, piece: impl Fn(usize) -> [u8; 4]) {
        self.text_of_pieces(count, piece);
    }
}
