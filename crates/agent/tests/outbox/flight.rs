//! What is being sent is never dropped nor changed.

use crate::backend::{NO_RESPONSE, batch, body, push, received, send_all};
use arbtest::arbtest;
use vitalwire::rpc::Outcome;
use vitalwire_agent::outbox::{Location, Outbox, Rank, Slot};
use vitalwire_testing::outbox::RANKS;

#[test]
fn pushes_leave_a_body_as_it_is_and_its_messages_stay() {
    arbtest(|u| {
        let (mut bytes, mut slots) = (vec![0; u.int_in_range(200..=2000)?], [Slot::EMPTY; 12]);
        let mut outbox = Outbox::new(&mut bytes, &mut slots).with_boot(1);
        for number in 0..u.int_in_range(1..=12)? {
            let _result = push(&mut outbox, *u.choose(&RANKS)?, &format!("first {number}"));
        }
        let Some(sent) = batch(&mut outbox, u.int_in_range(0..=1000)?) else { return Ok(()) };
        let first = body(&outbox, &sent);
        for number in 0..u.int_in_range(1..=40)? {
            let text = format!("{number} {}", "x".repeat(u.int_in_range(0..=80)?));
            let _result = push(&mut outbox, *u.choose(&RANKS)?, &text);
            assert_eq!(body(&outbox, &sent), first);
        }
        outbox.settle(sent, NO_RESPONSE);
        let (all, _) = send_all(&mut outbox, usize::MAX, 99, |_, _| Outcome::Accepted);
        // A later state of health is all that matters.
        let is_there = |text: &String| all.contains(text);
        assert!(received(&first).iter().all(|message| {
            message.sequence.is_some_and(|[_, stream, _]| stream == Rank::Health as u32) || is_there(&message.text)
        }));
        Ok(())
    });
}

#[test]
fn a_body_is_empty_once_there_is_another_batch_or_it_is_settled() {
    let (mut bytes, mut slots) = ([0; 400], [Slot::EMPTY; 3]);
    let mut outbox = Outbox::new(&mut bytes, &mut slots);
    push(&mut outbox, Rank::Event, "event").expect("space");
    let first = batch(&mut outbox, 400).expect("a message");
    let second = batch(&mut outbox, 400).expect("a message");
    assert_ne!(first, second);
    assert_eq!((body(&outbox, &first), received(&body(&outbox, &second)).len()), (String::new(), 1));
    outbox.settle(first, Outcome::Accepted);
    assert_eq!(received(&body(&outbox, &second)).len(), 1);
    outbox.settle(second, Outcome::Accepted);
    assert!(outbox.is_empty() && batch(&mut outbox, 400).is_none());
}

#[test]
fn a_batch_that_was_replaced_long_ago_is_stale() {
    let (mut bytes, mut slots) = ([0; 400], [Slot::EMPTY; 3]);
    let mut outbox = Outbox::new(&mut bytes, &mut slots);
    push(&mut outbox, Rank::Event, "event").expect("space");
    let first = batch(&mut outbox, 400).expect("a message");
    for _ in 0..10_000 {
        let latest = batch(&mut outbox, 400).expect("a message");
        assert_ne!(first, latest);
        assert_eq!(outbox.body(&first, Location::NONE).len(), 0);
    }
    outbox.settle(first, Outcome::Accepted);
    assert!(!outbox.is_empty());
}
