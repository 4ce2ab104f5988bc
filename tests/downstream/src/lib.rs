//! Messages with types that don't implement `defmt::Format`.

#![no_std]

#[cfg(test)]
mod serde_json_core;

use heapless::{LinearMap, String, Vec};
use serde::ser::SerializeStruct;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use vitalwire::json::{Key, ObjectKey, Output, Reader, Stop, Writer};
use vitalwire::profile::Name;
use vitalwire::proto::{Field, InField, List, Map, MapKey, OneOf, Serde, StructOf, Text};
use vitalwire::{BuildError, ConstEmpty, enumeration, message, oneof};

/// A field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Percent(u32);

impl Field for Percent {
    fn absent() -> Self {
        Self::default()
    }

    fn is_default(&self) -> bool {
        self.0 == 0
    }

    fn write<O: Output>(&self, output: &mut O) {
        self.0.write(output);
    }

    fn serialize_field<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize_field(serializer)
    }

    fn read(&mut self, reader: &mut Reader<'_>) -> Result<bool, Stop> {
        self.0.read(reader)
    }

    fn deserialize_field<'de, D: Deserializer<'de>>(&mut self, deserializer: D) -> Result<bool, D::Error> {
        self.0.deserialize_field(deserializer)
    }
}

impl ConstEmpty for Percent {
    const EMPTY: Self = Self(0);
}

impl ObjectKey for Percent {
    fn write_key(&self, writer: &mut Writer<'_>) {
        self.0.write_key(writer);
    }
}

impl MapKey for Percent {
    fn serialize_key<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize_key(serializer)
    }
}

/// The name of a capacity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tank;

impl Name for Tank {
    const NAME: &'static str = "tank";

    fn check(text: &str, more: &str) -> Result<(), BuildError> {
        if text.is_empty() && more == "none" { Err(BuildError::Reserved("none")) } else { Ok(()) }
    }
}

enumeration! {
    /// An enum.
    #[derive(Default)]
    pub enum Valve {
        #[default]
        Unspecified = 0 as "VALVE_UNSPECIFIED",
        Open = 1 as "OPEN",
    }
}

/// A oneof of one member, without the macro.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Alone(Percent);

impl OneOf for Alone {
    const MEMBERS: &'static [Key] = &[vitalwire::key!("alone")];

    fn write_member<O: Output>(&self, index: usize, output: &mut O) -> bool {
        output.member(index, vitalwire::key!("alone"), |output| self.0.write(output))
    }

    fn serialize_member<S: SerializeStruct>(&self, message: &mut S) -> Result<(), S::Error> {
        message.serialize_field("alone", &InField(&self.0))
    }

    fn read_member(place: &mut Option<Self>, _: usize, reader: &mut Reader<'_>) -> Result<bool, Stop> {
        place.insert(Self::default()).0.read(reader)
    }

    fn deserialize_member<'de, D: Deserializer<'de>>(
        place: &mut Option<Self>,
        _: usize,
        deserializer: D,
    ) -> Result<bool, D::Error> {
        place.insert(Self::default()).0.deserialize_field(deserializer)
    }
}

oneof! {
    /// A oneof of user-defined fields.
    pub enum Content {
        Full(Percent) as "full",
        Pair((Percent, Valve)) as "pair",
    }
}

message! {
    /// A message with all of these types.
    pub struct Boiler {
        pub label: Text<String<8>, Tank> as "label",
        pub levels: List<Vec<Percent, 4>, Tank> as "levels",
        pub by_level: Map<LinearMap<Percent, Percent, 2>, Tank> as "byLevel",
        pub fixed: Option<[Percent; 2]> as "fixed",
        pub valve: Option<Valve> as "valve",
        pub content: Option<Content> as oneof,
        pub inner: Option<Inner> as "inner",
        pub open: Option<StructOf<Inner>> as "open",
        pub by_serde: Option<StructOf<Serde<Plain>>> as "bySerde",
    }
}

message! {
    pub struct Inner {
        pub alone: Option<Alone> as oneof,
    }
}

/// A serde type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Plain {
    pub number: i64,
}

/// A module in which the prelude's names mean something else.
pub mod shadowed {
    use vitalwire::{enumeration, message, oneof};

    /// A state, whose values are imported below.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    #[allow(missing_docs, reason = "the names say it")]
    pub enum State {
        Ok,
        Err,
        Some,
        None,
    }

    #[allow(unused_imports, reason = "they only have to be in scope")]
    use State::{Err, None, Ok, Some};

    enumeration! {
        /// An enum.
        pub enum Heat {
            0 as "HEAT_UNSPECIFIED",
            /// Its value.
            Cold = 1 as "COLD",
        }
    }

    oneof! {
        /// A oneof.
        pub enum Content {
            /// Its member.
            Water(f64) as "water",
        }
    }

    message! {
        /// A message.
        pub struct Kettle {
            /// An enum.
            pub heat: Option<Heat> as "heat",
            /// A oneof.
            pub content: Option<Content> as oneof,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use vitalwire::json::Decoder;
    use vitalwire::{CapacityError, DecodeErrorKind};

    #[test]
    fn is_written_and_read() -> Result<(), BuildError> {
        let mut boiler = Boiler {
            label: "left".try_into()?,
            fixed: Some([Percent(1), Percent(2)]),
            valve: Some(Valve::Open),
            content: Some(Content::Pair((Percent(3), Valve::Unspecified))),
            inner: Some(Inner { alone: Some(Alone(Percent(4))) }),
            open: Some(StructOf(Inner { alone: None })),
            by_serde: Some(StructOf(Serde(Plain { number: 8 }))),
            ..Boiler::default()
        };
        boiler.levels.push(Percent(5))?;
        boiler.by_level.insert(Percent(6), Percent(7))?;

        let mut buffer = [0; 256];
        let json = vitalwire::to_str(&boiler, &mut buffer).unwrap();
        assert_eq!(
            json,
            concat!(
                r#"{"label":"left","levels":[5],"byLevel":{"6":7},"fixed":[1,2],"valve":"OPEN","#,
                r#""pair":[3,"VALVE_UNSPECIFIED"],"inner":{"alone":4},"open":{},"bySerde":{"number":8}}"#
            )
        );
        assert_eq!(vitalwire::decode(json.as_bytes()), Ok(boiler.clone()));

        static EMPTY: Boiler = Boiler::EMPTY;
        let mut in_place = EMPTY.clone();
        assert_eq!(vitalwire::decode_into(&mut in_place, json.as_bytes()), Ok(()));
        assert_eq!(in_place, boiler);
        assert!(vitalwire::decode_into(&mut in_place, br#"{"alone":1,"levels":[1,"#).is_err());
        assert_eq!(in_place, EMPTY);
        Ok(())
    }

    #[test]
    fn escaped_strings_need_scratch_space_without_an_allocator() {
        fn read(json: &str, scratch: &mut [u8]) -> Result<usize, (usize, DecodeErrorKind)> {
            let texts = Decoder::new(json.as_bytes()).with_scratch(scratch).value::<[String<256>; 1]>();
            texts.map(|[text]| text.len()).map_err(|error| (error.offset, error.kind))
        }
        let too_long =
            |limit, needed| Err((1, DecodeErrorKind::Capacity(CapacityError { capacity: "scratch", limit, needed })));
        let mut json = String::<256>::new();
        for len in [64, 65, 200] {
            json.clear();
            json.push_str("[\"").unwrap();
            for _ in 1..len {
                json.push('x').unwrap();
            }
            json.push_str("\\n\"]").unwrap();
            // 64 bytes are always available.
            let expected = if len == 64 { Ok(64) } else { too_long(64, len) };
            assert_eq!(read(&json, &mut [0; 3]), expected);
            assert_eq!(read(&json, &mut [0; 200]), Ok(len));
        }
        assert_eq!(read(&json, &mut [0; 199]), too_long(199, 200));
    }
}
