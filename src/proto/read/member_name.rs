//! The name of a message's member.

use crate::json::{NAME, Quoted};
use core::fmt;
use serde::de::{DeserializeSeed, Deserializer, Error, SeqAccess, Visitor};

/// A member's index and name.
pub(super) type Member = (usize, &'static str);

/// Reads the name of a member; nothing for one that isn't known.
#[derive(Clone, Copy)]
pub(super) struct MemberName {
    pub(super) fields: &'static [&'static str],
    pub(super) oneofs: &'static [&'static [&'static str]],
    /// The next field if they come in their order, as they mostly do.
    pub(super) expected: usize,
}

impl MemberName {
    /// The member with a key that is its wire name, or the same name as in the `.proto`: `vm_is_healthy` for
    /// `vmIsHealthy`.
    fn find(self, key: Quoted<'_>) -> Option<Member> {
        self.find_by(|name| key.is(name)).or_else(|| self.find_in_snake_case(key))
    }

    #[cold]
    fn find_in_snake_case(self, key: Quoted<'_>) -> Option<Member> {
        if key.as_plain().is_some_and(|plain| plain.bytes().all(|byte| byte != b'_')) {
            return None;
        }
        self.find_by(|name| is_snake_case(key, name))
    }

    fn find_by(self, is_it: impl Fn(&str) -> bool) -> Option<Member> {
        let mut index = 0;
        let mut names = self.fields;
        let mut oneofs = self.oneofs.iter();
        loop {
            for &name in names {
                if is_it(name) {
                    return Some((index, name));
                }
                index += 1;
            }
            names = oneofs.next()?;
        }
    }
}

fn is_snake_case(mut key: Quoted<'_>, name: &str) -> bool {
    let is_same = name.chars().all(|letter| {
        let is_new_word = !letter.is_ascii_uppercase() || key.next_char() == Some('_');
        is_new_word && key.next_char() == Some(letter.to_ascii_lowercase())
    });
    is_same && key.next_char().is_none()
}

impl<'de> DeserializeSeed<'de> for MemberName {
    type Value = Option<Member>;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<Member>, D::Error> {
        if deserializer.is_human_readable() {
            deserializer.deserialize_newtype_struct(NAME, self)
        } else {
            deserializer.deserialize_identifier(self)
        }
    }
}

impl<'de> Visitor<'de> for MemberName {
    type Value = Option<Member>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a field's name")
    }

    #[inline]
    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<Member>, D::Error> {
        if deserializer.is_human_readable() {
            deserializer.deserialize_identifier(self)
        } else {
            deserializer.deserialize_seq(OwnName(self))
        }
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Option<Member>, E> {
        Ok(self.find(Quoted::plain(text)))
    }
}

/// Asks our own decoder for one name after the other whether it is the key's.
struct OwnName(MemberName);

impl<'de> Visitor<'de> for OwnName {
    type Value = Option<Member>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(f)
    }

    #[inline]
    fn visit_seq<A: SeqAccess<'de>>(self, mut key: A) -> Result<Option<Member>, A::Error> {
        let MemberName { fields, oneofs, expected } = self.0;
        for (index, &name) in (expected..).zip(fields.get(expected..).unwrap_or_default()) {
            if let Some(true) = key.next_element_seed(IsName(name))? {
                return Ok(Some((index, name)));
            }
        }
        for (index, &name) in (fields.len()..).zip(oneofs.iter().copied().flatten()) {
            if let Some(true) = key.next_element_seed(IsName(name))? {
                return Ok(Some((index, name)));
            }
        }
        Ok(key.next_element_seed(OtherName(self.0))?.flatten())
    }
}

/// Asks our own decoder whether the key is this.
struct IsName(&'static str);

impl<'de> DeserializeSeed<'de> for IsName {
    type Value = bool;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_unit_struct(self.0, self)
    }
}

impl Visitor<'_> for IsName {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }

    #[inline]
    fn visit_bool<E: Error>(self, is_name: bool) -> Result<bool, E> {
        Ok(is_name)
    }
}

/// Reads a name from our own decoder that isn't the one of an expected member.
struct OtherName(MemberName);

impl<'de> DeserializeSeed<'de> for OtherName {
    type Value = Option<Member>;

    #[inline(never)]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<Member>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for OtherName {
    type Value = Option<Member>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(f)
    }

    fn visit_str<E: Error>(self, token: &str) -> Result<Option<Member>, E> {
        Ok(self.0.find(Quoted::handed_on(token)))
    }
}
