//! A sidecar that is killed at random moments, with a backend that fails at random.

use super::backend::{Backend, Reply};
use super::outage::Receiver;
use super::process::Folder;
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

/// Kills: `KILLS`, or so many.
const KILLS: u64 = 12;

/// Splitmix64.
fn random(state: &AtomicU64) -> u64 {
    let mut bits = state.fetch_add(0x9E37_79B9_7F4A_7C15, Ordering::Relaxed);
    bits = (bits ^ bits >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    bits = (bits ^ bits >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
    bits ^ bits >> 31
}

#[test]
fn what_was_taken_arrives_once() {
    let folder = Folder::new("kills");
    let (state, replies) = (AtomicU64::new(7), AtomicU64::new(8));
    let backend = Backend::new(move |_| match random(&replies) % 8 {
        0 => Reply::status(503),
        1 => Reply::Nothing,
        _ => Reply::ok(),
    });
    let kills = std::env::var("KILLS").map_or(KILLS, |kills| kills.parse().expect("a number"));
    let (mut receiver, mut taken, mut told) = (Receiver::default(), Vec::new(), BTreeSet::new());
    for start in 0..kills {
        let sidecar = folder.start(&backend.url(), &[]);
        let mut events = folder.connect();
        let teller = thread::spawn(move || {
            let mut taken = Vec::new();
            for number in 0.. {
                let code = format!("E{start}.{number}");
                match events.tell(&code) {
                    Some(reply) => assert_eq!(reply, "ok"),
                    None => return (taken, code),
                }
                taken.push(code);
            }
            unreachable!("it goes on until the sidecar is killed")
        });
        thread::sleep(Duration::from_millis(random(&state) % 400));
        sidecar.kill();
        let (codes, unsure) = teller.join().expect("no wrong reply");
        told.extend(codes.iter().cloned());
        told.insert(unsure);
        taken.extend(codes);
        backend.rest().iter().for_each(|request| receiver.take(request));
    }
    let sidecar = folder.start(&backend.url(), &[]);
    // What it's waited for may have come before: it mustn't be stopped before it can be.
    drop(folder.connect());
    let last = taken.last().cloned();
    while receiver.codes.iter().all(|code| Some(code) != last.as_ref()) {
        receiver.take(&backend.next());
    }
    sidecar.stop();
    backend.rest().iter().for_each(|request| receiver.take(request));

    let received = receiver.codes.iter().cloned().collect::<BTreeSet<_>>();
    assert_eq!(received.len(), receiver.codes.len(), "one has come twice");
    assert_eq!(taken.iter().filter(|code| !received.contains(*code)).collect::<Vec<_>>(), Vec::<&String>::new());
    assert!(received.is_subset(&told), "{:?}", received.difference(&told));
    let unsure = received.len() - taken.len();
    println!("{kills} kills, {} taken, {unsure} besides, {} duplicates dropped", taken.len(), receiver.duplicates);
}
