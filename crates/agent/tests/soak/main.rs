//! A day of a worker's life in simulated time, with outages, refusals, resets and a clock that isn't right, against a plain
//! model of the receiver.

mod backend;
mod device;

use backend::Backend;
use device::Device;
use vitalwire_agent::outbox::{Outbox, Slot};
use vitalwire_testing::Random;

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
}

impl Totals {
    fn are_all_seen(&self) -> bool {
        let Self { requests, events, duplicates, dropped, poisoned, lost_with_resets, resets } = self;
        ![requests, events, duplicates, dropped, poisoned, lost_with_resets, resets].contains(&&0)
    }
}

fn day(seed: u64, totals: &mut Totals) {
    let mut random = Random::new(seed);
    let mut backend = Backend::new(&mut random);
    let is_large = seed.is_multiple_of(2);
    let (bytes, slots) = if is_large { (1 << 20, 4096) } else { (2048, 8) };
    let (mut bytes, mut slots) = (vec![0; bytes], vec![Slot::EMPTY; slots]);
    let (mut now, mut boot) = (0, 0);
    while now < 24 * HOUR {
        boot += 1;
        // Some days have no reset, others many.
        let life = 1 << random.range(20..28);
        let end = (now + life).min(24 * HOUR);
        let mut device = Device::new(Outbox::new(&mut bytes, &mut slots), is_large, seed, boot, now);
        device.live(now, end, &mut backend, &mut random);
        now = end;
        if now == 24 * HOUR {
            backend.is_well = true;
            device.live(now, now + 3 * HOUR, &mut backend, &mut random);
            assert_eq!(device.waiting(), 0, "seed {seed}: something never arrives");
        }
        device.check(&backend, totals);
    }
    totals.requests += backend.requests;
    totals.duplicates += backend.duplicates;
    totals.resets += u64::from(boot - 1);
}
