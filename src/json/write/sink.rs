//! Where encoded bytes go.

use super::{copy, string};
use crate::json::text::{SHORT, is_plain};

/// Takes the bytes of an encoding in order.
///
/// Writing can't fail on the spot: a sink that has run into trouble remembers it, drops what comes
/// after, and may say so with [`is_full`](Self::is_full).
pub trait Sink {
    /// Takes the next bytes.
    fn write(&mut self, bytes: &[u8]);

    /// Whether all further bytes would be dropped, so that encoding can stop.
    fn is_full(&self) -> bool {
        false
    }

    /// Takes one byte.
    fn write_byte(&mut self, byte: u8) {
        self.write(&[byte]);
    }

    /// Takes a number, or what else is short: `put` puts it at the front of the room that it's given, and answers
    /// with its length.
    #[doc(hidden)]
    #[inline]
    fn write_short(&mut self, put: impl FnOnce(&mut [u8; SHORT]) -> usize)
    where
        Self: Sized,
    {
        write_short_by_copy(self, put);
    }

    /// Takes text as a JSON string: quoted and escaped.
    fn write_string(&mut self, text: &str) {
        write_string_in_pieces(self, text.as_bytes());
    }

    /// Takes one byte of punctuation and an object's key with its colon.
    fn write_key(&mut self, punctuation: u8, key: &str) {
        write_key_in_pieces(self, punctuation, key);
    }

    /// Takes one byte of punctuation and a key that is part of the program.
    fn write_name(&mut self, punctuation: u8, name: &'static str) {
        self.write_key(punctuation, name);
    }
}

impl<S: Sink + ?Sized> Sink for &mut S {
    fn write(&mut self, bytes: &[u8]) {
        (**self).write(bytes);
    }

    fn is_full(&self) -> bool {
        (**self).is_full()
    }

    fn write_byte(&mut self, byte: u8) {
        (**self).write_byte(byte);
    }

    fn write_string(&mut self, text: &str) {
        (**self).write_string(text);
    }

    fn write_key(&mut self, punctuation: u8, key: &str) {
        (**self).write_key(punctuation, key);
    }

    fn write_name(&mut self, punctuation: u8, name: &'static str) {
        (**self).write_name(punctuation, name);
    }
}

/// Fills a slice as far as it goes, and counts on beyond its end.
pub(super) struct SliceSink<'a> {
    room: &'a mut [u8],
    len: usize,
}

impl<'a> SliceSink<'a> {
    pub(super) fn new(room: &'a mut [u8]) -> Self {
        Self { room, len: 0 }
    }

    /// What was written, if it is whole; else the length that is needed.
    pub(super) fn finish(self) -> Result<&'a [u8], usize> {
        if self.len > self.room.len() {
            self.room.fill(0);
        }
        self.room.get(..self.len).ok_or(self.len)
    }

    /// Takes back what was written.
    pub(super) fn wipe(self) {
        self.room.fill(0);
    }

    /// The next `len` bytes of the slice, if there are as many.
    #[inline]
    fn next(&mut self, len: usize) -> Option<&mut [u8]> {
        // Where the sum wraps it's below its start. Saturated, it would leave doubt of the part's length.
        self.room.get_mut(self.len..self.len.wrapping_add(len))
    }

    /// Punctuation and a name that has nothing to be escaped.
    #[cfg_attr(not(target_pointer_width = "64"), inline(never))]
    #[cfg_attr(target_pointer_width = "64", inline(always))]
    fn write_plain_name(&mut self, punctuation: u8, name: &'static str) {
        let len = name.len() + 4;
        let Some([first, open, room @ .., close, colon]) = self.next(len) else {
            self.len = self.len.saturating_add(len);
            return;
        };
        (*first, *open, *close, *colon) = (punctuation, b'"', b'"', b':');
        copy::copy(room, name.as_bytes());
        self.len += len;
    }

    #[cfg_attr(target_pointer_width = "64", cold, inline(never))]
    fn write_escaped(&mut self, text: &[u8]) {
        let room = self.room.get_mut(self.len..).unwrap_or_default();
        let (taken, written) = copy::escape_words(room, text);
        self.len += written;
        copy::write_escaped(self, text.get(taken..).unwrap_or_default());
    }
}

/// Machines of 32 bits call these methods, to save a sixth of their flash; those of 64 bits may take
/// them in where they are used, to save a fifth of the instructions.
impl Sink for SliceSink<'_> {
    #[cfg_attr(not(target_pointer_width = "64"), inline(never))]
    fn write(&mut self, bytes: &[u8]) {
        if let Some(room) = self.next(bytes.len()) {
            room.copy_from_slice(bytes);
        }
        self.len = self.len.saturating_add(bytes.len());
    }

    #[inline]
    fn write_byte(&mut self, byte: u8) {
        match self.room.get_mut(self.len) {
            Some(place) => {
                *place = byte;
                self.len += 1;
            }
            None => self.len = self.len.saturating_add(1),
        }
    }

    /// Into the slice itself where it's long enough for anything short.
    #[inline]
    fn write_short(&mut self, put: impl FnOnce(&mut [u8; SHORT]) -> usize) {
        match self.room.get_mut(self.len..).and_then(<[u8]>::first_chunk_mut) {
            Some(room) => self.len += put(room),
            None => write_short_by_copy(self, put),
        }
    }

    /// One bounds check, and one pass that copies and scans.
    #[cfg_attr(not(target_pointer_width = "64"), inline(never))]
    fn write_string(&mut self, text: &str) {
        let text = text.as_bytes();
        let Some([open, room @ .., close]) = self.next(text.len() + 2) else {
            self.write_byte(b'"');
            self.write_escaped(text);
            self.write_byte(b'"');
            return;
        };
        *open = b'"';
        *close = b'"';
        let clean = copy::copy_clean(room, text);
        if clean == text.len() {
            self.len += text.len() + 2;
        } else {
            self.len += 1 + clean;
            self.write_escaped(text.get(clean..).unwrap_or_default());
            self.write_byte(b'"');
        }
    }

    /// The compiler knows the names in the program, and which of them are plain.
    #[inline(always)]
    fn write_name(&mut self, punctuation: u8, name: &'static str) {
        if is_plain(name) {
            self.write_plain_name(punctuation, name);
        } else {
            write_key_in_pieces(self, punctuation, name);
        }
    }

    /// One bounds check for all of it.
    #[cfg(target_pointer_width = "64")]
    fn write_key(&mut self, punctuation: u8, key: &str) {
        let key_bytes = key.as_bytes();
        let len = key_bytes.len() + 4;
        if let Some([first, open, room @ .., close, colon]) = self.next(len)
            && copy::copy_clean(room, key_bytes) == key_bytes.len()
        {
            (*first, *open, *close, *colon) = (punctuation, b'"', b'"', b':');
            self.len += len;
        } else {
            write_key_in_pieces(self, punctuation, key);
        }
    }
}

#[cold]
#[inline(never)]
fn write_short_by_copy<S: Sink>(sink: &mut S, put: impl FnOnce(&mut [u8; SHORT]) -> usize) {
    let mut room = [0; SHORT];
    let len = put(&mut room);
    sink.write(room.get(..len).unwrap_or_default());
}

#[cfg_attr(target_pointer_width = "64", cold, inline(never))]
fn write_key_in_pieces<S: Sink + ?Sized>(sink: &mut S, punctuation: u8, key: &str) {
    sink.write_byte(punctuation);
    sink.write_string(key);
    sink.write_byte(b':');
}

#[cfg_attr(target_pointer_width = "64", cold, inline(never))]
fn write_string_in_pieces<S: Sink + ?Sized>(sink: &mut S, text: &[u8]) {
    sink.write_byte(b'"');
    string::write_escaped(sink, text);
    sink.write_byte(b'"');
}

/// Only counts.
#[derive(Default)]
pub(super) struct Counter {
    len: usize,
}

impl Counter {
    pub(super) fn len(&self) -> usize {
        self.len
    }
}

impl Sink for Counter {
    fn write(&mut self, bytes: &[u8]) {
        self.len = self.len.saturating_add(bytes.len());
    }
}

/// Keeps a part of the encoding.
pub(super) struct Window<'a> {
    /// How many bytes are still in front of the window.
    before: usize,
    room: &'a mut [u8],
    len: usize,
}

impl<'a> Window<'a> {
    pub(super) fn new(offset: usize, room: &'a mut [u8]) -> Self {
        Self { before: offset, room, len: 0 }
    }

    pub(super) fn finish(self) -> &'a [u8] {
        self.room.get(..self.len).unwrap_or_default()
    }
}

impl Sink for Window<'_> {
    fn write(&mut self, bytes: &[u8]) {
        let Some(bytes) = bytes.get(self.before..) else {
            self.before -= bytes.len();
            return;
        };
        self.before = 0;
        for (place, &byte) in self.room.iter_mut().skip(self.len).zip(bytes) {
            *place = byte;
            self.len += 1;
        }
    }

    fn is_full(&self) -> bool {
        self.len == self.room.len()
    }
}
