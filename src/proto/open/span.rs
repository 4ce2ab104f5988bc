//! The position of a value in the input.

use super::any::AnyValue;
use super::structure::StructValue;
use crate::empty::ConstEmpty;
use crate::json::{Output, Reader, Stop, StringToken};
use crate::max::MaxJsonLen;
use crate::proto::traits::Field;
use crate::proto::well_known::Empty;
use core::fmt;
use serde::de::{Deserialize, Deserializer, IgnoredAny};
use serde::{Serialize, Serializer};

/// The position of a value of any size in the input, instead of the value: for values that are large, or that most
/// programs don't need.
///
/// The value is checked like everything else that is read, and takes no space. It is written as an empty object,
/// since nothing of the value is kept.
///
/// ```
/// use vitalwire::genomics::CheckInResponse;
/// use vitalwire::json;
///
/// #[derive(serde::Deserialize)]
/// struct Pipeline<'a> { image: &'a str }
///
/// let input = br#"{"metadata": {"@type": "example.com/plant.Pipeline", "image": "boiler:7"}}"#;
/// let response: CheckInResponse = vitalwire::decode(input)?;
/// let metadata = response.metadata.and_then(|span| span.of(input)).unwrap_or_default();
/// assert_eq!(json::from_slice::<Pipeline>(metadata)?.image, "boiler:7");
/// # Ok::<(), vitalwire::DecodeError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Span {
    start: usize,
    end: usize,
}

impl Span {
    /// Returns the value's JSON, given the input that it was read from. There is none if serde deserialized the
    /// message, as in `json::*` and other formats.
    #[must_use]
    pub fn of<'a>(&self, input: &'a [u8]) -> Option<&'a [u8]> {
        input.get(self.start..self.end).filter(|json| !json.is_empty())
    }

    /// Returns the value if it is a string, with its escapes decoded as it is displayed.
    #[must_use]
    pub fn text<'a>(&self, input: &'a [u8]) -> Option<impl fmt::Display + use<'a>> {
        let json = core::str::from_utf8(self.of(input)?).ok()?;
        json.starts_with('"').then(|| StringToken::token(json))
    }
}

impl Field for Span {
    fn absent() -> Self {
        Self::default()
    }

    fn is_default(&self) -> bool {
        false
    }

    fn write<O: Output>(&self, output: &mut O) {
        Empty.write(output);
    }

    fn serialize_field<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Empty.serialize(serializer)
    }

    fn read(&mut self, reader: &mut Reader<'_>) -> Result<bool, Stop> {
        reader.mark();
        reader.skip()?;
        *self = Self { start: reader.start(), end: reader.offset() };
        Ok(true)
    }

    fn deserialize_field<'de, D: Deserializer<'de>>(&mut self, deserializer: D) -> Result<bool, D::Error> {
        IgnoredAny::deserialize(deserializer)?;
        *self = Self::default();
        Ok(true)
    }

    crate::__log_by_format! {}
}

impl AnyValue for Span {}

impl StructValue for Span {}

impl MaxJsonLen for Span {
    const MAX_JSON_LEN: usize = Empty::MAX_JSON_LEN;
}

impl ConstEmpty for Span {
    const EMPTY: Self = Self { start: 0, end: 0 };
}
