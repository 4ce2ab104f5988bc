//! An `Any` or a `Struct` from serde's own `Serialize`.

use heapless::String;
use serde::ser::{Serialize, SerializeMap, Serializer};
use vitalwire::proto::Any;

/// An object of one member.
struct Member<K>(K);

impl<K: Serialize> Serialize for Member<K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry(&self.0, &1)?;
        map.end()
    }
}

/// A string in pieces.
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

#[derive(serde::Serialize)]
struct Newtype(&'static str);

#[derive(serde::Serialize)]
enum Name {
    #[serde(rename = "@type")]
    Type,
    #[serde(rename = "type")]
    Other,
}

#[test]
fn no_key_of_any_kind_is_a_second_type() {
    fn pack(key: impl Serialize) -> Option<std::string::String> {
        Any::<String<64>>::pack("a/b", &Member(key)).ok().map(|any| any.as_str().to_owned())
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
