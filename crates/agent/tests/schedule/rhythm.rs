//! Routine reports.

use crate::any;
use arbitrary::{Result, Unstructured};
use arbtest::arbtest;
use core::time::Duration;
use vitalwire::BuildError;
use vitalwire::dataflow::WorkerHealthReportResponse;
use vitalwire::rpc::Outcome;
use vitalwire_agent::Instant;
use vitalwire_agent::schedule::{Rhythm, Seed};

const RETRY: Outcome = Outcome::Retry { after: None };
const START: Instant = Instant::from_millis(1_000_000);

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// Returns the time `millis` after the start.
fn at(millis: u64) -> Instant {
    Instant::from_millis(START.as_millis() + millis)
}

fn seed() -> Seed {
    Seed::from_id(b"boiler-7")
}

fn rhythm(interval: u64) -> Rhythm {
    Rhythm::new(seed(), seconds(interval), seconds(5)..=seconds(7200), START).expect("a range")
}

fn interval(text: &str) -> WorkerHealthReportResponse {
    WorkerHealthReportResponse { report_interval: Some(text.parse().expect("a duration")) }
}

/// Returns when the next report is due, in ms after the start, given that none is due then.
#[track_caller]
fn due(rhythm: &Rhythm) -> u64 {
    let due = rhythm.clone().poll(START).expect("not due at the start");
    due.as_millis() - START.as_millis()
}

/// Sends the report that is due next, and settles it 200 ms later. Returns that time.
fn report(rhythm: &mut Rhythm, outcome: Outcome, entropy: u32) -> u64 {
    let due = due(rhythm);
    assert_eq!(rhythm.poll(at(due)), None);
    assert_eq!(rhythm.clone().poll(at(due - 1)), None, "the clock stands still");
    rhythm.sent(at(due));
    rhythm.settle(outcome, at(due + 200), entropy);
    due + 200
}

#[test]
fn it_is_small() {
    assert!(size_of::<Rhythm>() <= 40);
}

#[test]
fn ranges_make_sense() {
    let error = BuildError::OutOfRange("a shortest interval above 0, and no longer than the longest");
    let rhythm = |interval, range| Rhythm::new(seed(), interval, range, START).map(|rhythm| rhythm.interval());
    assert_eq!(rhythm(seconds(60), Duration::ZERO..=seconds(600)), Err(error));
    assert_eq!(rhythm(seconds(60), seconds(2)..=seconds(1)), Err(error));
    for (interval, expected) in [(Duration::ZERO, 2), (seconds(3), 3), (Duration::MAX, 9)] {
        assert_eq!(rhythm(interval, seconds(2)..=seconds(9)), Ok(seconds(expected)));
    }
    let nanosecond = Duration::from_nanos(1);
    assert_eq!(rhythm(seconds(60), nanosecond..=nanosecond), Ok(Duration::from_millis(1)));
    let longest = Duration::from_millis(u32::MAX.into());
    assert_eq!(rhythm(Duration::MAX, seconds(1)..=Duration::MAX), Ok(longest));
    assert_eq!(rhythm(seconds(1), Duration::MAX..=Duration::MAX), Ok(longest));
}

#[test]
fn the_backend_sets_the_interval_within_the_range() {
    let mut rhythm = Rhythm::new(seed(), seconds(60), seconds(5)..=seconds(600), START).expect("a range");
    for (wanted, expected) in [("30s", 30), ("0s", 30), ("0.5s", 5), ("315576000000s", 600), ("7s", 7)] {
        assert_eq!(rhythm.apply(&interval(wanted), START), Ok(()));
        assert_eq!(rhythm.interval(), seconds(expected), "{wanted}");
    }
    let before = rhythm.clone();
    assert_eq!(rhythm.apply(&WorkerHealthReportResponse::default(), at(9)), Ok(()));
    assert!(matches!(rhythm.apply(&interval("-0.000000001s"), at(9)), Err(BuildError::OutOfRange(_))));
    assert_eq!(rhythm.apply(&interval("7s"), at(9)), Ok(()));
    assert_eq!(rhythm.apply(&interval("6.9999s"), at(9)), Ok(()), "rounded up to ms");
    assert_eq!(rhythm, before, "nothing has changed, and the clock hasn't been looked at");
}

#[test]
fn reports_keep_their_moment_and_missed_ones_are_skipped() {
    let mut rhythm = rhythm(60);
    let phase = seed().phase(seconds(60)).as_millis() as u64;
    assert_eq!(due(&rhythm), phase);
    for (sent, next) in [(0, 1), (60_000, 2), (2 * 60_000 + 59_999, 3), (3 * 60_000, 4), (70 * 60_000 + 1, 71)] {
        assert_eq!(rhythm.poll(at(phase + sent)), None);
        rhythm.sent(at(phase + sent));
        assert_eq!(rhythm.poll(at(phase + sent)), Some(at(phase + next * 60_000)));
    }
    let century = 100 * 365 * 86_400_000;
    rhythm.sent(at(phase + century));
    assert_eq!(due(&rhythm), phase + century / 60_000 * 60_000 + 60_000);
}

#[test]
fn what_else_is_sent_takes_no_slot() {
    let mut rhythm = rhythm(60);
    let first = due(&rhythm);
    rhythm.sent(at(first - 1));
    assert_eq!(due(&rhythm), first);
    rhythm.sent(at(first));
    rhythm.sent(at(first));
    assert_eq!(due(&rhythm), first + 60_000);
}

#[test]
fn below_ten_minutes_the_next_report_is_the_retry() {
    let mut rhythm = rhythm(599);
    for number in 1..5 {
        let settled = report(&mut rhythm, RETRY, 0);
        assert_eq!(due(&rhythm), settled - 200 + 599_000, "{number}");
    }
}

#[test]
fn from_ten_minutes_on_there_are_two_quick_retries() {
    for (entropy, first, second) in [(0, 60_000, 240_000), (u32::MAX, 30_000, 120_000), (1 << 31, 45_000, 180_000)] {
        let mut rhythm = rhythm(600);
        for _ in 0..3 {
            let slot = due(&rhythm);
            let settled = report(&mut rhythm, RETRY, entropy);
            assert_eq!(due(&rhythm), settled + first);
            let settled = report(&mut rhythm, RETRY, entropy);
            assert_eq!(due(&rhythm), settled + second);
            report(&mut rhythm, RETRY, entropy);
            assert_eq!(due(&rhythm), slot + 600_000);
        }
        // Once accepted, there's nothing to retry.
        let slot = due(&rhythm);
        report(&mut rhythm, RETRY, entropy);
        report(&mut rhythm, Outcome::Accepted, entropy);
        assert_eq!(due(&rhythm), slot + 600_000);
    }
}

#[test]
fn a_quick_retry_is_taken_or_given_up() {
    let mut failed = rhythm(600);
    let slot = due(&failed);
    report(&mut failed, RETRY, 0);
    let retry = due(&failed);
    assert!(retry < slot + 600_000);

    let mut rhythm = failed.clone();
    rhythm.sent(at(retry));
    assert_eq!(due(&rhythm), slot + 600_000);
    // Something else was accepted before.
    let mut rhythm = failed.clone();
    rhythm.settle(Outcome::Accepted, at(retry - 1), 0);
    assert_eq!(due(&rhythm), slot + 600_000);
    // The backend is there, and has a new interval.
    let mut rhythm = failed;
    rhythm.apply(&interval("1200s"), at(retry - 1)).expect("an interval");
    assert!(due(&rhythm) > retry + 600_000 && due(&rhythm) <= retry + 1_800_000);
}

#[test]
fn a_slot_that_comes_first_is_the_retry() {
    let mut rhythm = rhythm(600);
    let slot = due(&rhythm);
    rhythm.sent(at(slot));
    // The connection was open for a long time.
    rhythm.settle(RETRY, at(slot + 590_000), 0);
    assert_eq!(due(&rhythm), slot + 600_000);
}

#[test]
fn slots_that_pass_while_a_report_is_under_way_are_skipped() {
    for outcome in [RETRY, Outcome::Accepted] {
        let mut rhythm = rhythm(5);
        let slot = due(&rhythm);
        rhythm.sent(at(slot));
        rhythm.settle(outcome, at(slot + 12_345), 0);
        assert_eq!(due(&rhythm), slot + 15_000);
    }
}

#[test]
fn a_floor_is_a_floor() {
    const DAY: u64 = 86_400_000;
    for (interval, floor, expected) in [
        (60, 1, 60_000),
        (60, 59_800, 60_000),
        (60, 59_801, 120_000),
        (60, 3_600_000, 3_660_000),
        // A quick retry: 30 to 60 s, or the floor and up to half of it.
        (3600, 1, 30_200),
        (3600, 100_000, 150_200),
        (3600, 2_000_000, 3_000_200),
        (3600, 3_000_000, 3_600_000),
        (3600, 4_000_000, 6_000_200),
        (3600, 6_000_000, 7_200_000),
        // A day is the most, or the longest interval.
        (60, DAY, DAY + 60_000),
        (60, 400 * DAY, DAY + 60_000),
    ] {
        let mut rhythm = rhythm(interval);
        let slot = due(&rhythm);
        report(&mut rhythm, Outcome::Retry { after: Some(Duration::from_millis(floor)) }, u32::MAX);
        assert_eq!(due(&rhythm), slot + expected, "{interval} {floor}");
    }
    let week = seconds(7 * 86_400);
    let mut rhythm = Rhythm::new(seed(), seconds(60), seconds(5)..=week, START).expect("a range");
    report(&mut rhythm, Outcome::Retry { after: Some(Duration::MAX) }, 0);
    assert!(due(&rhythm) > 7 * DAY && due(&rhythm) <= 7 * DAY + 120_000);
}

#[test]
fn a_floor_holds_if_the_interval_changes() {
    let mut rhythm = rhythm(3600);
    let settled = report(&mut rhythm, Outcome::Retry { after: Some(seconds(1000)) }, 0);
    rhythm.apply(&interval("60s"), at(settled)).expect("an interval");
    assert!(due(&rhythm) >= settled + 1_000_000);
    // Not any longer once a report was sent.
    let sent = due(&rhythm);
    rhythm.sent(at(sent));
    rhythm.apply(&interval("5s"), at(sent)).expect("an interval");
    assert!(due(&rhythm) <= sent + 10_000);
}

#[test]
fn the_first_gap_of_an_interval_is_drawn_from_a_whole_one() {
    for (old, new) in [(60_u64, 300_u64), (300, 60), (60, 59), (3600, 60)] {
        let mut fourths = [0; 4];
        for number in 0_u32..4000 {
            let seed = Seed::from_id(&number.to_be_bytes());
            let mut rhythm = Rhythm::new(seed, seconds(old), seconds(5)..=seconds(3600), START).expect("a range");
            let settled = report(&mut rhythm, Outcome::Accepted, 0);
            let wanted = format!("{new}s");
            rhythm.apply(&interval(&wanted), at(settled)).expect("an interval");
            let gap = due(&rhythm) - settled - old.min(new) * 1000;
            assert!((1..=new * 1000).contains(&gap), "{old} {new} {gap}");
            fourths[((gap - 1) * 4 / (new * 1000)) as usize] += 1;
            let first = due(&rhythm);
            report(&mut rhythm, Outcome::Accepted, 0);
            assert_eq!(due(&rhythm), first + new * 1000);
        }
        // Five standard deviations.
        assert!(fourths.iter().all(|fourth| (863..=1137).contains(fourth)), "{old} {new} {fourths:?}");
    }
}

#[test]
fn an_interval_that_changes_all_the_time_doesnt_silence_a_worker() {
    // Two backends disagree, and respond to something else every 10 s.
    for (one, other) in [("60s", "61s"), ("60s", "3600s")] {
        let mut rhythm = rhythm(60);
        let (mut last, mut longest) = (0, 0);
        for step in 1..10_000 {
            let now = step * 10_000;
            if rhythm.poll(at(now)).is_none() {
                rhythm.sent(at(now));
                last = now;
            }
            longest = longest.max(now - last);
            rhythm.apply(&interval(if step % 2 == 0 { one } else { other }), at(now)).expect("an interval");
        }
        assert!(longest <= 140_000, "{one}, {other}: silent for {longest} ms");
    }
}

/// A call with all that it's given.
#[derive(Debug)]
enum Call {
    Poll,
    Sent,
    Settle(Outcome, u32),
    Apply(WorkerHealthReportResponse),
}

fn call(u: &mut Unstructured<'_>) -> Result<Call> {
    Ok(match u.int_in_range(0..=5)? {
        0 => Call::Settle(any::outcome(u)?, u.arbitrary()?),
        1 => Call::Apply(any::response(u)?),
        2 | 3 => Call::Sent,
        _ => Call::Poll,
    })
}

fn make(rhythm: &mut Rhythm, call: &Call, now: Instant) -> Option<Instant> {
    match call {
        Call::Poll => {}
        Call::Sent => rhythm.sent(now),
        Call::Settle(outcome, entropy) => rhythm.settle(*outcome, now, *entropy),
        Call::Apply(response) => _ = rhythm.apply(response, now),
    }
    rhythm.poll(now)
}

/// After `Some(t)`, t > now; polling twice changes nothing; a clock that steps back stands still. With any arguments.
#[test]
fn invariants() {
    arbtest(|u| {
        let mut now = any::instant(u, START)?;
        let range = any::duration(u)?..=any::duration(u)?;
        let Ok(mut rhythm) = Rhythm::new(Seed::from_id(u.arbitrary()?), any::duration(u)?, range, now) else {
            return Ok(());
        };
        let (mut steady, mut latest) = (rhythm.clone(), now);
        while !u.is_empty() {
            let call = call(u)?;
            let due = make(&mut rhythm, &call, now);
            assert!(due.is_none_or(|due| due > now), "{call:?}: {due:?} {now:?}");

            let before = rhythm.clone();
            assert_eq!(rhythm.poll(now), due);
            assert_eq!(rhythm, before);

            latest = latest.max(now);
            assert_eq!(make(&mut steady, &call, latest), due.filter(|&due| due > latest));
            assert_eq!(rhythm, steady);
            now = any::instant(u, now)?;
        }
        Ok(())
    });
}

/// Reports come in slots that are a whole number of intervals apart, and no two within less than one, except for quick
/// retries, of which there are two. None is missed.
#[test]
fn slots() {
    arbtest(|u| {
        let interval = u.int_in_range(1..=2000)?;
        let mut rhythm = Rhythm::new(seed(), seconds(interval), seconds(1)..=seconds(7200), START).expect("a range");
        let (mut slot, mut retries, mut floor) = (due(&rhythm), 0, 0);
        while !u.is_empty() {
            let due = due(&rhythm);
            assert!(due >= floor, "{due} {floor}");
            let is_slot = (due - slot).is_multiple_of(interval * 1000);
            retries = if is_slot { 0 } else { retries + 1 };
            assert!(is_slot || interval >= 600 && retries <= 2, "{due} {slot}");
            if is_slot {
                slot = due;
            }
            let late = due + u.int_in_range(0..=interval * 1200)?;
            rhythm.sent(at(late));
            let settled = late + u.int_in_range(0..=40_000)?;
            let after = u.arbitrary::<Option<u32>>()?.map(|bits| Duration::from_millis((bits >> (bits % 32)).into()));
            let outcome = if u.arbitrary()? { Outcome::Retry { after } } else { Outcome::Accepted };
            rhythm.settle(outcome, at(settled), u.arbitrary()?);
            let asked = if let Outcome::Retry { after: Some(after) } = outcome { after.as_millis() as u64 } else { 0 };
            let asked = asked.min(86_400_000);
            floor = settled + asked;
            // The next slot after all of that.
            let next = self::due(&rhythm);
            assert!(next > settled && next <= settled.max(floor) + interval * 1000);
            if (late - slot) / (interval * 1000) > 0 {
                // It was so late that it took a later slot.
                slot += (late - slot) / (interval * 1000) * interval * 1000;
                retries = 0;
            }
        }
        Ok(())
    });
}
