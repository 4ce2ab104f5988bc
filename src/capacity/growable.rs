//! alloc's containers, for hosts.

use super::storage::{Buffer, Entries, Full, Item, Slots};
use alloc::collections::BTreeMap;
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
}

impl<T: Item> Slots for Vec<T> {
    type Element = T;

    const LIMIT: usize = usize::MAX;

    fn push(&mut self, element: T) -> Result<(), Full> {
        self.push(element);
        Ok(())
    }

    fn pop(&mut self) {
        self.pop();
    }

    fn clear(&mut self) {
        self.clear();
    }
}

impl<K: Item + Ord, V: Item> Entries for BTreeMap<K, V> {
    type Key = K;
    type Value = V;

    const LIMIT: usize = usize::MAX;

    fn insert(&mut self, key: K, value: V) -> Result<(), Full> {
        self.insert(key, value);
        Ok(())
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
