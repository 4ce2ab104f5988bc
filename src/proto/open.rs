//! Open JSON: a value of any kind, as text.

use crate::capacity::{Buffer, Name};
use crate::error::{BuildError, Problem, SyntaxError, Unencodable};
use crate::json::{Parsed, Quoted, Scanner, Sink, check_token, serialize_json, to_sink, to_window, walk, write_quoted};
use core::fmt;
use core::marker::PhantomData;
use serde::{Serialize, Serializer};

/// JSON as compact text.
#[derive(Clone, Default, PartialEq)]
pub(super) struct JsonText<B, N> {
    /// Checked; nothing for the one value that needs no room.
    buffer: B,
    name: PhantomData<N>,
}

/// The value that needs no room, where that is an object.
pub(super) const NO_MEMBERS: &str = "{}";

impl<B: Buffer, N: Name> JsonText<B, N> {
    /// Checks that `json` is an object, and takes it.
    pub(super) fn object(json: &str) -> Result<Self, BuildError> {
        Self::take(Self::check_object(json)?.0, NO_MEMBERS)
    }

    /// Takes what was checked. The value `free` needs no room.
    pub(super) fn take(json: &str, free: &'static str) -> Result<Self, BuildError> {
        let mut text = Self::write(free);
        text.take(json)?;
        text.finish()
    }

    /// Checks that `json` is a value whose numbers are doubles.
    pub(super) fn check(json: &str) -> Result<Parsed<'_>, BuildError> {
        let mut scanner = Scanner::new(json);
        walk(&mut scanner, 0, check_token)?;
        scanner.end()?;
        Ok(Parsed(json.trim_ascii()))
    }

    /// Checks that `json` is an object.
    pub(super) fn check_object(json: &str) -> Result<Parsed<'_>, BuildError> {
        Self::check(json)?;
        Self::expect_object(json)
    }

    /// Makes sure that checked `json` is an object.
    pub(super) fn expect_object(json: &str) -> Result<Parsed<'_>, BuildError> {
        let object = json.trim_ascii();
        if object.starts_with('{') {
            return Ok(Parsed(object));
        }
        let offset = json.len() - json.trim_ascii_start().len();
        Err(SyntaxError { offset, problem: Problem::NotAnObject }.into())
    }

    /// Encodes `value`, an object if `content` is one, and checks what came out: a `Serialize` may nest
    /// deeper than JSON text may here.
    pub(super) fn encode_object<T, U>(content: &T, value: &U) -> Result<Self, BuildError>
    where
        T: Serialize + ?Sized,
        U: Serialize + ?Sized,
    {
        if to_window(content, 0, &mut [0])? != b"{" {
            return Err(Unencodable::NotAnObject.into());
        }
        let text = to_sink(value, Self::write(NO_MEMBERS))?.finish()?;
        Self::check(text.as_str(NO_MEMBERS))?;
        Ok(text)
    }

    /// Text under construction.
    pub(super) fn write(free: &'static str) -> Writer<B, N> {
        Writer { text: Self { buffer: B::default(), name: PhantomData }, needed: 0, free, is_free: true }
    }

    pub(super) fn as_str<'a>(&'a self, free: &'a str) -> &'a str {
        match self.buffer.as_ref() {
            "" => free,
            text => text,
        }
    }

    pub(super) fn serialize<S: Serializer>(&self, free: &str, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_json(self.as_str(free), serializer)
    }
}

pub(super) struct Writer<B, N> {
    text: JsonText<B, N>,
    needed: usize,
    free: &'static str,
    /// Whether what was written is what `free` starts with.
    is_free: bool,
}

impl<B: Buffer, N: Name> Writer<B, N> {
    /// Writes checked JSON as this crate would have written it: without white space, and with no escape that isn't
    /// needed. Numbers keep their digits.
    pub(super) fn take(&mut self, json: &str) -> Result<(), BuildError> {
        walk(&mut Scanner::new(json), 0, |token| {
            match Quoted::token(token) {
                text if token.starts_with('"') && text.as_plain().is_none() => write_quoted(self, text),
                _ => self.write(token.as_bytes()),
            }
            Ok(())
        })?;
        Ok(())
    }

    pub(super) fn finish(mut self) -> Result<JsonText<B, N>, BuildError> {
        if self.is_free && self.needed == self.free.len() {
            self.text.buffer = B::default();
        } else if self.needed > B::LIMIT {
            return Err(N::error(B::LIMIT, self.needed).into());
        }
        Ok(self.text)
    }
}

impl<B: Buffer, N: Name> Sink for Writer<B, N> {
    fn write(&mut self, bytes: &[u8]) {
        let rest = self.free.as_bytes().get(self.needed..);
        self.is_free = self.is_free && rest.is_some_and(|rest| rest.starts_with(bytes));
        self.needed = self.needed.saturating_add(bytes.len());
        if self.needed <= B::LIMIT
            && let Ok(piece) = core::str::from_utf8(bytes)
        {
            // There is room: the limit says so.
            let _ = self.text.buffer.push_str(piece);
        }
    }
}

impl<B: fmt::Debug, N> fmt::Debug for JsonText<B, N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.buffer.fmt(f)
    }
}

/// The longest object in a buffer, given the shortest that isn't empty.
pub(super) const fn longest_object(capacity: usize, shortest: &str) -> usize {
    if capacity < shortest.len() { NO_MEMBERS.len() } else { capacity }
}
