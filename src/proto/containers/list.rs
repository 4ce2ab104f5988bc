//! `repeated`.

use super::deserialize::NewElement;
use crate::empty::ConstEmpty;
use crate::error::CapacityError;
use crate::json::{Output, Reader, Stop};
use crate::max::MaxJsonLen;
use crate::profile::{Full, ListStorage, Name, UnnamedCapacity, capacity_exceeded, capacity_full};
use crate::proto::traits::{Field, InField};
use core::fmt;
use core::marker::PhantomData;
use core::ops::{Deref, DerefMut};
use serde::de::{SeqAccess, Visitor};
use serde::ser::SerializeSeq;
use serde::{Deserializer, Serializer};

/// A list of limited length: a proto `repeated`.
///
/// ```
/// use vitalwire::heapless::Vec;
/// use vitalwire::proto::List;
///
/// let mut counts: List<Vec<i64, 2>> = List::default();
/// counts.push(17)?;
/// counts.push(4)?;
/// assert_eq!(counts[..], [17, 4]);
/// assert_eq!(counts.push(1).unwrap_err().to_string(), "capacity `list` exceeded: need 3, have 2");
/// # Ok::<(), vitalwire::CapacityError>(())
/// ```
///
/// Unlike a [`Map`](super::Map), it doesn't convert what it is made of:
///
/// ```
/// use vitalwire::heapless::{String, Vec};
/// use vitalwire::proto::{List, Text};
///
/// let sides = List::<Vec<Text<String<8>>, 2>>::try_from(["left".try_into()?, "right".try_into()?])?;
/// assert_eq!(sides[..], ["left", "right"]);
/// # Ok::<(), vitalwire::BuildError>(())
/// ```
#[derive(Clone, Default, PartialEq)]
pub struct List<S, N = UnnamedCapacity> {
    pub(super) storage: S,
    name: PhantomData<N>,
}

impl<S: ListStorage, N: Name> List<S, N> {
    /// Appends an element.
    ///
    /// # Errors
    /// The list is full.
    pub fn push(&mut self, element: S::Element) -> Result<(), CapacityError> {
        let needed = self.len() + 1;
        self.storage.push(element).map_err(|_| capacity_exceeded::<N>("list", S::LIMIT, needed))
    }

    /// Appends an empty element, to be filled in place.
    ///
    /// # Errors
    /// The list is full.
    pub fn push_default(&mut self) -> Result<&mut S::Element, CapacityError>
    where
        S::Element: Default,
    {
        self.push(S::Element::default())?;
        self.storage.as_mut().last_mut().ok_or(capacity_full::<N>("list", S::LIMIT))
    }

    /// Appends all elements, or changes nothing.
    ///
    /// # Errors
    /// The capacity is too small for all of them.
    pub fn extend_from_slice(&mut self, elements: &[S::Element]) -> Result<(), CapacityError> {
        let needed = self.len().saturating_add(elements.len());
        if needed > S::LIMIT {
            return Err(capacity_exceeded::<N>("list", S::LIMIT, needed));
        }
        elements.iter().try_for_each(|element| self.push(element.clone()))
    }

    /// Appends all elements of an iterator, or changes nothing.
    ///
    /// ```
    /// use vitalwire::heapless::Vec;
    /// use vitalwire::proto::List;
    ///
    /// let mut counts = List::<Vec<u32, 4>>::default();
    /// assert_eq!(counts.try_extend([17, 4]), Ok(()));
    /// let error = counts.try_extend((0..4).map(|count| 2 * count)).unwrap_err();
    /// assert_eq!(error.to_string(), "capacity `list` exceeded: need 6, have 4");
    /// assert_eq!(counts[..], [17, 4]);
    /// ```
    ///
    /// # Errors
    /// The capacity is too small for all of them. If the iterator doesn't know how many follow, the capacity that is
    /// needed is at least the error's.
    pub fn try_extend(&mut self, elements: impl IntoIterator<Item = S::Element>) -> Result<(), CapacityError> {
        let (before, mut elements) = (self.len(), elements.into_iter());
        let mut needed = before.saturating_add(elements.size_hint().0);
        if needed <= S::LIMIT {
            let Err(Full) = elements.try_for_each(|element| self.storage.push(element)) else { return Ok(()) };
            needed = self.len().saturating_add(1).saturating_add(elements.size_hint().0);
            for _ in before..self.len() {
                self.storage.pop();
            }
        }
        Err(capacity_exceeded::<N>("list", S::LIMIT, needed))
    }

    /// Creates a list of all elements of an iterator.
    ///
    /// ```
    /// use vitalwire::heapless::Vec;
    /// use vitalwire::proto::List;
    ///
    /// let counts = List::<Vec<u32, 4>>::try_from_iter((1..5).map(|count| 2 * count))?;
    /// assert_eq!(counts[..], [2, 4, 6, 8]);
    /// assert!(List::<Vec<u32, 4>>::try_from_iter(0..).is_err());
    /// # Ok::<(), vitalwire::CapacityError>(())
    /// ```
    ///
    /// # Errors
    /// As [`try_extend`](Self::try_extend).
    pub fn try_from_iter(elements: impl IntoIterator<Item = S::Element>) -> Result<Self, CapacityError> {
        let mut list = Self::default();
        list.try_extend(elements)?;
        Ok(list)
    }

    /// Removes all elements.
    pub fn clear(&mut self) {
        self.storage.clear();
    }

    /// Returns the container that holds the elements.
    #[must_use]
    pub fn into_inner(self) -> S {
        self.storage
    }
}

impl<S: ListStorage, N: Name> TryFrom<&[S::Element]> for List<S, N> {
    type Error = CapacityError;

    fn try_from(elements: &[S::Element]) -> Result<Self, CapacityError> {
        let mut list = Self::default();
        list.extend_from_slice(elements)?;
        Ok(list)
    }
}

/// ```
/// use vitalwire::heapless::Vec;
/// use vitalwire::proto::List;
///
/// let counts: List<Vec<u32, 4>> = [17, 4].try_into()?;
/// assert_eq!(counts[..], [17, 4]);
/// # Ok::<(), vitalwire::CapacityError>(())
/// ```
impl<S: ListStorage, N: Name, const LEN: usize> TryFrom<[S::Element; LEN]> for List<S, N> {
    type Error = CapacityError;

    fn try_from(elements: [S::Element; LEN]) -> Result<Self, CapacityError> {
        Self::try_from_iter(elements)
    }
}

impl<S: ListStorage, N: Name, const LEN: usize> TryFrom<&[S::Element; LEN]> for List<S, N> {
    type Error = CapacityError;

    fn try_from(elements: &[S::Element; LEN]) -> Result<Self, CapacityError> {
        elements.as_slice().try_into()
    }
}

impl<S, N> From<S> for List<S, N> {
    fn from(storage: S) -> Self {
        Self { storage, name: PhantomData }
    }
}

impl<S: ListStorage<Element: Field>, N: Name> Field for List<S, N> {
    const HOLDS_UNSET: bool = S::Element::MAY_BE_UNSET || S::Element::HOLDS_UNSET;

    fn absent() -> Self {
        Self::default()
    }

    fn is_default(&self) -> bool {
        S::LIMIT == 0 || self.is_empty()
    }

    fn write<O: Output>(&self, output: &mut O) {
        write_slice(self, output);
    }

    fn serialize_field<T: Serializer>(&self, serializer: T) -> Result<T::Ok, T::Error> {
        serialize_slice(self, serializer)
    }

    fn clear(&mut self) {
        self.storage.clear();
    }

    fn read(&mut self, reader: &mut Reader<'_>) -> Result<bool, Stop> {
        const { assert!(!S::Element::MAY_BE_UNSET, "an element of a list can't be unset: use its type without `Option`") };
        reader.array(&mut |reader| {
            let Some(element) = push_absent(&mut self.storage) else {
                return Err(reader.fail_capacity(Self::FULL));
            };
            if !element.read(reader)? {
                self.storage.pop();
            }
            Ok(())
        })?;
        Ok(true)
    }

    fn deserialize_field<'de, D: Deserializer<'de>>(&mut self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_seq(Elements { storage: &mut self.storage, name: PhantomData::<N> })?;
        Ok(true)
    }

    crate::__log_by_format! {}

    #[cfg(feature = "_sample")]
    fn sample(sampler: &mut dyn crate::sample::Sampler, _: bool) -> Self {
        let mut list = Self::default();
        for _ in 0..sampler.count(S::LIMIT) {
            let element = S::Element::sample(sampler, false);
            if list.push(element).is_err() {
                break;
            }
        }
        list
    }
}

/// Appends an element to be read, if there is capacity for it.
// Containers that allocate create it on the stack first, but don't keep it there while it is read.
#[cfg_attr(target_pointer_width = "64", inline(never))]
#[cfg_attr(not(target_pointer_width = "64"), inline(always))] // Others create it in place.
fn push_absent<S: ListStorage<Element: Field>>(storage: &mut S) -> Option<&mut S::Element> {
    let is_pushed = storage.push(S::Element::absent()).is_ok();
    storage.as_mut().last_mut().filter(|_| is_pushed)
}

struct Elements<'a, S, N> {
    storage: &'a mut S,
    name: PhantomData<N>,
}

impl<'de, S: ListStorage<Element: Field>, N: Name> Visitor<'de> for Elements<'_, S, N> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<(), A::Error> {
        let Self { storage, name } = self;
        while access.next_element_seed(NewElement { storage: &mut *storage, name })?.is_some() {}
        Ok(())
    }
}

impl<S: ListStorage, N: Name> List<S, N> {
    const FULL: &'static CapacityError = &capacity_full::<N>("list", S::LIMIT);
}

impl<S: ConstEmpty, N> ConstEmpty for List<S, N> {
    const EMPTY: Self = Self { storage: S::EMPTY, name: PhantomData };
}

/// Writes an array.
pub(super) fn write_slice<T: Field, O: Output>(elements: &[T], output: &mut O) {
    const { assert!(!T::MAY_BE_UNSET, "an element of a list can't be unset: use its type without `Option`") };
    let start = output.open(b'[');
    for (element, index) in elements.iter().skip(start).zip(start..) {
        if output.element(index, |output| element.write(output)) {
            return;
        }
    }
    output.close(b'[');
}

pub(super) fn serialize_slice<T: Field, S: Serializer>(elements: &[T], serializer: S) -> Result<S::Ok, S::Error> {
    const { assert!(!T::MAY_BE_UNSET, "an element of a list can't be unset: use its type without `Option`") };
    let mut seq = serializer.serialize_seq(Some(elements.len()))?;
    for element in elements {
        seq.serialize_element(&InField(element))?;
    }
    seq.end()
}

impl<S: MaxJsonLen, N> MaxJsonLen for List<S, N> {
    const MAX_JSON_LEN: usize = S::MAX_JSON_LEN;
    const MAX_PRESENT_LEN: usize = S::MAX_PRESENT_LEN;
}

impl<S: ListStorage, N> Deref for List<S, N> {
    type Target = [S::Element];

    fn deref(&self) -> &[S::Element] {
        self.storage.as_ref()
    }
}

impl<S: ListStorage, N> DerefMut for List<S, N> {
    fn deref_mut(&mut self) -> &mut [S::Element] {
        self.storage.as_mut()
    }
}

impl<S: fmt::Debug, N> fmt::Debug for List<S, N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.storage.fmt(f)
    }
}

#[cfg(feature = "defmt")]
impl<S: ListStorage<Element: Field>, N> defmt::Format for List<S, N> {
    fn format(&self, f: defmt::Formatter<'_>) {
        log_slice(self, f);
    }
}

/// Logs a list.
#[cfg(feature = "defmt")]
pub(super) fn log_slice<T: Field>(elements: &[T], f: defmt::Formatter<'_>) {
    defmt::write!(f, "[");
    for (at, element) in elements.iter().enumerate() {
        log_element(at, element, f);
    }
    defmt::write!(f, "]");
}

/// Logs an element, after a comma if it isn't the first.
#[cfg(feature = "defmt")]
pub(super) fn log_element(at: usize, element: &impl Field, f: defmt::Formatter<'_>) {
    let comma = if at == 0 { "" } else { ", " };
    defmt::write!(f, "{=str}{}", comma, InField(element));
}
