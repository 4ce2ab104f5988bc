//! Pauses after failures.

use crate::any;
use arbtest::arbtest;
use core::time::Duration;
use vitalwire::rpc::Outcome;
use vitalwire_agent::Instant;
use vitalwire_agent::schedule::Backoff;

const RETRY: Outcome = Outcome::Retry { after: None };
const NOW: Instant = Instant::from_millis(1_000_000);
const MINUTE: Duration = Duration::from_secs(60);

/// Returns the pause in ms.
fn pause(backoff: &mut Backoff) -> u64 {
    backoff.poll(NOW).map_or(0, |due| due.as_millis() - NOW.as_millis())
}

#[test]
fn it_is_small() {
    assert!(size_of::<Backoff>() <= 24);
}

#[test]
fn pauses_double_up_to_the_cap() {
    for (entropy, halves) in [(0, 2), (u32::MAX, 1)] {
        let mut backoff = Backoff::default();
        assert_eq!(pause(&mut backoff), 0);
        for expected in [1, 2, 4, 8, 16, 32, 60, 60, 60] {
            backoff.settle(RETRY, MINUTE, NOW, entropy);
            assert_eq!(pause(&mut backoff), expected * 500 * halves);
        }
        // A shorter interval has a shorter cap, at once; a longer one is reached step by step.
        for (cap, expected) in [(10, 10), (100, 20), (100, 40), (100, 80), (100, 100)] {
            backoff.settle(RETRY, Duration::from_secs(cap), NOW, entropy);
            assert_eq!(pause(&mut backoff), expected * 500 * halves);
        }
    }
}

#[test]
fn a_success_ends_them() {
    for outcome in [Outcome::Accepted, Outcome::TooLarge, Outcome::Rejected { code: None }] {
        let mut backoff = Backoff::default();
        for _ in 0..3 {
            backoff.settle(RETRY, MINUTE, NOW, 0);
        }
        backoff.settle(outcome, MINUTE, NOW, 0);
        assert_eq!(pause(&mut backoff), 0);
        backoff.settle(RETRY, MINUTE, NOW, 0);
        assert_eq!(pause(&mut backoff), 1000);
    }
}

#[test]
fn a_token_that_isnt_accepted_is_no_success() {
    let mut backoff = Backoff::default();
    for expected in [1000, 2000, 4000] {
        backoff.settle(Outcome::Unauthenticated, MINUTE, NOW, 0);
        assert_eq!(pause(&mut backoff), expected);
    }
}

#[test]
fn a_floor_has_no_cap_but_a_day() {
    for (after, entropy, expected) in [
        (Duration::from_secs(30), 0, 30_000),
        (Duration::from_secs(30), u32::MAX, 45_000),
        (Duration::from_secs(300), 0, 300_000),
        (Duration::from_millis(100), 0, 1000),
        (Duration::MAX, 0, 86_400_000),
        (Duration::MAX, u32::MAX, 86_400_000 * 3 / 2),
    ] {
        let mut backoff = Backoff::default();
        backoff.settle(Outcome::Retry { after: Some(after) }, MINUTE, NOW, entropy);
        assert_eq!(pause(&mut backoff), expected, "{after:?}");
    }
}

#[test]
fn there_is_a_pause_without_a_cap() {
    let mut backoff = Backoff::default();
    backoff.settle(RETRY, Duration::ZERO, NOW, u32::MAX);
    assert_eq!(pause(&mut backoff), 1);
}

/// After `Some(t)`, t > now; polling twice changes nothing; a clock that steps back stands still. A floor is one, and
/// no pause is longer than the longer one of cap and floor, with its half. With any arguments.
#[test]
fn invariants() {
    arbtest(|u| {
        let (mut backoff, mut now, mut latest) = (Backoff::default(), any::instant(u, NOW)?, Instant::from_millis(0));
        let mut steady = backoff.clone();
        while !u.is_empty() {
            latest = latest.max(now);
            if u.arbitrary()? {
                let (outcome, cap, entropy) = (any::outcome(u)?, any::duration(u)?, u.arbitrary()?);
                backoff.settle(outcome, cap, now, entropy);
                steady.settle(outcome, cap, latest, entropy);
                let pause = backoff.clone().poll(latest).map(|due| due.saturating_since(latest));
                let floor = if let Outcome::Retry { after: Some(after) } = outcome { after } else { Duration::ZERO };
                let floor = floor.min(Duration::from_secs(86_400));
                assert!(pause.unwrap_or_default() >= floor);
                let longest = cap.max(floor * 3 / 2).saturating_add(Duration::from_millis(2));
                assert!(pause.unwrap_or_default() <= longest, "{pause:?} {cap:?} {floor:?}");
            }
            let due = backoff.poll(now);
            assert!(due.is_none_or(|due| due > now));
            let before = backoff.clone();
            assert_eq!(backoff.poll(now), due);
            assert_eq!(backoff, before);
            assert_eq!(steady.poll(latest), due.filter(|&due| due > latest));
            assert_eq!(backoff, steady);
            now = any::instant(u, now)?;
        }
        Ok(())
    });
}
