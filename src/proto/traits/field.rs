//! What can be a field of a message.

use super::nullable::Nullable;
use crate::json::{Key, ObjectKey, Output, Reader, Stop};
use crate::profile::Item;
use serde::de::{DeserializeSeed, Error, MapAccess};
use serde::ser::SerializeStruct;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A type that can be a field of a message.
///
/// It defines how ProtoJSON writes a value, which for a number may differ from serde's own format. A user-defined
/// type that validates its contents delegates reading and writing to the type that it wraps:
///
/// ```
/// use serde::{Deserializer, Serializer, de::Error};
/// use vitalwire::json::{Output, Reader, Stop};
/// use vitalwire::proto::Field;
/// use vitalwire::{BuildError, DecodeErrorKind, message};
///
/// /// Water in litres, below 100.
/// #[derive(Clone, Copy, Debug, Default, PartialEq)]
/// struct Litres(u32);
///
/// impl Litres {
///     fn new(litres: u32) -> Result<Self, BuildError> {
///         if litres < 100 { Ok(Self(litres)) } else { Err(BuildError::OutOfRange("litres below 100")) }
///     }
/// }
///
/// impl Field for Litres {
///     fn absent() -> Self {
///         Self(0)
///     }
///     fn is_default(&self) -> bool {
///         self.0 == 0
///     }
///     fn write<O: Output>(&self, output: &mut O) {
///         self.0.write(output);
///     }
///     fn serialize_field<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
///         self.0.serialize_field(serializer)
///     }
///     fn read(&mut self, reader: &mut Reader<'_>) -> Result<bool, Stop> {
///         let mut litres = 0;
///         let has_value = u32::read(&mut litres, reader)?;
///         *self = Self::new(litres).map_err(|error| reader.fail(error.into()))?;
///         Ok(has_value)
///     }
///     fn deserialize_field<'de, D: Deserializer<'de>>(&mut self, deserializer: D) -> Result<bool, D::Error> {
///         let mut litres = 0;
///         let has_value = u32::deserialize_field(&mut litres, deserializer)?;
///         *self = Self::new(litres).map_err(D::Error::custom)?;
///         Ok(has_value)
///     }
/// }
///
/// message! {
///     struct Kettle {
///         water: Litres as "water",
///     }
/// }
///
/// assert_eq!(vitalwire::decode(br#"{"water": 2}"#), Ok(Kettle { water: Litres(2) }));
/// let error = vitalwire::decode::<Kettle>(br#"{"water": 200}"#).unwrap_err();
/// assert_eq!(error.to_string(), "water: out of range: expected litres below 100, at byte 10");
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` can't be a field of a message",
    note = "an integer is an `i8`, `i16`, `i32`, `i64`, `u8`, `u16`, `u32` or `u64`; a string `Text<String<64>>`, bytes `Bytes<Vec<u8, 64>>`, a list \
            `List<Vec<T, 4>>`, with heapless's containers; a map `Map<VecMap<K, V, 4>>`, with `vitalwire::profile::VecMap`",
    note = "`message!` declares a message, `enumeration!` an enum; a field that is a oneof is `Option<T> as oneof`; with the \
            feature `alloc`, a field may be in a `Box`",
    note = "any other type of serde is a `Serde<T>`, if it has `Clone`, `Debug`, `Default`, `PartialEq`, `Serialize` and \
            `DeserializeOwned`"
)]
pub trait Field: Item {
    /// Whether it may be unset, as an [`Option`] may; lists and maps can't hold such types.
    const MAY_BE_UNSET: bool = false;

    /// Whether it contains elements that may be unset, as a list of [`Option`]s would: a message can't have such a field.
    #[doc(hidden)]
    const HOLDS_UNSET: bool = false;

    /// Whether the field is required, since no value of the type represents its absence.
    const IS_REQUIRED: bool = false;

    /// Whether `null` is a value, as of a [`Value`](crate::proto::Value). Of other fields it means that they're absent.
    const ACCEPTS_NULL: bool = false;

    /// Whether a new message can have a default of the type, if that is [`Default`].
    #[doc(hidden)]
    const HAS_DEFAULT: bool = true;

    /// Returns the value of an absent field. If the field is [required](Self::IS_REQUIRED), it can be any value, since
    /// it is never read.
    fn absent() -> Self;

    /// Resets the value to that of an absent field, and keeps its allocated memory.
    fn clear(&mut self) {
        *self = Self::absent();
    }

    /// Whether a message leaves the value out.
    fn is_default(&self) -> bool;

    /// Writes the value as ProtoJSON.
    fn write<O: Output>(&self, output: &mut O);

    /// Writes the value as a member, unless it is left out. Returns whether the output ends in it.
    #[doc(hidden)]
    #[inline(always)] // `index` and `name` are constants of the caller's.
    fn write_member<O: Output>(&self, index: usize, name: Key, output: &mut O) -> bool {
        !self.is_default() && output.member(index, name, |output| self.write(output))
    }

    /// Serializes the value into any serde format.
    ///
    /// # Errors
    /// The serializer's own.
    fn serialize_field<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;

    /// Serializes the value as a member.
    #[doc(hidden)]
    #[inline]
    fn serialize_member<S: SerializeStruct>(&self, name: &'static str, members: &mut S) -> Result<(), S::Error> {
        members.serialize_field(name, &InField(self))
    }

    /// Reads ProtoJSON into the value, which is [`absent`](Self::absent) before.
    ///
    /// Returns whether there was a value: an unknown name of an enum isn't one. `null` is left to the enclosing
    /// message. Exactly one value has to be read, or [skipped](Reader::skip), as a whole: anything left of it counts
    /// as what follows.
    ///
    /// # Errors
    /// The reader has stopped. The value is then meaningless.
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<bool, Stop>;

    /// Deserializes the value from any serde format.
    ///
    /// # Errors
    /// The deserializer's own. The value is then meaningless.
    fn deserialize_field<'de, D: Deserializer<'de>>(&mut self, deserializer: D) -> Result<bool, D::Error>;

    /// Deserializes the value of a member; returns whether there was one. `null` is none.
    #[doc(hidden)]
    #[inline]
    fn deserialize_member<'de, A: MapAccess<'de>>(&mut self, access: &mut A) -> Result<bool, A::Error> {
        if Self::ACCEPTS_NULL {
            return access.next_value_seed(InPlace(self));
        }
        access.next_value_seed(Nullable(InPlace(self)))
    }

    /// Logs the value with defmt: as JSON, unless the type has a shorter format.
    #[cfg(feature = "defmt")]
    fn log(&self, f: defmt::Formatter<'_>) {
        crate::proto::traits::log_json(f, |writer| self.write(writer));
    }

    /// A value for a test. If it `is_optional`, a default would be left out.
    #[cfg(feature = "_sample")]
    #[doc(hidden)]
    fn sample(sampler: &mut dyn crate::sample::Sampler, is_optional: bool) -> Self {
        let _ = (sampler, is_optional);
        Self::absent()
    }
}

/// A type that can be the key of a [`Map`](crate::proto::Map): a string, an integer or a boolean, all written as
/// strings.
///
/// ```
/// use vitalwire::profile::VecMap;
/// use vitalwire::proto::{Map, MapKey};
///
/// /// Counts the uses of a key.
/// fn counts<K: MapKey + Ord>(keys: [K; 2]) -> Map<VecMap<K, u32, 2>> {
///     let mut counts = Map::default();
///     for key in keys {
///         let _ = counts.insert(key, 1_u32); // two always fit
///     }
///     counts
/// }
///
/// assert_eq!(vitalwire::to_str(&counts([7, 9]), &mut [0; 16]), Ok(r#"{"7":1,"9":1}"#));
/// ```
pub trait MapKey: Field + ObjectKey {
    /// Serializes the key into any serde format.
    ///
    /// # Errors
    /// The serializer's own.
    fn serialize_key<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;

    /// Reads the key, a string, into the value.
    ///
    /// # Errors
    /// The reader has stopped.
    fn read_key(&mut self, reader: &mut Reader<'_>) -> Result<bool, Stop> {
        self.read(reader)
    }

    /// Deserializes the key from any serde format.
    ///
    /// # Errors
    /// The deserializer's own.
    fn deserialize_key<'de, D: Deserializer<'de>>(&mut self, deserializer: D) -> Result<bool, D::Error> {
        self.deserialize_field(deserializer)
    }
}

/// A field's value for serde, written and read as ProtoJSON.
///
/// ```
/// use vitalwire::json;
/// use vitalwire::proto::InField;
///
/// let mut buffer = [0; 8];
/// assert_eq!(json::to_str(&InField(&12_i64), &mut buffer), Ok(r#""12""#));
/// assert_eq!(json::from_str(r#""12""#), Ok(InField(12_i64)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InField<T>(pub T);

impl<T: Field> Serialize for InField<&T> {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize_field(serializer)
    }
}

impl<'de, T: Field> Deserialize<'de> for InField<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut value = T::absent();
        if value.deserialize_field(deserializer)? { Ok(Self(value)) } else { Err(D::Error::unknown_variant("", &[])) }
    }
}

#[cfg(feature = "defmt")]
impl<T: Field> defmt::Format for InField<&T> {
    fn format(&self, f: defmt::Formatter<'_>) {
        self.0.log(f);
    }
}

/// Reads a value in place; returns whether there was one.
pub(in crate::proto) struct InPlace<'a, T>(pub(in crate::proto) &'a mut T);

impl<'de, T: Field> DeserializeSeed<'de> for InPlace<'_, T> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        self.0.deserialize_field(deserializer)
    }
}
