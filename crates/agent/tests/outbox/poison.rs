//! A message that the backend rejects costs only itself, and few requests.

use crate::backend::{INVALID, Received, batch, body, push, received, send_all};
use arbtest::arbitrary::Result;
use arbtest::arbtest;
use vitalwire::rpc::Outcome;
use vitalwire_agent::outbox::{Outbox, Rank, Slot};
use vitalwire_testing::outbox::RANKS;

/// Sends the messages 0 to `count`, some of which are rejected.
///
/// # Panics
/// If others are dropped than those, or there are more requests than two for each halving and each message that is
/// rejected, and one more.
fn check(count: usize, is_rejected: impl Fn(usize) -> bool, rank: impl Fn(usize) -> Rank) {
    let (mut bytes, mut slots) = (vec![0; 128 * count], vec![Slot::EMPTY; count]);
    let mut outbox = Outbox::new(&mut bytes, &mut slots);
    for number in 0..count {
        push(&mut outbox, rank(number), &number.to_string()).expect("space");
    }
    let number = |message: &Received| message.text.parse().expect("a number");
    let rejected = (0..count).filter(|number| is_rejected(*number)).count();
    let halves = count.next_power_of_two().ilog2() as usize;
    // Farewells go apart from what is suspected.
    let most = 2 * rejected * (halves + 1) + 1;
    let (accepted, _) = send_all(&mut outbox, usize::MAX, most, |_, messages| {
        if messages.iter().any(|message| is_rejected(number(message))) { INVALID } else { Outcome::Accepted }
    });
    for some in RANKS {
        let numbers = accepted.iter().map(|text| text.parse().expect("a number"));
        let expected = (0..count).filter(|number| !is_rejected(*number) && rank(*number) == some);
        assert!(numbers.filter(|number| rank(*number) == some).eq(expected), "{some:?}: {accepted:?}");
    }
    assert_eq!(outbox.dropped().total() as usize, rejected);
}

#[test]
fn any_of_few_messages_may_be_rejected() {
    for count in 1..=9 {
        for rejected in 0_u32..1 << count {
            check(count, |number| rejected >> number & 1 == 1, |_| Rank::Event);
        }
    }
}

#[test]
fn one_of_many_messages_is_found_wherever_it_is() {
    for count in [16, 33, 100, 255] {
        for rejected in 0..count {
            check(count, |number| number == rejected, |_| Rank::Event);
        }
    }
}

#[test]
fn some_of_many_messages_of_several_ranks_are_found() {
    arbtest(|u| {
        let count = u.int_in_range(2..=60)?;
        let share = u.int_in_range(0..=10)?;
        let mut choose = |share| (0..count).map(|_| Ok(u.int_in_range(1..=10)? <= share)).collect::<Result<Vec<_>>>();
        let (rejected, farewells) = (choose(share)?, choose(3)?);
        // There is one of each of these.
        let rank = |number| match number {
            0 => Rank::Metrics,
            1 => Rank::Health,
            _ if farewells[number] => Rank::Farewell,
            _ => Rank::Event,
        };
        check(count, |number| rejected[number], rank);
        Ok(())
    });
}

#[test]
fn messages_that_come_meanwhile_wait_only_for_those_that_were_rejected_together() {
    // Halves of 64 to 1, and the other one of the last two.
    assert_eq!(request_with(Rank::Event), 9);
    // It doesn't even wait for these.
    assert_eq!(request_with(Rank::Farewell), 2);
}

/// Returns in which request a message is that comes after 64 were rejected, one of which is at fault.
fn request_with(rank: Rank) -> usize {
    let (mut bytes, mut slots) = ([0; 9000], [Slot::EMPTY; 65]);
    let mut outbox = Outbox::new(&mut bytes, &mut slots);
    for number in 0..64 {
        push(&mut outbox, Rank::Event, &number.to_string()).expect("space");
    }
    let mut requests = 0;
    loop {
        let batch = batch(&mut outbox, usize::MAX).expect("messages");
        requests += 1;
        let messages = received(&body(&outbox, &batch));
        let is_rejected = messages.iter().any(|message| message.text == "0");
        outbox.settle(batch, if is_rejected { INVALID } else { Outcome::Accepted });
        if requests == 1 {
            push(&mut outbox, rank, "later").expect("space");
        }
        if messages.iter().any(|message| message.text == "later") {
            return requests;
        }
    }
}
