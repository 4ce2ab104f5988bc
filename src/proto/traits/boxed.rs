//! Fields on the heap.

use super::field::Field;
use crate::json::{Key, Output, Reader, Stop};
use crate::max::MaxJsonLen;
use alloc::boxed::Box;
use serde::de::MapAccess;
use serde::ser::SerializeStruct;
use serde::{Deserializer, Serializer};

/// A value on the heap, written and read as itself: for large ones that are rarely set, and for a message in itself, as
/// an `Option<Box<Self>>`. A message in itself has no longest encoding, and needs stack for each level, up to
/// [`MAX_DEPTH`](crate::json::MAX_DEPTH) where it is read.
///
/// ```
/// use vitalwire::message;
///
/// message! {
///     /// A sleeve, and what is in it.
///     struct Sleeve {
///         /// In millimetres.
///         length: u32 as "length",
///         inner: Option<Box<Sleeve>> as "inner",
///     }
/// }
///
/// let sleeves: Sleeve = vitalwire::decode(br#"{"length": 20, "inner": {"length": 12}}"#)?;
/// assert_eq!(sleeves.inner, Some(Box::new(Sleeve { length: 12, inner: None })));
/// # Ok::<(), vitalwire::DecodeError>(())
/// ```
impl<T: Field> Field for Box<T> {
    const MAY_BE_UNSET: bool = T::MAY_BE_UNSET;
    const HOLDS_UNSET: bool = T::HOLDS_UNSET;
    const IS_REQUIRED: bool = T::IS_REQUIRED;
    const HAS_DEFAULT: bool = T::HAS_DEFAULT;

    fn absent() -> Self {
        Self::new(T::absent())
    }

    fn clear(&mut self) {
        T::clear(self);
    }

    fn is_default(&self) -> bool {
        T::is_default(self)
    }

    fn write<O: Output>(&self, output: &mut O) {
        T::write(self, output);
    }

    #[inline(always)] // As that of `T`.
    fn write_member<O: Output>(&self, index: usize, name: Key, output: &mut O) -> bool {
        T::write_member(self, index, name, output)
    }

    fn serialize_field<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        T::serialize_field(self, serializer)
    }

    fn serialize_member<S: SerializeStruct>(&self, name: &'static str, members: &mut S) -> Result<(), S::Error> {
        T::serialize_member(self, name, members)
    }

    fn read(&mut self, reader: &mut Reader<'_>) -> Result<bool, Stop> {
        T::read(self, reader)
    }

    fn deserialize_field<'de, D: Deserializer<'de>>(&mut self, deserializer: D) -> Result<bool, D::Error> {
        T::deserialize_field(self, deserializer)
    }

    fn deserialize_member<'de, A: MapAccess<'de>>(&mut self, access: &mut A) -> Result<bool, A::Error> {
        T::deserialize_member(self, access)
    }

    #[cfg(feature = "defmt")]
    fn log(&self, f: defmt::Formatter<'_>) {
        T::log(self, f);
    }

    #[cfg(feature = "_sample")]
    fn sample(sampler: &mut dyn crate::sample::Sampler, is_optional: bool) -> Self {
        Self::new(T::sample(sampler, is_optional))
    }
}

impl<T: MaxJsonLen> MaxJsonLen for Box<T> {
    const MAX_JSON_LEN: usize = T::MAX_JSON_LEN;
    const MAX_PRESENT_LEN: usize = T::MAX_PRESENT_LEN;
    const MAX_KEY_LEN: usize = T::MAX_KEY_LEN;
}
