//! Messages, as far as a receiver has to know them.

use serde_json::Value;
use std::collections::BTreeMap;

/// A message, by its label `SEQ`.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    pub boot: u32,
    rank: u32,
    number: u32,
    json: Value,
}

impl Message {
    /// Whether it's the same message.
    pub fn is(&self, other: &Self) -> bool {
        (self.boot, self.rank, self.number) == (other.boot, other.rank, other.number)
    }

    /// Returns its label `SEQ`.
    pub fn label(&self) -> String {
        format!("{}.{}.{}", self.boot, self.rank, self.number)
    }

    /// Whether an older message needn't be sent any more.
    pub fn replaces(&self, other: &Self) -> bool {
        (self.boot, self.rank) == (other.boot, other.rank) && self.number > other.number
    }

    pub fn is_health(&self) -> bool {
        self.json["workerHealthReport"].is_object()
    }

    pub fn is_metrics(&self) -> bool {
        self.json["workerMetrics"].is_object()
    }

    /// Returns why the machine was started, if this says so.
    pub fn reset_reason(&self) -> Option<String> {
        let event = &self.json["workerLifecycleEvent"];
        let metadata = &event["metadata"];
        let is_start = event["event"] == "OS_START" && metadata["BOOT"] == *self.boot.to_string();
        is_start.then(|| metadata["RESET_REASON"].as_str().unwrap_or_default().to_owned())
    }

    /// Whether both say the same. The time may be added later.
    pub fn has_the_words_of(&self, other: &Self) -> bool {
        let words = |message: &Self| {
            let mut json = message.json.clone();
            json.as_object_mut().map(|members| members.remove("time"));
            json
        };
        words(self) == words(other)
    }
}

/// Returns the messages of a request, or `None` if it isn't one of worker messages with labels.
pub fn of_request(json: &[u8]) -> Option<Vec<Message>> {
    let request: Value = serde_json::from_slice(json).ok()?;
    request["workerMessages"].as_array()?.iter().map(of_json).collect()
}

fn of_json(json: &Value) -> Option<Message> {
    let mut label = json["labels"]["SEQ"].as_str()?.split('.').map(|number| number.parse().ok());
    let (boot, rank, number) = (label.next()??, label.next()??, label.next()??);
    Some(Message { boot, rank, number, json: json.clone() })
}

/// Returns the messages without duplicates, for a receiver that keeps all labels.
pub fn distinct(messages: &[Message]) -> Vec<Message> {
    let mut distinct: Vec<Message> = Vec::new();
    for message in messages {
        if !distinct.iter().any(|other| other.is(message)) {
            distinct.push(message.clone());
        }
    }
    distinct
}

/// Returns the messages without duplicates, for a receiver that keeps the last label of each boot and rank.
pub fn by_high_water_marks(messages: &[Message]) -> Vec<Message> {
    let mut marks = BTreeMap::new();
    let is_new = |message: &&Message| {
        let mark = marks.entry((message.boot, message.rank)).or_insert(None);
        let is_new = mark.is_none_or(|mark| message.number > mark);
        if is_new {
            *mark = Some(message.number);
        }
        is_new
    };
    messages.iter().filter(is_new).cloned().collect()
}
