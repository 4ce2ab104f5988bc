//! An object with `@type` in front.

use crate::error::Unencodable;
use crate::json::refuse;
use serde::ser::{Error, SerializeMap, SerializeStruct};
use serde::{Serialize, Serializer};

/// Writes an object with one more member, and refuses all else.
pub(super) struct WithType<'a, S> {
    pub(super) serializer: S,
    pub(super) type_url: &'a str,
}

impl<S: Serializer> Serializer for WithType<'_, S> {
    type Ok = S::Ok;
    type Error = S::Error;
    type SerializeMap = S::SerializeMap;
    type SerializeStruct = StructAsMap<S::SerializeMap>;

    fn is_human_readable(&self) -> bool {
        self.serializer.is_human_readable()
    }

    fn serialize_map(self, len: Option<usize>) -> Result<S::SerializeMap, S::Error> {
        let mut map = self.serializer.serialize_map(len.and_then(|len| len.checked_add(1)))?;
        map.serialize_entry("@type", self.type_url)?;
        Ok(map)
    }

    fn serialize_struct(self, _: &'static str, len: usize) -> Result<Self::SerializeStruct, S::Error> {
        self.serialize_map(Some(len)).map(StructAsMap)
    }

    fn serialize_newtype_struct<T: ?Sized + Serialize>(self, _: &'static str, value: &T) -> Result<S::Ok, S::Error> {
        value.serialize(self)
    }

    fn serialize_some<T: ?Sized + Serialize>(self, value: &T) -> Result<S::Ok, S::Error> {
        value.serialize(self)
    }

    fn collect_str<T: ?Sized + core::fmt::Display>(self, _: &T) -> Result<S::Ok, S::Error> {
        Err(S::Error::custom(Unencodable::NotAnObject))
    }

    refuse! { S::Error::custom(Unencodable::NotAnObject) => scalars str bytes unit unit_variant compounds variants }
}

pub(super) struct StructAsMap<M>(M);

impl<M: SerializeMap> SerializeStruct for StructAsMap<M> {
    type Ok = M::Ok;
    type Error = M::Error;

    fn serialize_field<T: ?Sized + Serialize>(&mut self, key: &'static str, value: &T) -> Result<(), M::Error> {
        self.0.serialize_entry(key, value)
    }

    fn end(self) -> Result<M::Ok, M::Error> {
        self.0.end()
    }
}
