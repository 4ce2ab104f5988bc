//! The traits of a profile's containers.

use crate::error::BuildError;
use core::borrow::Borrow;
use core::fmt::Debug;

/// A value that messages can hold: any type with these traits.
pub trait Item: Clone + Debug + PartialEq {}

impl<T: Clone + Debug + PartialEq> Item for T {}

/// The common bounds of all containers.
pub trait Storage: Item + Default {}

impl<T: Item + Default> Storage for T {}

/// A string container.
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

/// A container of elements in insertion order.
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

/// A container of values by key.
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

/// A container has no space left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Full;

/// The reason why an entry couldn't be added to a map.
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

/// A container whose capacity is part of its type.
pub trait FixedCapacity {
    /// The capacity.
    const CAPACITY: usize;
}

/// The name of a capacity in errors, and a check for the strings that it limits.
pub trait Name: Item + Default + Copy + Ord + 'static {
    /// The name, as in [`Sizes`](super::Sizes).
    const NAME: &'static str;

    /// Rejects a string that must never be sent. The string is `text` followed by `more`.
    ///
    /// # Errors
    /// [`BuildError::Reserved`] for such a string.
    fn check(_text: &str, _more: &str) -> Result<(), BuildError> {
        Ok(())
    }
}

/// The name of a capacity that no profile lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct UnnamedCapacity;

impl Name for UnnamedCapacity {
    const NAME: &'static str = "(unnamed)";
}
