//! What is given to an outbox, as JSON.

use serde_json::Value;
use vitalwire::proto::Field;
use vitalwire_agent::outbox::SEQUENCE_LABEL;

/// A message as its own JSON, before an outbox adds anything to it.
#[derive(Clone, Debug)]
pub struct Draft {
    pub(super) json: String,
    pub(super) value: Value,
}

impl Draft {
    /// # Panics
    /// If the message has no JSON form.
    pub fn new<M: Field>(message: &M) -> Self {
        let mut json = String::new();
        vitalwire::to_fmt(message, &mut json).expect("a message with a JSON form");
        let value = serde_json::from_str(&json).expect("JSON");
        Self { json, value }
    }

    pub(super) fn has_time(&self) -> bool {
        self.value.get("time").is_some()
    }

    pub(super) fn has_own_sequence_label(&self) -> bool {
        self.value.pointer(&format!("/labels/{SEQUENCE_LABEL}")).is_some()
    }

    /// Returns the name of the payload, or nothing.
    pub(super) fn kind(&self) -> String {
        let members = self.value.as_object().into_iter().flat_map(|message| message.keys());
        members.filter(|name| !["labels", "time"].contains(&name.as_str())).cloned().collect()
    }

    /// Returns the JSON with the outbox's label before its own.
    pub(super) fn labelled(&self, sequence: &str) -> String {
        let label = format!("\"{SEQUENCE_LABEL}\":\"{sequence}\"");
        match self.json.strip_prefix(r#"{"labels":{"#) {
            Some(rest) => format!(r#"{{"labels":{{{label},{rest}"#),
            None => format!(r#"{{"labels":{{{label}}},{}"#, &self.json[1..]),
        }
    }
}
