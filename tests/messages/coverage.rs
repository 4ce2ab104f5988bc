//! The schema facts, held against the golden messages.

use super::golden::Golden;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

const APIS: [(&str, &str); 2] = [
    ("dataflow.v1b3", include_str!("../wire/dataflow.v1b3.json")),
    ("genomics.v2alpha1", include_str!("../wire/genomics.v2alpha1.json")),
];

#[test]
fn no_message_and_no_field_is_missing() {
    super::with_large_stack(|| {
        let samples: Vec<Golden> =
            [super::dataflow::golden_messages(), super::genomics::golden_messages()].into_iter().flatten().collect();
        for (api, facts) in APIS {
            let facts: Value = serde_json::from_str(facts).expect("the facts");
            let mut schema =
                Schema { api, messages: facts["messages"].as_object().expect("messages"), seen: BTreeSet::new() };
            for sample in samples.iter().filter(|sample| schema.messages.contains_key(sample.message)) {
                schema.see(sample.message, &serde_json::from_str(sample.json).expect("valid JSON"));
            }
            let missing: Vec<_> = schema.fields().filter(|field| !schema.seen.contains(field)).collect();
            assert!(missing.is_empty(), "{api}: never encoded: {missing:?}");
            for message in schema.messages.keys() {
                assert!(samples.iter().any(|sample| sample.message == message), "{api}: no {message}");
            }
        }
    });
}

type Field = (String, String);

struct Schema<'a> {
    api: &'a str,
    messages: &'a Map<String, Value>,
    seen: BTreeSet<Field>,
}

impl Schema<'_> {
    fn fields(&self) -> impl Iterator<Item = Field> {
        self.messages.iter().flat_map(|(message, fields)| {
            let fields = fields.as_object().expect("fields").keys();
            fields.map(|field| (message.clone(), field.clone()))
        })
    }

    /// Notes the fields of an encoded message, and checks that they are of the schema's types.
    fn see(&mut self, message: &str, encoded: &Value) {
        for (field, value) in encoded.as_object().expect("an object") {
            let kind =
                self.messages[message].get(field).unwrap_or_else(|| panic!("{}: no {message}.{field}", self.api));
            self.seen.insert((message.to_owned(), field.clone()));
            if let Some(kind) = kind.get("repeated") {
                value.as_array().expect("an array").iter().for_each(|element| self.see_value(kind, element));
            } else if let Some(kind) = kind.get("map") {
                value.as_object().expect("an object").values().for_each(|entry| self.see_value(kind, entry));
            } else {
                self.see_value(kind, value);
            }
        }
    }

    fn see_value(&mut self, kind: &Value, value: &Value) {
        let mut facts = kind.as_object().expect("facts").iter();
        let (kind, name) = facts.find(|(fact, _)| *fact != "deprecated").expect("a kind");
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
            unknown => panic!("{}: {unknown:?}", self.api),
        };
        assert!(right, "{}: {value} is no {name}", self.api);
    }
}

#[test]
fn every_lifecycle_event_has_its_name() {
    let facts: Value = serde_json::from_str(APIS[0].1).expect("the facts");
    let names = facts["messages"]["WorkerLifecycleEvent"]["event"]["enum"].as_array().expect("names");
    for (number, name) in (0..).zip(names).skip(1) {
        let event = vitalwire::dataflow::LifecycleEvent::from_number(number).expect("an event");
        assert_eq!(event.name(), name.as_str());
        assert_eq!(name.as_str().expect("a name").parse(), Ok(event));
    }
    assert!(vitalwire::dataflow::LifecycleEvent::from_number(0).is_err());
    assert!("UNKNOWN_EVENT".parse::<vitalwire::dataflow::LifecycleEvent>().is_err());
}
