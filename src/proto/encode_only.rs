//! Values that are never read.

use serde::de::{Deserialize, Deserializer, Error};
use serde::{Serialize, Serializer};

/// A value that can be sent but not read, for a type without `Deserialize`: `StructOf<Serde<EncodeOnly<T>>>`.
///
/// ```
/// use vitalwire::json;
/// use vitalwire::proto::{InField, EncodeOnly, Serde, StructOf};
///
/// #[derive(Clone, Debug, Default, PartialEq, serde::Serialize)]
/// struct Valve { name: &'static str }
///
/// let mut buffer = [0; 32];
/// let valve = StructOf(Serde(EncodeOnly(Valve { name: "inlet" })));
/// assert_eq!(json::to_str(&InField(&valve), &mut buffer)?, r#"{"name":"inlet"}"#);
/// # Ok::<(), vitalwire::EncodeError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EncodeOnly<T>(pub T);

impl<T: Serialize> Serialize for EncodeOnly<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

/// Always fails.
impl<'de, T> Deserialize<'de> for EncodeOnly<T> {
    fn deserialize<D: Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
        Err(D::Error::custom("this type can be sent and not read"))
    }
}

#[cfg(feature = "defmt")]
impl<T: Serialize> defmt::Format for EncodeOnly<T> {
    fn format(&self, f: defmt::Formatter<'_>) {
        super::log::log_json(f, |writer| writer.serialize(&self.0));
    }
}
