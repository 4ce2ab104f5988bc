//! How flash wears: the figures in `docs/SHELF.md`.

use crate::worker::{Message, message, ready};
use std::fmt::Write;
use vitalwire::proto::Timestamp;
use vitalwire::rpc::Outcome;
use vitalwire_agent::Instant;
use vitalwire_agent::outbox::{Outbox, Slot};
use vitalwire_agent::schedule::WallClock;
use vitalwire_agent::shelf::{Shelf, ShelfRank};
use vitalwire_testing::flash::Flash;

type Memory = Flash<1, 4, 4096>;

/// What a worker does each day.
struct Workload {
    name: &'static str,
    pages: usize,
    /// How many events there are before each time that they're sent.
    events: u32,
    times: u32,
    /// How many days are simulated: some hundred erasures.
    days: u32,
}

const WORKLOADS: [Workload; 5] = [
    Workload { name: "24 events, each sent at once", pages: 2, events: 1, times: 24, days: 130 },
    Workload { name: "an event each minute, sent at once", pages: 2, events: 1, times: 1440, days: 2 },
    Workload { name: "an outage, 50 events, all sent after it", pages: 2, events: 50, times: 1, days: 60 },
    Workload { name: "an outage, 50 events, all sent after it", pages: 6, events: 50, times: 1, days: 120 },
    Workload { name: "24 events, each sent at once, and 24 resets", pages: 2, events: 1, times: 24, days: 130 },
];

/// An event that takes 300 bytes of JSON, give or take the digits of its label.
fn event() -> Message {
    let mut message = message(&"x".repeat(300 - 98));
    message.time = Timestamp::new(1_795_310_520, 0).ok();
    message
}

fn row(workload: &Workload) -> String {
    let Workload { name, pages, events, times, days } = *workload;
    let (mut flash, mut buffer) = (Memory::new(pages), [0; 512]);
    let (mut bytes, mut slots) = ([0; 4096], [Slot::EMPTY; 16]);
    let mut outbox = Outbox::new(&mut bytes, &mut slots);
    let (range, event, has_resets) = (flash.range(), event(), name.contains("resets"));
    let mut shelf = ready(Shelf::open(&mut flash, range.clone(), &mut buffer, 1)).expect("a shelf");
    let mut received = 0;
    for _ in 0..days * times {
        for _ in 0..events {
            ready(shelf.commit(ShelfRank::Event, &event, Instant::default(), &WallClock::UNKNOWN)).expect("space");
        }
        loop {
            ready(shelf.sync(&mut outbox)).expect("a shelf");
            let Some(batch) = outbox.batch(usize::MAX, &WallClock::UNKNOWN) else { break };
            received += batch.messages();
            outbox.settle(batch, Outcome::Accepted);
        }
        if has_resets {
            let flash = shelf.into_flash();
            shelf = ready(Shelf::open(flash, range.clone(), &mut buffer, 1)).expect("a shelf");
        }
    }

    let all = f64::from(events * times * days);
    let words = flash.words as f64 / all;
    let [least, most] = [flash.erases.iter().min(), flash.erases.iter().max()].map(|erases| erases.copied());
    assert!(most <= least.map(|least| least + 2), "uneven: {:?}", flash.erases);
    let a_day = f64::from(flash.erases.iter().sum::<u32>()) / pages as f64 / f64::from(days);
    let years = [1e4, 1e5].map(|cycles: f64| cycles / a_day / 365.25);
    let arrive = received as f64 / all * 100.0;
    let [few, many] = years.map(|years| if years < 20.0 { format!("{years:.1}") } else { format!("{years:.0}") });
    format!("| {name} | {pages} | {arrive:.0} % | {words:.1} | {a_day:.2} | {few} | {many} |")
}

#[test]
fn the_docs_have_these_figures() {
    let mut table =
        String::from("| each day | pages | arrive | words an event | erasures of a page | years at 10⁴ | at 10⁵ |\n");
    table += "| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n";
    WORKLOADS.iter().for_each(|workload| _ = writeln!(table, "{}", row(workload)));
    let docs = include_str!("../../docs/SHELF.md");
    assert!(docs.contains(&table), "docs/SHELF.md should have:\n{table}");
}
