//! JSON of any kind.

use super::json_text::{JsonText, Open, Writer};
use super::transcribe::Transcribe;
use crate::json::check;
use core::fmt;
use core::marker::PhantomData;
use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};

/// Reads a value of any kind, as JSON text.
pub(super) fn deserialize_open<'de, T: Open, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_any(OpenVisitor(PhantomData))
}

struct OpenVisitor<T>(PhantomData<T>);

impl<T: Open> OpenVisitor<T> {
    fn transcribe<E: Error>(
        self,
        write: impl FnOnce(Transcribe<'_, Writer<'_, T::Storage, T::Name>>) -> Result<(), E>,
    ) -> Result<T, E> {
        let mut text = JsonText::default();
        let mut writer = text.write(T::FREE);
        write(Transcribe(&mut writer))?;
        writer.finish().map_err(E::custom)?;
        let json = text.as_str(T::FREE);
        // Other formats may nest deeper than JSON may here.
        check(json).map_err(E::custom)?;
        let mut value = T::absent();
        value.set(json).map_err(E::custom)?;
        Ok(value)
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
        f.write_str("a value that JSON has")
    }

    scalars! { visit_bool: bool, visit_f64: f64, visit_str: &str }
    scalars! { visit_i64: i64, visit_u64: u64, visit_i128: i128, visit_u128: u128 }

    fn visit_unit<E: Error>(self) -> Result<T, E> {
        self.transcribe(|to| to.visit_unit())
    }

    fn visit_none<E: Error>(self) -> Result<T, E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, access: A) -> Result<T, A::Error> {
        self.transcribe(|to| to.visit_seq(access))
    }

    fn visit_map<A: MapAccess<'de>>(self, access: A) -> Result<T, A::Error> {
        self.transcribe(|to| to.visit_map(access))
    }
}
