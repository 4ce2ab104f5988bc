//! Deadlines.

use crate::{any, is_thorough, leases};
use arbtest::arbtest;
use core::time::Duration;
use vitalwire::proto::Timestamp;
use vitalwire::rpc::Outcome;
use vitalwire_agent::Instant;
use vitalwire_agent::schedule::{Backoff, Lease, WallClock};

fn millis(millis: u64) -> Instant {
    Instant::from_millis(millis)
}

/// When the responses of these tests were made.
const DATE: i64 = 1_795_310_520;

/// Returns the time so many ms after that.
fn after(millis: i64) -> Option<Timestamp> {
    Timestamp::from_unix_millis(DATE * 1000 + millis).ok()
}

/// Returns a clock by a response of which request and response took no time, at 1 s.
fn clock() -> WallClock {
    WallClock::from_date(Timestamp::new(DATE, 0).expect("a time"), millis(1000), millis(1000))
}

/// Returns what a lease of so many ms looks like at the response: when its deadline is, and when the next check-in is
/// due.
fn renewed(length: i64, entropy: u32) -> (u64, u64) {
    let mut lease = Lease::new(millis(0));
    lease.renew(after(length), &clock(), millis(1000), entropy);
    state(&mut lease)
}

fn state(lease: &mut Lease) -> (u64, u64) {
    let deadline = lease.deadline().map_or(0, |deadline| deadline.as_millis() - 1000);
    (deadline, lease.clone().poll(millis(1000)).map_or(0, |due| due.as_millis() - 1000))
}

#[test]
fn it_is_small() {
    assert!(size_of::<Lease>() <= 32);
}

#[test]
fn the_first_check_in_is_due_when_it_says() {
    let mut lease = Lease::new(millis(500));
    assert_eq!(lease.poll(millis(0)), Some(millis(500)));
    assert_eq!(lease.poll(millis(500)), None);
    assert_eq!((lease.deadline(), lease.is_expired(millis(1 << 62))), (None, false));
}

#[test]
fn it_checks_in_at_half_of_what_is_left() {
    // A second for the date, 100 ppm, and 6 ms for what clocks that count ms leave out.
    for (length, deadline, due) in [
        (61_000, 59_988, 29_994),
        (601_000, 599_934, 299_967),
        (3_601_000, 3_599_634, 600_000),
        (86_401_000, 86_391_353, 600_000),
        // Three attempts, and 5 s.
        (17_000, 15_993, 7993),
        (11_000, 9994, 1994),
        // No more often than once a second.
        (10_000, 8994, 1000),
        (2000, 994, 1000),
        (1010, 4, 1000),
        // It has passed, or may have.
        (1006, 0, 10_000),
        (1000, 0, 10_000),
        (0, 0, 10_000),
        (-5_000_000, 0, 10_000),
    ] {
        assert_eq!(renewed(length, 0), (deadline, due), "{length}");
    }
}

#[test]
fn workers_dont_check_in_together() {
    for (length, most) in [(61_000, 29_994), (601_000, 299_967), (86_401_000, 600_000), (0, 10_000)] {
        assert_eq!(renewed(length, 0).1, most);
        assert_eq!(renewed(length, 1 << 31).1, most - (most / 4).div_ceil(2));
        assert_eq!(renewed(length, u32::MAX).1, most - most / 4);
        assert_eq!(renewed(length, u32::MAX).0, renewed(length, 0).0);
    }
}

#[test]
fn a_deadline_may_shrink() {
    let mut lease = Lease::new(millis(0));
    lease.renew(after(600_000), &clock(), millis(1000), 0);
    lease.renew(after(61_000), &clock(), millis(1000), 0);
    assert_eq!(state(&mut lease), (59_988, 29_994));
}

#[test]
fn without_a_deadline_the_old_one_holds() {
    let mut lease = Lease::new(millis(0));
    lease.renew(None, &clock(), millis(1000), 0);
    assert_eq!((lease.deadline(), lease.poll(millis(1000))), (None, Some(millis(601_000))));

    lease.renew(after(61_000), &clock(), millis(1000), 0);
    lease.renew(None, &clock(), millis(31_000), 0);
    assert_eq!(lease.deadline(), Some(millis(60_988)));
    assert_eq!(lease.poll(millis(31_000)), Some(millis(45_994)));

    lease.renew(None, &clock(), millis(100_000), 0);
    assert!(lease.is_expired(millis(100_000)));
    assert_eq!(lease.poll(millis(100_000)), Some(millis(110_000)));
}

#[test]
fn a_deadline_that_cant_be_understood_isnt_far() {
    let unknown = WallClock::default();
    let mut lease = Lease::new(millis(0));
    lease.renew(after(600_000), &unknown, millis(1000), 0);
    assert_eq!((lease.deadline(), lease.poll(millis(1000))), (None, Some(millis(61_000))));

    // Of a deadline that is known, half of what's left may be sooner.
    lease.renew(after(61_000), &clock(), millis(1000), 0);
    lease.renew(after(600_000), &unknown, millis(1000), 0);
    assert_eq!(state(&mut lease), (59_988, 29_994));
}

#[test]
fn without_a_date_the_time_is_known_from_others() {
    // An hour later, the clock may be wrong by 0.36 s in each direction, and so may be the worker's until the deadline.
    let hour = 3_600_000;
    let mut lease = Lease::new(millis(0));
    lease.renew(after(2 * hour), &clock(), millis(1000 + hour as u64), 0);
    let end = lease.deadline().expect("a deadline").as_millis() - 1000;
    assert_eq!(end, 2 * hour as u64 - 1000 - 2 - 362 - 361);
}

#[test]
fn a_deadline_passes_once() {
    let mut lease = Lease::new(millis(0));
    lease.renew(after(61_000), &clock(), millis(1000), 0);
    assert!(!lease.is_expired(millis(60_987)));
    assert!(lease.is_expired(millis(60_988)));
    assert!(lease.is_expired(millis(50_000)), "a clock that steps back stands still");
    lease.renew(after(121_000), &clock(), millis(61_000), 0);
    assert!(!lease.is_expired(millis(61_000)));
}

/// A check-in is due at half of what is left, or before; and if it then fails twice, with the longest pauses, there are
/// still 5 s for a third. No two are further apart than 10 minutes.
#[test]
fn three_attempts_are_left() {
    arbtest(|u| {
        let (length, entropy) = (u.arbitrary::<u32>()? >> u.int_in_range(0..=31)?, u.arbitrary()?);
        let (end, due) = renewed(length.into(), entropy);
        if end == 0 {
            assert!((7500..=10_000).contains(&due));
            return Ok(());
        }
        assert!((1000..=600_000).contains(&due) && (due <= end / 2 || due == 1000), "{end} {due}");
        assert!(due >= (end.saturating_sub(8000)).min(end / 2).min(600_000) * 3 / 4, "{end} {due}");
        if end >= 9000 {
            let (mut backoff, mut now) = (Backoff::default(), millis(due));
            for _ in 0..2 {
                backoff.settle(Outcome::Retry { after: None }, Duration::from_secs(60), now, 0);
                now = backoff.poll(now).expect("a pause");
            }
            assert!(now.as_millis() + 5000 <= end, "{end} {due} {now:?}");
        }
        Ok(())
    });
}

/// After `Some(t)`, t > now; polling twice changes nothing; a clock that steps back stands still. With any arguments.
#[test]
fn invariants() {
    arbtest(|u| {
        let mut now = any::instant(u, millis(0))?;
        let (mut lease, mut latest) = (Lease::new(any::instant(u, now)?), millis(0));
        let mut steady = lease.clone();
        let mut clock = WallClock::default();
        while !u.is_empty() {
            latest = latest.max(now);
            if u.arbitrary()? {
                clock.observe(any::timestamp(u)?, any::instant(u, now)?, latest);
            }
            if u.arbitrary()? {
                let deadline = if u.arbitrary()? { Some(any::timestamp(u)?) } else { None };
                let entropy = u.arbitrary()?;
                // The wall clock has only seen `latest`.
                lease.renew(deadline, &clock, latest, entropy);
                steady.renew(deadline, &clock, latest, entropy);
            }
            let due = lease.poll(now);
            assert!(due.is_none_or(|due| due > now));
            let before = lease.clone();
            assert_eq!(lease.poll(now), due);
            assert_eq!(lease, before);
            assert_eq!(steady.poll(latest), due.filter(|&due| due > latest));
            assert_eq!(lease.is_expired(now), steady.is_expired(latest));
            assert_eq!(lease, steady);
            now = any::instant(u, now)?;
        }
        Ok(())
    });
}

/// A worker never takes a lease for valid whose deadline has passed.
#[test]
fn never_late() {
    let trials = if is_thorough() { 1_000_000 } else { 10_000 };
    for (name, bits) in leases::DELAYS {
        let slack = leases::slack(trials, bits);
        let seconds = |per_mille| slack[(slack.len() - 1) * per_mille / 1000] as f64 / 1e9;
        let [least, median, most] = [0, 500, 1000].map(seconds);
        println!(
            "{name}: slack {least:.3} s, median {median:.3} s, {:.3} s in 90 %, {most:.3} s at most",
            seconds(900)
        );
        assert!(slack.len() as u64 > trials / 2 && least > 0.0);
    }
}
