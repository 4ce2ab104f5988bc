//! Each schedule of the agent: when to report, to try again, to check in, and what time it is.

#![cfg_attr(target_os = "none", no_std, no_main)]

use core::hint::black_box;
use core::time::Duration;
use firmware::{Failure, board, cost, image};
use vitalwire::dataflow::WorkerHealthReportResponse;
use vitalwire::proto::{self, Timestamp};
use vitalwire::rpc::Outcome;
use vitalwire_agent::Instant;
use vitalwire_agent::schedule::{Backoff, Lease, Rhythm, Seed, WallClock};

image!(schedule);

fn schedule() -> Result<(), Failure> {
    rhythm()?;
    backoff();
    lease()
}

fn rhythm() -> Result<(), Failure> {
    let (seed, now, seconds) = (Seed::from_id(black_box(b"boiler-7")), Instant::default(), Duration::from_secs);
    let mut rhythm = Rhythm::new(seed, seconds(60), seconds(5)..=seconds(3600), now)?;
    let mut next = None;
    cost::part("rhythm, polled", &mut || next = rhythm.poll(black_box(now)));
    print(next);
    let mut now = next.unwrap_or(now);
    cost::part("rhythm, sent and settled", &mut || {
        now = now.saturating_add(seconds(60));
        rhythm.sent(now);
        rhythm.settle(black_box(Outcome::Retry { after: Some(seconds(30)) }), now, 0);
    });
    let intervals = [300, 60].map(|seconds| proto::Duration::from_secs(seconds).ok());
    let [long, short] = intervals.map(|report_interval| WorkerHealthReportResponse { report_interval });
    let mut outcome = Ok(());
    cost::part("rhythm, two new intervals", &mut || {
        outcome = rhythm.apply(black_box(&long), now).and(rhythm.apply(black_box(&short), now));
    });
    Ok(outcome?)
}

fn backoff() {
    let (mut backoff, now) = (Backoff::default(), Instant::from_millis(5000));
    cost::part("backoff, settled", &mut || {
        // Each run of this part is a first failure.
        backoff = Backoff::default();
        backoff.settle(black_box(Outcome::Retry { after: None }), Duration::from_secs(60), black_box(now), 1 << 31);
    });
    print(backoff.poll(now));
}

fn lease() -> Result<(), Failure> {
    let (date, deadline) = black_box((Timestamp::new(1_795_310_520, 0)?, Timestamp::new(1_795_310_640, 0)?));
    let (sent, received) = black_box((Instant::from_millis(1000), Instant::from_millis(1300)));
    let mut clock = WallClock::default();
    cost::part("wall clock, observed", &mut || clock.observe(date, sent, received));
    let mut time = None;
    cost::part("wall clock, asked", &mut || time = clock.now(black_box(received)).map(|time| time.best()));
    let mut lease = Lease::new(sent);
    cost::part("lease, renewed", &mut || lease.renew(Some(deadline), &clock, received, 1 << 31));
    print(lease.deadline());
    board::print_number(time.map_or(0, |time| time.seconds() as u32));
    board::print(b"\n");
    Ok(())
}

fn print(time: Option<Instant>) {
    board::print_number(time.map_or(0, Instant::as_millis) as u32);
    board::print(b"\n");
}
