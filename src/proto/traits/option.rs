//! Fields that may be unset.

use super::field::Field;
use crate::json::{Output, Reader, Stop};
use crate::max::MaxJsonLen;
use serde::{Deserializer, Serializer};

/// A value that may be unset: it is left out then, and otherwise written even if it is a default.
impl<T: Field> Field for Option<T> {
    const MAY_BE_UNSET: bool = true;
    const HOLDS_UNSET: bool = T::HOLDS_UNSET;
    const ACCEPTS_NULL: bool = T::ACCEPTS_NULL;

    fn absent() -> Self {
        None
    }

    fn is_default(&self) -> bool {
        self.is_none()
    }

    fn write<O: Output>(&self, output: &mut O) {
        match self {
            Some(value) => value.write(output),
            None => output.json("null"),
        }
    }

    fn serialize_field<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Some(value) => value.serialize_field(serializer),
            None => serializer.serialize_none(),
        }
    }

    fn clear(&mut self) {
        *self = None;
    }

    #[inline]
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<bool, Stop> {
        *self = Some(T::absent());
        let has_value = match self {
            Some(value) => value.read(reader)?,
            None => false,
        };
        if !has_value {
            *self = None;
        }
        Ok(has_value)
    }

    fn deserialize_field<'de, D: Deserializer<'de>>(&mut self, deserializer: D) -> Result<bool, D::Error> {
        let is_known = self.insert(T::absent()).deserialize_field(deserializer)?;
        if !is_known {
            *self = None;
        }
        Ok(is_known)
    }

    #[cfg(feature = "defmt")]
    fn log(&self, f: defmt::Formatter<'_>) {
        match self {
            Some(value) => value.log(f),
            None => defmt::write!(f, "None"),
        }
    }

    #[cfg(feature = "_sample")]
    fn sample(sampler: &mut dyn crate::sample::Sampler, _: bool) -> Self {
        crate::sample::is_present(sampler).then(|| T::sample(sampler, false))
    }
}

impl<T: MaxJsonLen> MaxJsonLen for Option<T> {
    const MAX_JSON_LEN: usize = crate::max::longer(T::MAX_JSON_LEN, "null".len());
    const MAX_PRESENT_LEN: usize = T::MAX_JSON_LEN;
}
