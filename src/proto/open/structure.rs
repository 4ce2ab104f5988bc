//! `google.protobuf.Struct`.

use super::json_text::{JsonText, NO_MEMBERS, Open, longest_object};
use super::only_objects::Object;
use super::open_type::is_open;
use crate::empty::ConstEmpty;
use crate::error::{BuildError, DecodeError, JsonType};
use crate::json::{self, Output, Reader, Stop};
use crate::max::MaxJsonLen;
use crate::profile::{FixedCapacity, Name, StringStorage, UnnamedCapacity};
use crate::proto::traits::{Field, Message};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A type that can be used for a field that is a `google.protobuf.Struct`: [`Struct`], [`StructOf`], or
/// [`Span`](crate::proto::Span) for reading.
///
/// ```
/// use vitalwire::dataflow::WorkerMessageCode;
/// use vitalwire::heapless::String;
/// use vitalwire::proto::{Struct, StructValue};
/// use vitalwire::{BuildError, Microcontroller};
///
/// fn code<P: StructValue>(code: &str, parameters: P) -> Result<WorkerMessageCode<Microcontroller, P>, BuildError> {
///     Ok(WorkerMessageCode { code: code.try_into()?, parameters: Some(parameters), ..Default::default() })
/// }
///
/// let parameters: Struct<String<16>> = r#"{"litres": 2}"#.parse()?;
/// let expected = r#"{"code":"WATER_LOW","parameters":{"litres":2}}"#;
/// assert_eq!(vitalwire::to_str(&code("WATER_LOW", parameters)?, &mut [0; 64]), Ok(expected));
/// # Ok::<(), BuildError>(())
/// ```
pub trait StructValue: Field {}

/// Any JSON object, as checked text of limited length: `google.protobuf.Struct`.
///
/// Numbers are kept as they are written. Duplicate names are rejected, at any depth.
///
/// ```
/// use vitalwire::heapless::String;
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
pub struct Struct<B, N = UnnamedCapacity>(JsonText<B, N>);

impl<B: StringStorage, N: Name> Struct<B, N> {
    /// Checks JSON text, and stores it without white space or unneeded escapes.
    ///
    /// # Errors
    /// [`BuildError::Syntax`] if it isn't JSON, [`BuildError::OpenJson`] if it isn't an object or has duplicate names,
    /// [`BuildError::Capacity`] if it is too long.
    pub fn new(json: &str) -> Result<Self, BuildError> {
        crate::json::check(json)?;
        let mut object = Self::default();
        object.set(json)?;
        Ok(object)
    }

    /// Encodes a value.
    ///
    /// # Errors
    /// [`BuildError::Serialize`] if it can't be serialized, or its encoding isn't an object; [`BuildError::OpenJson`] if an
    /// object in that has duplicate names, as of a flattened field; [`BuildError::Syntax`] for more than 128 levels or a
    /// number beyond the range of a double; [`BuildError::Capacity`] if it is too long.
    pub fn pack<T: Serialize + ?Sized>(value: &T) -> Result<Self, BuildError> {
        JsonText::encode_object(value, value).map(Self)
    }

    /// Deserializes a value of another type from it.
    ///
    /// # Errors
    /// Returns what in the JSON doesn't match `T`.
    pub fn unpack<'de, T: Deserialize<'de>>(&'de self) -> Result<T, DecodeError> {
        json::from_str(self.as_str())
    }
}

impl<B: StringStorage, N: Name> Open for Struct<B, N> {
    type Storage = B;
    type Name = N;

    const FREE: &'static str = NO_MEMBERS;

    fn set(&mut self, json: &str) -> Result<(), BuildError> {
        self.0.set(JsonText::<B, N>::expect_object(json)?, NO_MEMBERS)
    }
}

is_open!(Struct);

impl<B: StringStorage, N: Name> StructValue for Struct<B, N> {}

impl<B: FixedCapacity, N> MaxJsonLen for Struct<B, N> {
    const MAX_JSON_LEN: usize = longest_object(B::CAPACITY, r#"{"":0}"#);
}

/// A user-defined message where a `google.protobuf.Struct` is expected: its members are the Struct's. A serde type
/// that isn't a message becomes one in a [`Serde`](crate::proto::Serde).
///
/// A [`message!`](crate::message!) can always be written: numbers that aren't finite are strings in ProtoJSON, and
/// become strings in the Struct.
///
/// ```
/// use vitalwire::dataflow::WorkerMessageCode;
/// use vitalwire::proto::StructOf;
/// use vitalwire::{Microcontroller, message};
///
/// message! {
///     struct WaterLow {
///         litres: u32 as "litres",
///     }
/// }
///
/// type Code = WorkerMessageCode<Microcontroller, StructOf<WaterLow>>;
///
/// let code: Code = vitalwire::decode(br#"{"code": "WATER_LOW", "parameters": {"litres": 2}}"#)?;
/// assert_eq!(code.parameters, Some(StructOf(WaterLow { litres: 2 })));
/// # Ok::<(), vitalwire::DecodeError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StructOf<T>(pub T);

impl<T: Message> Field for StructOf<T> {
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
        self.0.write_object(output);
    }

    fn serialize_field<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(Object(serializer))
    }

    fn read(&mut self, reader: &mut Reader<'_>) -> Result<bool, Stop> {
        match reader.next_type() {
            JsonType::Object => self.0.read(reader),
            _ => Err(reader.wrong_type()),
        }
    }

    fn deserialize_field<'de, D: Deserializer<'de>>(&mut self, deserializer: D) -> Result<bool, D::Error> {
        self.0.deserialize_field(deserializer)
    }

    #[cfg(feature = "_sample")]
    fn sample(sampler: &mut dyn crate::sample::Sampler, _: bool) -> Self {
        Self(T::sample(sampler, false))
    }
}

impl<T: Message> StructValue for StructOf<T> {}

impl<T: ConstEmpty> ConstEmpty for StructOf<T> {
    const EMPTY: Self = Self(T::EMPTY);
}

impl<T: Message + MaxJsonLen> MaxJsonLen for StructOf<T> {
    const MAX_JSON_LEN: usize = T::MAX_JSON_LEN;
}

#[cfg(feature = "defmt")]
impl<T: Message> defmt::Format for StructOf<T> {
    fn format(&self, f: defmt::Formatter<'_>) {
        Field::log(self, f);
    }
}
