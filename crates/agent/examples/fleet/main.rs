//! 100,000 workers for some hours: writes the tables in `docs/SCHEDULE.md`, and `docs/fleet.svg`.
//!
//! `cargo run --release -p vitalwire-agent --example fleet`

mod chart;
mod leases;
mod scenarios;
mod simulation;
mod table;
mod workers;

use scenarios::{Failure, Row};
use simulation::Fleet;
use std::error::Error;
use std::fs;
use std::path::Path;

const FLEET: Fleet = Fleet { workers: 100_000, drift: 10_000 };
const LEASES: u64 = 1_000_000;

fn main() -> Result<(), Box<dyn Error>> {
    let (minute, ours) = scenarios::outage(FLEET, 60, Failure::Silence);
    let (jitter, theirs) = scenarios::full_jitter(FLEET);
    let routine = [
        scenarios::cold_start(FLEET, 60, 60),
        scenarios::cold_start(FLEET, 300, 24),
        scenarios::cold_start(FLEET, 3600, 6),
        scenarios::changes(FLEET, 60, 300).0,
        scenarios::changes(FLEET, 60, 50).0,
        scenarios::changes(FLEET, 300, 3600).0,
        minute,
        scenarios::outage(FLEET, 300, Failure::Silence).0,
        scenarios::outage(FLEET, 3600, Failure::Silence).0,
        scenarios::outage(FLEET, 60, Failure::SameTime).0,
        scenarios::outage(FLEET, 300, Failure::SameTime).0,
        scenarios::outage(FLEET, 3600, Failure::SameTime).0,
    ]
    .concat();
    let (bounded, repeated) = routine.into_iter().partition::<Vec<Row>, _>(|row| row.is_bounded);
    let others = [scenarios::others(FLEET), jitter].concat();
    let besides = [repeated, scenarios::events(FLEET), scenarios::check_ins(FLEET)].concat();

    let leases = leases::DELAYS.map(|(name, delays)| (name, leases::slack(LEASES, delays)));

    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    let mut document = fs::read_to_string(docs.join("SCHEDULE.md"))?;
    for (name, part) in [
        ("routine reports", table::with_bounds(&bounded)),
        ("other ways", table::without(&others)),
        ("what comes besides", table::without(&besides)),
        ("slack", table::slack(&leases)),
    ] {
        println!("{part}");
        document = table::insert(&document, name, &part).ok_or(format!("SCHEDULE.md has no place for {name}"))?;
    }
    fs::write(docs.join("SCHEDULE.md"), document)?;
    fs::write(docs.join("fleet.svg"), chart::chart(&ours.first, &theirs.first))?;

    let exceeded = bounded.iter().filter(|row| row.ratio() > row.bound());
    let exceeded = exceeded.map(|row| format!("{}, {}", row.scenario, row.phase)).collect::<Vec<_>>();
    if exceeded.is_empty() { Ok(()) } else { Err(format!("busier than chance allows: {exceeded:?}").into()) }
}
