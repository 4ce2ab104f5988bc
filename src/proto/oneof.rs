//! Members of a oneof.

use crate::capacity::Item;
use serde::Deserializer;
use serde::ser::SerializeStruct;

/// What a message can hold one of: an enum that [`oneof!`](crate::oneof!) declares, or a single message
/// that stands for a oneof of which no other member is ever used.
pub trait OneOf: Item {
    /// The wire names of its members.
    const MEMBERS: &'static [&'static str];

    /// The member of that name, with a value that is [`absent`](super::Field::absent).
    fn member(name: &str) -> Option<Self>;

    /// Writes the member among the fields of the message.
    ///
    /// # Errors
    /// The serializer's own.
    fn serialize_member<S: SerializeStruct>(&self, message: &mut S) -> Result<(), S::Error>;

    /// Reads the member's value in its place; answers whether there was one.
    ///
    /// # Errors
    /// The deserializer's own.
    fn deserialize_member<'de, D: Deserializer<'de>>(&mut self, deserializer: D) -> Result<bool, D::Error>;

    /// A member for a test.
    #[cfg(feature = "_sample")]
    #[doc(hidden)]
    fn sample(sampler: &mut dyn crate::sample::Sampler) -> Option<Self> {
        let _ = sampler;
        None
    }
}
