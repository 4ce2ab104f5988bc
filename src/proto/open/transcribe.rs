//! Converting other formats to JSON.

use crate::json::{PrivateName, Sink, read_private, to_sink, write_raw};
use core::fmt;
use serde::Serialize;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

/// Writes a value to a sink as it is read.
///
/// It nests as deep as the other format allows, which is left to check.
pub(super) struct Transcribe<'a, S>(pub(super) &'a mut S);

impl<S: Sink> Transcribe<'_, S> {
    fn write<E: Error>(self, value: impl Serialize) -> Result<(), E> {
        to_sink(&value, self.0).map(drop).map_err(E::custom)
    }
}

impl<'de, S: Sink> DeserializeSeed<'de> for Transcribe<'_, S> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

macro_rules! scalars {
    ($($method:ident: $type:ty),+) => { $(
        fn $method<E: Error>(self, value: $type) -> Result<(), E> {
            self.write(value)
        }
    )+ };
}

impl<'de, S: Sink> Visitor<'de> for Transcribe<'_, S> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value that JSON has")
    }

    scalars! { visit_bool: bool, visit_f64: f64, visit_str: &str }
    scalars! { visit_i64: i64, visit_u64: u64, visit_i128: i128, visit_u128: u128 }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.write(())
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        self.write(())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<(), A::Error> {
        self.0.write(b"[");
        let mut is_first = true;
        while access.next_element_seed(AfterComma { to: &mut *self.0, comma: !is_first })?.is_some() {
            is_first = false;
        }
        self.0.write(b"]");
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<(), A::Error> {
        let mut punctuation = b'{';
        while let Some(private) = access.next_key_seed(Key { to: &mut *self.0, punctuation })? {
            if let Some(name) = private {
                return read_private(&mut access, |json| write_raw(self.0, name, json));
            }
            punctuation = b',';
            access.next_value_seed(Transcribe(&mut *self.0))?;
        }
        self.0.write(if punctuation == b'{' { b"{}" } else { b"}" });
        Ok(())
    }
}

/// An element, with or without a comma before it.
struct AfterComma<'a, S> {
    to: &'a mut S,
    comma: bool,
}

impl<'de, S: Sink> DeserializeSeed<'de> for AfterComma<'_, S> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        if self.comma {
            self.to.write(b",");
        }
        Transcribe(self.to).deserialize(deserializer)
    }
}

/// A key, unless it is the first one and one of serde_json's private names: that isn't written, but returned.
struct Key<'a, S> {
    to: &'a mut S,
    punctuation: u8,
}

impl<'de, S: Sink> DeserializeSeed<'de> for Key<'_, S> {
    type Value = Option<PrivateName>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<PrivateName>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de, S: Sink> Visitor<'de> for Key<'_, S> {
    type Value = Option<PrivateName>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key that is text")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Option<PrivateName>, E> {
        if self.punctuation == b'{'
            && let Some(name) = PrivateName::of(key)
        {
            return Ok(Some(name));
        }
        self.to.write(&[self.punctuation]);
        to_sink(key, &mut *self.to).map_err(E::custom)?;
        self.to.write(b":");
        Ok(None)
    }
}
