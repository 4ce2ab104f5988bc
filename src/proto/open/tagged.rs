//! An object with `@type` first.

use super::raw_object::Fields;
use crate::error::{OpenJsonErrorKind, SerializeError};
use crate::json::reject;
use core::fmt::{self, Display};
use serde::ser::{Error, SerializeMap, SerializeStruct};
use serde::{Serialize, Serializer};

/// A message with its type.
pub(super) struct Tagged<'a, T: ?Sized> {
    pub(super) type_url: &'a str,
    pub(super) message: &'a T,
    /// Whether a member called `@type` is an error. Otherwise it's written, for a caller that checks all names.
    pub(super) rejects_type: bool,
}

impl<T: Serialize + ?Sized> Serialize for Tagged<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { type_url, message, rejects_type } = *self;
        message.serialize(WithType { serializer, type_url, rejects_type })
    }
}

/// Writes an object with one more member, and rejects everything else.
struct WithType<'a, S> {
    serializer: S,
    type_url: &'a str,
    rejects_type: bool,
}

impl<S: Serializer> Serializer for WithType<'_, S> {
    type Ok = S::Ok;
    type Error = S::Error;
    type SerializeMap = MembersAfterType<S::SerializeMap>;
    type SerializeStruct = Fields<MembersAfterType<S::SerializeMap>, Self>;

    fn is_human_readable(&self) -> bool {
        self.serializer.is_human_readable()
    }

    fn serialize_map(self, len: Option<usize>) -> Result<Self::SerializeMap, S::Error> {
        let mut map = self.serializer.serialize_map(len.and_then(|len| len.checked_add(1)))?;
        map.serialize_entry("@type", self.type_url)?;
        Ok(MembersAfterType { map, rejects_type: self.rejects_type })
    }

    fn serialize_struct(self, name: &'static str, len: usize) -> Result<Self::SerializeStruct, S::Error> {
        Fields::new(name, self, |with_type| with_type.serialize_map(Some(len)))
    }

    fn serialize_newtype_struct<T: ?Sized + Serialize>(self, _: &'static str, value: &T) -> Result<S::Ok, S::Error> {
        value.serialize(self)
    }

    fn serialize_some<T: ?Sized + Serialize>(self, value: &T) -> Result<S::Ok, S::Error> {
        value.serialize(self)
    }

    fn collect_str<T: ?Sized + Display>(self, _: &T) -> Result<S::Ok, S::Error> {
        Err(S::Error::custom(SerializeError::NotAnObject))
    }

    reject! { S::Error::custom(SerializeError::NotAnObject) => scalars str bytes unit unit_variant compounds variants }
}

/// Members of a map or a struct, none of which may be a second `@type`.
struct MembersAfterType<M> {
    map: M,
    rejects_type: bool,
}

impl<M: SerializeMap> SerializeMap for MembersAfterType<M> {
    type Ok = M::Ok;
    type Error = M::Error;

    fn serialize_key<T: ?Sized + Serialize>(&mut self, key: &T) -> Result<(), M::Error> {
        if self.rejects_type && key.serialize(IsType) == Ok(true) {
            return Err(M::Error::custom(OpenJsonErrorKind::DuplicateName));
        }
        self.map.serialize_key(key)
    }

    fn serialize_value<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), M::Error> {
        self.map.serialize_value(value)
    }

    fn end(self) -> Result<M::Ok, M::Error> {
        self.map.end()
    }
}

impl<M: SerializeMap> SerializeStruct for MembersAfterType<M> {
    type Ok = M::Ok;
    type Error = M::Error;

    fn serialize_field<T: ?Sized + Serialize>(&mut self, key: &'static str, value: &T) -> Result<(), M::Error> {
        self.serialize_entry(key, value)
    }

    fn end(self) -> Result<M::Ok, M::Error> {
        self.map.end()
    }
}

/// Serializes a key to whether it is `@type`.
struct IsType;

impl Serializer for IsType {
    type Ok = bool;
    type Error = SerializeError;

    fn serialize_str(self, key: &str) -> Result<bool, SerializeError> {
        Ok(key == "@type")
    }

    fn collect_str<T: ?Sized + Display>(self, key: &T) -> Result<bool, SerializeError> {
        let mut rest = Some("@type");
        let compare = |piece: &str| rest = rest.and_then(|rest| rest.strip_prefix(piece));
        fmt::write(&mut ForEachPiece(compare), format_args!("{key}")).map_err(|fmt::Error| SerializeError::Custom)?;
        Ok(rest == Some(""))
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<bool, SerializeError> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: ?Sized + Serialize>(self, _: &'static str, key: &T) -> Result<bool, SerializeError> {
        key.serialize(self)
    }

    fn serialize_some<T: ?Sized + Serialize>(self, key: &T) -> Result<bool, SerializeError> {
        key.serialize(self)
    }

    reject! { SerializeError::KeyNotString => scalars bytes unit compounds objects variants }
}

struct ForEachPiece<F>(F);

impl<F: FnMut(&str)> fmt::Write for ForEachPiece<F> {
    fn write_str(&mut self, piece: &str) -> fmt::Result {
        (self.0)(piece);
        Ok(())
    }
}
