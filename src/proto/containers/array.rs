//! Lists of fixed length.

use super::list::{serialize_slice, write_slice};
use crate::error::DecodeErrorKind;
use crate::json::{Output, Reader, Stop};
use crate::max::{MaxJsonLen, array};
use crate::proto::traits::{Field, InPlace};
use core::fmt;
use serde::de::{Error, SeqAccess, Visitor};
use serde::{Deserializer, Serializer};

/// A list that is always full.
impl<T: Field, const LEN: usize> Field for [T; LEN] {
    const HOLDS_UNSET: bool = T::MAY_BE_UNSET || T::HOLDS_UNSET;
    const IS_REQUIRED: bool = LEN > 0;
    const HAS_DEFAULT: bool = T::HAS_DEFAULT;

    fn absent() -> Self {
        core::array::from_fn(|_| T::absent())
    }

    fn is_default(&self) -> bool {
        LEN == 0
    }

    fn write<O: Output>(&self, output: &mut O) {
        write_slice(self, output);
    }

    fn serialize_field<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_slice(self, serializer)
    }

    fn clear(&mut self) {
        self.iter_mut().for_each(T::clear);
    }

    fn read(&mut self, reader: &mut Reader<'_>) -> Result<bool, Stop> {
        let mut len = 0;
        reader.array(&mut |reader| {
            let Some(element) = self.get_mut(len) else {
                return Err(reader.fail(DecodeErrorKind::Length(LEN + 1)));
            };
            len += 1;
            read_element(element, reader)
        })?;
        expect_len(len, LEN, reader)
    }

    fn deserialize_field<'de, D: Deserializer<'de>>(&mut self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_seq(Exactly(self))?;
        Ok(true)
    }

    #[cfg(feature = "defmt")]
    fn log(&self, f: defmt::Formatter<'_>) {
        super::list::log_slice(self, f);
    }

    #[cfg(feature = "_sample")]
    fn sample(sampler: &mut dyn crate::sample::Sampler, _: bool) -> Self {
        core::array::from_fn(|_| T::sample(sampler, false))
    }
}

impl<T: MaxJsonLen, const LEN: usize> MaxJsonLen for [T; LEN] {
    const MAX_JSON_LEN: usize = array(LEN, T::MAX_JSON_LEN);
    const MAX_PRESENT_LEN: usize = if LEN == 0 { 0 } else { Self::MAX_JSON_LEN };
}

/// Reads an element that must have a value.
pub(super) fn read_element<T: Field>(element: &mut T, reader: &mut Reader<'_>) -> Result<(), Stop> {
    if element.read(reader)? { Ok(()) } else { Err(reader.fail(DecodeErrorKind::UnknownValue)) }
}

/// Checks that an array had the expected number of elements.
pub(super) fn expect_len(len: usize, expected: usize, reader: &mut Reader<'_>) -> Result<bool, Stop> {
    if len == expected { Ok(true) } else { Err(reader.fail(DecodeErrorKind::Length(len))) }
}

/// Reads exactly as many elements as the slice has.
struct Exactly<'a, T>(&'a mut [T]);

impl<'de, T: Field> Visitor<'de> for Exactly<'_, T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an array of {}", self.0.len())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<(), A::Error> {
        for (at, place) in self.0.iter_mut().enumerate() {
            match access.next_element_seed(InPlace(place))? {
                Some(true) => {}
                Some(false) => return Err(A::Error::unknown_variant("", &[])),
                None => return Err(A::Error::invalid_length(at, &"as many elements as there are places")),
            }
        }
        Ok(())
    }
}
