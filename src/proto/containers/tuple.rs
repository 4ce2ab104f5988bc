//! Lists whose elements differ in type.

use super::array::{expect_len, read_element};
use crate::empty::ConstEmpty;
use crate::error::DecodeErrorKind;
use crate::json::{Output, Reader, Stop};
use crate::max::{MaxJsonLen, object, sum};
use crate::proto::traits::{Field, InField, InPlace};
use core::fmt;
use serde::de::{Error, SeqAccess, Visitor};
use serde::ser::SerializeSeq;
use serde::{Deserializer, Serializer};

struct Elements<'a, T>(&'a mut T);

macro_rules! tuple {
    ($len:literal: $($T:ident $index:tt),+) => {
        impl<$($T: Field),+> Field for ($($T,)+) {
            const HOLDS_UNSET: bool = $( $T::MAY_BE_UNSET || $T::HOLDS_UNSET )||+;
            const IS_REQUIRED: bool = true;
            const HAS_DEFAULT: bool = $( $T::HAS_DEFAULT )&&+;

            fn absent() -> Self {
                ($( $T::absent(), )+)
            }

            fn is_default(&self) -> bool {
                false
            }

            fn write<Out: Output>(&self, output: &mut Out) {
                const { assert!($( !$T::MAY_BE_UNSET )&&+, "an element of a list can't be unset: use its type without `Option`") };
                let start = output.open(b'[');
                $(
                    if start <= $index && output.element($index, |output| self.$index.write(output)) {
                        return;
                    }
                )+
                output.close(b'[');
            }

            fn serialize_field<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                const { assert!($( !$T::MAY_BE_UNSET )&&+, "an element of a list can't be unset: use its type without `Option`") };
                let mut seq = serializer.serialize_seq(Some($len))?;
                $( seq.serialize_element(&InField(&self.$index))?; )+
                seq.end()
            }

            fn clear(&mut self) {
                $( self.$index.clear(); )+
            }

            fn read(&mut self, reader: &mut Reader<'_>) -> Result<bool, Stop> {
                let mut len = 0;
                reader.array(&mut |reader| {
                    len += 1;
                    match len - 1 {
                        $( $index => read_element(&mut self.$index, reader), )+
                        _ => Err(reader.fail(DecodeErrorKind::Length(len))),
                    }
                })?;
                expect_len(len, $len, reader)
            }

            fn deserialize_field<'de, De: Deserializer<'de>>(&mut self, deserializer: De) -> Result<bool, De::Error> {
                deserializer.deserialize_seq(Elements(self))?;
                Ok(true)
            }

            #[cfg(feature = "defmt")]
            fn log(&self, f: defmt::Formatter<'_>) {
                defmt::write!(f, "(");
                $( super::list::log_element($index, &self.$index, f); )+
                defmt::write!(f, ")");
            }

            #[cfg(feature = "_sample")]
            fn sample(sampler: &mut dyn crate::sample::Sampler, _: bool) -> Self {
                ($( $T::sample(sampler, false), )+)
            }
        }

        impl<'de, $($T: Field),+> Visitor<'de> for Elements<'_, ($($T,)+)> {
            type Value = ();

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!("an array of ", $len))
            }

            fn visit_seq<Access: SeqAccess<'de>>(self, mut access: Access) -> Result<(), Access::Error> {
                $(
                    match access.next_element_seed(InPlace(&mut self.0.$index))? {
                        Some(true) => {}
                        Some(false) => return Err(Access::Error::unknown_variant("", &[])),
                        None => return Err(Access::Error::invalid_length($index, &self)),
                    }
                )+
                Ok(())
            }
        }

        impl<$($T: ConstEmpty),+> ConstEmpty for ($($T,)+) {
            const EMPTY: Self = ($($T::EMPTY,)+);
        }

        impl<$($T: MaxJsonLen),+> MaxJsonLen for ($($T,)+) {
            const MAX_JSON_LEN: usize = {
                let len = 0;
                $( let len = sum(sum(len, 1), $T::MAX_JSON_LEN); )+
                object(len)
            };
        }
    };
}

tuple!(2: A 0, B 1);
tuple!(3: A 0, B 1, C 2);
tuple!(4: A 0, B 1, C 2, D 3);
