//! Lists and maps that can grow, from iterators: nothing is too much for them.
//!
//! For those of fixed capacity there are `try_extend` and `try_from_iter`.

use super::list::List;
use super::map::Map;
use crate::profile::Item;
use alloc::collections::BTreeMap;
use alloc::vec::Vec;

impl<T: Item, N> Extend<T> for List<Vec<T>, N> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, elements: I) {
        self.storage.extend(elements);
    }
}

/// ```
/// use vitalwire::proto::List;
///
/// let mut counts: List<Vec<u32>> = (1..4).collect();
/// counts.extend([17, 4]);
/// assert_eq!(counts[..], [1, 2, 3, 17, 4]);
/// ```
impl<T: Item, N> FromIterator<T> for List<Vec<T>, N> {
    fn from_iter<I: IntoIterator<Item = T>>(elements: I) -> Self {
        Vec::from_iter(elements).into()
    }
}

impl<K: Item + Ord, V: Item, N> Extend<(K, V)> for Map<BTreeMap<K, V>, N> {
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, entries: I) {
        self.storage.extend(entries);
    }
}

/// Of several entries with the same key, the last one counts.
///
/// ```
/// use std::collections::BTreeMap;
/// use vitalwire::proto::Map;
///
/// let mut squares: Map<BTreeMap<u32, u64>> = (1..4).map(|number| (number, u64::from(number).pow(2))).collect();
/// squares.extend([(4, 16)]);
/// assert_eq!((squares.len(), squares.get(3)), (4, Some(&9)));
/// ```
impl<K: Item + Ord, V: Item, N> FromIterator<(K, V)> for Map<BTreeMap<K, V>, N> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        BTreeMap::from_iter(entries).into()
    }
}
