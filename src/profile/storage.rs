//! The traits of a profile's containers.

use crate::error::{BuildError, CapacityError};
use core::borrow::Borrow;
use core::fmt::Debug;

/// A value that messages can hold: any type with these traits.
///
/// ```
/// use vitalwire::profile::Item;
///
/// /// Returns whether a value of a message has changed, and how it looks now.
/// fn changed<T: Item>(before: &T, now: &T) -> Option<String> {
///     (before != now).then(|| format!("{now:?}"))
/// }
///
/// assert_eq!(changed(&12, &8), Some("8".into()));
/// ```
pub trait Item: Clone + Debug + PartialEq {}

impl<T: Clone + Debug + PartialEq> Item for T {}

/// The common bounds of all containers: [`StringStorage`], [`ListStorage`] and [`MapStorage`].
///
/// ```
/// use vitalwire::heapless::Vec;
/// use vitalwire::profile::Storage;
///
/// fn is_unused<S: Storage>(container: &S) -> bool {
///     *container == S::default()
/// }
///
/// assert!(is_unused(&Vec::<u8, 4>::new()));
/// ```
pub trait Storage: Item + Default {}

impl<T: Item + Default> Storage for T {}

/// A string container: `heapless::String`, with the feature `alloc` `alloc::string::String`, or one of your own. A
/// [`Text`](crate::proto::Text) holds its string in one.
///
/// ```
/// use vitalwire::heapless::String;
/// use vitalwire::profile::StringStorage;
///
/// /// Appends as many copies as fit, and returns their number.
/// fn fill<S: StringStorage>(text: &mut S, piece: &str) -> usize {
///     core::iter::repeat_with(|| text.push_str(piece)).take_while(Result::is_ok).count()
/// }
///
/// let mut text = String::<8>::new();
/// assert_eq!((fill(&mut text, "abc"), text.as_str()), (2, "abcabc"));
/// ```
pub trait StringStorage: Storage + AsRef<str> + Ord {
    /// The maximum length, in bytes.
    const LIMIT: usize;

    /// Appends `text`.
    ///
    /// # Errors
    /// [`Full`] if `text` doesn't fit; nothing is appended then.
    fn push_str(&mut self, text: &str) -> Result<(), Full>;

    /// Clears the string.
    fn clear(&mut self);

    /// Returns the underlying `String` if the container can grow. It is then read in a single pass.
    #[cfg(feature = "alloc")]
    #[doc(hidden)]
    fn as_string(&mut self) -> Option<&mut alloc::string::String> {
        None
    }
}

/// A container of elements in insertion order: `heapless::Vec`, with the feature `alloc` `alloc::vec::Vec`, or one of
/// your own. A [`List`](crate::proto::List) holds its elements in one.
///
/// ```
/// use vitalwire::heapless::Vec;
/// use vitalwire::profile::{Full, ListStorage};
///
/// /// Replaces the last element, and returns the new length.
/// fn replace_last<S: ListStorage>(list: &mut S, element: S::Element) -> Result<usize, Full> {
///     list.pop();
///     list.push(element)?;
///     Ok(list.as_ref().len())
/// }
///
/// let mut list = Vec::<u8, 2>::from_array([1, 2]);
/// assert_eq!((replace_last(&mut list, 3), list.as_slice()), (Ok(2), &[1, 3][..]));
/// ```
pub trait ListStorage: Storage + AsRef<[Self::Element]> + AsMut<[Self::Element]> {
    /// The element type.
    type Element: Item;

    /// The maximum number of elements.
    const LIMIT: usize;

    /// Appends an element.
    ///
    /// # Errors
    /// [`Full`] if there is no space for it.
    fn push(&mut self, element: Self::Element) -> Result<(), Full>;

    /// Removes the last element.
    fn pop(&mut self);

    /// Removes all elements.
    fn clear(&mut self);
}

/// A container of values by key: [`VecMap`](super::VecMap), `heapless::LinearMap`, with the feature `alloc`
/// `alloc::collections::BTreeMap`, or one of your own. A [`Map`](crate::proto::Map) holds its entries in one. With
/// [`MapEntries`], it can be looped over.
///
/// ```
/// use vitalwire::profile::{Full, MapStorage, VecMap};
///
/// /// Counts an occurrence of `key`.
/// fn count<S: MapStorage<Key: Copy, Value = u32>>(counts: &mut S, key: S::Key) -> Result<(), Full> {
///     let before = counts.get(&key).copied().unwrap_or_default();
///     counts.insert(key, before + 1)
/// }
///
/// let mut counts = VecMap::<char, u32, 1>::default();
/// assert_eq!((count(&mut counts, 'a'), count(&mut counts, 'a')), (Ok(()), Ok(())));
/// assert_eq!(counts.get(&'a'), Some(&2));
/// assert_eq!(count(&mut counts, 'b'), Err(Full));
/// ```
pub trait MapStorage: Storage {
    /// The key type.
    type Key: Item + Ord;
    /// The value type.
    type Value: Item;

    /// The maximum number of entries.
    const LIMIT: usize;

    /// Adds an entry, or replaces the value of the existing entry with that key.
    ///
    /// # Errors
    /// [`Full`] if there is no space for another entry.
    fn insert(&mut self, key: Self::Key, value: Self::Value) -> Result<(), Full>;

    /// Adds an entry, which starts as `absent()` and is filled in by `fill_key` and `fill_value` with `context`.
    /// Unless both return `true`, the entry isn't kept.
    ///
    /// # Errors
    /// [`InsertError::Duplicate`] if the key already exists, [`InsertError::Full`] if there is no space for another
    /// entry, or [`InsertError::Fill`] if filling the entry in fails.
    fn insert_with<C, E>(
        &mut self,
        context: &mut C,
        absent: impl FnOnce() -> (Self::Key, Self::Value),
        fill_key: impl FnOnce(&mut C, &mut Self::Key) -> Result<bool, E>,
        fill_value: impl FnOnce(&mut C, &mut Self::Value) -> Result<bool, E>,
    ) -> Result<(), InsertError<E>>;

    /// Returns the value of a key.
    fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&Self::Value>
    where
        Self::Key: Borrow<Q>;

    /// Returns a mutable reference to the value of a key.
    fn get_mut<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<&mut Self::Value>
    where
        Self::Key: Borrow<Q>;

    /// Removes the entry with a key, and returns its value. The others keep their order.
    ///
    /// Unless a container has its own, this copies all entries.
    fn remove<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<Self::Value>
    where
        Self::Key: Borrow<Q>,
    {
        let removed = self.get(key)?.clone();
        let mut others = Self::default();
        for (known, value) in self.iter().filter(|(known, _)| (*known).borrow() != key) {
            // There is space for fewer entries than there were.
            let _ = others.insert(known.clone(), value.clone());
        }
        *self = others;
        Some(removed)
    }

    /// Returns an iterator over all entries.
    fn iter(&self) -> impl Iterator<Item = (&Self::Key, &Self::Value)>;

    /// Returns the number of entries.
    fn len(&self) -> usize;

    /// Returns whether the map is empty.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Removes all entries.
    fn clear(&mut self);
}

/// A [`MapStorage`] whose iterators have types with a name: what `for` needs to loop over a [`Map`](crate::proto::Map),
/// and [`iter_mut`](crate::proto::Map::iter_mut). All maps of this crate are one; one of your own can do without.
///
/// ```
/// use vitalwire::profile::{MapEntries, MapStorage, VecMap};
///
/// /// Rounds all values down to tens.
/// fn round<S: MapEntries<Value = u32>>(litres: &mut S) {
///     litres.entries_mut().for_each(|(_, value)| *value -= *value % 10);
/// }
///
/// let mut litres = VecMap::<&str, u32, 2>::default();
/// assert_eq!(litres.insert("left", 12), Ok(()));
/// round(&mut litres);
/// assert_eq!(litres.into_entries().next(), Some(("left", 10)));
/// ```
pub trait MapEntries: MapStorage {
    /// The iterator of [`entries`](Self::entries).
    type Entries<'a>: Iterator<Item = (&'a Self::Key, &'a Self::Value)>
    where
        Self: 'a;
    /// The iterator of [`entries_mut`](Self::entries_mut).
    type EntriesMut<'a>: Iterator<Item = (&'a Self::Key, &'a mut Self::Value)>
    where
        Self: 'a;
    /// The iterator of [`into_entries`](Self::into_entries).
    type IntoEntries: Iterator<Item = (Self::Key, Self::Value)>;

    /// Returns an iterator over all entries.
    fn entries(&self) -> Self::Entries<'_>;

    /// Returns an iterator over all entries, whose values can be changed.
    fn entries_mut(&mut self) -> Self::EntriesMut<'_>;

    /// Returns an iterator over all entries, by value.
    fn into_entries(self) -> Self::IntoEntries;
}

/// A container has no space left.
///
/// ```
/// use vitalwire::heapless::Vec;
/// use vitalwire::profile::{Full, ListStorage};
///
/// fn push_twice<S: ListStorage<Element = u8>>(list: &mut S) -> Result<(), Full> {
///     list.push(1)?;
///     list.push(2)
/// }
///
/// assert_eq!(push_twice(&mut Vec::<u8, 1>::new()), Err(Full));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Full;

/// The reason why an entry couldn't be added to a map by [`MapStorage::insert_with`].
///
/// ```
/// use vitalwire::profile::{InsertError, MapStorage, VecMap};
///
/// let mut litres = VecMap::<u8, u32, 1>::default();
/// let mut add = |boiler: u8, amount: Result<u32, &'static str>| {
///     let fill_value = |(): &mut (), place: &mut u32| {
///         *place = amount?;
///         Ok(true)
///     };
///     litres.insert_with(&mut (), || (boiler, 0), |_, _| Ok(true), fill_value)
/// };
/// assert_eq!(add(7, Err("no sensor")), Err(InsertError::Fill("no sensor")));
/// assert_eq!(add(7, Ok(40)), Ok(()));
/// assert_eq!(add(7, Ok(41)), Err(InsertError::Duplicate));
/// assert_eq!(add(8, Ok(12)), Err(InsertError::Full));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum InsertError<E> {
    /// The key already exists.
    Duplicate,
    /// There is no space for another entry.
    Full,
    /// Filling the entry in failed.
    Fill(E),
}

/// A container whose capacity is part of its type, so that the longest encoding of what it holds is known.
///
/// ```
/// use vitalwire::heapless::String;
/// use vitalwire::profile::FixedCapacity;
///
/// const fn with_quotes<S: FixedCapacity>() -> usize {
///     S::CAPACITY + 2
/// }
///
/// assert_eq!(with_quotes::<String<8>>(), 10);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no capacity that is known at compile time",
    note = "use one of heapless's containers; or a function that needs no longest encoding, such as `to_slice`"
)]
pub trait FixedCapacity {
    /// The capacity.
    const CAPACITY: usize;
}

/// The name of a capacity in errors, and a check for the strings that it limits. Those of a profile's capacities are in
/// [`name`](super::name).
///
/// ```
/// use vitalwire::heapless::String;
/// use vitalwire::profile::Name;
/// use vitalwire::proto::Text;
///
/// #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
/// struct KettleName;
///
/// impl Name for KettleName {
///     const NAME: &'static str = "kettle_name";
/// }
///
/// let error = Text::<String<4>, KettleName>::new("left-hand").unwrap_err();
/// assert_eq!(error.to_string(), "capacity `kettle_name` exceeded: need 9, have 4");
/// ```
pub trait Name: Item + Default + Copy + Ord + 'static {
    /// The name, as in [`Sizes`](super::Sizes). If it's empty, errors name what the capacity limits: a `string`, a
    /// `list`.
    const NAME: &'static str;

    /// Rejects a string that must never be sent. The string is `text` followed by `more`.
    ///
    /// # Errors
    /// [`BuildError::Reserved`] for such a string.
    fn check(_text: &str, _more: &str) -> Result<(), BuildError> {
        Ok(())
    }
}

/// No name: for a capacity that no profile lists. Errors name what it limits.
///
/// ```
/// use vitalwire::heapless::Vec;
/// use vitalwire::profile::UnnamedCapacity;
/// use vitalwire::proto::List;
///
/// let mut counts = List::<Vec<u32, 2>, UnnamedCapacity>::default(); // the same as `List<Vec<u32, 2>>`
/// let error = counts.extend_from_slice(&[1, 2, 3]).unwrap_err();
/// assert_eq!(error.to_string(), "capacity `list` exceeded: need 3, have 2");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct UnnamedCapacity;

impl Name for UnnamedCapacity {
    const NAME: &'static str = "";
}

/// The error of a container that has no space for one more element.
pub(crate) const fn capacity_full<N: Name>(container: &'static str, limit: usize) -> CapacityError {
    capacity_exceeded::<N>(container, limit, limit.saturating_add(1))
}

/// The error of a container that is too small. If its capacity has no name, it's named after the container.
pub(crate) const fn capacity_exceeded<N: Name>(container: &'static str, limit: usize, needed: usize) -> CapacityError {
    CapacityError { capacity: if N::NAME.is_empty() { container } else { N::NAME }, limit, needed }
}
