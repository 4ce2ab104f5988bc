//! Fields that are serde types.

use super::only_objects::InObject;
use super::tagged::Tagged;
use super::type_url::TypeUrl;
use crate::json::{Output, Reader, Stop, deserialize_from, deserialize_tagged_from};
use crate::max::MaxJsonLen;
use crate::profile::Item;
use crate::proto::traits::{Field, Message, TypeTag};
use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A field of any type that serde can serialize and deserialize, in that type's own format. The type has `Clone`, `Debug`,
/// `Default` and `PartialEq`, as all fields have, and serde's `Serialize` and `DeserializeOwned`. If it derives these and
/// contains heapless's containers, that needs the feature `heapless-serde`.
///
/// In a [`StructOf`](crate::proto::StructOf) or an [`AnyOf`](crate::proto::AnyOf), the type must serialize as an
/// object. It must not contain bytes, nor bare numbers that aren't finite. Otherwise encoding fails. A message with it
/// therefore has no `MAX_JSON_LEN`, unless `T` is itself a message that has one, and is written by
/// [`to_slice`](crate::to_slice) and similar functions, which return errors, rather than by
/// [`encode`](crate::encode()).
///
/// A string with escapes that the type needs in one piece, as a `String` does, can have at most 64 bytes.
///
/// It is the only type that links serde's engine into a message: a [`message!`](crate::message!) in its place is
/// smaller and faster.
///
/// ```
/// use vitalwire::message;
/// use vitalwire::proto::{Serde, StructOf};
///
/// #[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
/// struct Valve { open: bool }
///
/// message! {
///     struct Report {
///         valve: Option<StructOf<Serde<Valve>>> as "valve",
///     }
/// }
///
/// let report: Report = vitalwire::decode(br#"{"valve": {"open": true}}"#)?;
/// assert_eq!(report.valve, Some(StructOf(Serde(Valve { open: true }))));
/// # Ok::<(), vitalwire::DecodeError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Serde<T>(pub T);

impl<T: Item + Default + Serialize + DeserializeOwned> Field for Serde<T> {
    fn absent() -> Self {
        Self::default()
    }

    fn is_default(&self) -> bool {
        false
    }

    fn write<O: Output>(&self, output: &mut O) {
        output.write(|writer| writer.serialize(&self.0));
    }

    fn serialize_field<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }

    fn read(&mut self, reader: &mut Reader<'_>) -> Result<bool, Stop> {
        self.0 = deserialize_from(reader)?;
        Ok(true)
    }

    fn deserialize_field<'de, D: Deserializer<'de>>(&mut self, deserializer: D) -> Result<bool, D::Error> {
        self.0 = T::deserialize(deserializer)?;
        Ok(true)
    }

    #[cfg(feature = "_sample")]
    fn sample(sampler: &mut dyn crate::sample::Sampler, _: bool) -> Self {
        Self(crate::sample::message(sampler))
    }
}

impl<T: Item + Default + Serialize + DeserializeOwned> Message for Serde<T> {
    fn write_object<O: Output>(&self, output: &mut O) {
        output.write(|writer| writer.serialize(&InObject(&self.0)));
    }

    fn write_tagged<O: Output>(&self, type_url: &'static str, output: &mut O) {
        output.write(|writer| writer.serialize(&Tagged { type_url, message: &self.0, rejects_type: true }));
    }

    fn read_tagged(&mut self, TypeTag(tag): TypeTag, reader: &mut Reader<'_>) -> Result<(), Stop> {
        self.0 = deserialize_tagged_from(tag, reader)?;
        Ok(())
    }
}

impl<T: TypeUrl> TypeUrl for Serde<T> {
    const TYPE_URL: &'static str = T::TYPE_URL;
}

impl<T: Serialize> Serialize for Serde<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Serde<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(deserializer).map(Self)
    }
}

/// Only for messages: writing another serde type can fail, and has no known length.
#[diagnostic::do_not_recommend]
impl<T: Message + MaxJsonLen> MaxJsonLen for Serde<T> {
    const MAX_JSON_LEN: usize = T::MAX_JSON_LEN;
}

#[cfg(feature = "defmt")]
impl<T: Serialize> defmt::Format for Serde<T> {
    fn format(&self, f: defmt::Formatter<'_>) {
        crate::proto::traits::log_json(f, |writer| writer.serialize(&self.0));
    }
}

/// A value that can be sent but not read, for a type without `Deserialize`: `StructOf<Serde<EncodeOnly<T>>>`.
///
/// ```
/// use vitalwire::json;
/// use vitalwire::proto::{InField, EncodeOnly, Serde, StructOf};
///
/// #[derive(Clone, Debug, Default, PartialEq, serde::Serialize)]
/// struct Valve { name: &'static str }
///
/// let mut buffer = [0; 32];
/// let valve = StructOf(Serde(EncodeOnly(Valve { name: "inlet" })));
/// assert_eq!(json::to_str(&InField(&valve), &mut buffer)?, r#"{"name":"inlet"}"#);
/// # Ok::<(), vitalwire::EncodeError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EncodeOnly<T>(pub T);

impl<T: Serialize> Serialize for EncodeOnly<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

/// Always fails.
impl<'de, T> Deserialize<'de> for EncodeOnly<T> {
    fn deserialize<D: Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
        Err(D::Error::custom("this type can be sent and not read"))
    }
}

#[cfg(feature = "defmt")]
impl<T: Serialize> defmt::Format for EncodeOnly<T> {
    fn format(&self, f: defmt::Formatter<'_>) {
        crate::proto::traits::log_json(f, |writer| writer.serialize(&self.0));
    }
}
