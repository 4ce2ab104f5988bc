//! What happens to all workers at once doesn't line them up.

use crate::worker::{head, link_of};
use core::time::Duration;
use vitalwire::proto::{Span, Timestamp};
use vitalwire_agent::Instant;
use vitalwire_agent::link::Step;
use vitalwire_agent::schedule::Seed;

const WORKERS: u32 = 5000;

/// Check-ins in each second of an hour, with leases of so many seconds.
fn check_ins(lease: i64) -> Vec<u32> {
    let start = Instant::default();
    let mut counts = vec![0; 3600];
    for worker in 0..WORKERS {
        let seed = Seed::from_id(format!("boiler-{worker}").as_bytes());
        let mut link = link_of(seed).with_check_ins(Duration::from_secs(60), start);
        let mut now = start;
        while now < Instant::from_millis(3_600_000) {
            match link.poll(now) {
                Step::Sleep(until) => now = until,
                Step::CheckIn { .. } => {
                    let second = usize::try_from(now.as_millis() / 1000).expect("within an hour");
                    counts[second] += 1;
                    let date = 1_795_310_520 + now.as_millis() as i64 / 1000;
                    let mut head = head(200);
                    head.date = Timestamp::new(date, 0).ok();
                    let deadline = Timestamp::new(date + lease, 0).expect("a date");
                    let body = format!(r#"{{"deadline":"{deadline}"}}"#);
                    let exchange = link.begin_check_in(now);
                    link.settle_check_in::<Span, Span>(exchange, Some((head, body.as_bytes())), now);
                }
                Step::Report => link.reported(now),
                step => panic!("{step:?}"),
            }
        }
    }
    counts
}

#[test]
fn check_ins_of_a_fleet_that_starts_at_once_are_spread() {
    for lease in [480, 600, 3600] {
        let peak = check_ins(lease).into_iter().max();
        // If all were within a minute: 83 a second on average, and chance.
        assert!(peak <= Some(130), "{lease} {peak:?}");
    }
}
