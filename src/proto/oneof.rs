//! Members of a oneof.

use crate::json::{Key, Output, Reader, Stop};
use crate::profile::Item;
use serde::Deserializer;
use serde::ser::SerializeStruct;

/// What a message can hold one of: an enum that [`oneof!`](crate::oneof!) declares, or a single message
/// that stands for a oneof of which no other member is ever used.
pub trait OneOf: Item {
    /// The names of its members.
    const MEMBERS: &'static [Key];

    /// Writes the member, [which has](Output::member) that index, and returns whether the output ends in it.
    fn write_member<O: Output>(&self, index: usize, output: &mut O) -> bool;

    /// The same, into any format that serde knows.
    ///
    /// # Errors
    /// The serializer's own.
    fn serialize_member<S: SerializeStruct>(&self, message: &mut S) -> Result<(), S::Error>;

    /// Makes `place` the member with that index, and reads its value; returns whether there was one.
    ///
    /// # Errors
    /// The reader has stopped.
    fn read_member(place: &mut Option<Self>, index: usize, reader: &mut Reader<'_>) -> Result<bool, Stop>;

    /// The same, out of any format that serde knows.
    ///
    /// # Errors
    /// The deserializer's own.
    fn deserialize_member<'de, D: Deserializer<'de>>(
        place: &mut Option<Self>,
        index: usize,
        deserializer: D,
    ) -> Result<bool, D::Error>;

    /// Logs the member with defmt: as JSON, unless a type has a shorter way.
    #[cfg(feature = "defmt")]
    fn log(&self, f: defmt::Formatter<'_>) {
        super::log::log_json(f, |writer| {
            writer.begin(b'{');
            // It ends nowhere but at its end.
            let _ = self.write_member(1, writer);
            writer.end(b'{');
        });
    }

    /// A member for a test.
    #[cfg(feature = "_sample")]
    #[doc(hidden)]
    fn sample(sampler: &mut dyn crate::sample::Sampler) -> Option<Self> {
        let _ = sampler;
        None
    }
}
