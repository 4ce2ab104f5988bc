//! Messages and their members.

use crate::json::StringToken;
use crate::proto::traits::{Field, HasSchema, Members, Schema};
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
        match schema.required() & !present {
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
