//! `google.protobuf.Empty`.

use crate::empty::ConstEmpty;
use crate::json::{Output, Reader, Stop};
use crate::max::MaxJsonLen;
use crate::proto::object::{
    deserialize_message, read_message, read_tagged_message, write_message, write_tagged_message,
};
use crate::proto::traits::{Field, HasSchema, Members, Message, Schema, Special, TypeTag, WriteMembers};
use serde::de::MapAccess;
use serde::ser::{SerializeMap, SerializeStruct};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A message without fields, whose presence is its only information: `google.protobuf.Empty`.
///
/// ```
/// use vitalwire::Microcontroller;
/// use vitalwire::genomics::CheckInRequest;
/// use vitalwire::proto::Empty;
///
/// let request = CheckInRequest::<Microcontroller> { deadline_expired: Some(Empty), ..Default::default() };
/// assert_eq!(vitalwire::to_str(&request, &mut [0; 32]), Ok(r#"{"deadlineExpired":{}}"#));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Empty;

impl Serialize for Empty {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.serialize_struct("Empty", 0)?.end()
        } else {
            serializer.serialize_map(Some(0))?.end()
        }
    }
}

impl Field for Empty {
    fn absent() -> Self {
        Self
    }

    fn is_default(&self) -> bool {
        false
    }

    fn write<O: Output>(&self, output: &mut O) {
        write_message(self, output);
    }

    fn serialize_field<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.serialize(serializer)
    }

    fn read(&mut self, reader: &mut Reader<'_>) -> Result<bool, Stop> {
        read_message(self, Self::SCHEMA, reader)
    }

    fn deserialize_field<'de, D: Deserializer<'de>>(&mut self, deserializer: D) -> Result<bool, D::Error> {
        deserialize_message(self, deserializer)
    }

    crate::__log_by_format! {}
}

impl<'de> Deserialize<'de> for Empty {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize_message(&mut Self, deserializer)?;
        Ok(Self)
    }
}

impl HasSchema for Empty {
    const SCHEMA: &'static Schema = &Schema::new("Empty", &[], &[], &Special { required: 0, nulls: 0 });
}

impl WriteMembers for Empty {
    fn write_members<O: Output>(&self, _: usize, _: &mut O) -> bool {
        false
    }
}

impl Members for Empty {
    fn read_member(&mut self, _: usize, _: &mut Reader<'_>) -> Result<bool, Stop> {
        Ok(false)
    }

    fn deserialize_member<'de, A: MapAccess<'de>>(&mut self, _: usize, _: &mut A) -> Result<bool, A::Error> {
        Ok(false)
    }
}

impl Message for Empty {
    fn write_object<O: Output>(&self, output: &mut O) {
        write_message(self, output);
    }

    fn write_tagged<O: Output>(&self, type_url: &'static str, output: &mut O) {
        write_tagged_message(self, type_url, output);
    }

    fn read_tagged(&mut self, tag: TypeTag, reader: &mut Reader<'_>) -> Result<(), Stop> {
        read_tagged_message(self, Self::SCHEMA, tag, reader)
    }
}

impl ConstEmpty for Empty {
    const EMPTY: Self = Self;
}

impl MaxJsonLen for Empty {
    const MAX_JSON_LEN: usize = "{}".len();
}
