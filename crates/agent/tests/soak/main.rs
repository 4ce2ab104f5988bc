//! A day of a worker's life in simulated time, with outages, refusals, resets and a clock that isn't right, against a plain
//! model of the receiver.

mod backend;
mod device;

use backend::Backend;
use device::{Device, Nor, POISON, Stored};
use vitalwire_agent::outbox::{Outbox, Slot};
use vitalwire_agent::shelf::Shelf;
use vitalwire_testing::flash::{EraseTear, Tear, WordTear};
use vitalwire_testing::{Random, ready};

const HOUR: u64 = 3_600_000;

/// Nothing is lost unsaid, nothing is received twice unseen, and when the network is back all arrives.
///
/// `SOAK_DAYS` says how many days, and `SOAK_SEED` which one is the first.
#[test]
fn nothing_is_lost_unsaid_or_received_twice_unseen() {
    let number = |name, default| std::env::var(name).map_or(default, |value| value.parse().expect("a number"));
    let (first, days) = (number("SOAK_SEED", 0), number("SOAK_DAYS", 20));
    let mut totals = Totals::default();
    for seed in first..first + days {
        day(seed, &mut totals);
    }
    println!("{days} days from seed {first} on: {totals:?}");
    assert!(totals.are_all_seen() || days < 20, "something never happened: {totals:?}");
}

/// What has happened, so that a soak in which nothing does is seen.
#[derive(Debug, Default)]
struct Totals {
    requests: u64,
    events: u64,
    duplicates: u64,
    dropped: u64,
    poisoned: u64,
    lost_with_resets: u64,
    resets: u64,
    committed: u64,
    cuts: u64,
}

impl Totals {
    fn are_all_seen(&self) -> bool {
        let Self { requests, events, duplicates, dropped, poisoned, lost_with_resets, resets, committed, cuts } = self;
        ![requests, events, duplicates, dropped, poisoned, lost_with_resets, resets, committed, cuts].contains(&&0)
    }
}

fn day(seed: u64, totals: &mut Totals) {
    let mut random = Random::new(seed);
    let mut backend = Backend::new(&mut random);
    let is_large = seed.is_multiple_of(2);
    let (bytes, slots) = if is_large { (1 << 20, 4096) } else { (2048, 8) };
    let (mut bytes, mut slots, mut buffer) = (vec![0; bytes], vec![Slot::EMPTY; slots], [0; 512]);
    // It is never full: then committed events may be dropped.
    let (mut flash, mut stored) = (Nor::new(64), Stored::default());
    let (mut now, mut boot) = (0, 0);
    while !backend.is_well {
        boot += 1;
        backend.is_well = now == 24 * HOUR;
        flash.power_on();
        if !backend.is_well && random.once_in(2) {
            let tear = Tear { word: pick(&WordTear::ALL, &mut random), erase: pick(&EraseTear::ALL, &mut random) };
            flash.cut_after(random.below(4000), tear, random.number());
        }
        let range = flash.range();
        // A reset may come at any moment.
        if ready(Shelf::open(&mut flash, range.clone(), &mut buffer, boot)).is_err() {
            continue;
        }
        let shelf = ready(Shelf::open(core::mem::replace(&mut flash, Nor::new(0)), range, &mut buffer, boot));
        let Ok(shelf) = shelf else { unreachable!("it was just opened") };
        let mut device = Device::new(Outbox::new(&mut bytes, &mut slots), shelf, is_large, seed, boot, now);
        // Some days have no reset, others many.
        let life = 1 << random.range(20..28);
        let end = if backend.is_well { now + 3 * HOUR } else { (now + life).min(24 * HOUR) };
        now = device.live(now, end, &mut stored, &mut backend, &mut random);
        assert!(!backend.is_well || device.waiting() == 0, "seed {seed}: something never arrives");
        flash = device.check(&backend, totals);
    }
    assert!(!backend.codes.iter().any(|code| code.starts_with(POISON)), "a receiver has accepted what it refuses");
    let missing = |code: &&String| !backend.codes.contains(*code) && !code.starts_with(POISON);
    let missing: Vec<_> = stored.committed.iter().filter(missing).collect();
    assert!(missing.is_empty(), "seed {seed}: {missing:?} were committed, and never arrived");
    totals.committed += stored.committed.len() as u64;
    totals.requests += backend.requests;
    totals.duplicates += backend.duplicates;
    totals.resets += u64::from(boot - 1);
}

fn pick<T: Copy>(all: &[T], random: &mut Random) -> T {
    all[random.below(all.len() as u64) as usize]
}
