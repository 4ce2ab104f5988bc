//! An element of a list.

use super::{Reader, Refusal};
use crate::capacity::Slots;
use crate::proto::{Field, MapKey};
use serde::de::{DeserializeSeed, Deserializer};

/// Reads an element into a list, unless it's an enum's value without a meaning.
pub(in crate::proto) struct Element<'a, S> {
    pub(in crate::proto) slots: &'a mut S,
    pub(in crate::proto) reader: Reader,
    pub(in crate::proto) what: &'static str,
}

impl<'de, S: Slots<Element: Field>> DeserializeSeed<'de> for Element<'_, S> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let full = Refusal::TooLong(self.slots.as_ref().len().saturating_add(1));
        let is_pushed = self.slots.push(S::Element::absent()).is_ok();
        let Some(element) = self.slots.as_mut().last_mut().filter(|_| is_pushed) else {
            return Err(self.reader.refuse(full, self.what, S::LIMIT));
        };
        if !element.deserialize_field(deserializer)? {
            self.slots.pop();
        }
        Ok(())
    }
}

/// Reads a value in its place; answers whether there was one.
pub(in crate::proto) struct InPlace<'a, T>(pub(in crate::proto) &'a mut T);

impl<'de, T: Field> DeserializeSeed<'de> for InPlace<'_, T> {
    type Value = bool;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        self.0.deserialize_field(deserializer)
    }
}

/// Reads a key in a place of its own; answers whether there was one.
pub(in crate::proto) struct KeyInPlace<'a, K> {
    pub(in crate::proto) key: &'a mut K,
    /// Whether the map can hold any: else its keys may have no room either, and that's not what is wrong.
    pub(in crate::proto) has_room: bool,
    pub(in crate::proto) reader: Reader,
    pub(in crate::proto) what: &'static str,
}

impl<'de, K: MapKey> DeserializeSeed<'de> for KeyInPlace<'_, K> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        if self.has_room {
            self.key.deserialize_key(deserializer)
        } else {
            Err(self.reader.refuse(Refusal::TooLong(1), self.what, 0))
        }
    }
}
