//! A network, and a receiver that drops what it has by the label alone.

use super::device::POISON;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use vitalwire::proto::Timestamp;
use vitalwire_agent::http::ResponseHead;
use vitalwire_agent::outbox::SEQUENCE_LABEL;
use vitalwire_testing::Random;

/// Boot, stream, number.
pub type Sequence = (u32, u32, u32);

pub struct Backend {
    /// The last message of each stream.
    marks: BTreeMap<u32, (u32, u32)>,
    pub received: BTreeSet<Sequence>,
    /// Those of the events that were received.
    pub codes: BTreeSet<String>,
    pub requests: u64,
    pub duplicates: u64,
    /// Whether all requests arrive, and none is refused without a fault.
    pub is_well: bool,
    /// Until when nothing arrives.
    outage: u64,
    /// The most bytes of a request.
    limit: usize,
}

/// How a request ended.
pub enum Ending {
    Response(ResponseHead, Vec<u8>),
    Nothing,
    Cut,
}

impl Backend {
    pub fn new(random: &mut Random) -> Self {
        let (marks, received, codes) = (BTreeMap::new(), BTreeSet::new(), BTreeSet::new());
        let limit = 1 << random.range(9..14);
        Self { marks, received, codes, requests: 0, duplicates: 0, is_well: false, outage: 0, limit }
    }

    pub fn exchange(&mut self, body: &[u8], now: u64, random: &mut Random) -> Ending {
        self.requests += 1;
        if !self.is_well {
            if random.once_in(200) {
                self.outage = now + (1 << random.range(12..24));
            }
            if now < self.outage {
                return if random.once_in(10) { Ending::Cut } else { Ending::Nothing };
            }
        }
        let fault = if self.is_well { u64::MAX } else { random.below(40) };
        let response = match fault {
            0 => (503, json!({})),
            1 => (429, json!({"error": {"code": 429, "details": [{"retryDelay": "90s"}]}})),
            2 => (401, json!({})),
            3 => (403, json!({"error": {"code": 403, "status": "PERMISSION_DENIED"}})),
            4 => return Ending::Nothing,
            _ if body.len() > self.limit && random.once_in(2) => return Ending::Cut,
            _ if body.len() > self.limit => (413, json!({})),
            _ => self.receive(body),
        };
        // The request was processed, and nobody knows.
        if fault == 5 {
            return Ending::Nothing;
        }
        let mut head = ResponseHead::default();
        head.status = response.0;
        head.date = Timestamp::new(1_795_310_520 + now as i64 / 1000, 0).ok();
        Ending::Response(head, response.1.to_string().into_bytes())
    }

    fn receive(&mut self, body: &[u8]) -> (u16, Value) {
        let request: Value = serde_json::from_slice(body).expect("JSON");
        let messages = request["workerMessages"].as_array().expect("messages");
        if messages.iter().filter_map(code).any(|code| code.starts_with(POISON)) {
            return (400, json!({"error": {"code": 400, "status": "INVALID_ARGUMENT"}}));
        }
        for message in messages {
            self.take(message);
        }
        (200, json!({}))
    }

    fn take(&mut self, message: &Value) {
        let label = message["labels"][SEQUENCE_LABEL].as_str().expect("a label");
        let numbers: Vec<u32> = label.split('.').map(|number| number.parse().expect("a number")).collect();
        let [boot, stream, number] = numbers[..] else { panic!("{label}") };
        let mark = self.marks.entry(stream).or_default();
        // Numbers start at 0: one more tells the first from none.
        if (boot, number + 1) <= *mark {
            // What the label calls a duplicate is one.
            assert!(self.received.contains(&(boot, stream, number)), "{label} was dropped, and never received");
            self.duplicates += 1;
            return;
        }
        *mark = (boot, number + 1);
        assert!(self.received.insert((boot, stream, number)), "{label} was taken twice");
        if let Some(code) = code(message) {
            assert!(self.codes.insert(code.to_owned()), "{code} was taken twice, as {label}");
        }
    }
}

fn code(message: &Value) -> Option<&str> {
    message["workerMessageCode"]["code"].as_str()
}
