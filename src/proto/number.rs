//! Truth values and numbers.

use super::{Field, MapKey};
use crate::json::verbatim;
use crate::max::MaxJsonLen;
use core::fmt::Display;
use serde::{Serialize, Serializer};

macro_rules! bare {
    ($($type:ident $serialize:ident $max:literal $max_present:literal;)+) => { $(
        impl Field for $type {
            fn is_default(&self) -> bool {
                *self == $type::default()
            }

            #[inline]
            fn serialize_field<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.$serialize(*self)
            }
        }

        impl MapKey for $type {
            fn serialize_key<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl MaxJsonLen for $type {
            const MAX_JSON_LEN: usize = $max.len();
            const MAX_PRESENT_LEN: usize = $max_present.len();
            const MAX_KEY_LEN: usize = 2 + Self::MAX_JSON_LEN;
        }
    )+ };
}

bare! {
    bool serialize_bool "false" "true";
    i32 serialize_i32 "-2147483648" "-2147483648";
    u32 serialize_u32 "4294967295" "4294967295";
}

/// 64-bit integers are text, since few JSON readers keep all of their digits as numbers.
macro_rules! quoted {
    ($($type:ident $serialize:ident $max:literal;)+) => { $(
        impl Field for $type {
            fn is_default(&self) -> bool {
                *self == 0
            }

            #[inline]
            fn serialize_field<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_newtype_struct(verbatim::NAME, &Quoted(*self))
            }
        }

        impl MapKey for $type {
            fn serialize_key<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl Serialize for Quoted<$type> {
            #[inline]
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                if serializer.is_human_readable() {
                    serializer.collect_str(&self.0)
                } else {
                    serializer.$serialize(self.0)
                }
            }
        }

        impl MaxJsonLen for $type {
            const MAX_JSON_LEN: usize = $max.len();
        }
    )+ };
}

struct Quoted<T: Display>(T);

quoted! {
    i64 serialize_i64 "\"-9223372036854775808\"";
    u64 serialize_u64 "\"18446744073709551615\"";
}

macro_rules! float {
    ($($type:ident $serialize:ident $max:literal;)+) => { $(
        impl Field for $type {
            /// Positive zero; a negative one is kept.
            fn is_default(&self) -> bool {
                self.to_bits() == 0
            }

            fn serialize_field<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                if self.is_finite() {
                    serializer.$serialize(*self)
                } else if self.is_nan() {
                    serializer.serialize_str("NaN")
                } else if *self > 0.0 {
                    serializer.serialize_str("Infinity")
                } else {
                    serializer.serialize_str("-Infinity")
                }
            }
        }

        impl MaxJsonLen for $type {
            const MAX_JSON_LEN: usize = $max.len();
        }
    )+ };
}

float! {
    f32 serialize_f32 "-0.0000010000001";
    f64 serialize_f64 "-2.2250738585072014e-308";
}
