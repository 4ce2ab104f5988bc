//! Compares the APIs' schemas with the library's list of messages, their declarations, and samples of them.

use arbitrary::Unstructured;
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use vitalwire_testing::sample::{Bytes, Longest, noise};
use vitalwire_testing::{APIS, Profile, golden};

/// Returns the schema of an API.
fn schema(api: &str) -> &'static str {
    match api {
        "Dataflow v1b3, workerMessages" => include_str!("../wire/dataflow.v1b3.json"),
        "Genomics v2alpha1, checkIn" => include_str!("../wire/genomics.v2alpha1.json"),
        _ => panic!("no schema of {api}"),
    }
}

/// Returns the names of the messages that the library lists, and the schema, for each API.
fn schemas() -> impl Iterator<Item = (&'static [&'static str], Map<String, Value>)> {
    APIS.iter().filter(|api| api.name != "other shapes").map(|api| {
        let mut schema: Value = serde_json::from_str(schema(api.name)).expect("a schema");
        let Value::Object(messages) = schema["messages"].take() else { panic!("no messages") };
        (api.messages, messages)
    })
}

#[test]
fn every_message_is_listed() {
    for (listed, schema) in schemas() {
        let (listed, schema): (BTreeSet<&str>, BTreeSet<&str>) =
            (listed.iter().copied().collect(), schema.keys().map(String::as_str).collect());
        assert_eq!(listed, schema);
    }
}

#[test]
fn every_field_is_declared() {
    for (listed, schema) in schemas() {
        for name in listed {
            let kind = Profile::Growable.kind(name);
            let declared: BTreeSet<&str> = kind.fields().chain(kind.oneofs().flatten()).collect();
            let fields = schema[*name].as_object().expect("fields").keys().map(String::as_str).collect();
            assert_eq!(declared, fields, "{name}");
        }
    }
}

#[test]
fn every_message_has_golden_ones() {
    for (listed, messages) in schemas() {
        let mut schema = Schema { messages, seen: BTreeSet::new() };
        for name in listed {
            let golden: Vec<_> = golden().filter(|(message, _)| message == name).map(|(_, json)| json).collect();
            assert!(!golden.is_empty(), "no golden {name}");
            for json in golden {
                // The first keeps the order of maps, and the second has no limits.
                let stays = |profile: Profile| profile.kind(name).transcode(json.as_bytes()) == Ok(json.into());
                assert!(stays(Profile::Sidecar) || stays(Profile::Growable), "{name} {json}");
                schema.see(name, &serde_json::from_str(json).expect("JSON"));
            }
        }
    }
}

#[test]
fn no_message_and_no_field_is_missing() {
    super::with_large_stack(|| {
        for (listed, messages) in schemas() {
            let mut schema = Schema { messages, seen: BTreeSet::new() };
            for name in listed {
                let kind = Profile::Growable.kind(name);
                let mut see = |json: &[u8]| schema.see(name, &serde_json::from_slice(json).expect("JSON"));
                see(&kind.sample(&mut Longest::default()));
                for seed in 0..200 {
                    see(&kind.sample(&mut Bytes::new(&mut Unstructured::new(&noise(seed, 1000)))));
                }
            }
            let missing: Vec<_> = schema.fields().filter(|field| !schema.seen.contains(field)).collect();
            assert!(missing.is_empty(), "never sampled: {missing:?}");
        }
    });
}

type Field = (String, String);

struct Schema {
    messages: Map<String, Value>,
    seen: BTreeSet<Field>,
}

impl Schema {
    fn fields(&self) -> impl Iterator<Item = Field> {
        self.messages.iter().flat_map(|(message, fields)| {
            let fields = fields.as_object().expect("fields").keys();
            fields.map(|field| (message.clone(), field.clone()))
        })
    }

    /// Records the fields of an encoded message, and checks that they have the schema's types.
    fn see(&mut self, message: &str, encoded: &Value) {
        for (field, value) in encoded.as_object().expect("an object") {
            let kind = self.messages[message].get(field).unwrap_or_else(|| panic!("no {message}.{field}")).clone();
            self.seen.insert((message.to_owned(), field.clone()));
            if let Some(kind) = kind.get("repeated") {
                value.as_array().expect("an array").iter().for_each(|element| self.see_value(kind, element));
            } else if let Some(kind) = kind.get("map") {
                value.as_object().expect("an object").values().for_each(|entry| self.see_value(kind, entry));
            } else {
                self.see_value(&kind, value);
            }
        }
    }

    fn see_value(&mut self, kind: &Value, value: &Value) {
        let mut attributes = kind.as_object().expect("attributes").iter();
        let (kind, name) = attributes.find(|(attribute, _)| *attribute != "deprecated").expect("a kind");
        let right = match (kind.as_str(), name.as_str().unwrap_or_default()) {
            ("message", message) => {
                self.see(message, value);
                true
            }
            ("scalar", "bool") => value.is_boolean(),
            ("scalar", "int32") => value.is_i64(),
            ("scalar", "double") => value.is_f64() || matches!(value.as_str(), Some("NaN" | "Infinity" | "-Infinity")),
            ("scalar", "int64") => value.as_str().is_some_and(|text| text.parse::<i64>().is_ok()),
            ("scalar", "uint64") => value.as_str().is_some_and(|text| text.parse::<u64>().is_ok()),
            ("scalar", "string" | "bytes") | ("wkt", "Timestamp" | "Duration") => value.is_string(),
            ("enum", _) => name.as_array().expect("names").contains(value) || value.is_i64(),
            ("wkt", "Any" | "Struct") => value.is_object(),
            unknown => panic!("{unknown:?}"),
        };
        assert!(right, "{value} isn't of type {name}");
    }
}

#[test]
fn every_lifecycle_event_has_its_name() {
    use vitalwire::dataflow::LifecycleEvent;

    let schema: Value = serde_json::from_str(schema("Dataflow v1b3, workerMessages")).expect("a schema");
    let names = schema["messages"]["WorkerLifecycleEvent"]["event"]["enum"].as_array().expect("names");
    for (number, name) in (0..).zip(names).skip(1) {
        let event = LifecycleEvent::from_number(number).expect("an event");
        assert_eq!(event.name(), name.as_str());
        assert_eq!(name.as_str().expect("a name").parse(), Ok(event));
    }
    assert!(LifecycleEvent::from_number(0).is_err());
    assert!("UNKNOWN_EVENT".parse::<LifecycleEvent>().is_err());
}
