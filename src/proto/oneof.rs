//! Members of a oneof.

use crate::capacity::Item;
use serde::ser::SerializeStruct;

/// What a message can hold one of: an enum that [`oneof!`](crate::oneof!) declares, or a single message
/// that stands for a oneof of which no other member is ever used.
pub trait OneOf: Item {
    /// Whether there is a member.
    fn is_set(&self) -> bool {
        true
    }

    /// Writes the member, if there is one, among the fields of the message.
    ///
    /// # Errors
    /// The serializer's own.
    fn serialize_member<S: SerializeStruct>(&self, message: &mut S) -> Result<(), S::Error>;
}

impl<P: OneOf> OneOf for Option<P> {
    fn is_set(&self) -> bool {
        self.as_ref().is_some_and(P::is_set)
    }

    fn serialize_member<S: SerializeStruct>(&self, message: &mut S) -> Result<(), S::Error> {
        match self {
            Some(member) => member.serialize_member(message),
            None => Ok(()),
        }
    }
}
