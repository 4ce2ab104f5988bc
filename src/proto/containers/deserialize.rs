//! Elements of lists and keys of maps, from other formats.

use crate::profile::{ListStorage, Name, capacity_full};
use crate::proto::traits::{Field, MapKey};
use core::marker::PhantomData;
use serde::de::{DeserializeSeed, Deserializer, Error};

/// Reads an element into a list, unless it is an enum's value with an unknown name.
pub(super) struct NewElement<'a, S, N> {
    pub(super) storage: &'a mut S,
    pub(super) name: PhantomData<N>,
}

impl<'de, S: ListStorage<Element: Field>, N: Name> DeserializeSeed<'de> for NewElement<'_, S, N> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let is_pushed = self.storage.push(S::Element::absent()).is_ok();
        let Some(element) = self.storage.as_mut().last_mut().filter(|_| is_pushed) else {
            return Err(D::Error::custom(capacity_full::<N>("list", S::LIMIT)));
        };
        if !element.deserialize_field(deserializer)? {
            self.storage.pop();
        }
        Ok(())
    }
}

/// Reads a key in place; returns whether there was one.
pub(super) struct KeyInPlace<'a, K>(pub(super) &'a mut K);

impl<'de, K: MapKey> DeserializeSeed<'de> for KeyInPlace<'_, K> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        self.0.deserialize_key(deserializer)
    }
}
