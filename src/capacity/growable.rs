//! alloc's containers, for hosts.

use super::storage::{Buffer, Entries, Full, Item, NotInserted, Slots};
use crate::ConstEmpty;
use alloc::collections::BTreeMap;
use alloc::collections::btree_map::Entry;
use alloc::string::String;
use alloc::vec::Vec;

/// A profile without limits, on an allocator: for gateways, collectors and tools on a host.
///
/// Its messages have no [`MAX_JSON_LEN`](crate::MaxJsonLen). Maps are ordered by key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Growable;

super::table::implement_growable!(Growable);

impl Buffer for String {
    const LIMIT: usize = usize::MAX;

    fn push_str(&mut self, text: &str) -> Result<(), Full> {
        self.push_str(text);
        Ok(())
    }

    fn clear(&mut self) {
        self.clear();
    }

    fn as_string(&mut self) -> Option<&mut String> {
        Some(self)
    }
}

impl ConstEmpty for String {
    const EMPTY: Self = Self::new();
}

impl<T: Item> Slots for Vec<T> {
    type Element = T;

    const LIMIT: usize = usize::MAX;

    fn push(&mut self, element: T) -> Result<(), Full> {
        self.push(element);
        Ok(())
    }

    fn pop(&mut self) {
        self.truncate(self.len().saturating_sub(1));
    }

    fn clear(&mut self) {
        self.clear();
    }
}

impl<T> ConstEmpty for Vec<T> {
    const EMPTY: Self = Self::new();
}

impl<K: Item + Ord, V: Item> Entries for BTreeMap<K, V> {
    type Key = K;
    type Value = V;

    const LIMIT: usize = usize::MAX;

    fn insert(&mut self, key: K, value: V) -> Result<(), Full> {
        self.insert(key, value);
        Ok(())
    }

    // A key can be large, and is on the stack once where this is inlined.
    #[inline(always)]
    fn insert_with<E>(
        &mut self,
        key: K,
        value: impl FnOnce() -> V,
        complete: impl FnOnce(&mut V) -> Result<bool, E>,
    ) -> Result<Result<(), E>, NotInserted> {
        let Entry::Vacant(place) = self.entry(key) else { return Err(NotInserted::Duplicate) };
        let mut value = value();
        let outcome = complete(&mut value);
        if let Ok(true) = outcome {
            place.insert(value);
        }
        Ok(outcome.map(drop))
    }

    fn get(&self, key: &K) -> Option<&V> {
        self.get(key)
    }

    fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        self.iter()
    }

    fn len(&self) -> usize {
        self.len()
    }

    fn clear(&mut self) {
        self.clear();
    }
}

impl<K, V> ConstEmpty for BTreeMap<K, V> {
    const EMPTY: Self = Self::new();
}
