//! A field that doesn't implement `defmt::Format`.

use serde::{Deserializer, Serializer};
use vitalwire::json::{Output, Reader, Stop};
use vitalwire::proto::Field;

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Percent(pub u32);

impl Field for Percent {
    fn absent() -> Self {
        Self(0)
    }

    fn is_default(&self) -> bool {
        self.0 == 0
    }

    fn write<O: Output>(&self, output: &mut O) {
        self.0.write(output);
    }

    fn serialize_field<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize_field(serializer)
    }

    fn read(&mut self, reader: &mut Reader<'_>) -> Result<bool, Stop> {
        self.0.read(reader)
    }

    fn deserialize_field<'de, D: Deserializer<'de>>(&mut self, deserializer: D) -> Result<bool, D::Error> {
        self.0.deserialize_field(deserializer)
    }
}
