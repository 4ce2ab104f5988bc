//! What types that are JSON text have in common.

/// What all types that are JSON text can do.
macro_rules! is_open {
    ($Open:ident) => {
        impl<B: $crate::profile::StringStorage, N: $crate::profile::Name> $Open<B, N> {
            /// Returns its JSON, compact.
            #[must_use]
            pub fn as_str(&self) -> &str {
                self.0.as_str(<Self as $crate::proto::open::json_text::Open>::FREE)
            }
        }

        /// Its JSON, as [`as_str`](Self::as_str) returns it.
        impl<B: $crate::profile::StringStorage, N: $crate::profile::Name> core::fmt::Display for $Open<B, N> {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl<B: $crate::ConstEmpty, N: $crate::profile::Name> $crate::ConstEmpty for $Open<B, N> {
            const EMPTY: Self = Self(JsonText::EMPTY);
        }

        impl<B: $crate::profile::StringStorage, N: $crate::profile::Name> core::str::FromStr for $Open<B, N> {
            type Err = $crate::BuildError;

            fn from_str(json: &str) -> Result<Self, $crate::BuildError> {
                Self::new(json)
            }
        }

        impl<B: $crate::profile::StringStorage, N: $crate::profile::Name> TryFrom<&str> for $Open<B, N> {
            type Error = $crate::BuildError;

            fn try_from(json: &str) -> Result<Self, $crate::BuildError> {
                Self::new(json)
            }
        }

        impl<B: $crate::profile::StringStorage, N: $crate::profile::Name> serde::Serialize for $Open<B, N> {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                self.0.serialize(<Self as $crate::proto::open::json_text::Open>::FREE, serializer)
            }
        }

        impl<'de, B: $crate::profile::StringStorage, N: $crate::profile::Name> serde::Deserialize<'de> for $Open<B, N> {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::proto::open::deserialize::deserialize_open(deserializer)
            }
        }

        impl<B: $crate::profile::StringStorage, N: $crate::profile::Name> $crate::proto::Field for $Open<B, N> {
            // A value whose free form is `null` is one.
            const ACCEPTS_NULL: bool =
                matches!(<Self as $crate::proto::open::json_text::Open>::FREE.as_bytes(), b"null");

            fn absent() -> Self {
                Self(JsonText::default())
            }

            fn clear(&mut self) {
                self.0.clear();
            }

            fn is_default(&self) -> bool {
                false
            }

            fn write<O: $crate::json::Output>(&self, output: &mut O) {
                output.json(self.as_str());
            }

            fn serialize_field<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serde::Serialize::serialize(self, serializer)
            }

            fn read(&mut self, reader: &mut $crate::json::Reader<'_>) -> Result<bool, $crate::json::Stop> {
                $crate::proto::open::json_text::read_open(self, reader)
            }

            fn deserialize_field<'de, D: serde::Deserializer<'de>>(
                &mut self,
                deserializer: D,
            ) -> Result<bool, D::Error> {
                *self = $crate::proto::open::deserialize::deserialize_open(deserializer)?;
                Ok(true)
            }

            $crate::__log_by_format! {}

            #[cfg(feature = "_sample")]
            fn sample(sampler: &mut dyn $crate::sample::Sampler, _: bool) -> Self {
                let json = Self::new(sampler.json($crate::sample::Form::$Open, B::LIMIT));
                json.unwrap_or_default()
            }
        }

        #[cfg(feature = "defmt")]
        impl<B: $crate::profile::StringStorage, N: $crate::profile::Name> defmt::Format for $Open<B, N> {
            fn format(&self, f: defmt::Formatter<'_>) {
                defmt::write!(f, "{=str}", self.as_str());
            }
        }
    };
}
pub(super) use is_open;
