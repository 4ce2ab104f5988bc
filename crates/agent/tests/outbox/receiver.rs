//! A receiver that keeps the latest number of each stream has each message once.

use crate::backend::{NO_RESPONSE, Received, batch, body, push, received};
use arbtest::arbitrary::{Result, Unstructured};
use arbtest::arbtest;
use std::collections::{BTreeMap, BTreeSet};
use vitalwire::rpc::Outcome;
use vitalwire_agent::outbox::{Outbox, Rank, Slot};
use vitalwire_testing::outbox::RANKS;

/// What `SEQUENCE_LABEL` says of a receiver.
#[derive(Default)]
struct Receiver {
    /// Boot and number, by stream.
    latest: BTreeMap<u32, (u32, u32)>,
    texts: Vec<String>,
}

impl Receiver {
    fn receive(&mut self, body: &str) {
        for Received { text, sequence } in received(body) {
            let [boot, stream, number] = sequence.expect("a sequence");
            if self.latest.get(&stream).is_none_or(|latest| (boot, number) > *latest) {
                self.latest.insert(stream, (boot, number));
                self.texts.push(text);
            }
        }
    }
}

/// A network that loses responses, and requests, or delivers these when nobody waits for them anymore.
#[derive(Default)]
struct Network {
    receiver: Receiver,
    late: Vec<String>,
}

impl Network {
    fn send(&mut self, u: &mut Unstructured<'_>, outbox: &mut Outbox<'_>) -> Result<()> {
        let Some(batch) = batch(outbox, u.int_in_range(0..=1000)?) else { return Ok(()) };
        let body = body(outbox, &batch);
        match u.int_in_range(0..=5)? {
            0..=2 => {
                self.receiver.receive(&body);
                outbox.settle(batch, Outcome::Accepted);
            }
            3 => {
                self.receiver.receive(&body);
                outbox.settle(batch, NO_RESPONSE);
            }
            4 => outbox.settle_cut(batch),
            // As a future that is dropped.
            _ => self.late.push(body),
        }
        if !self.late.is_empty() && u.ratio(1, 3)? {
            let late = self.late.swap_remove(u.choose_index(self.late.len())?);
            self.receiver.receive(&late);
        }
        Ok(())
    }
}

struct Run {
    /// What entered the last outbox.
    entered: Vec<(Rank, String)>,
    /// How many of them were dropped.
    dropped: u32,
    /// What was received of all.
    texts: Vec<String>,
}

/// Starts a worker a few times, each with a greater boot.
fn run(u: &mut Unstructured<'_>, bytes: usize, slots: usize) -> Result<Run> {
    let mut network = Network::default();
    let (mut entered, mut dropped) = (Vec::new(), 0);
    for boot in 0..u.int_in_range(1..=3)? {
        entered.clear();
        let (mut bytes, mut slots) = (vec![0; bytes], vec![Slot::EMPTY; slots]);
        let mut outbox = Outbox::new(&mut bytes, &mut slots).with_boot(boot);
        for number in 0..u.int_in_range(0..=40)? {
            let (rank, text) = (*u.choose(&RANKS)?, format!("{boot} {number}"));
            if push(&mut outbox, rank, &text).is_ok() {
                entered.push((rank, text));
            }
            for _ in 0..u.int_in_range(0..=2)? {
                network.send(u, &mut outbox)?;
            }
        }
        // All is well for a while, before the power is cut.
        while let Some(batch) = batch(&mut outbox, 1000) {
            network.receiver.receive(&body(&outbox, &batch));
            outbox.settle(batch, Outcome::Accepted);
        }
        dropped = outbox.dropped().total();
        if u.arbitrary()? {
            let _lost = push(&mut outbox, Rank::Event, &format!("{boot} lost"));
            network.send(u, &mut outbox)?;
        }
    }
    network.late.iter().for_each(|body| network.receiver.receive(body));
    network.receiver.texts.sort();
    Ok(Run { entered, dropped, texts: network.receiver.texts })
}

#[test]
fn each_message_is_received_once() {
    arbtest(|u| {
        let Run { entered, dropped, texts } = run(u, 8000, 60)?;
        assert_eq!(dropped, 0);
        let once: BTreeSet<_> = texts.iter().collect();
        assert_eq!(once.len(), texts.len(), "{texts:?}");
        // Later states of health replace earlier ones.
        for (_, text) in entered.iter().filter(|(rank, _)| *rank != Rank::Health) {
            assert!(once.contains(text), "{text}");
        }
        let latest = entered.iter().rfind(|(rank, _)| *rank == Rank::Health);
        assert!(latest.is_none_or(|(_, text)| once.contains(text)));
        Ok(())
    });
}

#[test]
fn what_is_not_received_is_counted() {
    arbtest(|u| {
        let Run { entered, dropped, texts } = run(u, 500, 4)?;
        let once: BTreeSet<_> = texts.iter().collect();
        assert_eq!(once.len(), texts.len(), "{texts:?}");
        let lost = entered.iter().filter(|(rank, text)| *rank != Rank::Health && !once.contains(text)).count();
        // Some were received, and dropped before the outbox could know it.
        assert!(lost <= dropped as usize, "{lost} of {entered:?}: {dropped}");
        Ok(())
    });
}

#[test]
fn without_a_boot_there_is_no_label() {
    let (mut bytes, mut slots) = ([0; 400], [Slot::EMPTY; 3]);
    let mut outbox = Outbox::new(&mut bytes, &mut slots);
    push(&mut outbox, Rank::Event, "event").expect("space");
    let batch = batch(&mut outbox, 400).expect("a message");
    assert_eq!(body(&outbox, &batch), r#"{"workerMessages":[{"workerShutdownNotice":{"reason":"event"}}]}"#);
}
