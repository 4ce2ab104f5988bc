//! An `Any` or a `Struct` from serde's own `Serialize`.

use heapless::String;
use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, SerializeMap, Serializer};
use vitalwire::profile::Item;
use vitalwire::proto::{Any, AnyOf, Serde, TypeUrl};
use vitalwire::{EncodeError, SerializeError};

/// An object of one member.
#[derive(Clone, Debug, Default, PartialEq)]
struct Member<K>(K);

impl<K> TypeUrl for Member<K> {
    const TYPE_URL: &'static str = "a/b";
}

impl<K: Serialize> Serialize for Member<K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry(&self.0, &1)?;
        map.end()
    }
}

impl<'de, K> Deserialize<'de> for Member<K> {
    fn deserialize<D: Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
        Err(D::Error::custom("it's only written"))
    }
}

/// A string in pieces.
#[derive(Clone, Debug, Default, PartialEq)]
struct Pieces(&'static [&'static str]);

impl std::fmt::Display for Pieces {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|piece| f.write_str(piece))
    }
}

impl Serialize for Pieces {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[derive(Clone, Debug, Default, PartialEq, serde::Serialize)]
struct Newtype(&'static str);

#[derive(Clone, Debug, Default, PartialEq, serde::Serialize)]
enum Name {
    #[default]
    #[serde(rename = "@type")]
    Type,
    #[serde(rename = "type")]
    Other,
}

#[test]
fn no_key_of_any_kind_is_a_second_type() {
    /// Returns the JSON of an Any, packed and typed, or `None` for a second type.
    fn pack<K: Item + Default + Serialize>(key: K) -> Option<std::string::String> {
        let mut buffer = [0; 64];
        let written = vitalwire::to_slice(&AnyOf(Serde(Member(key.clone()))), &mut buffer);
        match Any::<String<64>>::pack("a/b", &Member(key)) {
            Ok(any) => {
                assert_eq!(written, Ok(any.as_str().as_bytes()));
                Some(any.as_str().to_owned())
            }
            Err(error) => {
                assert_eq!(error.to_string(), "duplicate name, at byte 15");
                assert_eq!(written, Err(EncodeError::Serialize(SerializeError::Custom)));
                None
            }
        }
    }
    fn with(key: &str) -> Option<std::string::String> {
        Some(format!(r#"{{"@type":"a/b","{key}":1}}"#))
    }
    assert_eq!((pack("@type"), pack("type")), (None, with("type")));
    assert_eq!((pack(Newtype("@type")), pack(Newtype("type"))), (None, with("type")));
    assert_eq!((pack(Some("@type")), pack(Some("type"))), (None, with("type")));
    assert_eq!((pack(Name::Type), pack(Name::Other)), (None, with("type")));
    assert_eq!((pack(Pieces(&["@ty", "pe"])), pack(Pieces(&["@ty"]))), (None, with("@ty")));
    assert_eq!((pack(Pieces(&["@type", "s"])), pack(Pieces(&["a@type"]))), (with("@types"), with("a@type")));
}
