//! The time of day.

use crate::any;
use arbitrary::{Result, Unstructured};
use arbtest::arbtest;
use vitalwire::proto::Timestamp;
use vitalwire_agent::Instant;
use vitalwire_agent::schedule::{WallClock, WallTime};

fn millis(millis: u64) -> Instant {
    Instant::from_millis(millis)
}

fn date(text: &str) -> Timestamp {
    text.parse().expect("a time")
}

/// Returns an interval's bounds in ns since 1970.
fn bounds(time: WallTime) -> (i128, i128) {
    (nanos(time.earliest()), nanos(time.latest()))
}

fn nanos(time: Timestamp) -> i128 {
    i128::from(time.seconds()) * 1_000_000_000 + i128::from(time.nanos())
}

#[test]
fn it_is_small() {
    assert!(size_of::<WallClock>() <= 24);
}

#[test]
fn nothing_is_known_without_a_response() {
    for now in [0, 1, u64::MAX] {
        assert_eq!(WallClock::default().now(millis(now)), None);
    }
}

#[test]
fn the_interval_grows_by_100_ppm_at_both_ends() {
    let clock = WallClock::from_date(date("2026-11-22T01:22:00Z"), millis(5000), millis(5300));
    for (elapsed, earliest, latest) in [
        (0, "2026-11-22T01:22:00Z", "2026-11-22T01:22:01.304Z"),
        (1000, "2026-11-22T01:22:00.998Z", "2026-11-22T01:22:02.304Z"),
        (3_600_000, "2026-11-22T02:21:59.638Z", "2026-11-22T02:22:01.664Z"),
        (86_400_000, "2026-11-23T01:21:51.357Z", "2026-11-23T01:22:09.945Z"),
    ] {
        let time = clock.now(millis(5300 + elapsed)).expect("a time");
        assert_eq!((time.earliest(), time.latest()), (date(earliest), date(latest)), "{elapsed}");
    }
}

#[test]
fn a_clock_that_was_set_is_believed() {
    for (first, second) in
        [("2026-11-22T01:22:00Z", "2026-11-22T02:22:00Z"), ("2026-11-22T02:22:00Z", "2026-11-22T01:22:00Z")]
    {
        let mut clock = WallClock::from_date(date(first), millis(0), millis(100));
        clock.observe(date(second), millis(200), millis(300));
        assert_eq!(clock, WallClock::from_date(date(second), millis(200), millis(300)));
    }
}

#[test]
fn a_clock_that_steps_back_stands_still() {
    let clock = WallClock::from_date(date("2026-11-22T01:22:00Z"), millis(5000), millis(5300));
    assert_eq!(clock.now(millis(100)), clock.now(millis(5300)));
    // As if all had been seen at the latest of the times.
    for (sent, received, latest) in [(5300, 10, 5300), (6000, 10, 6000), (10, 20, 5300)] {
        let (mut back, mut steady) = (clock, clock);
        back.observe(date("2026-11-22T01:22:01Z"), millis(sent), millis(received));
        steady.observe(date("2026-11-22T01:22:01Z"), millis(sent), millis(latest));
        assert_eq!(back, steady);
    }
}

/// The best time is never outside of the interval, nothing overflows, and looking changes nothing. With any arguments.
#[test]
fn intervals_are_in_order() {
    arbtest(|u| {
        let (mut clock, mut last) = (WallClock::default(), any::instant(u, millis(0))?);
        let mut is_known = false;
        while !u.is_empty() {
            if u.arbitrary()? {
                let (sent, received) = (any::instant(u, last)?, any::instant(u, last)?);
                clock.observe(any::timestamp(u)?, sent, received);
                is_known = true;
            }
            last = any::instant(u, last)?;
            let time = clock.now(last);
            assert_eq!(time.is_some(), is_known);
            let Some(time) = time else { continue };
            assert!(time.earliest() <= time.best() && time.best() <= time.latest());
            assert_eq!(clock.now(last), Some(time));
        }
        Ok(())
    });
}

#[test]
fn either_end_may_be_known_better_from_before() {
    let bounds = |clock: WallClock| {
        let time = clock.now(millis(900)).expect("a time");
        (time.earliest().to_string(), time.latest().to_string())
    };
    let expect = |earliest: &str, latest: &str| (earliest.to_owned(), latest.to_owned());
    // A quick response, and a slow one that only tells when a second has begun.
    let mut clock = WallClock::from_date(date("2026-11-22T01:22:00Z"), millis(0), millis(0));
    clock.observe(date("2026-11-22T01:22:01Z"), millis(100), millis(900));
    assert_eq!(bounds(clock), expect("2026-11-22T01:22:01Z", "2026-11-22T01:22:01.906Z"));
    // A slow response, and a quick one that only tells when a second has ended.
    let mut clock = WallClock::from_date(date("2026-11-22T01:22:01Z"), millis(0), millis(800));
    clock.observe(date("2026-11-22T01:22:01Z"), millis(900), millis(900));
    assert_eq!(bounds(clock), expect("2026-11-22T01:22:01.098Z", "2026-11-22T01:22:02.004Z"));
}

/// The end of an interval is that of a single response, or better.
#[test]
fn more_responses_tell_more() {
    let mut clock = WallClock::default();
    let mut last = i128::MAX / 2;
    // A request every 1.1 s: the dates begin at ten different parts of a second.
    for request in 0..10 {
        let sent = millis(1100 * request);
        let date = Timestamp::new(1_795_310_520 + (1100 * request / 1000) as i64, 0).expect("a time");
        clock.observe(date, sent, sent);
        let (earliest, latest) = bounds(clock.now(sent).expect("a time"));
        assert!(latest - earliest <= last + 4_000_000);
        last = latest - earliest;
    }
    assert!(last < 150_000_000, "{last} ns");
}

/// The true time always lies in the interval, with any delays, and while the worker's clock is wrong by up to 100 ppm,
/// now in this direction and then in that.
#[test]
fn the_true_time_is_in_the_interval() {
    arbtest(|u| {
        let mut world = World::new(u)?;
        let mut clock = WallClock::default();
        let mut is_known = false;
        while !u.is_empty() {
            if u.arbitrary()? {
                let sent = world.now();
                world.pass(u, 40)?;
                let date = world.time.div_euclid(1_000_000_000);
                world.pass(u, 40)?;
                let Ok(date) = Timestamp::new(date as i64, 0) else { return Ok(()) };
                clock.observe(date, sent, world.now());
                is_known = true;
            }
            if let Some(time) = clock.now(world.now()) {
                let (earliest, latest) = bounds(time);
                let last = nanos(Timestamp::MAX) / 1_000_000 * 1_000_000;
                assert!(earliest <= world.time, "{} ns too late", earliest - world.time);
                assert!(world.time <= latest || latest >= last, "{} ns too early", world.time - latest);
            }
            assert!(!is_known || clock.now(world.now()).is_some());
            world.pass(u, 55)?;
        }
        Ok(())
    });
}

struct World {
    /// The true time, in ns since 1970.
    time: i128,
    /// What the worker's clock shows, in 10⁻⁶ ns.
    shown: u128,
}

impl World {
    fn new(u: &mut Unstructured<'_>) -> Result<Self> {
        let seconds = any::timestamp(u)?.seconds();
        let time = i128::from(seconds) * 1_000_000_000 + u.int_in_range(0..=999_999_999_i128)?;
        let shown = u128::from(u.int_in_range(0..=1_u64 << 60)?) * 1_000_000 + u.int_in_range(0..=999_999_u128)?;
        Ok(Self { time, shown: shown * 1_000_000 })
    }

    /// Lets some time pass: below 2 to the power of `bits` ns.
    fn pass(&mut self, u: &mut Unstructured<'_>, bits: u32) -> Result<()> {
        let nanos = u.arbitrary::<u64>()? >> u.int_in_range(64 - bits..=64 - 10)?;
        let rate = u.int_in_range(999_900..=1_000_100_u32)?;
        self.time += i128::from(nanos);
        self.shown += u128::from(nanos) * u128::from(rate);
        Ok(())
    }

    fn now(&self) -> Instant {
        Instant::from_millis((self.shown / 1_000_000_000_000) as u64)
    }
}

#[test]
fn a_time_that_is_none_does_no_harm() {
    let now = date("2026-11-22T01:22:00Z");
    let mut clock = WallClock::from_date(now, millis(1000), millis(1200));
    let before = clock;
    for nonsense in [millis(u64::MAX), millis(1 << 63)] {
        clock.observe(now, nonsense, millis(1300));
        clock.observe(now, millis(1000), nonsense);
        assert_eq!(clock, before);
        assert_eq!(clock.now(nonsense), clock.now(millis(1200)));
        assert_eq!(WallClock::from_date(now, nonsense, nonsense), WallClock::UNKNOWN);
    }
}
