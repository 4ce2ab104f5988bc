//! Messages and their members.

use super::InPlace;
use crate::json::{Key, StringToken};
use crate::proto::members::{HasSchema, Members, Schema};
use crate::proto::{Field, OneOf};
use core::fmt;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};

/// Reads a message in place.
#[doc(hidden)]
pub fn deserialize_message<'de, M: Members + HasSchema, D: Deserializer<'de>>(
    message: &mut M,
    deserializer: D,
) -> Result<bool, D::Error> {
    // Not as a struct: inside serde's `flatten`, that would have to list its fields.
    deserializer.deserialize_map(MessageVisitor(message))?;
    Ok(true)
}

/// Reads a message.
#[doc(hidden)]
pub fn deserialize_new_message<'de, M: Members + HasSchema + Field, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<M, D::Error> {
    let mut message = M::absent();
    deserialize_message(&mut message, deserializer)?;
    Ok(message)
}

struct MessageVisitor<'a, M>(&'a mut M);

impl<'de, M: Members + HasSchema> Visitor<'de> for MessageVisitor<'_, M> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a {}", M::SCHEMA.name)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<(), A::Error> {
        let schema = M::SCHEMA;
        let (mut seen, mut present) = (0_u64, 0_u64);
        while let Some(member) = access.next_key_seed(MemberName(schema))? {
            let Some(index) = member else {
                access.next_value::<IgnoredAny>()?;
                continue;
            };
            let bit = 1 << index;
            if seen & bit != 0 {
                return Err(A::Error::duplicate_field(schema.name_of(index)));
            }
            seen |= bit;
            if self.0.deserialize_member(index, &mut access)? {
                present |= bit;
            }
        }
        match schema.required & !present {
            0 => Ok(()),
            missing => Err(A::Error::missing_field(schema.name_of(missing.trailing_zeros() as usize))),
        }
    }
}

/// Reads the name of a member, and returns its index if it is known.
struct MemberName(&'static Schema);

impl<'de> DeserializeSeed<'de> for MemberName {
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<usize>, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for MemberName {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a field")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Option<usize>, E> {
        Ok(self.0.find(StringToken::plain(name)))
    }
}

/// Reads the value of a field in place; returns whether there was one. `null` is none.
#[doc(hidden)]
pub fn deserialize_field<'de, T: Field, A: MapAccess<'de>>(field: &mut T, access: &mut A) -> Result<bool, A::Error> {
    access.next_value_seed(Nullable(InPlace(field)))
}

/// Reads the value of a oneof's member in place; returns whether there was one. `null` is none.
pub(in crate::proto) fn deserialize_oneof<'de, P: OneOf, A: MapAccess<'de>>(
    oneof: &mut Option<P>,
    index: usize,
    access: &mut A,
) -> Result<bool, A::Error> {
    access.next_value_seed(Nullable(MemberOf { oneof, index }))
}

struct MemberOf<'a, P> {
    oneof: &'a mut Option<P>,
    index: usize,
}

impl<'de, P: OneOf> DeserializeSeed<'de> for MemberOf<'_, P> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        if self.oneof.is_some() {
            let name = P::MEMBERS.get(self.index).map_or("", Key::name);
            return Err(D::Error::duplicate_field(name));
        }
        let has_value = P::deserialize_member(self.oneof, self.index, deserializer)?;
        if !has_value {
            *self.oneof = None;
        }
        Ok(has_value)
    }
}

/// A value that may be `null`, which is none.
struct Nullable<S>(S);

impl<'de, S: DeserializeSeed<'de, Value = bool>> DeserializeSeed<'de> for Nullable<S> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_option(self)
    }
}

impl<'de, S: DeserializeSeed<'de, Value = bool>> Visitor<'de> for Nullable<S> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a field's value")
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        self.0.deserialize(deserializer)
    }

    fn visit_none<E: Error>(self) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_unit<E: Error>(self) -> Result<bool, E> {
        Ok(false)
    }
}
