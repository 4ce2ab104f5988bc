//! What is said of one thing doesn't replace what is said of another.

use crate::backend::{batch, body, message};
use vitalwire::Microcontroller;
use vitalwire::dataflow::{WorkerHealthReport, WorkerMessage, WorkerShutdownNotice, WorkerThreadScalingReport};
use vitalwire::proto::OneOf;
use vitalwire_agent::Instant;
use vitalwire_agent::outbox::{Outbox, PushError, Rank, Slot};
use vitalwire_agent::schedule::WallClock;

fn push<P: OneOf>(outbox: &mut Outbox<'_>, rank: Rank, payload: P) -> Result<(), PushError> {
    let message = WorkerMessage::<Microcontroller, P> { payload: Some(payload), ..Default::default() };
    outbox.push(rank, &message, Instant::default(), &WallClock::UNKNOWN)
}

fn health(is_healthy: bool) -> WorkerHealthReport<Microcontroller> {
    WorkerHealthReport { vm_is_healthy: is_healthy, vm_is_broken: !is_healthy, ..Default::default() }
}

fn scaling(threads: i32) -> WorkerThreadScalingReport {
    WorkerThreadScalingReport { current_thread_count: threads }
}

#[test]
fn health_is_replaced_by_health_of_its_kind() {
    for is_sending in [false, true] {
        let (mut bytes, mut slots) = ([0; 512], [Slot::EMPTY; 4]);
        let mut outbox = Outbox::new(&mut bytes, &mut slots);
        push(&mut outbox, Rank::Health, health(false)).expect("space");
        push(&mut outbox, Rank::Health, scaling(1)).expect("space");
        let _dropped = is_sending.then(|| batch(&mut outbox, usize::MAX));
        push(&mut outbox, Rank::Health, health(true)).expect("space");
        push(&mut outbox, Rank::Health, scaling(2)).expect("space");
        assert_eq!(outbox.len(), if is_sending { 4 } else { 2 });

        let batch = batch(&mut outbox, usize::MAX).expect("messages");
        let expected = r#"{"workerMessages":[{"workerHealthReport":{"vmIsHealthy":true}},{"workerThreadScalingReport":{"currentThreadCount":2}}]}"#;
        assert_eq!(body(&outbox, &batch), expected);
        assert_eq!(outbox.dropped().total(), 0);
    }
}

#[test]
fn metrics_of_two_kinds_wait_beside_each_other() {
    let (mut bytes, mut slots) = ([0; 512], [Slot::EMPTY; 4]);
    let mut outbox = Outbox::new(&mut bytes, &mut slots);
    let notice = || WorkerShutdownNotice::<Microcontroller>::new("x").expect("short");
    push(&mut outbox, Rank::Metrics, scaling(1)).expect("space");
    push(&mut outbox, Rank::Metrics, notice()).expect("space");
    assert_eq!(push(&mut outbox, Rank::Metrics, scaling(2)), Err(PushError::Waits));
    assert_eq!(push(&mut outbox, Rank::Metrics, notice()), Err(PushError::Waits));
    // Another rank is another thing.
    push(&mut outbox, Rank::Event, notice()).expect("space");
}

/// A body that is read from any byte on, in parts of any length.
#[test]
fn a_body_is_the_same_in_parts() {
    let (mut bytes, mut slots) = ([0; 512], [Slot::EMPTY; 4]);
    let mut outbox = Outbox::new(&mut bytes, &mut slots);
    // The one has a time, and the other hasn't.
    outbox.push(Rank::Event, &message("first"), Instant::default(), &WallClock::UNKNOWN).expect("space");
    push(&mut outbox, Rank::Health, health(true)).expect("space");
    push(&mut outbox, Rank::Metrics, scaling(3)).expect("space");
    let batch = batch(&mut outbox, usize::MAX).expect("messages");
    let whole = body(&outbox, &batch);
    for location in ["", "europe-west1"] {
        let location = location.try_into().unwrap_or_default();
        let whole = outbox.body(&batch, location).collect::<Vec<_>>().concat();
        for offset in 0..whole.len() + 3 {
            let rest = whole.get(offset..).unwrap_or_default();
            let body = || outbox.body(&batch, location).starting_at(offset);
            assert_eq!((body().len(), body().is_empty()), (rest.len(), rest.is_empty()));
            assert_eq!(body().collect::<Vec<_>>().concat(), rest);
            for len in [1, 2, 7, 64, 600] {
                let (mut body, mut read, mut buffer) = (body(), Vec::new(), vec![0; len]);
                while read.len() < rest.len() {
                    let part = body.fill(&mut buffer);
                    assert_eq!(part.len(), len.min(rest.len() - read.len()));
                    read.extend_from_slice(part);
                    assert_eq!(body.len(), rest.len() - read.len());
                }
                assert_eq!((&read[..], body.fill(&mut buffer)), (rest, &b""[..]));
            }
        }
    }
    assert_eq!(outbox.body(&batch, Default::default()).fill(&mut [0; 600]), whole.as_bytes());
}
