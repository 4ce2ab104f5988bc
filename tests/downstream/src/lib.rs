//! Types that know nothing of defmt, in messages.

#![no_std]

use heapless::{LinearMap, String, Vec};
use serde::ser::SerializeStruct;
use serde::{Deserializer, Serializer};
use vitalwire::capacity::Name;
use vitalwire::proto::{Field, InField, List, Map, MapKey, OneOf, StructOf, Text};
use vitalwire::{BuildError, enumeration, message, oneof};

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

    fn serialize_field<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize_field(serializer)
    }

    fn deserialize_field<'de, D: Deserializer<'de>>(&mut self, deserializer: D) -> Result<bool, D::Error> {
        self.0.deserialize_field(deserializer)
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
    /// A value of its own.
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
    const MEMBERS: &'static [&'static str] = &["alone"];

    fn member(name: &str) -> Option<Self> {
        (name == "alone").then(Self::default)
    }

    fn serialize_member<S: SerializeStruct>(&self, message: &mut S) -> Result<(), S::Error> {
        message.serialize_field("alone", &InField(&self.0))
    }

    fn deserialize_member<'de, D: Deserializer<'de>>(&mut self, deserializer: D) -> Result<bool, D::Error> {
        self.0.deserialize_field(deserializer)
    }
}

oneof! {
    /// A oneof of fields of its own.
    pub enum Content {
        Full(Percent) as "full",
        Pair((Percent, Valve)) as "pair",
    }
}

message! {
    /// A message with all of them.
    pub struct Boiler {
        pub label: Text<String<8>, Tank> as "label",
        pub levels: List<Vec<Percent, 4>, Tank> as "levels",
        pub by_level: Map<LinearMap<Percent, Percent, 2>, Tank> as "byLevel",
        pub fixed: Option<[Percent; 2]> as "fixed",
        pub valve: Option<Valve> as "valve",
        pub content: Option<Content> as oneof,
        pub inner: Option<Inner> as "inner",
        pub open: Option<StructOf<Inner>> as "open",
    }
}

message! {
    pub struct Inner {
        pub alone: Option<Alone> as oneof,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_written_and_read() -> Result<(), BuildError> {
        let mut boiler = Boiler {
            label: "left".try_into()?,
            fixed: Some([Percent(1), Percent(2)]),
            valve: Some(Valve::Open),
            content: Some(Content::Pair((Percent(3), Valve::Unspecified))),
            inner: Some(Inner { alone: Some(Alone(Percent(4))) }),
            open: Some(StructOf(Inner { alone: None })),
            ..Boiler::default()
        };
        boiler.levels.push(Percent(5))?;
        boiler.by_level.insert(Percent(6), Percent(7))?;

        let mut buffer = [0; 256];
        let json = vitalwire::json::to_str(&boiler, &mut buffer).unwrap();
        assert_eq!(
            json,
            concat!(
                r#"{"label":"left","levels":[5],"byLevel":{"6":7},"fixed":[1,2],"valve":"OPEN","#,
                r#""pair":[3,"VALVE_UNSPECIFIED"],"inner":{"alone":4},"open":{}}"#
            )
        );
        assert_eq!(vitalwire::decode(json.as_bytes()), Ok(boiler));
        Ok(())
    }
}
