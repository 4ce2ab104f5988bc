//! Workers that use this crate, and others for comparison.

use crate::simulation::{Response, Worker};
use core::time::Duration;
use vitalwire::dataflow::WorkerHealthReportResponse;
use vitalwire::proto;
use vitalwire::rpc::Outcome;
use vitalwire_agent::Instant;
use vitalwire_agent::schedule::{Backoff, Lease, Rhythm, Seed, WallClock};
use vitalwire_testing::Random;

/// Reports in a [`Rhythm`].
pub struct Reporter {
    rhythm: Rhythm,
    /// When its last report that wasn't a quick retry was sent.
    last: Instant,
    has_failed: bool,
}

impl Reporter {
    pub fn new(number: u32, interval: u64) -> Self {
        let start = Instant::from_millis(0);
        let range = Duration::from_secs(1)..=Duration::from_secs(86_400);
        let rhythm = Rhythm::new(seed(number), Duration::from_secs(interval), range, start).expect("a range");
        Self { rhythm, last: start, has_failed: false }
    }
}

pub fn seed(number: u32) -> Seed {
    Seed::from_id(format!("projects/plant/workers/boiler-{number:06}").as_bytes())
}

impl Worker for Reporter {
    fn poll(&mut self, now: Instant) -> Option<Instant> {
        self.rhythm.poll(now)
    }

    fn sent(&mut self, now: Instant) -> bool {
        self.rhythm.sent(now);
        let since = now.saturating_since(self.last);
        let is_quick_retry = self.has_failed && since < self.rhythm.interval() * 9 / 10;
        if !is_quick_retry {
            self.last = now;
        }
        is_quick_retry
    }

    fn settle(&mut self, response: &Response, now: Instant, entropy: u32) {
        self.has_failed = !response.outcome.is_accepted();
        self.rhythm.settle(response.outcome, now, entropy);
        if let Some(interval) = response.interval {
            let interval = proto::Duration::from_secs(interval as i64).expect("an interval");
            let response = WorkerHealthReportResponse { report_interval: Some(interval) };
            self.rhythm.apply(&response, now).expect("an interval");
        }
    }
}

/// Has one event at the start, and sends it until it's accepted: with a [`Backoff`], or full jitter.
pub struct Announcer {
    backoff: Option<Backoff>,
    due: Instant,
    attempts: u32,
    cap: Duration,
    is_done: bool,
}

impl Announcer {
    pub fn new(backoff: Option<Backoff>, cap: Duration) -> Self {
        Self { backoff, due: Instant::from_millis(0), attempts: 0, cap, is_done: false }
    }
}

impl Worker for Announcer {
    fn poll(&mut self, now: Instant) -> Option<Instant> {
        match &mut self.backoff {
            _ if self.is_done => Some(Instant::from_millis(u64::from(u32::MAX))),
            Some(backoff) => backoff.poll(now),
            None => Some(self.due).filter(|&due| due > now),
        }
    }

    fn sent(&mut self, _: Instant) -> bool {
        self.attempts += 1;
        self.attempts > 1
    }

    fn settle(&mut self, response: &Response, now: Instant, entropy: u32) {
        self.is_done = response.outcome.is_accepted();
        match &mut self.backoff {
            Some(backoff) => backoff.settle(response.outcome, self.cap, now, entropy),
            None => self.due = now.saturating_add(full_jitter(self.attempts, self.cap, entropy)),
        }
    }
}

/// Checks in with a [`Lease`], or at exactly half of what is left.
pub struct Tenant {
    lease: Lease,
    is_exact: bool,
    /// The length of a lease, in s.
    length: u64,
    sent: Instant,
}

impl Tenant {
    pub fn new(number: u32, length: u64, is_exact: bool) -> Self {
        let first = Instant::from_millis(0).saturating_add(seed(number).phase(Duration::from_secs(10)));
        Self { lease: Lease::new(first), is_exact, length, sent: first }
    }
}

impl Worker for Tenant {
    fn poll(&mut self, now: Instant) -> Option<Instant> {
        self.lease.poll(now)
    }

    fn sent(&mut self, now: Instant) -> bool {
        self.sent = now;
        false
    }

    fn settle(&mut self, _: &Response, now: Instant, entropy: u32) {
        // A backend whose clock has started with the worker's.
        let date = proto::Timestamp::new((now.as_millis() / 1000) as i64, 0).expect("a time");
        let deadline = proto::Timestamp::new(date.seconds() + self.length as i64, 0).expect("a time");
        let clock = WallClock::from_date(date, self.sent, now);
        self.lease.renew(Some(deadline), &clock, now, if self.is_exact { 0 } else { entropy });
    }
}

/// How others do it.
#[derive(Clone, Copy)]
pub enum Habit {
    /// The next report is due an interval after the last one, or this many percent earlier or later at random.
    Jitter(u64),
    /// As `Jitter(0)`, but with full jitter in place of the interval after a failure: up to 1 s, 2 s, 4 s, …, 60 s.
    FullJitter,
    /// As `Jitter(0)`, but after a new interval the next report is due at any time in it.
    Redraw,
}

pub struct Other {
    habit: Habit,
    interval: u64,
    due: u64,
    failures: u32,
}

impl Other {
    pub fn new(habit: Habit, interval: u64, first: u64) -> Self {
        Self { habit, interval, due: first, failures: 0 }
    }

    /// Its first report is due at any time in its interval.
    pub fn spread(habit: Habit, interval: u64, random: &mut Random) -> Self {
        Self::new(habit, interval, random.below(interval * 1000))
    }
}

impl Worker for Other {
    fn poll(&mut self, now: Instant) -> Option<Instant> {
        Some(Instant::from_millis(self.due)).filter(|&due| due > now)
    }

    fn sent(&mut self, now: Instant) -> bool {
        self.due = now.as_millis() + self.interval * 1000;
        self.failures > 0
    }

    fn settle(&mut self, response: &Response, now: Instant, entropy: u32) {
        let below = |limit: u64| (limit * u64::from(entropy)) >> 32;
        self.failures = if response.outcome.is_accepted() { 0 } else { self.failures + 1 };
        let sent = self.due - self.interval * 1000;
        if let Some(interval) = response.interval.filter(|&interval| interval != self.interval) {
            self.interval = interval;
            self.due = match self.habit {
                Habit::Redraw => now.as_millis() + 1 + below(interval * 1000),
                _ => sent + interval * 1000,
            };
        }
        match (self.habit, response.outcome) {
            (Habit::Jitter(percent), _) => {
                let jitter = self.interval * 10 * percent;
                self.due = sent + self.interval * 1000 - jitter + below(2 * jitter + 1);
            }
            (Habit::FullJitter, Outcome::Retry { .. }) => {
                let pause = full_jitter(self.failures, Duration::from_secs(60), entropy);
                self.due = now.saturating_add(pause).as_millis();
            }
            _ => {}
        }
    }
}

fn full_jitter(failures: u32, cap: Duration, entropy: u32) -> Duration {
    let span = Duration::from_secs(1 << failures.clamp(1, 20).saturating_sub(1)).min(cap);
    Duration::from_millis(1 + ((span.as_millis() as u64 * u64::from(entropy)) >> 32))
}
