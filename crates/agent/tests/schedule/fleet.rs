//! A fleet's busiest second. It's counted, not measured: the same each time.

use crate::is_thorough;
use crate::scenarios::{self, Failure, Row};
use crate::simulation::Fleet;

fn fleet() -> Fleet {
    Fleet { workers: if is_thorough() { 100_000 } else { 10_000 }, drift: 10_000 }
}

#[track_caller]
fn check(rows: &[Row]) {
    for row in rows.iter().filter(|row| row.is_bounded) {
        let Row { scenario, phase, .. } = row;
        assert!(row.ratio() <= row.bound(), "{scenario}, {phase}: {:.2} > {:.2}", row.ratio(), row.bound());
        assert!(row.ratio() >= 1.0, "{scenario}, {phase}: {:.2}", row.ratio());
    }
}

#[test]
fn cold_start() {
    check(&scenarios::cold_start(fleet(), 60, 30));
    check(&scenarios::cold_start(fleet(), 300, 12));
}

#[test]
fn a_new_interval() {
    check(&scenarios::changes(fleet(), 60, 300).0);
    check(&scenarios::changes(fleet(), 60, 50).0);
    check(&scenarios::changes(fleet(), 50, 60).0);
}

#[test]
fn an_outage_has_no_echo() {
    for failure in [Failure::Silence, Failure::SameTime] {
        for interval in [60, 300] {
            check(&scenarios::outage(fleet(), interval, failure).0);
        }
    }
}

#[test]
fn an_hour() {
    if is_thorough() {
        check(&scenarios::cold_start(fleet(), 3600, 6));
        check(&scenarios::changes(fleet(), 300, 3600).0);
        for failure in [Failure::Silence, Failure::SameTime] {
            check(&scenarios::outage(fleet(), 3600, failure).0);
        }
    }
}

/// The bound isn't kept by itself.
#[test]
fn others_are_found_out() {
    let rows = [scenarios::others(fleet()), scenarios::full_jitter(fleet()).0].concat();
    assert!(rows.iter().all(|row| row.ratio() > row.bound()), "{:?}", rows.iter().map(Row::ratio).collect::<Vec<_>>());
}
