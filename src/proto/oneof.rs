//! Members of a oneof.

use crate::json::{Key, Output, Reader, Stop};
use crate::profile::Item;
use serde::Deserializer;
use serde::ser::SerializeStruct;

/// A oneof of a message: an enum that [`oneof!`](crate::oneof!) declares, or a single message that represents a oneof
/// of which no other member is ever used.
pub trait OneOf: Item {
    /// The names of its members.
    const MEMBERS: &'static [Key];

    /// Writes the member, [whose index is](Output::member) `index`, and returns whether the output ends in it.
    fn write_member<O: Output>(&self, index: usize, output: &mut O) -> bool;

    /// Serializes the member into any serde format.
    ///
    /// # Errors
    /// The serializer's own.
    fn serialize_member<S: SerializeStruct>(&self, message: &mut S) -> Result<(), S::Error>;

    /// Makes `place` the member with `index`, and reads its value; returns whether there was one.
    ///
    /// # Errors
    /// The reader has stopped.
    fn read_member(place: &mut Option<Self>, index: usize, reader: &mut Reader<'_>) -> Result<bool, Stop>;

    /// Deserializes the member from any serde format.
    ///
    /// # Errors
    /// The deserializer's own.
    fn deserialize_member<'de, D: Deserializer<'de>>(
        place: &mut Option<Self>,
        index: usize,
        deserializer: D,
    ) -> Result<bool, D::Error>;

    /// Logs the member with defmt: as JSON, unless the type has a shorter format.
    #[cfg(feature = "defmt")]
    fn log(&self, f: defmt::Formatter<'_>) {
        super::log::log_json(f, |writer| {
            writer.begin(b'{');
            // This output never ends early.
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
