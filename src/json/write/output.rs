//! What values write themselves to.

use super::Writer;
use crate::json::text::Key;

/// The destination that a value writes itself to: the whole encoding, or a part of it.
///
/// Your own [`Field`](crate::proto::Field) usually delegates writing to the type that it wraps:
/// `inner.write(output)`. Otherwise it [writes](Self::write) one value.
///
/// ```
/// use vitalwire::json::Output;
/// use vitalwire::proto::Field;
///
/// /// Writes litres as hectolitres, as a field's `write` does.
/// fn write_volume<O: Output>(litres: &f64, output: &mut O) {
///     (litres / 100.0).write(output);
/// }
///
/// /// Writes `"open"` or `"closed"`.
/// fn write_valve<O: Output>(is_open: bool, output: &mut O) {
///     output.write(|writer| writer.text(if is_open { "open" } else { "closed" }));
/// }
/// ```
pub trait Output: Sized + Sealed {
    /// Writes one short value. It's written in one go.
    fn write(&mut self, write: impl FnOnce(&mut Writer<'_>));

    /// Like [`write`](Self::write), for a value whose length is known without writing it.
    #[doc(hidden)]
    #[inline(always)] // Only forwards.
    fn write_of_len(&mut self, len: impl FnOnce() -> usize, write: impl FnOnce(&mut Writer<'_>)) {
        let _ = len;
        self.write(write);
    }

    /// Writes the member with this `index`. Returns whether the output ends in it; then nothing more must be written.
    #[must_use]
    fn member(&mut self, index: usize, name: Key, write: impl FnOnce(&mut Self)) -> bool;

    /// Like [`member`](Self::member), for an element.
    #[doc(hidden)]
    #[must_use]
    fn element(&mut self, index: usize, write: impl FnOnce(&mut Self)) -> bool;

    /// Like [`member`](Self::member), for a key that isn't part of the program.
    #[doc(hidden)]
    #[must_use]
    fn entry(&mut self, index: usize, key: &impl ObjectKey, write: impl FnOnce(&mut Self)) -> bool;

    /// Begins an object or an array, and returns the index of the first member or element to write.
    #[doc(hidden)]
    fn open(&mut self, bracket: u8) -> usize;

    /// Ends an object or an array.
    #[doc(hidden)]
    fn close(&mut self, bracket: u8);

    /// Writes a string. `has_escapes` tells whether anything in it must be escaped.
    #[doc(hidden)]
    fn text(&mut self, text: &str, has_escapes: bool);

    /// Like [`text`](Self::text), as a member, which is omitted if the string is empty.
    #[doc(hidden)]
    #[must_use]
    fn text_member(&mut self, index: usize, name: Key, text: &str, has_escapes: bool) -> bool;

    /// Writes checked JSON.
    #[doc(hidden)]
    fn json(&mut self, json: &str);

    /// Writes a string that needs no escapes, made of `count` pieces of four bytes.
    #[doc(hidden)]
    fn pieces(&mut self, count: usize, piece: impl Fn(usize) -> [u8; 4]);
}

/// A key of a [`Map`](crate::proto::Map), which isn't part of the program, unlike a [`Key`].
///
/// ```
/// use vitalwire::json::{ObjectKey, Writer};
///
/// /// A side of the boiler.
/// enum Side { Left, Right }
///
/// impl ObjectKey for Side {
///     fn write_key(&self, writer: &mut Writer<'_>) {
///         writer.text(match self { Self::Left => "left", Self::Right => "right" });
///     }
/// }
/// ```
pub trait ObjectKey {
    /// Writes the key, as a string.
    fn write_key(&self, writer: &mut Writer<'_>);

    /// The length of the key, including its quotes.
    #[doc(hidden)]
    fn key_len(&self) -> usize {
        let mut buffer = [0; 64];
        let mut writer = Writer::new(&mut buffer);
        self.write_key(&mut writer);
        writer.len()
    }
}

pub trait Sealed {}

impl Sealed for Writer<'_> {}

// All methods are `#[inline(always)]`: they only forward to the writer's own, which decide what is a call.
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
