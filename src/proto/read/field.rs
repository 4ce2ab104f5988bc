//! A field's value.

use super::InPlace;
use crate::json::NAME;
use crate::proto::{Field, OneOf};
use core::fmt;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor};

/// Reads the value of a field in its place; answers whether there was one. `null` is none.
#[doc(hidden)]
#[inline]
pub fn read_field<'de, T: Field, A: MapAccess<'de>>(
    field: &mut T,
    name: &'static str,
    access: &mut A,
) -> Result<bool, A::Error> {
    access.next_value_seed(Named { name, place: InPlace(field) })
}

/// Reads a member of a oneof in its place; answers whether there was a value. `null` is none.
#[inline]
pub(in crate::proto) fn read_oneof<'de, P: OneOf, A: MapAccess<'de>>(
    oneof: &mut Option<P>,
    name: &'static str,
    access: &mut A,
) -> Result<bool, A::Error> {
    access.next_value_seed(Named { name, place: MemberOf { oneof, name } })
}

struct MemberOf<'a, P> {
    oneof: &'a mut Option<P>,
    name: &'static str,
}

impl<'de, P: OneOf> DeserializeSeed<'de> for MemberOf<'_, P> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        if self.oneof.is_some() {
            return Err(D::Error::duplicate_field(self.name));
        }
        *self.oneof = P::member(self.name);
        let is_known = match self.oneof {
            Some(member) => member.deserialize_member(deserializer)?,
            None => false,
        };
        if !is_known {
            *self.oneof = None;
        }
        Ok(is_known)
    }
}

/// The place of a value, with the name of its field for our own decoder; it may be `null`.
struct Named<P> {
    name: &'static str,
    place: P,
}

impl<'de, P: DeserializeSeed<'de, Value = bool>> DeserializeSeed<'de> for Named<P> {
    type Value = bool;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        if deserializer.is_human_readable() {
            deserializer.deserialize_newtype_struct(NAME, self)
        } else {
            deserializer.deserialize_option(self)
        }
    }
}

impl<'de, P: DeserializeSeed<'de, Value = bool>> Visitor<'de> for Named<P> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }

    #[inline]
    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        if deserializer.is_human_readable() {
            deserializer.deserialize_option(self)
        } else {
            deserializer.deserialize_struct(self.name, &[], self)
        }
    }

    #[inline]
    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        self.place.deserialize(deserializer)
    }

    fn visit_none<E: Error>(self) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_unit<E: Error>(self) -> Result<bool, E> {
        Ok(false)
    }
}
