//! A push that fails changes nothing.

use crate::backend::{Message, batch, body, message, push, send_all};
use std::collections::BTreeMap;
use vitalwire::dataflow::{WorkerHealthReport, WorkerMessage};
use vitalwire::profile::Profile;
use vitalwire::proto::{OneOf, Serde, StructOf};
use vitalwire::rpc::Outcome;
use vitalwire::{Microcontroller, SerializeError};
use vitalwire_agent::Instant;
use vitalwire_agent::outbox::{Outbox, PushError, Rank, Slot};
use vitalwire_agent::schedule::WallClock;

/// Compares an outbox that saw a push fail with one that didn't see it: full ones, ones with space, and while
/// a batch is being sent.
fn check<C: Profile, P: OneOf>(rank: Rank, message: &WorkerMessage<C, P>, error: PushError) {
    for bytes in 330..460 {
        for is_sending in [false, true] {
            let (mut bytes_1, mut bytes_2) = (vec![0; bytes], vec![0; bytes]);
            let (mut slots_1, mut slots_2) = ([Slot::EMPTY; 5], [Slot::EMPTY; 5]);
            let mut outboxes = [Outbox::new(&mut bytes_1, &mut slots_1), Outbox::new(&mut bytes_2, &mut slots_2)];
            outboxes = outboxes.map(|outbox| outbox.with_boot(7));
            let [sent, other_sent] = outboxes.each_mut().map(|outbox| {
                push(outbox, Rank::Metrics, "metrics").expect("space");
                push(outbox, Rank::Event, "event").expect("space");
                let batch = if is_sending { batch(outbox, 1) } else { None };
                push(outbox, Rank::Health, "health").expect("space");
                batch
            });
            let [outbox, other] = &mut outboxes;
            let result = outbox.push(rank, message, Instant::from_millis(0), &WallClock::UNKNOWN);
            assert_eq!(result, Err(error), "{bytes} bytes");
            assert_eq!(format!("{outbox:?}"), format!("{other:?}"), "{bytes} bytes");
            assert_eq!(sent, other_sent);
            if let Some(batch) = &sent {
                assert_eq!(body(outbox, batch), body(other, batch));
            }
            let [(all, _), (other_all, _)] =
                outboxes.each_mut().map(|outbox| send_all(outbox, usize::MAX, 9, |_, _| Outcome::Accepted));
            assert_eq!(all, other_all, "{bytes} bytes");
            assert_eq!(all.len(), 3);
        }
    }
}

#[test]
fn of_a_message_that_is_empty() {
    check(Rank::Farewell, &Message::default(), PushError::Empty);
    check(Rank::Health, &Message::default(), PushError::Empty);
}

#[test]
fn of_a_message_that_has_no_json_form() {
    type Report = WorkerHealthReport<Microcontroller, StructOf<Serde<BTreeMap<String, f64>>>>;

    let mut message = WorkerMessage::<Microcontroller, Report>::default();
    let pod = BTreeMap::from([("x".repeat(60), 1.5), ("y".repeat(60), f64::NAN)]);
    message.payload.insert(WorkerHealthReport::default()).pods.push(StructOf(Serde(pod))).expect("space");
    check(Rank::Farewell, &message, PushError::Serialize(SerializeError::NonFinite));
}

#[test]
fn of_a_message_with_the_label_of_the_outbox() {
    let mut message = message("x");
    message.labels.set("SEQ", "1.2.3").expect("space");
    check(Rank::Farewell, &message, PushError::LabelTaken);
}

#[test]
fn of_metrics_when_there_are_some() {
    check(Rank::Metrics, &message("x"), PushError::Waits);
}

#[test]
fn of_a_message_that_never_fits() {
    let message = message(&"x".repeat(500));
    // With the outbox's label, space for a time, and a comma after it.
    let needed = r#"{"labels":{"SEQ":"7.0.3"},"workerShutdownNotice":{"reason":""}}"#.len() + 500;
    let needed = needed + r#","time":"2026-11-22T01:22:00.250Z","#.len();
    check(Rank::Farewell, &message, PushError::TooLong { needed });
}

#[test]
fn of_a_message_for_which_too_little_could_go() {
    let mut outbox_bytes = [0; 400];
    let mut slots = [Slot::EMPTY; 3];
    let mut outbox = Outbox::new(&mut outbox_bytes, &mut slots);
    push(&mut outbox, Rank::Event, "first").expect("space");
    push(&mut outbox, Rank::Health, "health").expect("space");
    push(&mut outbox, Rank::Metrics, "metrics").expect("space");
    let sent = batch(&mut outbox, 1).expect("the event");
    // All but the event could go, and even that isn't enough.
    assert_eq!(push(&mut outbox, Rank::Farewell, &"x".repeat(250)), Err(PushError::Full));
    assert_eq!(outbox.dropped().total(), 0);
    outbox.settle(sent, Outcome::Accepted);
    let (rest, _) = send_all(&mut outbox, usize::MAX, 9, |_, _| Outcome::Accepted);
    assert_eq!(rest, ["health", "metrics"]);
}
