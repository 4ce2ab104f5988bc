//! A map whose entries are constructed in place.

use super::storage::{Full, InsertError, Item, MapEntries, MapStorage};
use crate::empty::ConstEmpty;
use crate::max::{MaxJsonLen, map};
use core::borrow::Borrow;
use core::{fmt, iter, slice};
use heapless::Vec;

/// A map of at most `N` entries, in insertion order: what the maps of profiles are. Lookup is a linear search, as in
/// heapless's `LinearMap`, but new entries aren't moved.
///
/// ```
/// use vitalwire::profile::{MapStorage, VecMap};
///
/// let mut litres = VecMap::<&str, u32, 2>::default();
/// assert_eq!(litres.insert("left", 12), Ok(()));
/// assert_eq!(litres.insert("left", 8), Ok(())); // replaces the value
/// assert_eq!((litres.get("left"), litres.len()), (Some(&8), 1));
/// ```
#[derive(Clone)]
pub struct VecMap<K, V, const N: usize>(Vec<(K, V), N>);

impl<K: Item + Ord, V: Item, const N: usize> MapStorage for VecMap<K, V, N> {
    type Key = K;
    type Value = V;

    const LIMIT: usize = N;

    fn insert(&mut self, key: K, value: V) -> Result<(), Full> {
        match self.0.iter_mut().find(|(known, _)| *known == key) {
            Some((_, place)) => {
                *place = value;
                Ok(())
            }
            None => self.0.push((key, value)).map_err(|_| Full),
        }
    }

    fn insert_with<C, E>(
        &mut self,
        context: &mut C,
        absent: impl FnOnce() -> (K, V),
        fill_key: impl FnOnce(&mut C, &mut K) -> Result<bool, E>,
        fill_value: impl FnOnce(&mut C, &mut V) -> Result<bool, E>,
    ) -> Result<(), InsertError<E>> {
        // Constructed in place, a large value isn't moved.
        if self.0.is_full() {
            return self.insertion_error(context, absent, fill_key);
        }
        let _ = self.0.push(absent());
        let outcome = self.fill_last(context, fill_key, fill_value);
        if !matches!(outcome, Ok(true)) {
            self.0.truncate(self.0.len().saturating_sub(1));
        }
        outcome.map(drop)
    }

    fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.0.iter().find(|(known, _)| known.borrow() == key).map(|(_, value)| value)
    }

    fn get_mut<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        self.0.iter_mut().find(|(known, _)| (*known).borrow() == key).map(|(_, value)| value)
    }

    fn remove<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        let index = self.0.iter().position(|(known, _)| known.borrow() == key)?;
        // The entry changes places with each one after it, which is slower than `Vec::remove`, but has no panic.
        let mut rest = self.0.get_mut(index..)?;
        while let [entry, next, ..] = rest {
            core::mem::swap(entry, next);
            rest = rest.get_mut(1..)?;
        }
        self.0.pop().map(|(_, value)| value)
    }

    fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        self.0.iter().map(|(key, value)| (key, value))
    }

    fn len(&self) -> usize {
        self.0.len()
    }

    fn clear(&mut self) {
        self.0.clear();
    }
}

impl<K: Item + Ord, V: Item, const N: usize> MapEntries for VecMap<K, V, N> {
    type Entries<'a>
        = iter::Map<slice::Iter<'a, (K, V)>, fn(&'a (K, V)) -> (&'a K, &'a V)>
    where
        Self: 'a;
    type EntriesMut<'a>
        = iter::Map<slice::IterMut<'a, (K, V)>, fn(&'a mut (K, V)) -> (&'a K, &'a mut V)>
    where
        Self: 'a;
    type IntoEntries = <Vec<(K, V), N> as IntoIterator>::IntoIter;

    fn entries(&self) -> Self::Entries<'_> {
        self.0.iter().map(|(key, value)| (key, value))
    }

    fn entries_mut(&mut self) -> Self::EntriesMut<'_> {
        self.0.iter_mut().map(|(key, value)| (key, value))
    }

    fn into_entries(self) -> Self::IntoEntries {
        self.0.into_iter()
    }
}

impl<K: Item + Ord, V: Item, const N: usize> VecMap<K, V, N> {
    /// Returns the error for an entry for which there is no space.
    #[cold] // Errors are off the hot path.
    fn insertion_error<C, E>(
        &self,
        context: &mut C,
        absent: impl FnOnce() -> (K, V),
        fill_key: impl FnOnce(&mut C, &mut K) -> Result<bool, E>,
    ) -> Result<(), InsertError<E>> {
        if N == 0 {
            // The keys may have no capacity either, but that isn't the error to report.
            return Err(InsertError::Full);
        }
        let (mut key, _) = absent();
        fill_key(context, &mut key).map_err(InsertError::Fill)?;
        Err(if self.get(&key).is_some() { InsertError::Duplicate } else { InsertError::Full })
    }

    /// Fills in the last entry, and returns whether to keep it.
    #[inline(always)] // A call would have to pass both closures.
    fn fill_last<C, E>(
        &mut self,
        context: &mut C,
        fill_key: impl FnOnce(&mut C, &mut K) -> Result<bool, E>,
        fill_value: impl FnOnce(&mut C, &mut V) -> Result<bool, E>,
    ) -> Result<bool, InsertError<E>> {
        let Some(((key, value), others)) = self.0.split_last_mut() else { return Ok(false) };
        let is_key = fill_key(context, key).map_err(InsertError::Fill)?;
        if others.iter().any(|(known, _)| known == key) {
            return Err(InsertError::Duplicate);
        }
        Ok(fill_value(context, value).map_err(InsertError::Fill)? && is_key)
    }
}

impl<K, V, const N: usize> ConstEmpty for VecMap<K, V, N> {
    const EMPTY: Self = Self(Vec::new());
}

impl<K: MaxJsonLen, V: MaxJsonLen, const N: usize> MaxJsonLen for VecMap<K, V, N> {
    const MAX_JSON_LEN: usize = map(N, K::MAX_KEY_LEN, V::MAX_JSON_LEN);
    const MAX_PRESENT_LEN: usize = if N == 0 { 0 } else { Self::MAX_JSON_LEN };
}

impl<K, V, const N: usize> Default for VecMap<K, V, N> {
    #[inline]
    fn default() -> Self {
        Self(Vec::new())
    }
}

/// Compares entries regardless of their order.
impl<K: PartialEq, V: PartialEq, const N: usize> PartialEq for VecMap<K, V, N> {
    fn eq(&self, other: &Self) -> bool {
        self.0.len() == other.0.len() && self.0.iter().all(|pair| other.0.contains(pair))
    }
}

impl<K: fmt::Debug, V: fmt::Debug, const N: usize> fmt::Debug for VecMap<K, V, N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.0.iter().map(|(key, value)| (key, value))).finish()
    }
}
