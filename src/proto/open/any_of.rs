//! `google.protobuf.Any`, typed.

use super::any::AnyValue;
use super::tagged::Tagged;
use super::type_url::{Checked, TypeUrl};
use crate::empty::ConstEmpty;
use crate::json::{Output, Reader, Stop};
use crate::max::{MaxJsonLen, sum};
use crate::proto::traits::{Field, Message};
use serde::{Deserializer, Serialize, Serializer};

/// A user-defined message where a `google.protobuf.Any` is expected: its members are the Any's, after an `@type`. A
/// serde type that isn't a message becomes one in a [`Serde`](crate::proto::Serde).
///
/// A message with another `@type` is rejected. If serde deserializes the message, as in `json::*` and other formats,
/// the `@type` is left to `T`, which skips it. `T` itself has no member of that name.
///
/// ```
/// use vitalwire::proto::{AnyOf, InField, TypeUrl};
/// use vitalwire::{json, message};
///
/// message! {
///     struct Leak {
///         litres: u32 as "litres",
///     }
/// }
///
/// impl TypeUrl for Leak {
///     const TYPE_URL: &'static str = "example.com/plant.Leak";
/// }
///
/// let leak = AnyOf(Leak { litres: 5 });
/// let mut buffer = [0; 64];
/// let json = json::to_slice(&InField(&leak), &mut buffer)?;
/// assert_eq!(json, br#"{"@type":"example.com/plant.Leak","litres":5}"#);
///
/// assert_eq!(vitalwire::decode(json), Ok(leak));
/// assert!(vitalwire::decode::<AnyOf<Leak>>(br#"{"@type":"example.com/plant.Fire"}"#).is_err());
/// # Ok::<(), vitalwire::EncodeError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AnyOf<T>(pub T);

impl<T: Message + TypeUrl> Field for AnyOf<T> {
    fn absent() -> Self {
        Self(T::absent())
    }

    fn clear(&mut self) {
        self.0.clear();
    }

    fn is_default(&self) -> bool {
        false
    }

    fn write<O: Output>(&self, output: &mut O) {
        self.0.write_tagged(Checked::<T>::TYPE_URL, output);
    }

    fn serialize_field<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Tagged { type_url: Checked::<T>::TYPE_URL, message: &self.0, rejects_type: true }.serialize(serializer)
    }

    fn read(&mut self, reader: &mut Reader<'_>) -> Result<bool, Stop> {
        self.0.read_tagged(Checked::<T>::tag(), reader)?;
        Ok(true)
    }

    fn deserialize_field<'de, D: Deserializer<'de>>(&mut self, deserializer: D) -> Result<bool, D::Error> {
        self.0.deserialize_field(deserializer)
    }

    #[cfg(feature = "_sample")]
    fn sample(sampler: &mut dyn crate::sample::Sampler, _: bool) -> Self {
        Self(T::sample(sampler, false))
    }
}

impl<T: Message + TypeUrl> AnyValue for AnyOf<T> {}

impl<T: ConstEmpty> ConstEmpty for AnyOf<T> {
    const EMPTY: Self = Self(T::EMPTY);
}

impl<T: Message + MaxJsonLen + TypeUrl> MaxJsonLen for AnyOf<T> {
    const MAX_JSON_LEN: usize = {
        let with_comma = sum(T::MAX_JSON_LEN, "\"@type\":\"\",".len() + Checked::<T>::TYPE_URL.len());
        if T::MAX_JSON_LEN == 2 { with_comma - 1 } else { with_comma }
    };
}

#[cfg(feature = "defmt")]
impl<T: Message + TypeUrl> defmt::Format for AnyOf<T> {
    fn format(&self, f: defmt::Formatter<'_>) {
        Field::log(self, f);
    }
}
