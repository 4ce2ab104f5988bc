//! Fields that are a oneof.

use super::OneOf;
use super::bridge::deserialize_oneof;
use crate::json::{Duplicate, Key, Output, Reader, Stop};
use serde::de::MapAccess;
use serde::ser::SerializeStruct;

/// A field that is a oneof: an [`Option`] of one.
#[doc(hidden)]
pub trait OneOfField {
    /// The names of its members.
    const MEMBERS: &'static [Key];

    /// Whether there is a member.
    fn is_set(&self) -> bool;

    /// Writes the member with `index`, if there is one, and returns whether the output ends in it.
    fn write_member<O: Output>(&self, index: usize, output: &mut O) -> bool;

    /// Serializes the member into any serde format.
    ///
    /// # Errors
    /// The serializer's own.
    fn serialize_member<S: SerializeStruct>(&self, message: &mut S) -> Result<(), S::Error>;

    /// Reads the member with `index`; returns whether it has a value.
    ///
    /// # Errors
    /// The reader has stopped, also if a member is already set.
    fn read_member(&mut self, index: usize, reader: &mut Reader<'_>) -> Result<bool, Stop>;

    /// Deserializes the member from any serde format.
    ///
    /// # Errors
    /// The access's own.
    fn deserialize_member<'de, A: MapAccess<'de>>(&mut self, index: usize, access: &mut A) -> Result<bool, A::Error>;

    /// Logs the member, if there is one.
    #[cfg(feature = "defmt")]
    fn log(&self, f: defmt::Formatter<'_>);

    /// A oneof for a test.
    #[cfg(feature = "_sample")]
    fn sample(sampler: &mut dyn crate::sample::Sampler) -> Self;
}

impl<P: OneOf> OneOfField for Option<P> {
    const MEMBERS: &'static [Key] = P::MEMBERS;

    fn is_set(&self) -> bool {
        self.is_some()
    }

    #[inline(always)]
    fn write_member<O: Output>(&self, index: usize, output: &mut O) -> bool {
        match self {
            Some(member) => member.write_member(index, output),
            None => false,
        }
    }

    fn serialize_member<S: SerializeStruct>(&self, message: &mut S) -> Result<(), S::Error> {
        match self {
            Some(member) => member.serialize_member(message),
            None => Ok(()),
        }
    }

    #[inline]
    fn read_member(&mut self, index: usize, reader: &mut Reader<'_>) -> Result<bool, Stop> {
        if self.is_some() {
            return Err(reader.fail_duplicate(Duplicate::Oneof));
        }
        let has_value = P::read_member(self, index, reader)?;
        if !has_value {
            *self = None;
        }
        Ok(has_value)
    }

    fn deserialize_member<'de, A: MapAccess<'de>>(&mut self, index: usize, access: &mut A) -> Result<bool, A::Error> {
        deserialize_oneof(self, index, access)
    }

    #[cfg(feature = "defmt")]
    fn log(&self, f: defmt::Formatter<'_>) {
        if let Some(member) = self {
            member.log(f);
        }
    }

    #[cfg(feature = "_sample")]
    fn sample(sampler: &mut dyn crate::sample::Sampler) -> Self {
        if crate::sample::is_there(sampler) { P::sample(sampler) } else { None }
    }
}
