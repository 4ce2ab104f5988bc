//! What the tests' workers have in common.

use core::time::Duration;
use vitalwire::Microcontroller;
use vitalwire::dataflow::{WorkerHealthReport, WorkerMessage, WorkerMessageCode};
use vitalwire_agent::Instant;
use vitalwire_agent::http::ResponseHead;
use vitalwire_agent::link::SendExchange;
use vitalwire_agent::outbox::{Outbox, PushError, Rank, Slot};
use vitalwire_agent::schedule::{Rhythm, Seed};

pub type Link = vitalwire_agent::link::Link<'static>;

/// A link that reports every minute.
pub fn link() -> Link {
    link_of(Seed::from_id(b"boiler-7"))
}

pub fn link_of(seed: Seed) -> Link {
    let seconds = Duration::from_secs;
    let rhythm = Rhythm::new(seed, seconds(60), seconds(5)..=seconds(3600), Instant::default());
    Link::new(outbox(), rhythm.expect("a valid range"))
}

/// Space for four messages, for as long as the test runs.
pub fn outbox() -> Outbox<'static> {
    Outbox::new(vec![0; 1024].leak(), vec![Slot::EMPTY; 4].leak())
}

pub const fn at(millis: u64) -> Instant {
    Instant::from_millis(millis)
}

pub fn head(status: u16) -> ResponseHead {
    let mut head = ResponseHead::default();
    head.status = status;
    head
}

/// Reports health, if there is space.
pub fn report(link: &mut Link, now: Instant) {
    let mut message = WorkerMessage::<Microcontroller, WorkerHealthReport<Microcontroller>>::default();
    message.payload.insert(WorkerHealthReport::default()).vm_is_healthy = true;
    let _is_full = link.push(Rank::Health, &message, now);
    link.reported(now);
}

/// Reports health, and begins to send it.
pub fn begin_report(link: &mut Link, now: Instant) -> SendExchange {
    report(link, now);
    link.begin_send(now).expect("a message")
}

/// Pushes an event.
pub fn happen(link: &mut Link, code: &str, now: Instant) -> Result<(), PushError> {
    let mut message = WorkerMessage::<Microcontroller, WorkerMessageCode<Microcontroller>>::default();
    message.payload.insert(WorkerMessageCode::default()).code.set(code).expect("a short code");
    link.push(Rank::Event, &message, now)
}
