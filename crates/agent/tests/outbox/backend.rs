//! A backend that reads what an outbox sends.

use serde_json::Value;
use vitalwire::dataflow::{WorkerMessage, WorkerShutdownNotice};
use vitalwire::profile;
use vitalwire::rpc::{Code, Outcome};
use vitalwire_agent::Instant;
use vitalwire_agent::outbox::{Batch, Location, Outbox, PushError, Rank};
use vitalwire_agent::schedule::WallClock;
use vitalwire_testing::outbox::body_text;

pub const NO_RESPONSE: Outcome = Outcome::Retry { after: None };
pub const INVALID: Outcome = Outcome::Rejected { code: Some(Code::InvalidArgument) };

profile! {
    /// With long texts.
    pub struct Texts { reason: 600 }
}

/// What tests push: a text, of any rank, which a backend reads again.
pub type Message = WorkerMessage<Texts, WorkerShutdownNotice<Texts>>;

pub fn message(text: &str) -> Message {
    let payload = WorkerShutdownNotice::new(text).expect("a short text");
    Message { payload: Some(payload), ..Default::default() }
}

/// Pushes a text.
pub fn push(outbox: &mut Outbox<'_>, rank: Rank, text: &str) -> Result<(), PushError> {
    outbox.push(rank, &message(text), Instant::from_millis(0), &WallClock::UNKNOWN)
}

pub fn batch(outbox: &mut Outbox<'_>, limit: usize) -> Option<Batch> {
    outbox.batch(limit, &WallClock::UNKNOWN)
}

pub fn body(outbox: &Outbox<'_>, batch: &Batch) -> String {
    body_text(outbox.body(batch, Location::NONE))
}

/// A message as a backend reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    pub text: String,
    /// Boot, stream and number, if the outbox has a boot.
    pub sequence: Option<[u32; 3]>,
}

/// Returns the messages in a body.
pub fn received(body: &str) -> Vec<Received> {
    let body: Value = serde_json::from_str(body).expect("JSON");
    let messages = body["workerMessages"].as_array().expect("messages");
    messages.iter().map(read).collect()
}

fn read(message: &Value) -> Received {
    let text = message["workerShutdownNotice"]["reason"].as_str().expect("a text").to_owned();
    let sequence = message["labels"]["SEQ"].as_str().map(|sequence| {
        let numbers = sequence.split('.').map(|number| number.parse().expect("a number"));
        numbers.collect::<Vec<_>>().try_into().expect("three numbers")
    });
    Received { text, sequence }
}

/// Sends all that an outbox has, and returns the texts that were accepted, in their order, and the number of requests.
///
/// # Panics
/// If there are more than `most`.
pub fn send_all(
    outbox: &mut Outbox<'_>,
    limit: usize,
    most: usize,
    mut outcome: impl FnMut(&str, &[Received]) -> Outcome,
) -> (Vec<String>, usize) {
    let (mut accepted, mut requests) = (Vec::new(), 0);
    while let Some(batch) = batch(outbox, limit) {
        requests += 1;
        assert!(requests <= most, "more than {most} requests");
        let body = body(outbox, &batch);
        let messages = received(&body);
        let outcome = outcome(&body, &messages);
        if outcome.is_accepted() {
            accepted.extend(messages.into_iter().map(|message| message.text));
        }
        outbox.settle(batch, outcome);
    }
    assert!(outbox.is_empty());
    (accepted, requests)
}
