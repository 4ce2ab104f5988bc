//! Containers from heapless, and one that holds nothing.

use super::storage::{FixedCapacity, Full, InsertError, Item, ListStorage, MapEntries, MapStorage, StringStorage};
use crate::empty::ConstEmpty;
use crate::max::{MaxJsonLen, array, map};
use core::borrow::Borrow;
use core::marker::PhantomData;
use core::{fmt, iter};
use heapless::{LenType, LinearMap, String, Vec, linear_map};

impl<const N: usize, L: LenType> StringStorage for String<N, L> {
    const LIMIT: usize = N;

    fn push_str(&mut self, text: &str) -> Result<(), Full> {
        self.push_str(text).map_err(|_| Full)
    }

    fn clear(&mut self) {
        self.clear();
    }
}

impl<const N: usize, L: LenType> ConstEmpty for String<N, L> {
    const EMPTY: Self = Self::new();
}

impl<const N: usize, L: LenType> FixedCapacity for String<N, L> {
    const CAPACITY: usize = N;
}

impl<T: Item, const N: usize, L: LenType> ListStorage for Vec<T, N, L> {
    type Element = T;

    const LIMIT: usize = N;

    fn push(&mut self, element: T) -> Result<(), Full> {
        self.push(element).map_err(|_| Full)
    }

    fn pop(&mut self) {
        self.truncate(self.len().saturating_sub(1));
    }

    fn clear(&mut self) {
        self.clear();
    }
}

impl<T, const N: usize, L: LenType> ConstEmpty for Vec<T, N, L> {
    const EMPTY: Self = Self::new();
}

impl<T, const N: usize, L: LenType> FixedCapacity for Vec<T, N, L> {
    const CAPACITY: usize = N;
}

impl<T: MaxJsonLen, const N: usize, L: LenType> MaxJsonLen for Vec<T, N, L> {
    const MAX_JSON_LEN: usize = array(N, T::MAX_JSON_LEN);
    const MAX_PRESENT_LEN: usize = if N == 0 { 0 } else { Self::MAX_JSON_LEN };
}

impl<K: Item + Ord, V: Item, const N: usize> MapStorage for LinearMap<K, V, N> {
    type Key = K;
    type Value = V;

    const LIMIT: usize = N;

    fn insert(&mut self, key: K, value: V) -> Result<(), Full> {
        self.insert(key, value).map(drop).map_err(|_| Full)
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
        if self.contains_key(&key) {
            return Err(InsertError::Duplicate);
        }
        if fill_value(context, &mut value).map_err(InsertError::Fill)? && is_key {
            self.insert(key, value).map_err(|_| InsertError::Full)?;
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
        // heapless's own would move the last entry to the place of this one.
        let mut removed = None;
        self.retain(|known, value| {
            let is_other = known.borrow() != key;
            if !is_other {
                removed = Some(value.clone());
            }
            is_other
        });
        removed
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

impl<K: Item + Ord, V: Item, const N: usize> MapEntries for LinearMap<K, V, N> {
    type Entries<'a>
        = linear_map::Iter<'a, K, V>
    where
        Self: 'a;
    type EntriesMut<'a>
        = linear_map::IterMut<'a, K, V>
    where
        Self: 'a;
    type IntoEntries = linear_map::IntoIter<K, V, N>;

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

impl<K: Eq, V, const N: usize> ConstEmpty for LinearMap<K, V, N> {
    const EMPTY: Self = Self::new();
}

impl<K: MaxJsonLen, V: MaxJsonLen, const N: usize> MaxJsonLen for LinearMap<K, V, N> {
    const MAX_JSON_LEN: usize = map(N, K::MAX_KEY_LEN, V::MAX_JSON_LEN);
    const MAX_PRESENT_LEN: usize = if N == 0 { 0 } else { Self::MAX_JSON_LEN };
}

/// A map without capacity, which doesn't depend on the size of its values. It ends a nesting: it's what
/// `containers: none` in a [`profile!`](crate::profile!) stands for.
///
/// ```
/// use vitalwire::profile::{EmptyMap, Full, MapStorage};
///
/// let mut map = EmptyMap::<u8, [u8; 1024]>::default();
/// assert_eq!(map.insert(7, [0; 1024]), Err(Full));
/// assert_eq!(size_of_val(&map), 0);
/// ```
pub struct EmptyMap<K, V>(PhantomData<(K, V)>);

impl<K: Item + Ord, V: Item> MapStorage for EmptyMap<K, V> {
    type Key = K;
    type Value = V;

    const LIMIT: usize = 0;

    fn insert(&mut self, _: K, _: V) -> Result<(), Full> {
        Err(Full)
    }

    fn insert_with<C, E>(
        &mut self,
        _: &mut C,
        _: impl FnOnce() -> (K, V),
        _: impl FnOnce(&mut C, &mut K) -> Result<bool, E>,
        _: impl FnOnce(&mut C, &mut V) -> Result<bool, E>,
    ) -> Result<(), InsertError<E>> {
        Err(InsertError::Full)
    }

    fn get<Q: Ord + ?Sized>(&self, _: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        None
    }

    fn get_mut<Q: Ord + ?Sized>(&mut self, _: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        None
    }

    fn remove<Q: Ord + ?Sized>(&mut self, _: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        None
    }

    fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        iter::empty()
    }

    fn len(&self) -> usize {
        0
    }

    fn clear(&mut self) {}
}

impl<K: Item + Ord, V: Item> MapEntries for EmptyMap<K, V> {
    type Entries<'a>
        = iter::Empty<(&'a K, &'a V)>
    where
        Self: 'a;
    type EntriesMut<'a>
        = iter::Empty<(&'a K, &'a mut V)>
    where
        Self: 'a;
    type IntoEntries = iter::Empty<(K, V)>;

    fn entries(&self) -> Self::Entries<'_> {
        iter::empty()
    }

    fn entries_mut(&mut self) -> Self::EntriesMut<'_> {
        iter::empty()
    }

    fn into_entries(self) -> Self::IntoEntries {
        iter::empty()
    }
}

impl<K, V> MaxJsonLen for EmptyMap<K, V> {
    const MAX_JSON_LEN: usize = 2;
    const MAX_PRESENT_LEN: usize = 0;
}

impl<K, V> ConstEmpty for EmptyMap<K, V> {
    const EMPTY: Self = Self(PhantomData);
}

impl<K, V> Default for EmptyMap<K, V> {
    fn default() -> Self {
        Self(PhantomData)
    }
}

impl<K, V> Clone for EmptyMap<K, V> {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl<K, V> PartialEq for EmptyMap<K, V> {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl<K, V> fmt::Debug for EmptyMap<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("{}")
    }
}

#[cfg(feature = "defmt")]
impl<K, V> defmt::Format for EmptyMap<K, V> {
    fn format(&self, f: defmt::Formatter<'_>) {
        defmt::write!(f, "{{}}");
    }
}
