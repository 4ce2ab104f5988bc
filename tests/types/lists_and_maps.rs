//! Lists and maps as programs use containers: loops, look-ups, changes, and what they are made from.

use heapless::{LinearMap, String, Vec};
use std::borrow::Borrow;
use std::collections::BTreeMap;
use vitalwire::profile::{EmptyMap, Full, InsertError, MapEntries, MapStorage, Profile, VecMap};
use vitalwire::proto::{Bytes, FiniteF64, List, Map, RangedI32, Text, Timestamp};
use vitalwire::{BuildError, CapacityError, Growable, MaxJsonLen, Microcontroller, dataflow};
use vitalwire_testing::property;

type Short = Text<String<8>>;

#[test]
fn lists_are_looped_over() -> Result<(), CapacityError> {
    fn loops<S: vitalwire::profile::ListStorage<Element = u32> + IntoIterator<Item = u32>>(
        mut list: List<S>,
    ) -> std::vec::Vec<u32> {
        for element in &mut list {
            *element += 1;
        }
        let mut sum = 0;
        for element in &list {
            sum += element;
        }
        assert_eq!(sum, list.iter().sum::<u32>());
        list.into_iter().collect()
    }
    assert_eq!(loops(List::<Vec<u32, 4>>::try_from([1, 2, 3])?), [2, 3, 4]);
    assert_eq!(loops(List::<std::vec::Vec<u32>>::try_from([1, 2, 3])?), [2, 3, 4]);
    assert!(loops(List::<Vec<u32, 0>>::try_from([])?).is_empty());
    Ok(())
}

#[test]
fn maps_are_looped_over() -> Result<(), BuildError> {
    fn loops<E: MapEntries<Key = u32, Value = u32>>(mut map: Map<E>) -> std::vec::Vec<(u32, u32)> {
        for (key, value) in &mut map {
            *value += key;
        }
        map.iter_mut().for_each(|(_, value)| *value += 1);
        let mut entries = std::vec::Vec::new();
        for (&key, &value) in &map {
            entries.push((key, value));
        }
        assert_eq!(entries, map.iter().map(|(&key, &value)| (key, value)).collect::<std::vec::Vec<_>>());
        let mut owned = std::vec::Vec::new();
        for entry in map {
            owned.push(entry);
        }
        assert_eq!(entries, owned);
        owned
    }
    let entries = [(7, 10), (2, 20), (5, 30)];
    assert_eq!(loops(Map::<VecMap<u32, u32, 3>>::try_from(entries)?), [(7, 18), (2, 23), (5, 36)]);
    assert_eq!(loops(Map::<LinearMap<u32, u32, 4>>::try_from(entries)?), [(7, 18), (2, 23), (5, 36)]);
    assert_eq!(loops(Map::<BTreeMap<u32, u32>>::try_from(entries)?), [(2, 23), (5, 36), (7, 18)]);
    assert!(loops(Map::<EmptyMap<u32, u32>>::default()).is_empty());
    Ok(())
}

/// Loops need no more bounds than a profile has.
#[test]
fn the_containers_of_any_profile_are_looped_over() -> Result<(), BuildError> {
    fn loops<C: Profile>() -> Result<usize, BuildError> {
        let mut message = dataflow::WorkerMessage::<C, dataflow::WorkerHealthReport<C>>::default();
        message.labels.try_extend([("JOB_ID", "1"), ("WORKER_ID", "2")])?;
        for (_, value) in &mut message.labels {
            value.push_str("0")?;
        }
        let mut len = 0;
        for (key, value) in &message.labels {
            len += key.len() + value.len();
        }
        for (key, value) in message.labels {
            len -= key.len() + value.len();
        }
        let mut report = dataflow::ResourceUtilizationReport::<C>::default();
        report.cpu_time.try_extend([Default::default(); 2])?;
        for sample in &mut report.cpu_time {
            sample.timestamp = Some(Timestamp::UNIX_EPOCH);
        }
        for sample in report.cpu_time {
            len += usize::from(sample.timestamp.is_some());
        }
        Ok(len)
    }
    assert_eq!((loops::<Microcontroller>()?, loops::<Growable>()?), (2, 2));
    Ok(())
}

#[test]
fn maps_are_changed() -> Result<(), BuildError> {
    fn changes<E: MapStorage<Key = Short, Value = u32>>(mut map: Map<E>) -> Result<(), BuildError> {
        map.try_extend([("a", 1), ("b", 2), ("c", 3)])?;
        assert!(map.contains_key("b") && !map.contains_key("d") && !map.contains_key("too long a key"));
        map.get_mut("b").into_iter().for_each(|value| *value += 5);
        assert!(map.get_mut("d").is_none() && map.get_mut("too long a key").is_none());
        assert_eq!((map.remove("d"), map.remove("too long a key")), (None, None));
        assert_eq!(map.remove("a"), Some(1));
        assert_eq!(map.remove("a"), None);
        let entries: std::vec::Vec<_> = map.iter().map(|(key, &value)| (key.as_str(), value)).collect();
        assert_eq!(entries, [("b", 7), ("c", 3)]);
        map.insert("a", 4)?; // There is space again.
        assert_eq!((map.len(), map.remove("c"), map.len()), (3, Some(3), 2));
        assert_eq!((map.remove("b"), map.remove("a"), map.is_empty()), (Some(7), Some(4), true));
        Ok(())
    }
    changes(Map::<VecMap<Short, u32, 3>>::default())?;
    changes(Map::<LinearMap<Short, u32, 4>>::default())?;
    changes(Map::<BTreeMap<Short, u32>>::default())?;
    changes(Map::<Pairs<Short, u32>>::default())?;
    assert_eq!(Map::<EmptyMap<Short, u32>>::default().remove("a"), None);
    Ok(())
}

#[test]
fn removing_keeps_the_order() {
    property(|u| {
        let mut map = Map::<VecMap<u8, u8, 8>>::default();
        let mut linear = Map::<LinearMap<u8, u8, 8>>::default();
        let mut expected = std::vec::Vec::new();
        for _ in 0..u.int_in_range(0..=20)? {
            let (key, value) = (u.int_in_range(0..=9)?, u.arbitrary::<u8>()?);
            let place = expected.iter().position(|&(known, _)| known == key);
            if u.arbitrary()? {
                match place {
                    Some(place) => expected[place].1 = value,
                    None if expected.len() < 8 => expected.push((key, value)),
                    None => {}
                }
                let has_space = expected.contains(&(key, value));
                assert_eq!((map.insert(key, value).is_ok(), linear.insert(key, value).is_ok()), (has_space, has_space));
            } else {
                let removed = place.map(|place| expected.remove(place).1);
                assert_eq!((map.remove(key), linear.remove(key)), (removed, removed));
            }
            assert!(map.iter().eq(expected.iter().map(|(key, value)| (key, value))));
            assert!(linear.iter().eq(expected.iter().map(|(key, value)| (key, value))));
        }
        Ok(())
    });
}

/// A map that only has what a `MapStorage` must have.
#[derive(Clone, Debug, PartialEq)]
struct Pairs<K, V>(std::vec::Vec<(K, V)>);

impl<K, V> Default for Pairs<K, V> {
    fn default() -> Self {
        Self(std::vec::Vec::new())
    }
}

impl<K: Clone + std::fmt::Debug + Ord, V: Clone + std::fmt::Debug + PartialEq> MapStorage for Pairs<K, V> {
    type Key = K;
    type Value = V;

    const LIMIT: usize = 3;

    fn insert(&mut self, key: K, value: V) -> Result<(), Full> {
        if let Some((_, place)) = self.0.iter_mut().find(|(known, _)| *known == key) {
            *place = value;
        } else if self.0.len() < Self::LIMIT {
            self.0.push((key, value));
        } else {
            return Err(Full);
        }
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
        if self.get(&key).is_some() {
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
        self.0.iter().find(|(known, _)| known.borrow() == key).map(|(_, value)| value)
    }

    fn get_mut<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        self.0.iter_mut().find(|(known, _)| (*known).borrow() == key).map(|(_, value)| value)
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

#[test]
fn lists_are_made_of_iterators_or_not_changed() {
    type Three = List<Vec<u32, 3>>;
    let needed = |list: Result<Three, CapacityError>| list.map(|list| list.to_vec()).map_err(|error| error.needed);
    assert_eq!(needed(Three::try_from_iter([])), Ok(vec![]));
    assert_eq!(needed(Three::try_from_iter(1..4)), Ok(vec![1, 2, 3]));
    assert_eq!(needed(Three::try_from_iter(1..5)), Err(4));
    assert_eq!(needed(Three::try_from_iter(0..)), Err(usize::MAX));
    // How many are even isn't known before they are counted.
    assert_eq!(needed(Three::try_from_iter((0..100).filter(|number| number % 2 == 0))), Err(4));
    assert_eq!(needed(Three::try_from([1, 2, 3])), Ok(vec![1, 2, 3]));
    assert_eq!(needed(Three::try_from([1, 2, 3, 4, 5])), Err(5));
    assert_eq!(needed([1, 2].try_into()), Ok(vec![1, 2]));
    assert_eq!(needed((&[1, 2]).try_into()), Ok(vec![1, 2]));

    let mut list = Three::try_from([1, 2]).expect("two");
    for too_many in [&[3, 4][..], &[3, 4, 5]] {
        let known = list.try_extend(too_many.iter().copied());
        assert_eq!(known.map_err(|error| error.needed), Err(2 + too_many.len()));
        let unknown = list.try_extend(too_many.iter().copied().filter(|_| true));
        assert_eq!(unknown.map_err(|error| error.needed), Err(4));
        assert_eq!(list[..], [1, 2]);
    }
    assert_eq!(list.try_extend(None), Ok(()));
    assert_eq!(list.try_extend(Some(3)), Ok(()));
    assert_eq!(list[..], [1, 2, 3]);
}

#[test]
fn maps_are_made_of_entries() {
    type Two = Map<VecMap<Short, u32, 2>>;
    let map = Two::try_from([("a", 1), ("b", 2), ("a", 3)]).expect("two keys");
    assert_eq!((map.len(), map.get("a"), map.get("b")), (2, Some(&3), Some(&2)));
    assert_eq!(Two::try_from_iter(map.clone()), Ok(map));
    assert_eq!([("a", 1); 0].try_into(), Ok(Two::default()));

    let error = |map: Result<Two, BuildError>| map.expect_err("an error").to_string();
    assert_eq!(error([("a", 1), ("b", 2), ("c", 3)].try_into()), "capacity `map` exceeded: need 3, have 2");
    assert_eq!(error([("far too long", 1)].try_into()), "capacity `string` exceeded: need 12, have 8");
    assert_eq!(error([("a", -1)].try_into()), "out of range: expected an integer that its type can hold");
}

#[test]
fn bytes_are_made_of_arrays() {
    type Two = Bytes<Vec<u8, 2>>;
    assert_eq!(Two::try_from(b"ab").as_deref(), Ok(&b"ab"[..]));
    assert_eq!(Two::try_from([7, 8]).as_deref(), Ok(&[7, 8][..]));
    assert_eq!(Two::try_from(b"abc").map_err(|error| error.to_string()), Err(TOO_MANY.into()));
    assert_eq!(Two::try_from([7, 8, 9]).map_err(|error| error.to_string()), Err(TOO_MANY.into()));
}

const TOO_MANY: &str = "capacity `bytes` exceeded: need 3, have 2";

/// heapless's containers can count their elements in a byte.
#[test]
fn lengths_of_any_type() -> Result<(), BuildError> {
    type Small = List<Vec<u32, 3, u8>>;
    let list = Small::try_from([1, 2, 3])?;
    assert_eq!(vitalwire::to_str(&list, &mut [0; 8]), Ok("[1,2,3]"));
    assert_eq!(vitalwire::decode::<Small>(b"[1,2,3]"), Ok(list));
    assert_eq!(Small::MAX_JSON_LEN, <List<Vec<u32, 3>>>::MAX_JSON_LEN);
    assert_eq!(Text::<String<8, u8>>::new("text").as_deref(), Ok("text"));
    Ok(())
}

#[test]
fn containers_that_grow_take_everything() {
    let mut list: List<std::vec::Vec<u32>> = (0..1000).collect();
    list.extend(0..1000);
    assert_eq!((list.len(), list.iter().sum::<u32>()), (2000, 999_000));
    let mut map: Map<BTreeMap<u32, u32>> = (0..1000).map(|number| (number, number)).collect();
    map.extend((500..1500).map(|number| (number, 1)));
    assert_eq!((map.len(), map.get(499), map.get(500), map.get(1499)), (1500, Some(&499), Some(&1), Some(&1)));
}

/// A number literal has no type of its own: the compiler has to find one that the map accepts.
#[test]
fn literals_become_keys_and_values_of_any_type() -> Result<(), BuildError> {
    macro_rules! inserts {
        ($($Value:ty: $literal:literal is $value:expr),+ $(,)?) => { $(
            let mut map = Map::<VecMap<Short, $Value, 2>>::default();
            map.insert("opens", $literal)?;
            assert_eq!(map.get("opens"), Some(&$value));
        )+ };
    }
    inserts! {
        i32: 12 is 12, i64: 12 is 12, u32: 12 is 12, u64: 12 is 12, bool: true is true, f64: 12 is 12.0, f64: 1.5 is 1.5,
        u8: 12 is 12, u16: 12 is 12, i8: -12 is -12, i16: -12 is -12, RangedI32<0, 99>: 12 is RangedI32::new(12)?,
        i32: -12 is -12, i64: -12 is -12, f64: -12 is -12.0, FiniteF64: 1.5 is FiniteF64::new(1.5)?,
        Short: "value" is Short::new("value")?,
    }
    macro_rules! inserts_keys {
        ($($Key:ty: $literal:literal),+ $(,)?) => { $(
            let mut map = Map::<VecMap<$Key, u32, 2>>::default();
            map.insert($literal, 1)?;
            assert!(map.get($literal) == Some(&1) && map.contains_key($literal) && map.remove($literal) == Some(1));
        )+ };
    }
    inserts_keys! { u8: 12, i16: 12, i32: 12, i64: 12, u32: 12, u64: 12, bool: true, Short: "key" }

    let mut map = Map::<VecMap<Short, u32, 2>>::default();
    let out_of_range = BuildError::OutOfRange("an integer that its type can hold");
    assert_eq!(map.insert("opens", -1), Err(out_of_range));
    assert_eq!(map.insert("opens", 5_000_000_000_i64), Err(out_of_range));
    assert_eq!(map.insert("opens", usize::MAX), Err(out_of_range));
    assert_eq!(map.insert("opens", u32::MAX), Ok(()));
    Ok(())
}
