//! `map`.

use super::deserialize::KeyInPlace;
use crate::empty::ConstEmpty;
use crate::error::{BuildError, CapacityError, DecodeErrorKind};
use crate::json::{Duplicate, Output, Reader, Stop};
use crate::max::MaxJsonLen;
use crate::profile::{
    InsertError, MapEntries, MapStorage, Name, StringStorage, UnnamedCapacity, capacity_exceeded, capacity_full,
};
use crate::proto::scalar::Text;
use crate::proto::traits::{Field, InField, InPlace, MapKey};
use core::fmt;
use core::marker::PhantomData;
use serde::de::{Error, MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserializer, Serialize, Serializer};

/// A map of limited size: a proto `map`.
///
/// ```
/// use vitalwire::heapless::String;
/// use vitalwire::profile::VecMap;
/// use vitalwire::proto::{Map, Text};
///
/// let mut labels: Map<VecMap<Text<String<16>>, Text<String<16>>, 2>> = Map::default();
/// labels.set("JOB_ID", "j-1")?;
/// labels.set("JOB_ID", "j-2")?;
/// assert_eq!(labels.len(), 1);
/// assert_eq!(labels.get("JOB_ID").map(|id| id.as_str()), Some("j-2"));
/// # Ok::<(), vitalwire::BuildError>(())
/// ```
#[derive(Clone, Default, PartialEq)]
pub struct Map<E, N = UnnamedCapacity> {
    pub(super) storage: E,
    name: PhantomData<N>,
}

impl<E: MapStorage, N: Name> Map<E, N> {
    /// Adds an entry, or replaces the value of `key`. Both are converted: a `Text` can be given as a `&str`, and an integer
    /// as one of any type, if it is in the range.
    ///
    /// ```
    /// use vitalwire::heapless::String;
    /// use vitalwire::profile::VecMap;
    /// use vitalwire::proto::{Map, Text};
    ///
    /// let mut valves = Map::<VecMap<Text<String<8>>, u64, 2>>::default();
    /// valves.insert("opens", 12)?;
    /// assert_eq!(valves.get("opens"), Some(&12));
    /// # Ok::<(), vitalwire::BuildError>(())
    /// ```
    ///
    /// # Errors
    /// The key or the value can't be converted, or the map is full.
    pub fn insert<K, V>(&mut self, key: K, value: V) -> Result<(), BuildError>
    where
        K: TryInto<E::Key, Error: Into<BuildError>>,
        V: TryInto<E::Value, Error: Into<BuildError>>,
    {
        let key = key.try_into().map_err(Into::into)?;
        let value = value.try_into().map_err(Into::into)?;
        let needed = self.len() + 1;
        self.storage.insert(key, value).map_err(|_| capacity_exceeded::<N>("map", E::LIMIT, needed).into())
    }

    /// Returns the value of `key`, mutably.
    pub fn get_mut<K: TryInto<E::Key>>(&mut self, key: K) -> Option<&mut E::Value> {
        self.storage.get_mut(&key.try_into().ok()?)
    }

    /// Returns the value of `key`.
    pub fn get<K: TryInto<E::Key>>(&self, key: K) -> Option<&E::Value> {
        self.storage.get(&key.try_into().ok()?)
    }

    /// Whether there is an entry with `key`.
    ///
    /// ```
    /// use vitalwire::Microcontroller;
    /// use vitalwire::dataflow::WorkerMessage;
    ///
    /// let mut message = WorkerMessage::<Microcontroller>::default();
    /// message.labels.set("JOB_ID", "j-1")?;
    /// assert!(message.labels.contains_key("JOB_ID") && !message.labels.contains_key("WORKER_ID"));
    /// # Ok::<(), vitalwire::BuildError>(())
    /// ```
    pub fn contains_key<K: TryInto<E::Key>>(&self, key: K) -> bool {
        self.get(key).is_some()
    }

    /// Removes the entry with `key`, and returns its value, if there was one. The others keep their order.
    ///
    /// ```
    /// use vitalwire::Microcontroller;
    /// use vitalwire::dataflow::WorkerMessage;
    ///
    /// let mut message = WorkerMessage::<Microcontroller>::default();
    /// message.labels.set("JOB_ID", "j-1")?;
    /// assert_eq!(message.labels.remove("JOB_ID").as_deref(), Some("j-1"));
    /// assert_eq!(message.labels.remove("JOB_ID"), None);
    /// # Ok::<(), vitalwire::BuildError>(())
    /// ```
    pub fn remove<K: TryInto<E::Key>>(&mut self, key: K) -> Option<E::Value> {
        self.storage.remove(&key.try_into().ok()?)
    }

    /// Iterates over all entries, by key with the feature `alloc`'s containers, otherwise in insertion order.
    pub fn iter(&self) -> impl Iterator<Item = (&E::Key, &E::Value)> {
        self.storage.iter()
    }

    /// Iterates over all entries, whose values can be changed, in the order of [`iter`](Self::iter).
    ///
    /// ```
    /// use vitalwire::profile::VecMap;
    /// use vitalwire::proto::Map;
    ///
    /// let mut litres = Map::<VecMap<u32, f64, 2>>::try_from([(7, 1.0), (9, 2.5)])?;
    /// litres.iter_mut().for_each(|(_, litres)| *litres *= 2.0);
    /// assert_eq!(litres.get(9), Some(&5.0));
    /// # Ok::<(), vitalwire::BuildError>(())
    /// ```
    pub fn iter_mut(&mut self) -> E::EntriesMut<'_>
    where
        E: MapEntries,
    {
        self.storage.entries_mut()
    }

    /// Returns the number of entries.
    #[must_use]
    pub fn len(&self) -> usize {
        self.storage.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.storage.is_empty()
    }

    /// Adds all entries of an iterator, as [`insert`](Self::insert) does.
    ///
    /// ```
    /// use vitalwire::profile::VecMap;
    /// use vitalwire::proto::Map;
    ///
    /// let mut litres = Map::<VecMap<u32, u32, 2>>::default();
    /// litres.try_extend([(7, 10), (9, 20)])?;
    /// let error = litres.try_extend([(7, 30), (8, 40)]).unwrap_err();
    /// assert_eq!(error.to_string(), "capacity `map` exceeded: need 3, have 2");
    /// assert_eq!(litres.get(7), Some(&30)); // That was before the error.
    /// # Ok::<(), vitalwire::BuildError>(())
    /// ```
    ///
    /// # Errors
    /// As `insert`. The entries before the one with the error have then been added.
    pub fn try_extend<K, V>(&mut self, entries: impl IntoIterator<Item = (K, V)>) -> Result<(), BuildError>
    where
        K: TryInto<E::Key, Error: Into<BuildError>>,
        V: TryInto<E::Value, Error: Into<BuildError>>,
    {
        entries.into_iter().try_for_each(|(key, value)| self.insert(key, value))
    }

    /// Creates a map of all entries of an iterator. Of several with the same key, the last one counts.
    ///
    /// ```
    /// use vitalwire::profile::VecMap;
    /// use vitalwire::proto::Map;
    ///
    /// let squares = Map::<VecMap<u32, u32, 4>>::try_from_iter((1..5).map(|number| (number, number * number)))?;
    /// assert_eq!(squares.get(4), Some(&16));
    /// # Ok::<(), vitalwire::BuildError>(())
    /// ```
    ///
    /// # Errors
    /// As [`insert`](Self::insert).
    pub fn try_from_iter<K, V>(entries: impl IntoIterator<Item = (K, V)>) -> Result<Self, BuildError>
    where
        K: TryInto<E::Key, Error: Into<BuildError>>,
        V: TryInto<E::Value, Error: Into<BuildError>>,
    {
        let mut map = Self::default();
        map.try_extend(entries)?;
        Ok(map)
    }

    /// Removes all entries.
    pub fn clear(&mut self) {
        self.storage.clear();
    }

    /// Returns the container that holds the entries.
    #[must_use]
    pub fn into_inner(self) -> E {
        self.storage
    }
}

impl<E, N, K, L, V, M> Map<E, N>
where
    E: MapStorage<Key = Text<K, L>, Value = Text<V, M>>,
    N: Name,
    K: StringStorage,
    L: Name,
    V: StringStorage,
    M: Name,
{
    /// Adds an entry of two strings, or replaces the value of `key`: like [`insert`](Self::insert), but in place.
    ///
    /// # Errors
    /// The key or the value is too long or must not be sent, or the map is full. The map is then unchanged, except
    /// that an existing value is empty.
    pub fn set(&mut self, key: &str, value: &str) -> Result<(), BuildError> {
        if let Some(place) = self.storage.get_mut(key) {
            return place.set(value);
        }
        let needed = self.len() + 1;
        let inserted = self.storage.insert_with(
            &mut (),
            Default::default,
            |(), place| place.set(key).map(|()| true),
            |(), place| place.set(value).map(|()| true),
        );
        inserted.map_err(|error| match error {
            InsertError::Fill(error) => error,
            InsertError::Duplicate | InsertError::Full => capacity_exceeded::<N>("map", E::LIMIT, needed).into(),
        })
    }
}

/// Of several entries with the same key, the last one counts.
///
/// ```
/// use vitalwire::Microcontroller;
/// use vitalwire::dataflow::{WorkerHealthReport, WorkerMessage};
///
/// let message = WorkerMessage::<Microcontroller, WorkerHealthReport<Microcontroller>> {
///     labels: [("JOB_ID", "j-1"), ("WORKER_ID", "boiler-7")].try_into()?,
///     ..Default::default()
/// };
/// assert_eq!(message.labels.get("WORKER_ID").map(|id| id.as_str()), Some("boiler-7"));
/// # Ok::<(), vitalwire::BuildError>(())
/// ```
impl<E, N, K, V, const LEN: usize> TryFrom<[(K, V); LEN]> for Map<E, N>
where
    E: MapStorage,
    N: Name,
    K: TryInto<E::Key, Error: Into<BuildError>>,
    V: TryInto<E::Value, Error: Into<BuildError>>,
{
    type Error = BuildError;

    fn try_from(entries: [(K, V); LEN]) -> Result<Self, BuildError> {
        Self::try_from_iter(entries)
    }
}

impl<E, N> From<E> for Map<E, N> {
    fn from(storage: E) -> Self {
        Self { storage, name: PhantomData }
    }
}

impl<E: MapStorage<Key: MapKey, Value: Field>, N: Name> Field for Map<E, N> {
    const HOLDS_UNSET: bool = E::Value::MAY_BE_UNSET || E::Value::HOLDS_UNSET;

    fn absent() -> Self {
        Self::default()
    }

    fn is_default(&self) -> bool {
        E::LIMIT == 0 || self.is_empty()
    }

    fn write<O: Output>(&self, output: &mut O) {
        const { assert!(!E::Value::MAY_BE_UNSET, "a value of a map can't be unset: use its type without `Option`") };
        let start = output.open(b'{');
        for ((key, value), index) in self.iter().skip(start).zip(start..) {
            if output.entry(index, key, |output| value.write(output)) {
                return;
            }
        }
        output.close(b'{');
    }

    fn serialize_field<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        const { assert!(!E::Value::MAY_BE_UNSET, "a value of a map can't be unset: use its type without `Option`") };
        let mut map = serializer.serialize_map(Some(self.len()))?;
        for (key, value) in self.iter() {
            map.serialize_entry(&InKey(key), &InField(value))?;
        }
        map.end()
    }

    fn clear(&mut self) {
        self.storage.clear();
    }

    fn read(&mut self, reader: &mut Reader<'_>) -> Result<bool, Stop> {
        const { assert!(!E::Value::MAY_BE_UNSET, "a value of a map can't be unset: use its type without `Option`") };
        reader.object(&mut |reader| {
            let inserted = self.storage.insert_with(
                reader,
                || (E::Key::absent(), E::Value::absent()),
                |reader, key| key.read_key(reader),
                |reader, value| {
                    reader.colon()?;
                    value.read(reader)
                },
            );
            inserted.map_err(|error| match error {
                InsertError::Duplicate => reader.fail_duplicate(Duplicate::Key),
                InsertError::Full => reader.fail_capacity(Self::FULL),
                InsertError::Fill(stop) => stop,
            })
        })?;
        Ok(true)
    }

    fn deserialize_field<'de, D: Deserializer<'de>>(&mut self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_map(Members { storage: &mut self.storage, name: PhantomData::<N> })?;
        Ok(true)
    }

    crate::__log_by_format! {}

    #[cfg(feature = "_sample")]
    fn sample(sampler: &mut dyn crate::sample::Sampler, _: bool) -> Self {
        let mut entries = E::default();
        for _ in 0..sampler.count(E::LIMIT) {
            let key = E::Key::sample(sampler, false);
            if entries.insert(key, E::Value::sample(sampler, false)).is_err() {
                break;
            }
        }
        entries.into()
    }
}

impl<E: MapStorage, N: Name> Map<E, N> {
    const FULL: &'static CapacityError = &capacity_full::<N>("map", E::LIMIT);
}

struct Members<'a, E, N> {
    storage: &'a mut E,
    name: PhantomData<N>,
}

impl<'de, E: MapStorage<Key: MapKey, Value: Field>, N: Name> Visitor<'de> for Members<'_, E, N> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<(), A::Error> {
        loop {
            let mut key = E::Key::absent();
            let Some(is_key) = access.next_key_seed(KeyInPlace(&mut key))? else { return Ok(()) };
            let inserted = self.storage.insert_with(
                &mut access,
                || (key, E::Value::absent()),
                |_, _| Ok(is_key),
                |access, value| access.next_value_seed(InPlace(value)),
            );
            inserted.map_err(|error| match error {
                InsertError::Duplicate => A::Error::custom(DecodeErrorKind::DuplicateKey),
                InsertError::Full => A::Error::custom(capacity_full::<N>("map", E::LIMIT)),
                InsertError::Fill(error) => error,
            })?;
        }
    }
}

impl<E: ConstEmpty, N> ConstEmpty for Map<E, N> {
    const EMPTY: Self = Self { storage: E::EMPTY, name: PhantomData };
}

/// A key for serde.
struct InKey<'a, K>(&'a K);

impl<K: MapKey> Serialize for InKey<'_, K> {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize_key(serializer)
    }
}

impl<E: MaxJsonLen, N> MaxJsonLen for Map<E, N> {
    const MAX_JSON_LEN: usize = E::MAX_JSON_LEN;
    const MAX_PRESENT_LEN: usize = E::MAX_PRESENT_LEN;
}

impl<E: fmt::Debug, N> fmt::Debug for Map<E, N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.storage.fmt(f)
    }
}

#[cfg(feature = "defmt")]
impl<E: MapStorage<Key: Field, Value: Field>, N: Name> defmt::Format for Map<E, N> {
    fn format(&self, f: defmt::Formatter<'_>) {
        defmt::write!(f, "{{");
        for (key, value) in self.iter() {
            defmt::write!(f, "{}: {}, ", InField(key), InField(value));
        }
        defmt::write!(f, "}}");
    }
}
