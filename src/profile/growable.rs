//! Containers from `alloc`, for hosts.

use super::storage::{Full, InsertError, Item, ListStorage, MapEntries, MapStorage, StringStorage};
use crate::empty::ConstEmpty;
use alloc::collections::btree_map::{self, BTreeMap, Entry};
use alloc::string::String;
use alloc::vec::Vec;
use core::borrow::Borrow;

/// A [`Profile`](super::Profile) without limits, which allocates: for gateways, collectors and tools on a host. This
/// needs the feature `alloc`.
///
/// | kind of capacity | container | capacity |
/// | --- | --- | --- |
/// | bytes of a string or of JSON | `alloc`'s `String` | memory |
/// | elements of a list | `alloc`'s `Vec` | memory |
/// | entries of a map | `alloc`'s `BTreeMap`, ordered by key | memory |
///
/// | bytes of | RAM, 32 bits | RAM, 64 bits |
/// | --- | ---: | ---: |
/// | [`WorkerMessage`] of any payload | 136 | 192 |
/// | [`HealthRequest`] | 152 | 224 |
/// | [`SendWorkerMessagesRequest`] of any payloads | 28 | 56 |
/// | [`SendWorkerMessagesResponse`] | 12 | 24 |
/// | [`CheckInRequest`] | 136 | 216 |
/// | [`CheckInResponse`] | 48 | 72 |
///
/// What the containers hold is allocated, and isn't counted here. The messages have no
/// [`MAX_JSON_LEN`](crate::MaxJsonLen).
///
/// ```
/// use vitalwire::{Growable, dataflow::WorkerHealthReport};
///
/// let mut report = WorkerHealthReport::<Growable>::default();
/// report.msg.set(&"x".repeat(100_000))?;
/// assert_eq!(vitalwire::encoded_len(&report), Ok(r#"{"msg":"","vmIsHealthy":false}"#.len() + 100_000));
/// # Ok::<(), vitalwire::BuildError>(())
/// ```
///
/// [`WorkerMessage`]: crate::dataflow::WorkerMessage
/// [`HealthRequest`]: crate::dataflow::HealthRequest
/// [`SendWorkerMessagesRequest`]: crate::dataflow::SendWorkerMessagesRequest
/// [`SendWorkerMessagesResponse`]: crate::dataflow::SendWorkerMessagesResponse
/// [`CheckInRequest`]: crate::genomics::CheckInRequest
/// [`CheckInResponse`]: crate::genomics::CheckInResponse
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Growable;

super::table::implement_growable!(Growable);

impl StringStorage for String {
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

impl<T: Item> ListStorage for Vec<T> {
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

impl<K: Item + Ord, V: Item> MapStorage for BTreeMap<K, V> {
    type Key = K;
    type Value = V;

    const LIMIT: usize = usize::MAX;

    fn insert(&mut self, key: K, value: V) -> Result<(), Full> {
        self.insert(key, value);
        Ok(())
    }

    fn insert_with<C, E>(
        &mut self,
        context: &mut C,
        absent: impl FnOnce() -> (K, V),
        fill_key: impl FnOnce(&mut C, &mut K) -> Result<bool, E>,
        fill_value: impl FnOnce(&mut C, &mut V) -> Result<bool, E>,
    ) -> Result<(), InsertError<E>> {
        let (mut key, mut value) = absent();
        let is_key = fill_key(context, &mut key).map_err(InsertError::Fill)?;
        let Entry::Vacant(place) = self.entry(key) else { return Err(InsertError::Duplicate) };
        if fill_value(context, &mut value).map_err(InsertError::Fill)? && is_key {
            place.insert(value);
        }
        Ok(())
    }

    fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.get(key)
    }

    fn get_mut<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        self.get_mut(key)
    }

    fn remove<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        self.remove(key)
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

impl<K: Item + Ord, V: Item> MapEntries for BTreeMap<K, V> {
    type Entries<'a>
        = btree_map::Iter<'a, K, V>
    where
        Self: 'a;
    type EntriesMut<'a>
        = btree_map::IterMut<'a, K, V>
    where
        Self: 'a;
    type IntoEntries = btree_map::IntoIter<K, V>;

    fn entries(&self) -> Self::Entries<'_> {
        self.iter()
    }

    fn entries_mut(&mut self) -> Self::EntriesMut<'_> {
        self.iter_mut()
    }

    fn into_entries(self) -> Self::IntoEntries {
        self.into_iter()
    }
}

impl<K, V> ConstEmpty for BTreeMap<K, V> {
    const EMPTY: Self = Self::new();
}
