//! Open JSON: a value of any kind, as JSON text.

use super::names::expect_distinct_names;
use crate::empty::ConstEmpty;
use crate::error::{
    BuildError, DecodeErrorKind, OpenJsonError, OpenJsonErrorKind, SerializeError, SyntaxError, SyntaxErrorKind,
};
use crate::json::{
    CheckedJson, Reader, Sink, Stop, StringToken, check, exceeds_double, to_sink, to_window, tokens, write_quoted,
};
use crate::profile::{Name, StringStorage, capacity_exceeded};
use crate::proto::traits::Field;
use core::fmt;
use core::marker::PhantomData;
use serde::{Serialize, Serializer};

/// A type that is JSON text.
pub(super) trait Open: Field {
    type Storage: StringStorage;
    type Name: Name;

    /// The value that takes no space.
    const FREE: &'static str;

    /// Sets the value to JSON text that has been checked.
    fn set(&mut self, json: &str) -> Result<(), BuildError>;
}

/// Reads a value of any kind, as it appears in the input.
pub(super) fn read_open<T: Open>(value: &mut T, reader: &mut Reader<'_>) -> Result<bool, Stop> {
    let json = reader.skip_to_text()?;
    value.set(json).map_err(|error| fail(error, reader))?;
    Ok(true)
}

#[cold] // One copy for all open types, off the hot path.
#[inline(never)]
fn fail(error: BuildError, reader: &mut Reader<'_>) -> Stop {
    let (offset, kind) = match error {
        BuildError::Syntax(SyntaxError { offset, kind }) => (offset, DecodeErrorKind::Syntax(kind)),
        BuildError::OpenJson(OpenJsonError { offset, kind: OpenJsonErrorKind::NotAnObject }) => {
            (offset, DecodeErrorKind::UnexpectedType(reader.type_at(reader.start() + offset)))
        }
        BuildError::OpenJson(OpenJsonError { offset, .. }) => (offset, error.into()),
        _ => return reader.fail(error.into()),
    };
    let stop = reader.fail_at(reader.start() + offset, kind);
    if let BuildError::OpenJson(OpenJsonError { kind, .. }) = error {
        match kind {
            OpenJsonErrorKind::MissingType | OpenJsonErrorKind::InvalidType => reader.name_field("@type"),
            OpenJsonErrorKind::MissingValue | OpenJsonErrorKind::InvalidValue => reader.name_field("value"),
            _ => {}
        }
    }
    stop
}

/// JSON as compact text.
#[derive(Clone, Default, PartialEq)]
pub(super) struct JsonText<B, N> {
    /// Checked; empty for the one value that takes no space.
    storage: B,
    name: PhantomData<N>,
}

/// The value that takes no space, if that is an object.
pub(super) const NO_MEMBERS: &str = "{}";

impl<B: StringStorage, N: Name> JsonText<B, N> {
    /// Stores checked `json`. The value `free` takes no space.
    pub(super) fn set(&mut self, json: &str, free: &'static str) -> Result<(), BuildError> {
        expect_distinct_names(json, B::LIMIT)?;
        let mut text = self.write(free);
        text.copy(json)?;
        text.finish()
    }

    /// Checks that valid `json` is an object.
    pub(super) fn expect_object(json: &str) -> Result<&str, BuildError> {
        if json.trim_ascii_start().starts_with('{') {
            return Ok(json);
        }
        let offset = json.len() - json.trim_ascii_start().len();
        Err(OpenJsonError { offset, kind: OpenJsonErrorKind::NotAnObject }.into())
    }

    /// Encodes `value`, which is an object if `content` is one, and checks the result: a `Serialize` may nest deeper
    /// than JSON text may here.
    pub(super) fn encode_object<T, U>(content: &T, value: &U) -> Result<Self, BuildError>
    where
        T: Serialize + ?Sized,
        U: Serialize + ?Sized,
    {
        if to_window(content, 0, &mut [0])? != b"{" {
            return Err(SerializeError::NotAnObject.into());
        }
        let mut text = Self::default();
        to_sink(value, text.write(NO_MEMBERS))?.finish()?;
        check_numbers(text.as_str(NO_MEMBERS))?;
        expect_distinct_names(text.as_str(NO_MEMBERS), B::LIMIT)?;
        Ok(text)
    }

    pub(super) fn clear(&mut self) {
        self.storage.clear();
    }

    /// Replaces the text with a new one.
    pub(super) fn write(&mut self, free: &'static str) -> Writer<'_, B, N> {
        self.clear();
        Writer { text: self, needed: 0, free, is_free: true }
    }

    pub(super) fn as_str<'a>(&'a self, free: &'a str) -> &'a str {
        match self.storage.as_ref() {
            "" => free,
            text => text,
        }
    }

    pub(super) fn serialize<S: Serializer>(&self, free: &str, serializer: S) -> Result<S::Ok, S::Error> {
        CheckedJson(self.as_str(free)).serialize(serializer)
    }
}

/// Checks encoded JSON.
fn check_numbers(json: &str) -> Result<(), SyntaxError> {
    check(json)?;
    tokens(json).try_for_each(|token| check_token(json, token))
}

/// Rejects a number that isn't a double.
fn check_token(json: &str, token: &str) -> Result<(), SyntaxError> {
    if matches!(token.as_bytes(), [b'-' | b'0'..=b'9', ..]) && exceeds_double(token) {
        let offset = token.as_ptr().addr() - json.as_ptr().addr();
        return Err(SyntaxError { offset, kind: SyntaxErrorKind::NumberTooLarge });
    }
    Ok(())
}

pub(super) struct Writer<'a, B, N> {
    text: &'a mut JsonText<B, N>,
    needed: usize,
    free: &'static str,
    /// Whether `free` starts with what was written.
    is_free: bool,
}

impl<B: StringStorage, N: Name> Writer<'_, B, N> {
    /// Writes checked JSON as this crate would have written it: without white space or unneeded escapes. Numbers
    /// keep their digits.
    pub(super) fn copy(&mut self, json: &str) -> Result<(), SyntaxError> {
        for token in tokens(json) {
            check_token(json, token)?;
            if token.starts_with('"') && token.bytes().any(|byte| byte == b'\\') {
                write_quoted(self, StringToken::token(token));
            } else {
                self.write(token.as_bytes());
            }
        }
        Ok(())
    }

    pub(super) fn finish(self) -> Result<(), BuildError> {
        if self.is_free && self.needed == self.free.len() {
            self.text.clear();
        } else if self.needed > B::LIMIT {
            return Err(capacity_exceeded::<N>("JSON", B::LIMIT, self.needed).into());
        }
        Ok(())
    }
}

impl<B: StringStorage, N: Name> Sink for Writer<'_, B, N> {
    fn write(&mut self, bytes: &[u8]) {
        let rest = self.free.as_bytes().get(self.needed..);
        self.is_free = self.is_free && rest.is_some_and(|rest| rest.starts_with(bytes));
        self.needed = self.needed.saturating_add(bytes.len());
        if self.needed <= B::LIMIT
            && let Ok(piece) = core::str::from_utf8(bytes)
        {
            // There is space: the limit guarantees it.
            let _ = self.text.storage.push_str(piece);
        }
    }
}

impl<B: ConstEmpty, N> ConstEmpty for JsonText<B, N> {
    const EMPTY: Self = Self { storage: B::EMPTY, name: PhantomData };
}

impl<B: fmt::Debug, N> fmt::Debug for JsonText<B, N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.storage.fmt(f)
    }
}

/// The length of the longest object in a buffer, given the shortest that isn't empty.
pub(super) const fn longest_object(capacity: usize, shortest: &str) -> usize {
    if capacity < shortest.len() { NO_MEMBERS.len() } else { capacity }
}
