//! JSON text that is read.

use super::transcribe::Transcribe;
use super::{Reader, Refusal, Shape, announce};
use crate::capacity::{Buffer, Name};
use crate::error::{BuildError, Found, Problem, SyntaxError};
use crate::proto::open::{JsonText, Writer};
use core::fmt;
use core::marker::PhantomData;
use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};

/// A type that is JSON text.
pub(in crate::proto) trait Open: Sized {
    type Buffer: Buffer;
    type Name: Name;

    /// The value that needs no room.
    const FREE: &'static str;

    /// Takes text that was checked to be JSON.
    fn from_json(json: &str) -> Result<Self, BuildError>;
}

/// Reads JSON text.
pub(in crate::proto) fn read_open<'de, T: Open, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let visitor = OpenVisitor { reader: Reader::Foreign, value: PhantomData };
    announce(T::Name::NAME, T::Buffer::LIMIT, visitor, deserializer)
}

struct OpenVisitor<T> {
    reader: Reader,
    value: PhantomData<T>,
}

impl<T: Open> OpenVisitor<T> {
    fn take<E: Error>(self, json: &str) -> Result<T, E> {
        T::from_json(json).map_err(|error| match error {
            BuildError::Syntax(SyntaxError { problem: Problem::InvalidType, .. }) => E::missing_field("@type"),
            BuildError::Syntax(SyntaxError { problem: Problem::DuplicateType, .. }) => E::duplicate_field("@type"),
            BuildError::Syntax(SyntaxError { problem: Problem::NotAnObject, .. }) => {
                let first = json.trim_ascii_start().bytes().next().unwrap_or_default();
                self.refuse(Refusal::WrongType(Found::starting_with(first)))
            }
            BuildError::Capacity(error) => self.refuse(Refusal::TooLong(error.needed)),
            BuildError::OutOfRange(_) => self.refuse(Refusal::OutOfRange),
            _ => self.refuse(Refusal::Malformed),
        })
    }

    fn refuse<E: Error>(&self, refusal: Refusal) -> E {
        self.reader.refuse(refusal, T::Name::NAME, T::Buffer::LIMIT)
    }

    /// What another format says, as JSON.
    fn transcribe<E: Error>(
        self,
        write: impl FnOnce(Transcribe<'_, Writer<T::Buffer, T::Name>>) -> Result<(), E>,
    ) -> Result<T, E> {
        let mut text = JsonText::write(T::FREE);
        write(Transcribe(&mut text))?;
        match text.finish() {
            Ok(text) => self.take(text.as_str(T::FREE)),
            Err(error) => Err(E::custom(error)),
        }
    }
}

macro_rules! scalars {
    ($($method:ident: $type:ty),+) => { $(
        fn $method<E: Error>(self, value: $type) -> Result<T, E> {
            self.transcribe(|to| to.$method(value))
        }
    )+ };
}

impl<'de, T: Open> Visitor<'de> for OpenVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    /// From our own decoder, the value's text.
    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<T, E> {
        match self.reader {
            Reader::Own => self.take(text),
            Reader::Foreign => self.visit_str(text),
        }
    }

    scalars! { visit_bool: bool, visit_i64: i64, visit_u64: u64, visit_f64: f64, visit_str: &str }

    fn visit_unit<E: Error>(self) -> Result<T, E> {
        self.transcribe(|to| to.visit_unit())
    }

    fn visit_none<E: Error>(self) -> Result<T, E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        self.ask(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        self.ask(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, access: A) -> Result<T, A::Error> {
        self.transcribe(|to| to.visit_seq(access))
    }

    fn visit_map<A: MapAccess<'de>>(self, access: A) -> Result<T, A::Error> {
        self.transcribe(|to| to.visit_map(access))
    }
}

impl<'de, T: Open> Shape<'de> for OpenVisitor<T> {
    const AS_TEXT: bool = true;

    fn by(self, reader: Reader) -> Self {
        Self { reader, ..self }
    }

    fn ask<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_any(self)
    }
}
