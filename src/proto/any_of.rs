//! `google.protobuf.Any`, typed.

use super::type_url::{behind_host, is_plain_type_url};
use super::with_type::{Tagged, read_tagged};
use super::{AnyValue, Field, Message};
use crate::capacity::Item;
use crate::max::MaxJsonLen;
use core::marker::PhantomData;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A message with a type of its own.
pub trait TypeUrl {
    /// Its type, as in `type.googleapis.com/google.rpc.RetryInfo`: ASCII that JSON needn't escape, with a
    /// `/` before the name. [`AnyOf`] doesn't compile with another.
    const TYPE_URL: &'static str;
}

/// A message of the user's own where a `google.protobuf.Any` stands: its members are the Any's, behind
/// an `@type`.
///
/// A message with another `@type` is refused by this crate's decoder; the deserializers of other formats leave that to
/// `T`, which skips it. It must serialise as a struct or a map, and without bytes and bare numbers that aren't finite, else
/// encoding fails; a [`message!`](crate::message!) always does.
///
/// ```
/// use vitalwire::json;
/// use vitalwire::proto::{AnyOf, InField, TypeUrl};
///
/// #[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
/// struct Leak { litres: u32 }
///
/// impl TypeUrl for Leak {
///     const TYPE_URL: &'static str = "example.com/plant.Leak";
/// }
///
/// let leak = AnyOf(Leak { litres: 5 });
/// let mut buffer = [0; 64];
/// let json = json::to_str(&InField(&leak), &mut buffer)?;
/// assert_eq!(json, r#"{"@type":"example.com/plant.Leak","litres":5}"#);
///
/// assert_eq!(json::from_str(json), Ok(InField(leak)));
/// assert!(json::from_str::<InField<AnyOf<Leak>>>(r#"{"@type":"example.com/plant.Fire"}"#).is_err());
/// # Ok::<(), vitalwire::EncodeError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AnyOf<T>(pub T);

/// The type, checked.
struct Checked<T>(PhantomData<T>);

impl<T: TypeUrl> Checked<T> {
    const TYPE_URL: &'static str = {
        assert!(is_plain_type_url(T::TYPE_URL), "TYPE_URL must be plain ASCII with a '/' before the type's name");
        T::TYPE_URL
    };

    /// The type's name with the `/` in front: whatever stands before that doesn't matter to a reader.
    const TYPE_NAME: &'static str = behind_host(Self::TYPE_URL);
}

impl<T: Item + Default + Serialize + DeserializeOwned + TypeUrl> Field for AnyOf<T> {
    fn absent() -> Self {
        Self::default()
    }

    fn is_default(&self) -> bool {
        false
    }

    fn serialize_field<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Tagged { type_url: Checked::<T>::TYPE_URL, message: &self.0 }.serialize(serializer)
    }

    fn deserialize_field<'de, D: Deserializer<'de>>(&mut self, deserializer: D) -> Result<bool, D::Error> {
        self.0 = read_tagged(Checked::<T>::TYPE_NAME, deserializer)?;
        Ok(true)
    }

    #[cfg(feature = "_sample")]
    fn sample(sampler: &mut dyn crate::sample::Sampler, _: bool) -> Self {
        Self(crate::sample::message(sampler))
    }
}

impl<T: Item + Default + Serialize + DeserializeOwned + TypeUrl> AnyValue for AnyOf<T> {}

impl<T: Message + MaxJsonLen + TypeUrl> MaxJsonLen for AnyOf<T> {
    const MAX_JSON_LEN: usize = {
        let with_comma = T::MAX_JSON_LEN + "\"@type\":\"\",".len() + Checked::<T>::TYPE_URL.len();
        if T::MAX_JSON_LEN == 2 { with_comma - 1 } else { with_comma }
    };
}

#[cfg(feature = "defmt")]
impl<T: Item + Default + Serialize + DeserializeOwned + TypeUrl> defmt::Format for AnyOf<T> {
    fn format(&self, f: defmt::Formatter<'_>) {
        Field::log(self, f);
    }
}

/// A message out of an Any.
pub(super) struct Packed<T>(pub(super) T);

impl<'de, T: Deserialize<'de> + TypeUrl> Deserialize<'de> for Packed<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read_tagged(Checked::<T>::TYPE_NAME, deserializer).map(Self)
    }
}
