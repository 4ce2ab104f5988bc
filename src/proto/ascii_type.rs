//! What types that are short text in JSON have in common.

/// What all types that are short text in JSON can do, given how they are written and what they are.
macro_rules! is_ascii {
    ($Type:ident, $text:ident, $what:literal) => {
        impl core::fmt::Display for $Type {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.pad(self.$text().unquoted())
            }
        }

        impl serde::Serialize for $Type {
            #[cfg_attr(not(target_pointer_width = "64"), inline(never))]
            #[cfg_attr(target_pointer_width = "64", inline)]
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::json::serialize_short(&self.$text(), serializer)
            }
        }

        impl<'de> serde::Deserialize<'de> for $Type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let mut value = Self::default();
                $crate::proto::read::read_scalar(&mut value, deserializer)?;
                Ok(value)
            }
        }

        impl $crate::proto::read::Scalar for $Type {
            const WHAT: &'static str = $what;

            fn read(
                &mut self,
                token: $crate::proto::read::Token<'_>,
            ) -> Result<$crate::proto::read::Outcome, $crate::proto::read::Refusal> {
                *self = token.parse()?;
                Ok($crate::proto::read::Outcome::Value)
            }
        }

        impl $crate::proto::Field for $Type {
            fn absent() -> Self {
                Self::default()
            }

            fn is_default(&self) -> bool {
                false
            }

            fn serialize_field<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serde::Serialize::serialize(self, serializer)
            }

            fn deserialize_field<'de, D: serde::Deserializer<'de>>(
                &mut self,
                deserializer: D,
            ) -> Result<bool, D::Error> {
                $crate::proto::read::read_scalar(self, deserializer)
            }

            $crate::__log_by_format! {}

            #[cfg(feature = "_sample")]
            fn sample(sampler: &mut dyn $crate::sample::Sampler, _: bool) -> Self {
                Self::sampled(sampler)
            }
        }

        #[cfg(feature = "defmt")]
        impl defmt::Format for $Type {
            fn format(&self, f: defmt::Formatter<'_>) {
                defmt::write!(f, "{=str}", self.$text().unquoted());
            }
        }
    };
}
pub(super) use is_ascii;
