//! What a profile's containers can do.

use crate::error::BuildError;
use core::borrow::Borrow;
use core::fmt::Debug;

/// What messages can hold: a value of any type with these traits.
pub trait Item: Clone + Debug + PartialEq {}

impl<T: Clone + Debug + PartialEq> Item for T {}

/// What all containers have in common.
pub trait Storage: Item + Default {}

impl<T: Item + Default> Storage for T {}

/// Holds text.
pub trait StringStorage: Storage + AsRef<str> + Ord {
    /// How many bytes it can hold.
    const LIMIT: usize;

    /// Appends `text`, or changes nothing.
    ///
    /// # Errors
    /// There's no room for all of it.
    fn push_str(&mut self, text: &str) -> Result<(), Full>;

    /// Removes all text.
    fn clear(&mut self);

    /// The string that it is, if it's one that grows: it's read in one pass then.
    #[cfg(feature = "alloc")]
    #[doc(hidden)]
    fn as_string(&mut self) -> Option<&mut alloc::string::String> {
        None
    }
}

/// Holds elements in the order in which they came.
pub trait ListStorage: Storage + AsRef<[Self::Element]> + AsMut<[Self::Element]> {
    /// What it holds.
    type Element: Item;

    /// How many it can hold.
    const LIMIT: usize;

    /// Appends an element.
    ///
    /// # Errors
    /// There's no room for it.
    fn push(&mut self, element: Self::Element) -> Result<(), Full>;

    /// Removes the last element.
    fn pop(&mut self);

    /// Removes all elements.
    fn clear(&mut self);
}

/// Holds values by key.
pub trait MapStorage: Storage {
    /// What its values are found by.
    type Key: Item + Ord;
    /// What it holds.
    type Value: Item;

    /// How many it can hold.
    const LIMIT: usize;

    /// Adds an entry, or gives the one with that key another value.
    ///
    /// # Errors
    /// There's no room for a further entry.
    fn insert(&mut self, key: Self::Key, value: Self::Value) -> Result<(), Full>;

    /// Adds an entry, which is `absent` first and filled in where it is, by what is in the `context`; without a key and a value to keep it's removed.
    ///
    /// # Errors
    /// There's an entry with that key, no room for a further one, or what filling it in has failed with.
    fn insert_with<C, E>(
        &mut self,
        context: &mut C,
        absent: impl FnOnce() -> (Self::Key, Self::Value),
        fill_key: impl FnOnce(&mut C, &mut Self::Key) -> Result<bool, E>,
        fill_value: impl FnOnce(&mut C, &mut Self::Value) -> Result<bool, E>,
    ) -> Result<(), InsertError<E>>;

    /// The value of a key.
    fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&Self::Value>
    where
        Self::Key: Borrow<Q>;

    /// The value of a key, to be changed.
    fn get_mut<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<&mut Self::Value>
    where
        Self::Key: Borrow<Q>;

    /// All entries.
    fn iter(&self) -> impl Iterator<Item = (&Self::Key, &Self::Value)>;

    /// How many entries there are.
    fn len(&self) -> usize;

    /// Whether there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Removes all entries.
    fn clear(&mut self);
}

/// A container had no room left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Full;

/// Why a map has no further entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum InsertError<E> {
    /// There is an entry with that key.
    Duplicate,
    /// There is no room.
    Full,
    /// It couldn't be filled in.
    Fill(E),
}

/// A container whose size is part of its type.
pub trait FixedCapacity {
    /// How much it can hold.
    const CAPACITY: usize;
}

/// What a capacity is called in an error, and what its texts must not say.
pub trait Name: Item + Default + Copy + Ord + 'static {
    /// The name, as in [`Sizes`](super::Sizes).
    const NAME: &'static str;

    /// Refuses a text that must never be sent: `text` with `more` behind it.
    ///
    /// # Errors
    /// [`BuildError::Reserved`] for such a text.
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
