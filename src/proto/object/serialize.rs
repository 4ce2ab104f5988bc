//! Messages in binary formats.

use serde::Serialize;
use serde::ser::{SerializeMap, SerializeStruct};

/// The entries of a map, written as if they were the fields of a struct.
///
/// Some binary formats tell the fields of a struct only by their order. In a message, those that are defaults are left
/// out, so that nobody could read them.
#[doc(hidden)]
pub struct FieldsOfMap<M>(pub M);

impl<M: SerializeMap> SerializeStruct for FieldsOfMap<M> {
    type Ok = M::Ok;
    type Error = M::Error;

    #[inline]
    fn serialize_field<T: ?Sized + Serialize>(&mut self, name: &'static str, value: &T) -> Result<(), M::Error> {
        self.0.serialize_entry(name, value)
    }

    #[inline]
    fn end(self) -> Result<M::Ok, M::Error> {
        self.0.end()
    }
}
