//! The members of a message.

use super::{Reader, Shape, announce};
use crate::json::Quoted;
use crate::proto::Field;
use core::fmt;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};

/// What a message can read, member by member.
#[doc(hidden)]
pub trait Members {
    /// The message's name.
    const NAME: &'static str;

    /// The wire names of each field's members: one of most, all of a oneof.
    const FIELDS: &'static [&'static [&'static str]];

    /// A bit for each member that must be there, in the order of `FIELDS`.
    const REQUIRED: u64;

    /// Reads the value of a member of a field; answers whether there was one.
    ///
    /// # Errors
    /// That of the access.
    fn read_member<'de, A: MapAccess<'de>>(
        &mut self,
        field: usize,
        name: &'static str,
        access: &mut A,
    ) -> Result<bool, A::Error>;
}

/// Reads a message in its place.
#[doc(hidden)]
pub fn read_message<'de, M: Members, D: Deserializer<'de>>(message: &mut M, deserializer: D) -> Result<(), D::Error> {
    // Not as a struct: behind serde's `flatten` that would have to list its fields.
    deserializer.deserialize_map(Message(message))
}

/// Reads a message.
#[doc(hidden)]
pub fn read_new_message<'de, M: Members + Field, D: Deserializer<'de>>(deserializer: D) -> Result<M, D::Error> {
    // A message can be large: it isn't moved into the outcome.
    let mut outcome = Ok(M::absent());
    if let Ok(message) = &mut outcome
        && let Err(error) = read_message(message, deserializer)
    {
        outcome = Err(error);
    }
    outcome
}

struct Message<'a, M>(&'a mut M);

impl<'de, M: Members> Visitor<'de> for Message<'_, M> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a {}", M::NAME)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<(), A::Error> {
        // A message has at most 64 members.
        let (mut seen, mut present) = (0_u64, 0_u64);
        let mut expected = Place::default();
        while let Some(member) =
            access.next_key_seed(MemberName { fields: M::FIELDS, expected, reader: Reader::Foreign })?
        {
            let Some(Member { index, field, name, behind }) = member else {
                access.next_value::<IgnoredAny>()?;
                continue;
            };
            expected = behind;
            let bit = 1 << index;
            if seen & bit != 0 {
                return Err(A::Error::duplicate_field(name));
            }
            seen |= bit;
            if self.0.read_member(field, name, &mut access)? {
                present |= bit;
            }
        }
        match M::REQUIRED & !present {
            0 => Ok(()),
            missing => Err(A::Error::missing_field(nth(M::FIELDS, missing.trailing_zeros()))),
        }
    }
}

fn nth(fields: &'static [&'static [&'static str]], index: u32) -> &'static str {
    fields.iter().copied().flatten().nth(index as usize).copied().unwrap_or_default()
}

/// A place in [`Members::FIELDS`]: a field, and the index of its first member.
#[derive(Clone, Copy, Default)]
struct Place {
    field: usize,
    index: u32,
}

struct Member {
    index: u32,
    field: usize,
    name: &'static str,
    /// The next field.
    behind: Place,
}

/// Reads the name of a member; nothing for one that isn't known.
#[derive(Clone, Copy)]
struct MemberName {
    fields: &'static [&'static [&'static str]],
    /// Where it stands if members come in the order of fields, as they mostly do.
    expected: Place,
    reader: Reader,
}

impl MemberName {
    /// The member with a key that is its wire name, or the same name as in the `.proto`: `vm_is_healthy` for
    /// `vmIsHealthy`.
    fn find(self, key: Quoted<'_>) -> Option<Member> {
        self.search(|name| key.is(name)).or_else(|| self.find_in_snake_case(key))
    }

    #[cold]
    fn find_in_snake_case(self, key: Quoted<'_>) -> Option<Member> {
        if key.as_plain().is_some_and(|plain| !plain.contains('_')) {
            return None;
        }
        self.search(|name| key.chars().eq(snake_case(name)))
    }

    #[inline]
    fn search(self, is_name: impl Fn(&str) -> bool) -> Option<Member> {
        let (before, behind) = self.fields.split_at_checked(self.expected.field)?;
        search(behind, self.expected, &is_name).or_else(|| search(before, Place::default(), &is_name))
    }
}

/// Searches fields of which the first is at `place`.
#[inline]
fn search(fields: &[&'static [&'static str]], mut place: Place, is_name: impl Fn(&str) -> bool) -> Option<Member> {
    for &names in fields {
        let behind = Place { field: place.field + 1, index: place.index + names.len() as u32 };
        for (index, &name) in (place.index..).zip(names) {
            if is_name(name) {
                return Some(Member { index, field: place.field, name, behind });
            }
        }
        place = behind;
    }
    None
}

fn snake_case(name: &str) -> impl Iterator<Item = char> {
    name.chars().flat_map(|letter| {
        let underscore = letter.is_ascii_uppercase().then_some('_');
        underscore.into_iter().chain([letter.to_ascii_lowercase()])
    })
}

impl<'de> DeserializeSeed<'de> for MemberName {
    type Value = Option<Member>;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<Member>, D::Error> {
        announce("", usize::MAX, self, deserializer)
    }
}

impl<'de> Visitor<'de> for MemberName {
    type Value = Option<Member>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a field's name")
    }

    #[inline]
    fn visit_str<E: Error>(self, text: &str) -> Result<Option<Member>, E> {
        Ok(self.find(match self.reader {
            Reader::Own => Quoted::handed_on(text),
            Reader::Foreign => Quoted::plain(text),
        }))
    }
}

impl<'de> Shape<'de> for MemberName {
    fn by(self, reader: Reader) -> Self {
        Self { reader, ..self }
    }

    fn ask<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}
