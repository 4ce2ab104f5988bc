//! What happens to a fleet, and how busy its busiest second is.

use crate::simulation::{Attempts, Backend, Fleet, Response};
use crate::workers::{Announcer, Habit, Other, Reporter, Tenant};
use core::time::Duration;
use std::ops::Range;
use vitalwire::rpc::Outcome;
use vitalwire_agent::schedule::Backoff;
use vitalwire_testing::Random;

/// A phase of a scenario.
#[derive(Clone)]
pub struct Row {
    pub scenario: String,
    pub phase: String,
    /// Attempts in a second.
    pub mean: f64,
    pub peak: u32,
    /// Whether the peak must be within what chance allows.
    pub is_bounded: bool,
}

impl Row {
    fn new(scenario: &str, phase: &str, counts: &[u32], seconds: Range<usize>) -> Self {
        let counts = &counts[seconds];
        let mean = counts.iter().map(|&count| f64::from(count)).sum::<f64>() / counts.len() as f64;
        let peak = counts.iter().copied().max().unwrap_or(0);
        Self { scenario: scenario.to_owned(), phase: phase.to_owned(), mean, peak, is_bounded: false }
    }

    fn bounded(self) -> Self {
        Self { is_bounded: true, ..self }
    }

    /// Compares with another mean: that of the busier interval, while it changes.
    fn against(self, mean: f64) -> Self {
        Self { mean, ..self }
    }

    pub fn ratio(&self) -> f64 {
        f64::from(self.peak) / self.mean
    }

    /// The greatest ratio that chance allows.
    pub fn bound(&self) -> f64 {
        1.0 + 5.0 / self.mean.sqrt()
    }
}

/// The length of an outage, in s.
const OUTAGE: usize = 600;

/// Starts a fleet at once, in which nothing happens for some intervals.
pub fn cold_start(fleet: Fleet, interval: usize, intervals: usize) -> Vec<Row> {
    let seconds = interval * intervals;
    let attempts = fleet.run(seconds as u64, |number, _| Reporter::new(number, interval as u64), &accept);
    let row = |phase, seconds| Row::new(&every(interval), phase, &attempts.first, seconds).bounded();
    vec![row("cold start: the first interval", 0..interval), row("thereafter", interval..seconds)]
}

/// Changes the interval, and back.
pub fn changes(fleet: Fleet, old: usize, new: usize) -> (Vec<Row>, Attempts) {
    let times = change_times(old, new);
    let backend = changing(old, new);
    let attempts = fleet.run(times[4] as u64, |number, _| Reporter::new(number, old as u64), &backend);
    let busier = f64::from(fleet.workers) / old.min(new) as f64;
    let scenario = format!("{old} → {new} → {old} s");
    let row = |phase: &str, seconds| Row::new(&scenario, phase, &attempts.first, seconds).bounded();
    let rows = vec![
        row(&format!("while it becomes {new} s"), times[0]..times[1]).against(busier),
        row(&format!("at {new} s"), times[1]..times[2]),
        row(&format!("while it becomes {old} s"), times[2]..times[3]).against(busier),
        row(&format!("at {old} s"), times[3]..times[4]),
    ];
    (rows, attempts)
}

/// When the interval changes, when all workers report at the new one, when it changes back, when all report at the old
/// one, and the end.
fn change_times(old: usize, new: usize) -> [usize; 5] {
    // The change is heard within one interval. The first gap is at most the sum of both. Clocks are wrong by 1 %.
    let (there, back) = (2 * old + new + new / 20, 2 * new + old + old / 20);
    let first = 5 * old;
    let second = first + there + 6 * new;
    [first, first + there, second, second + back, second + back + 20 * old]
}

fn changing(old: usize, new: usize) -> impl Fn(u64, &mut Random) -> (Response, u64) {
    let [first, _, second, ..] = change_times(old, new);
    move |time, random| {
        let is_new = (first as u64 * 1000..second as u64 * 1000).contains(&time);
        let interval = Some(if is_new { new } else { old } as u64);
        (Response { outcome: Outcome::Accepted, interval }, latency(random))
    }
}

/// How a backend fails.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// There's no response, for 10 s.
    Silence,
    /// The response tells all workers to come back at the same time, when the outage ends.
    SameTime,
}

/// Has an outage after some intervals.
pub fn outage(fleet: Fleet, interval: usize, failure: Failure) -> (Vec<Row>, Attempts) {
    let (begin, intervals_after) = (3 * interval.max(300), 4);
    let end = begin + OUTAGE;
    let recovered = end + interval;
    let seconds = recovered + intervals_after * interval;
    let backend = failing(begin..end, failure);
    let attempts = fleet.run(seconds as u64, |number, _| Reporter::new(number, interval as u64), &backend);
    let scenario = match failure {
        Failure::Silence => format!("{}, an outage of 10 minutes", every(interval)),
        Failure::SameTime => format!("{}, an outage whose end all are told", every(interval)),
    };
    let row = |phase, seconds| Row::new(&scenario, phase, &attempts.first, seconds).bounded();
    let mut rows = Vec::new();
    // Told to come back later, all do.
    if failure == Failure::Silence {
        rows.push(row("during", begin..end));
    }
    rows.push(row("the interval after it", end..recovered));
    rows.push(row("thereafter", recovered..seconds));
    if attempts.repeated.iter().any(|&count| count > 0) {
        let repeated = |phase, seconds| Row::new(&scenario, phase, &attempts.repeated, seconds);
        rows.push(repeated("quick retries: during", begin..end));
        rows.push(repeated("quick retries: the 10 minutes after it", end..end + 600));
    }
    (rows, attempts)
}

fn failing(outage: Range<usize>, failure: Failure) -> impl Fn(u64, &mut Random) -> (Response, u64) {
    let (begin, end) = (outage.start as u64 * 1000, outage.end as u64 * 1000);
    move |time, random| {
        if !(begin..end).contains(&time) {
            return accept(time, random);
        }
        let (after, latency) = match failure {
            Failure::Silence => (None, 10_000),
            Failure::SameTime => (Some(Duration::from_millis(end - time)), latency(random)),
        };
        (Response { outcome: Outcome::Retry { after }, interval: None }, latency)
    }
}

fn accept(_: u64, random: &mut Random) -> (Response, u64) {
    (Response { outcome: Outcome::Accepted, interval: None }, latency(random))
}

fn latency(random: &mut Random) -> u64 {
    random.range(20..300)
}

fn every(interval: usize) -> String {
    format!("every {interval} s")
}

/// How other ways to report do.
pub fn others(fleet: Fleet) -> Vec<Row> {
    let minute = |habit| move |_, _: &mut Random| Other::new(habit, 60, 0);
    let exact = Fleet { drift: 0, ..fleet };
    let fixed = exact.run(600, minute(Habit::Jitter(0)), &accept).first;
    let jitter = fleet.run(1200, minute(Habit::Jitter(10)), &accept).first;

    let times = change_times(60, 300);
    let backend: Backend<'_> = &changing(60, 300);
    let moved = |_, random: &mut Random| Other::spread(Habit::Jitter(0), 60, random);
    let moved = fleet.run(times[2] as u64, moved, backend).first;

    let nearby = change_times(60, 50);
    let backend: Backend<'_> = &changing(60, 50);
    let redrawn = |_, random: &mut Random| Other::spread(Habit::Redraw, 60, random);
    let redrawn = fleet.run(nearby[2] as u64, redrawn, backend).first;

    vec![
        Row::new(
            "every 60 s, all start at once, next = now + interval, exact clocks",
            "after 7 minutes",
            &fixed,
            420..600,
        ),
        Row::new("every 60 s, all start at once, ±10 %", "after 7 minutes", &jitter, 420..480),
        Row::new("60 → 300 s, next = due + interval", "at 300 s", &moved, times[1]..times[2]),
        Row::new("60 → 50 s, first gap anywhere in (0, 50]", "while it becomes 50 s", &redrawn, nearby[0]..nearby[1])
            .against(f64::from(fleet.workers) / 50.0),
    ]
}

/// An outage for workers that report every minute, and retry with full jitter.
pub fn full_jitter(fleet: Fleet) -> (Vec<Row>, Attempts) {
    let backend: Backend<'_> = &failing(900..1500, Failure::Silence);
    let new = |_, random: &mut Random| Other::spread(Habit::FullJitter, 60, random);
    let attempts = fleet.run(1860, new, backend);
    let all = attempts.first.iter().zip(&attempts.repeated).map(|(first, repeated)| first + repeated);
    let all = all.collect::<Vec<_>>();
    let row = |phase, seconds| {
        Row::new("every 60 s, full jitter up to 60 s, an outage of 10 minutes", phase, &all, seconds)
            .against(f64::from(fleet.workers) / 60.0)
    };
    let rows = vec![row("during", 900..1500), row("the interval after it", 1500..1560), row("thereafter", 1560..1860)];
    (rows, Attempts { first: all, repeated: Vec::new() })
}

/// All workers have an event at the same moment, in the middle of an outage.
pub fn events(fleet: Fleet) -> Vec<Row> {
    let backend: Backend<'_> = &failing(0..OUTAGE, Failure::Silence);
    let cap = Duration::from_secs(60);
    let mut rows = Vec::new();
    for (name, backoff) in [("`Backoff`", Some(Backoff::default())), ("full jitter", None)] {
        let attempts = fleet.run(900, |_, _| Announcer::new(backoff.clone(), cap), backend).repeated;
        let scenario = format!("an event of all at once, cap 60 s, {name}");
        rows.push(Row::new(&scenario, "the first minute after it", &attempts, 1..61));
        rows.push(Row::new(&scenario, "from then on, during the outage", &attempts, 61..OUTAGE));
        rows.push(Row::new(&scenario, "the minute after the outage", &attempts, OUTAGE..OUTAGE + 60));
    }
    rows
}

/// All workers start within 10 s, and check in for as long as that takes to spread.
pub fn check_ins(fleet: Fleet) -> Vec<Row> {
    let mut rows = Vec::new();
    for (length, is_exact) in [(600, true), (600, false), (3600, true), (3600, false)] {
        let attempts = fleet.run(7200, |number, _| Tenant::new(number, length, is_exact), &accept).first;
        let name = if is_exact { "at half of what is left, or 10 minutes" } else { "`Lease`" };
        let scenario = format!("leases of {length} s, {name}");
        rows.push(Row::new(&scenario, "the second hour", &attempts, 3600..7200));
    }
    rows
}
