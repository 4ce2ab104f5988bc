//! Open JSON: an object of any members, as text.

use crate::capacity::{Buffer, Name};
use crate::error::{BuildError, Problem, SyntaxError, Unencodable};
use crate::json::{Parsed, Sink, compact, to_sink, to_window, verbatim};
use core::fmt;
use core::marker::PhantomData;
use serde::{Serialize, Serializer};

/// A JSON object as compact text.
#[derive(Clone, Default, PartialEq)]
pub(super) struct JsonText<B, N> {
    /// Checked; nothing where the object has no members, so that an empty one needs no room.
    buffer: B,
    name: PhantomData<N>,
}

impl<B: Buffer, N: Name> JsonText<B, N> {
    /// Checks that `json` is an object, and takes it.
    pub(super) fn object(json: &str) -> Result<Self, BuildError> {
        let object = Self::check_object(json)?;
        let mut text = Self::write();
        compact(object.0, &mut text)?;
        text.finish()
    }

    /// Checks that `json` is an object.
    pub(super) fn check_object(json: &str) -> Result<Parsed<'_>, BuildError> {
        compact(json, &mut Discard)?;
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
        let text = to_sink(value, Self::write())?.finish()?;
        compact(text.as_str(), &mut Discard)?;
        Ok(text)
    }

    /// Text under construction.
    pub(super) fn write() -> Writer<B, N> {
        Writer { text: Self::default(), needed: 0 }
    }

    pub(super) fn as_str(&self) -> &str {
        match self.buffer.as_ref() {
            "" => "{}",
            members => members,
        }
    }
}

pub(super) struct Writer<B, N> {
    text: JsonText<B, N>,
    needed: usize,
}

impl<B: Buffer, N: Name> Writer<B, N> {
    pub(super) fn finish(self) -> Result<JsonText<B, N>, BuildError> {
        if self.needed == "{}".len() {
            return Ok(JsonText::default());
        }
        if self.needed > B::LIMIT {
            return Err(N::error(B::LIMIT, self.needed).into());
        }
        Ok(self.text)
    }
}

impl<B: Buffer, N: Name> Sink for Writer<B, N> {
    fn write(&mut self, bytes: &[u8]) {
        self.needed = self.needed.saturating_add(bytes.len());
        if self.needed <= B::LIMIT
            && let Ok(piece) = core::str::from_utf8(bytes)
        {
            // There is room: the limit says so.
            let _ = self.text.buffer.push_str(piece);
        }
    }
}

struct Discard;

impl Sink for Discard {
    fn write(&mut self, _: &[u8]) {}
}

impl<B: Buffer, N: Name> Serialize for JsonText<B, N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        verbatim::serialize_json(self.as_str(), serializer)
    }
}

impl<B: fmt::Debug, N> fmt::Debug for JsonText<B, N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.buffer.fmt(f)
    }
}

/// The longest object in a buffer, given the shortest that isn't empty.
pub(super) const fn longest_object(capacity: usize, shortest: &str) -> usize {
    if capacity < shortest.len() { "{}".len() } else { capacity }
}
