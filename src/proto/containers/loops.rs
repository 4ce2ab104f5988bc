//! `for` loops over lists and maps: by reference, and by value.

use super::list::List;
use super::map::Map;
use crate::profile::{ListStorage, MapEntries};
use core::slice;

impl<'a, S: ListStorage, N> IntoIterator for &'a List<S, N> {
    type Item = &'a S::Element;
    type IntoIter = slice::Iter<'a, S::Element>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<'a, S: ListStorage, N> IntoIterator for &'a mut List<S, N> {
    type Item = &'a mut S::Element;
    type IntoIter = slice::IterMut<'a, S::Element>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter_mut()
    }
}

/// ```
/// use vitalwire::heapless::Vec;
/// use vitalwire::proto::List;
///
/// let mut counts = List::<Vec<u32, 4>>::try_from([17, 4])?;
/// for count in &mut counts {
///     *count += 1;
/// }
/// let mut sum = 0;
/// for count in counts {
///     sum += count;
/// }
/// assert_eq!(sum, 23);
/// # Ok::<(), vitalwire::CapacityError>(())
/// ```
impl<S: ListStorage + IntoIterator<Item = <S as ListStorage>::Element>, N> IntoIterator for List<S, N> {
    type Item = <S as ListStorage>::Element;
    type IntoIter = <S as IntoIterator>::IntoIter;

    fn into_iter(self) -> Self::IntoIter {
        self.storage.into_iter()
    }
}

impl<'a, E: MapEntries, N> IntoIterator for &'a Map<E, N> {
    type Item = (&'a E::Key, &'a E::Value);
    type IntoIter = E::Entries<'a>;

    fn into_iter(self) -> Self::IntoIter {
        self.storage.entries()
    }
}

impl<'a, E: MapEntries, N> IntoIterator for &'a mut Map<E, N> {
    type Item = (&'a E::Key, &'a mut E::Value);
    type IntoIter = E::EntriesMut<'a>;

    fn into_iter(self) -> Self::IntoIter {
        self.storage.entries_mut()
    }
}

/// ```
/// use vitalwire::profile::VecMap;
/// use vitalwire::proto::Map;
///
/// let mut litres = Map::<VecMap<u32, u32, 2>>::try_from([(7, 10), (9, 20)])?;
/// for (boiler, litres) in &mut litres {
///     *litres += boiler;
/// }
/// let mut sum = 0;
/// for (_, litres) in litres {
///     sum += litres;
/// }
/// assert_eq!(sum, 46);
/// # Ok::<(), vitalwire::BuildError>(())
/// ```
impl<E: MapEntries, N> IntoIterator for Map<E, N> {
    type Item = (E::Key, E::Value);
    type IntoIter = E::IntoEntries;

    fn into_iter(self) -> Self::IntoIter {
        self.storage.into_entries()
    }
}
