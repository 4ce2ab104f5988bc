//! Members of a oneof.

use crate::capacity::Item;
use crate::json::{Key, Reader, Stop};
use serde::Deserializer;
use serde::ser::SerializeStruct;

/// What a message can hold one of: an enum that [`oneof!`](crate::oneof!) declares, or a single message
/// that stands for a oneof of which no other member is ever used.
pub trait OneOf: Item {
    /// The names of its members.
    const MEMBERS: &'static [Key];

    /// Writes the member among the fields of the message.
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
        super::log::log_json(&Member(self), f);
    }

    /// A member for a test.
    #[cfg(feature = "_sample")]
    #[doc(hidden)]
    fn sample(sampler: &mut dyn crate::sample::Sampler) -> Option<Self> {
        let _ = sampler;
        None
    }
}

/// A member in an object of its own.
#[cfg(feature = "defmt")]
struct Member<'a, P>(&'a P);

#[cfg(feature = "defmt")]
impl<P: OneOf> serde::Serialize for Member<'_, P> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut message = serializer.serialize_struct("", 1)?;
        self.0.serialize_member(&mut message)?;
        message.end()
    }
}
