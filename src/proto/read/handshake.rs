//! The handshake with this crate's decoder.

use super::Reader;
use crate::json::NAME;
use core::fmt;
use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};

/// Visits a value of some shape, and knows how to ask other formats for it.
pub(crate) trait Shape<'de>: Visitor<'de> {
    /// Whether our own decoder should show the value's text, whatever it is.
    const AS_TEXT: bool = false;

    /// What is read by that reader.
    fn by(self, reader: Reader) -> Self;

    /// Asks a format that isn't ours.
    fn ask<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error>;
}

/// Reads a value, and tells our own decoder what it is and how much of it there may be.
#[inline]
pub(crate) fn announce<'de, D: Deserializer<'de>, V: Shape<'de>>(
    what: &'static str,
    limit: usize,
    visitor: V,
    deserializer: D,
) -> Result<V::Value, D::Error> {
    if deserializer.is_human_readable() {
        deserializer.deserialize_newtype_struct(NAME, Announcing { what, limit, visitor, asks_for_text: V::AS_TEXT })
    } else {
        visitor.by(Reader::Foreign).ask(deserializer)
    }
}

struct Announcing<V> {
    what: &'static str,
    limit: usize,
    visitor: V,
    asks_for_text: bool,
}

/// A format may take the newtype for nothing at all, and show its content at once.
macro_rules! pass_on {
    ($($method:ident: $type:ty),+) => { $(
        fn $method<E: Error>(self, value: $type) -> Result<V::Value, E> {
            self.visitor.by(Reader::Foreign).$method(value)
        }
    )+ };
}

impl<'de, V: Shape<'de>> Visitor<'de> for Announcing<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.what)
    }

    #[inline]
    fn visit_newtype_struct<D: Deserializer<'de>>(mut self, deserializer: D) -> Result<V::Value, D::Error> {
        if deserializer.is_human_readable() {
            self.visitor.by(Reader::Foreign).ask(deserializer)
        } else if core::mem::take(&mut self.asks_for_text) {
            deserializer.deserialize_bytes(self)
        } else {
            deserializer.deserialize_tuple_struct(self.what, self.limit, self.visitor.by(Reader::Own))
        }
    }

    pass_on! { visit_bool: bool, visit_i64: i64, visit_u64: u64, visit_f64: f64, visit_str: &str, visit_bytes: &[u8] }

    fn visit_seq<A: SeqAccess<'de>>(self, access: A) -> Result<V::Value, A::Error> {
        self.visitor.by(Reader::Foreign).visit_seq(access)
    }

    fn visit_map<A: MapAccess<'de>>(self, access: A) -> Result<V::Value, A::Error> {
        self.visitor.by(Reader::Foreign).visit_map(access)
    }
}
