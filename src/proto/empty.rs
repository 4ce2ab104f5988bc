//! `google.protobuf.Empty`.

use super::{Field, Members, Message, read_message};
use crate::max::MaxJsonLen;
use serde::de::MapAccess;
use serde::ser::SerializeStruct;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A message without fields, whose being there is what it says: `google.protobuf.Empty`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Empty;

impl Serialize for Empty {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_struct("Empty", 0)?.end()
    }
}

impl Field for Empty {
    fn absent() -> Self {
        Self
    }

    fn is_default(&self) -> bool {
        false
    }

    fn serialize_field<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.serialize(serializer)
    }

    fn deserialize_field<'de, D: Deserializer<'de>>(&mut self, deserializer: D) -> Result<bool, D::Error> {
        read_message(self, deserializer)?;
        Ok(true)
    }

    crate::__log_by_format! {}
}

impl<'de> Deserialize<'de> for Empty {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read_message(&mut Self, deserializer)?;
        Ok(Self)
    }
}

impl Members for Empty {
    const NAME: &'static str = "Empty";
    const FIELDS: &'static [&'static str] = &[];
    const ONEOFS: &'static [&'static [&'static str]] = &[];
    const REQUIRED: u64 = 0;

    fn read_member<'de, A: MapAccess<'de>>(&mut self, _: usize, _: &'static str, _: &mut A) -> Result<bool, A::Error> {
        Ok(false)
    }
}

impl Message for Empty {}

impl MaxJsonLen for Empty {
    const MAX_JSON_LEN: usize = "{}".len();
}
