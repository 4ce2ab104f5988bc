//! `google.protobuf.Struct`.

use super::object::Object;
use super::open::{JsonText, NO_MEMBERS, longest_object};
use super::open_type::is_open;
use super::read::Open;
use super::{Field, Message};
use crate::capacity::{Buffer, Fixed, Item, Name, Unnamed};
use crate::error::{BuildError, DecodeError};
use crate::json;
use crate::max::MaxJsonLen;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What can stand in a field that is a `google.protobuf.Struct`: [`Struct`] or [`StructOf`].
pub trait StructValue: Field {}

/// Any JSON object, as checked text of limited length: `google.protobuf.Struct`.
///
/// Numbers are kept as they are written, and a name that stands twice isn't noticed.
///
/// ```
/// use heapless::String;
/// use vitalwire::proto::Struct;
///
/// let parameters: Struct<String<32>> = r#"{ "valve": 3, "open": true }"#.parse()?;
/// assert_eq!(parameters.as_str(), r#"{"valve":3,"open":true}"#);
///
/// #[derive(serde::Serialize)]
/// struct Valve { valve: u8, open: bool }
/// assert_eq!(Struct::pack(&Valve { valve: 3, open: true })?, parameters);
/// # Ok::<(), vitalwire::BuildError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Struct<B, N = Unnamed>(JsonText<B, N>);

impl<B: Buffer, N: Name> Struct<B, N> {
    /// Checks JSON text, and takes it without white space and needless escapes.
    ///
    /// # Errors
    /// [`BuildError::Syntax`] where it isn't a JSON object, [`BuildError::Capacity`] where it is too
    /// long.
    pub fn new(json: &str) -> Result<Self, BuildError> {
        JsonText::object(json).map(Self)
    }

    /// Encodes a value.
    ///
    /// # Errors
    /// [`BuildError::Unencodable`] where its encoding isn't an object, [`BuildError::Capacity`] where it
    /// is too long.
    pub fn pack<T: Serialize + ?Sized>(value: &T) -> Result<Self, BuildError> {
        JsonText::encode_object(value, value).map(Self)
    }

    /// Reads a value of another type from it.
    ///
    /// # Errors
    /// What of it such a value can't be.
    pub fn unpack<'de, T: Deserialize<'de>>(&'de self) -> Result<T, DecodeError> {
        json::from_str(self.as_str())
    }
}

impl<B: Buffer, N: Name> Open for Struct<B, N> {
    type Buffer = B;
    type Name = N;

    const FREE: &'static str = NO_MEMBERS;

    fn from_json(json: &str) -> Result<Self, BuildError> {
        JsonText::take(JsonText::<B, N>::expect_object(json)?.0, NO_MEMBERS).map(Self)
    }
}

is_open!(Struct);

impl<B: Buffer, N: Name> StructValue for Struct<B, N> {}

impl<B: Fixed, N> MaxJsonLen for Struct<B, N> {
    const MAX_JSON_LEN: usize = longest_object(B::CAPACITY, r#"{"":0}"#);
}

/// A value of the user's own where a `google.protobuf.Struct` stands: its members are the Struct's.
///
/// It can be read again if it's what [`unpack`](Struct::unpack) could read; where it's only ever sent, let it stand
/// in a [`SendOnly`](super::SendOnly). It must serialise as an object, and without bytes and bare numbers that aren't finite, else
/// encoding fails. A [`message!`](crate::message!) always does: its numbers that aren't finite are text in
/// ProtoJSON, and become text in the Struct.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StructOf<T>(pub T);

impl<T: Item + Default + Serialize + DeserializeOwned> Field for StructOf<T> {
    fn absent() -> Self {
        Self::default()
    }

    fn is_default(&self) -> bool {
        false
    }

    fn serialize_field<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(Object(serializer))
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

impl<T: Item + Default + Serialize + DeserializeOwned> StructValue for StructOf<T> {}

impl<T: Message + MaxJsonLen> MaxJsonLen for StructOf<T> {
    const MAX_JSON_LEN: usize = T::MAX_JSON_LEN;
}

#[cfg(feature = "defmt")]
impl<T: Item + Default + Serialize + DeserializeOwned> defmt::Format for StructOf<T> {
    fn format(&self, f: defmt::Formatter<'_>) {
        Field::log(self, f);
    }
}
