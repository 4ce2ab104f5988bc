//! A backend that accepts only short requests gets all messages that it accepts alone.

use crate::backend::{batch, body, push, received, send_all};
use arbtest::arbitrary::{Result, Unstructured};
use arbtest::arbtest;
use vitalwire::rpc::Outcome;
use vitalwire_agent::outbox::{Outbox, Rank, Slot};

const COUNT: usize = 40;

/// Returns texts of different lengths, each with its number.
fn texts(u: &mut Unstructured<'_>) -> Result<Vec<String>> {
    let longest = u.int_in_range(0..=58)?;
    (0..u.int_in_range(1..=COUNT)?)
        .map(|number| Ok(format!("{number} {}", "x".repeat(u.int_in_range(0..=longest)?))))
        .collect()
}

fn fits(text: &str, limit: usize) -> bool {
    let (mut bytes, mut slots) = ([0; 400], [Slot::EMPTY; 1]);
    let mut outbox = Outbox::new(&mut bytes, &mut slots);
    push(&mut outbox, Rank::Event, text).expect("space");
    let batch = batch(&mut outbox, limit).expect("a message");
    body(&outbox, &batch).len() <= limit
}

#[test]
fn what_is_too_large_alone_is_dropped_and_the_rest_delivered() {
    arbtest(|u| {
        let (mut bytes, mut slots) = (vec![0; 200 * COUNT], [Slot::EMPTY; COUNT]);
        let mut outbox = Outbox::new(&mut bytes, &mut slots);
        let (texts, limit) = (texts(u)?, u.int_in_range(60..=2000)?);
        texts.iter().for_each(|text| push(&mut outbox, Rank::Event, text).expect("space"));
        // Some of the batches are too large, each time the limit has risen again: one of six at most.
        let most = 2 * texts.len() + 10;
        let (accepted, _) = send_all(&mut outbox, u.int_in_range(0..=3000)?, most, |body, _| {
            if body.len() > limit { Outcome::TooLarge } else { Outcome::Accepted }
        });
        let (short, long): (Vec<_>, Vec<_>) = texts.into_iter().partition(|text| fits(text, limit));
        assert_eq!(accepted, short);
        assert_eq!(outbox.dropped().event as usize, long.len());
        Ok(())
    });
}

#[test]
fn what_is_cut_alone_stays_and_nothing_before_it_does() {
    arbtest(|u| {
        let (mut bytes, mut slots) = (vec![0; 200 * COUNT], [Slot::EMPTY; COUNT]);
        let mut outbox = Outbox::new(&mut bytes, &mut slots);
        let (texts, limit) = (texts(u)?, u.int_in_range(60..=2000)?);
        texts.iter().for_each(|text| push(&mut outbox, Rank::Event, text).expect("space"));
        let (mut accepted, mut cuts_alone) = (Vec::new(), 0);
        for _ in 0..2 * texts.len() + 10 {
            let Some(batch) = batch(&mut outbox, usize::MAX) else { break };
            let body = body(&outbox, &batch);
            if body.len() <= limit {
                accepted.extend(received(&body).into_iter().map(|message| message.text));
                outbox.settle(batch, Outcome::Accepted);
            } else {
                cuts_alone += usize::from(batch.messages() == 1);
                outbox.settle_cut(batch);
            }
        }
        let short: Vec<_> = texts.iter().take_while(|text| fits(text, limit)).cloned().collect();
        assert_eq!(accepted, short);
        assert_eq!((outbox.len(), outbox.dropped().total()), (texts.len() - short.len(), 0));
        assert_eq!(outbox.is_empty(), cuts_alone == 0);
        Ok(())
    });
}

#[test]
fn a_limit_rises_again_once_the_backend_accepts_more() {
    let (mut bytes, mut slots) = (vec![0; 200 * COUNT], [Slot::EMPTY; COUNT]);
    let mut outbox = Outbox::new(&mut bytes, &mut slots);
    let mut counts = Vec::new();
    for round in 0..60 {
        for _ in outbox.len()..COUNT {
            push(&mut outbox, Rank::Event, "x").expect("space");
        }
        let batch = batch(&mut outbox, usize::MAX).expect("messages");
        counts.push(batch.messages());
        let outcome = if round < 3 { Outcome::TooLarge } else { Outcome::Accepted };
        outbox.settle(batch, outcome);
    }
    assert_eq!(counts[..4], [40, 20, 10, 5]);
    assert!(counts[3..].is_sorted(), "{counts:?}");
    assert_eq!(counts.last(), Some(&40));
}

#[test]
fn a_limit_does_not_rise_for_batches_that_are_much_shorter() {
    let (mut bytes, mut slots) = (vec![0; 200 * COUNT], [Slot::EMPTY; COUNT]);
    let mut outbox = Outbox::new(&mut bytes, &mut slots);
    for _ in 0..COUNT {
        push(&mut outbox, Rank::Event, "x").expect("space");
    }
    let all = batch(&mut outbox, usize::MAX).expect("messages");
    outbox.settle(all, Outcome::TooLarge);
    for _ in 0..COUNT / 2 {
        let one = batch(&mut outbox, 0).expect("a message");
        outbox.settle(one, Outcome::Accepted);
        push(&mut outbox, Rank::Event, "x").expect("space");
    }
    assert_eq!(batch(&mut outbox, usize::MAX).expect("messages").messages(), COUNT / 2);
}

/// A backend that cuts the connection instead of saying that a message is too large doesn't keep those of other ranks.
#[test]
fn what_is_always_cut_lets_other_ranks_go() {
    let (mut bytes, mut slots) = ([0; 1024], [Slot::EMPTY; 8]);
    let mut outbox = Outbox::new(&mut bytes, &mut slots);
    push(&mut outbox, Rank::Farewell, &"x".repeat(300)).expect("space");
    push(&mut outbox, Rank::Event, "event").expect("space");
    push(&mut outbox, Rank::Health, "health").expect("space");
    let mut accepted = Vec::new();
    for _ in 0..8 {
        let batch = batch(&mut outbox, usize::MAX).expect("messages");
        let body = body(&outbox, &batch);
        if body.len() > 200 {
            outbox.settle_cut(batch);
        } else {
            accepted.extend(received(&body).into_iter().map(|message| message.text));
            outbox.settle(batch, Outcome::Accepted);
        }
    }
    assert_eq!(accepted, ["event", "health"]);
    assert_eq!((outbox.len(), outbox.dropped().total()), (1, 0));
}
