//! A value that must be an object.

use super::raw_object::Fields;
use crate::error::SerializeError;
use crate::json::reject;
use crate::proto::object::FieldsOfMap;
use serde::ser::{Error, SerializeMap};
use serde::{Serialize, Serializer};

/// A value that is written as an object, or not at all.
pub(super) struct InObject<'a, T>(pub(super) &'a T);

impl<T: Serialize> Serialize for InObject<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(Object(serializer))
    }
}

/// Passes objects through to `S`, and rejects everything else.
pub(super) struct Object<S>(pub(super) S);

impl<S: Serializer> Serializer for Object<S> {
    type Ok = S::Ok;
    type Error = S::Error;
    type SerializeMap = S::SerializeMap;
    type SerializeStruct = Fields<FieldsOfMap<S::SerializeMap>, Self>;
    type SerializeTupleVariant = S::SerializeTupleVariant;
    type SerializeStructVariant = S::SerializeStructVariant;

    fn is_human_readable(&self) -> bool {
        self.0.is_human_readable()
    }

    fn serialize_map(self, len: Option<usize>) -> Result<S::SerializeMap, S::Error> {
        self.0.serialize_map(len)
    }

    fn serialize_struct(self, name: &'static str, len: usize) -> Result<Self::SerializeStruct, S::Error> {
        Fields::new(name, self, |object| object.0.serialize_map(Some(len)).map(FieldsOfMap))
    }

    fn serialize_newtype_struct<T: ?Sized + Serialize>(self, _: &'static str, value: &T) -> Result<S::Ok, S::Error> {
        value.serialize(self)
    }

    fn serialize_some<T: ?Sized + Serialize>(self, value: &T) -> Result<S::Ok, S::Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<S::Ok, S::Error> {
        let mut map = self.0.serialize_map(Some(1))?;
        map.serialize_entry(variant, value)?;
        map.end()
    }

    fn serialize_tuple_variant(
        self,
        name: &'static str,
        index: u32,
        variant: &'static str,
        len: usize,
    ) -> Result<S::SerializeTupleVariant, S::Error> {
        self.0.serialize_tuple_variant(name, index, variant, len)
    }

    fn serialize_struct_variant(
        self,
        name: &'static str,
        index: u32,
        variant: &'static str,
        len: usize,
    ) -> Result<S::SerializeStructVariant, S::Error> {
        self.0.serialize_struct_variant(name, index, variant, len)
    }

    fn collect_str<T: ?Sized + core::fmt::Display>(self, _: &T) -> Result<S::Ok, S::Error> {
        Err(S::Error::custom(SerializeError::NotAnObject))
    }

    reject! { S::Error::custom(SerializeError::NotAnObject) => scalars str bytes unit unit_variant compounds }
}
