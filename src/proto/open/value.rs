//! `google.protobuf.Value`.

use super::json_text::{JsonText, Open};
use super::open_type::is_open;
use crate::error::{BuildError, DecodeError};
use crate::json;
use crate::max::{MaxJsonLen, longer};
use crate::profile::{FixedCapacity, Name, StringStorage, UnnamedCapacity};
use serde::Deserialize;

/// The value that takes no space.
const NULL: &str = "null";

/// Any JSON value, as checked text of limited length: `google.protobuf.Value`.
///
/// As a field, it belongs in an [`Option`]: `None` is unset, and left out; `null` is a value, as protobuf has it.
///
/// ```
/// use vitalwire::heapless::String;
/// use vitalwire::proto::Value;
///
/// let value: Value<String<32>> = "[1, true, \"two\"]".parse()?;
/// assert_eq!(value.as_str(), "[1,true,\"two\"]");
/// # Ok::<(), vitalwire::BuildError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Value<B, N = UnnamedCapacity>(JsonText<B, N>);

impl<B: StringStorage, N: Name> Value<B, N> {
    /// Checks JSON text, and stores it without white space or unneeded escapes.
    ///
    /// # Errors
    /// [`BuildError::Syntax`] if it isn't JSON, [`BuildError::OpenJson`] if an object in it has duplicate names,
    /// [`BuildError::Capacity`] if it is too long.
    pub fn new(json: &str) -> Result<Self, BuildError> {
        crate::json::check(json)?;
        let mut value = Self::default();
        value.set(json)?;
        Ok(value)
    }

    /// Deserializes a value of another type from it.
    ///
    /// # Errors
    /// Returns what in the JSON doesn't match `T`.
    pub fn unpack<'de, T: Deserialize<'de>>(&'de self) -> Result<T, DecodeError> {
        json::from_str(self.as_str())
    }
}

impl<B: StringStorage, N: Name> Open for Value<B, N> {
    type Storage = B;
    type Name = N;

    const FREE: &'static str = NULL;

    fn set(&mut self, json: &str) -> Result<(), BuildError> {
        self.0.set(json, NULL)
    }
}

is_open!(Value);

impl<B: FixedCapacity, N> MaxJsonLen for Value<B, N> {
    const MAX_JSON_LEN: usize = longer(B::CAPACITY, NULL.len());
}
