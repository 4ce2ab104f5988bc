//! The members of a message.

use super::member_name::MemberName;
use crate::json::needs_escapes;
use crate::proto::Field;
use core::fmt;
use serde::de::{Deserializer, Error, IgnoredAny, MapAccess, Visitor};

/// What a message can read, member by member.
#[doc(hidden)]
pub trait Members {
    /// The message's name.
    const NAME: &'static str;

    /// The wire names of its fields, but for oneofs.
    const FIELDS: &'static [&'static str];

    /// The wire names of each oneof's members, which are counted behind the fields.
    const ONEOFS: &'static [&'static [&'static str]];

    /// A bit for each field that must be there.
    const REQUIRED: u64;

    /// Reads the value of a member; answers whether there was one.
    ///
    /// # Errors
    /// That of the access.
    fn read_member<'de, A: MapAccess<'de>>(
        &mut self,
        index: usize,
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
    let mut message = M::absent();
    read_message(&mut message, deserializer)?;
    Ok(message)
}

struct Message<'a, M>(&'a mut M);

impl<'de, M: Members> Visitor<'de> for Message<'_, M> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a {}", M::NAME)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<(), A::Error> {
        const { check::<M>() };
        let (mut seen, mut present) = (0_u64, 0_u64);
        let mut expected = 0;
        while let Some(member) = access.next_key_seed(MemberName { fields: M::FIELDS, oneofs: M::ONEOFS, expected })? {
            let Some((index, name)) = member else {
                access.next_value::<IgnoredAny>()?;
                continue;
            };
            if index < M::FIELDS.len() {
                expected = index + 1;
            }
            let bit = 1 << index;
            if seen & bit != 0 {
                return Err(A::Error::duplicate_field(name));
            }
            seen |= bit;
            if self.0.read_member(index, name, &mut access)? {
                present |= bit;
            }
        }
        match M::REQUIRED & !present {
            0 => Ok(()),
            missing => {
                let first = M::FIELDS.get(missing.trailing_zeros() as usize);
                Err(A::Error::missing_field(first.copied().unwrap_or_default()))
            }
        }
    }
}

const fn check<M: Members>() {
    let mut members = check_names(M::FIELDS);
    let mut oneofs = M::ONEOFS;
    while let [oneof, rest @ ..] = oneofs {
        members += check_names(oneof);
        oneofs = rest;
    }
    assert!(members <= u64::BITS as usize, "a message has at most 64 members");
}

/// Answers how many there are.
const fn check_names(mut names: &[&str]) -> usize {
    let len = names.len();
    while let [name, rest @ ..] = names {
        assert!(!needs_escapes(name), "a wire name has nothing that JSON would escape");
        names = rest;
    }
    len
}
