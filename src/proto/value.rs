//! `google.protobuf.Value`.

use super::Field;
use super::open::JsonText;
use super::read::{Open, read_open};
use crate::capacity::{Buffer, Fixed, Name, Unnamed};
use crate::error::{BuildError, DecodeError};
use crate::json;
use crate::max::{MaxJsonLen, longer};
use core::str::FromStr;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The value that needs no room.
const NULL: &str = "null";

/// Any JSON value, as checked text of limited length: `google.protobuf.Value`.
///
/// As a field it belongs into an [`Option`]: `null` then says that it's unset.
///
/// ```
/// use heapless::String;
/// use vitalwire::proto::Value;
///
/// let value: Value<String<32>> = "[1, true, \"two\"]".parse()?;
/// assert_eq!(value.as_str(), "[1,true,\"two\"]");
/// # Ok::<(), vitalwire::BuildError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Value<B, N = Unnamed>(JsonText<B, N>);

impl<B: Buffer, N: Name> Value<B, N> {
    /// Checks JSON text, and takes it without white space and needless escapes.
    ///
    /// # Errors
    /// [`BuildError::Syntax`] where it isn't JSON, [`BuildError::Capacity`] where it is too long.
    pub fn new(json: &str) -> Result<Self, BuildError> {
        JsonText::<B, N>::check(json)?;
        Self::from_json(json)
    }

    /// Its JSON, compact.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str(NULL)
    }

    /// Reads a value of another type from it.
    ///
    /// # Errors
    /// What of it such a value can't be.
    pub fn unpack<'de, T: Deserialize<'de>>(&'de self) -> Result<T, DecodeError> {
        json::from_str(self.as_str())
    }
}

impl<B: Buffer, N: Name> Open for Value<B, N> {
    type Buffer = B;
    type Name = N;

    const FREE: &'static str = NULL;

    fn from_json(json: &str) -> Result<Self, BuildError> {
        JsonText::take(json, NULL).map(Self)
    }
}

impl<B: Buffer, N: Name> FromStr for Value<B, N> {
    type Err = BuildError;

    fn from_str(json: &str) -> Result<Self, BuildError> {
        Self::new(json)
    }
}

impl<B: Buffer, N: Name> TryFrom<&str> for Value<B, N> {
    type Error = BuildError;

    fn try_from(json: &str) -> Result<Self, BuildError> {
        Self::new(json)
    }
}

impl<B: Buffer, N: Name> Serialize for Value<B, N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(NULL, serializer)
    }
}

impl<'de, B: Buffer, N: Name> Deserialize<'de> for Value<B, N> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read_open(deserializer)
    }
}

impl<B: Buffer, N: Name> Field for Value<B, N> {
    fn absent() -> Self {
        Self(JsonText::default())
    }

    fn is_default(&self) -> bool {
        false
    }

    fn serialize_field<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.serialize(serializer)
    }

    fn deserialize_field<'de, D: Deserializer<'de>>(&mut self, deserializer: D) -> Result<bool, D::Error> {
        *self = read_open(deserializer)?;
        Ok(true)
    }
}

impl<B: Fixed, N> MaxJsonLen for Value<B, N> {
    const MAX_JSON_LEN: usize = longer(B::CAPACITY, NULL.len());
}

#[cfg(feature = "defmt")]
impl<B: Buffer, N: Name> defmt::Format for Value<B, N> {
    fn format(&self, f: defmt::Formatter<'_>) {
        defmt::write!(f, "{=str}", self.as_str());
    }
}
