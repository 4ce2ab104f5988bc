//! Eight events enter an outbox and are sent in one batch: beside encoding them, and copying them once.

#![cfg_attr(target_os = "none", no_std, no_main)]

use core::hint::black_box;
use firmware::messages::health::{Request, fill};
use firmware::{Failure, board, cost, image};
use vitalwire::rpc::Outcome;
use vitalwire_agent::Instant;
use vitalwire_agent::outbox::{Location, Outbox, Rank, Slot};
use vitalwire_agent::schedule::WallClock;

const EVENTS: usize = 8;
/// Of their request, in bytes.
const LEN: usize = 2561;

image!(outbox);

fn outbox() -> Result<(), Failure> {
    let (mut bytes, mut slots) = ([0; 3072], [Slot::EMPTY; EVENTS]);
    let mut outbox = Outbox::new(&mut bytes, &mut slots).with_boot(black_box(7));
    let mut request = Request::EMPTY;
    fill(&mut request)?;
    let [event] = &request.worker_messages;

    let mut pushed = Ok(());
    cost::part("8 events pushed, 8 dropped for them", &mut || {
        for _ in 0..EVENTS {
            pushed = outbox.push(Rank::Event, black_box(event), Instant::default(), &WallClock::UNKNOWN);
        }
    });
    pushed?;
    let mut buffer = [0; 512];
    cost::part("8 events encoded", &mut || {
        for _ in 0..EVENTS {
            black_box(vitalwire::to_slice(black_box(event), &mut buffer)).unwrap_or_default();
        }
    });
    let mut len = 0;
    cost::part("8 events sent, settled", &mut || len = send(&mut outbox));
    let (from, mut to) = ([b'x'; LEN], [0; LEN]);
    cost::part("8 events copied", &mut || to = *black_box(&from));
    black_box(&to);
    board::print_number(len as u32);
    board::print(b" bytes\n");
    Ok(())
}

/// Sends all that waits, without success: it stays. Returns the length of the request.
fn send(outbox: &mut Outbox<'_>) -> usize {
    let Some(batch) = outbox.batch(usize::MAX, &WallClock::UNKNOWN) else { return 0 };
    let body = outbox.body(&batch, Location::NONE);
    let len = body.len();
    body.map(black_box).count();
    outbox.settle(batch, Outcome::Retry { after: None });
    len
}
