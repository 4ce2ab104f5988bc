//! Messages have the time at which they were made, whenever that is known.

use crate::backend::{body, message};
use vitalwire_agent::Instant;
use vitalwire_agent::outbox::{Outbox, Rank, Slot};
use vitalwire_agent::schedule::WallClock;

/// The minute 01:22 begins a minute after the worker's start.
fn clock() -> WallClock {
    let sent = Instant::from_millis(60_000);
    WallClock::from_date("2026-11-22T01:22:00Z".parse().expect("a date"), sent, sent)
}

/// Returns the times in a batch.
fn times(outbox: &mut Outbox<'_>, clock: &WallClock) -> Vec<Option<String>> {
    let batch = outbox.batch(usize::MAX, clock).expect("messages");
    let body: serde_json::Value = serde_json::from_str(&body(outbox, &batch)).expect("JSON");
    let messages = body["workerMessages"].as_array().expect("messages");
    messages.iter().map(|message| message["time"].as_str().map(str::to_owned)).collect()
}

#[test]
fn a_time_is_that_of_the_message_even_if_the_clock_is_set_between_it_and_the_push() {
    let (mut bytes, mut slots) = ([0; 600], [Slot::EMPTY; 4]);
    let mut outbox = Outbox::new(&mut bytes, &mut slots);
    let seconds = |seconds: u64| Instant::from_millis(1000 * seconds);
    outbox.push(Rank::Event, &message("before it is known"), seconds(30), &WallClock::UNKNOWN).expect("space");
    assert_eq!(times(&mut outbox, &WallClock::UNKNOWN), [None]);
    outbox.push(Rank::Event, &message("before the response"), seconds(30), &clock()).expect("space");
    outbox.push(Rank::Event, &message("after it"), seconds(90), &clock()).expect("space");
    let times = times(&mut outbox, &clock());
    let minutes: Vec<_> = times.iter().flatten().map(|time| &time[..22]).collect();
    assert_eq!(minutes, ["2026-11-22T01:21:30.50", "2026-11-22T01:21:30.50", "2026-11-22T01:22:30.50"]);
}

#[test]
fn a_time_of_its_own_stays() {
    let (mut bytes, mut slots) = ([0; 600], [Slot::EMPTY; 4]);
    let mut outbox = Outbox::new(&mut bytes, &mut slots);
    let mut message = message("yesterday");
    message.time = Some("2026-11-21T17:22:00.123456789Z".parse().expect("a time"));
    for clock in [WallClock::UNKNOWN, clock()] {
        outbox.push(Rank::Event, &message, Instant::from_millis(70_000), &clock).expect("space");
    }
    let time = Some("2026-11-21T17:22:00.123456789Z".to_owned());
    assert_eq!(times(&mut outbox, &clock()), [time.clone(), time]);
}
