//! Lists whose elements differ in type.

use super::{Field, InField};
use crate::max::{MaxJsonLen, object};
use serde::Serializer;
use serde::ser::SerializeSeq;

macro_rules! tuple {
    ($len:literal: $($T:ident $index:tt),+) => {
        impl<$($T: Field),+> Field for ($($T,)+) {
            fn is_default(&self) -> bool {
                false
            }

            fn serialize_field<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let mut seq = serializer.serialize_seq(Some($len))?;
                $( seq.serialize_element(&InField(&self.$index))?; )+
                seq.end()
            }
        }

        impl<$($T: MaxJsonLen),+> MaxJsonLen for ($($T,)+) {
            const MAX_JSON_LEN: usize = object(0 $( + 1 + $T::MAX_JSON_LEN )+);
        }
    };
}

tuple!(2: A 0, B 1);
tuple!(3: A 0, B 1, C 2);
tuple!(4: A 0, B 1, C 2, D 3);
