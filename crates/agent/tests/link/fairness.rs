//! Whatever takes long or fails, all else is done, too.

use crate::worker::{self, report};
use core::time::Duration;
use vitalwire::Microcontroller;
use vitalwire::proto::Span;
use vitalwire_agent::Instant;
use vitalwire_agent::link::Step;

/// How often each step is done in an hour.
#[derive(Debug, Default)]
struct Done {
    samples: u32,
    reports: u32,
    check_ins: u32,
}

/// Runs a superloop, each turn of which takes `turn` ms, and a check-in `check_in` ms, after which it's dropped or fails; there
/// may be a sample that nobody asked for.
fn hour(every: Duration, turn: u64, check_in: u64, is_dropped: bool, is_unasked: bool) -> Done {
    let (start, seconds) = (Instant::default(), Duration::from_secs);
    let mut link = worker::link().with_samples(every, start).with_check_ins(seconds(60), start);
    let (mut done, mut millis) = (Done::default(), 0);
    while millis < 3_600_000 {
        let now = Instant::from_millis(millis);
        match link.poll(now) {
            Step::Sleep(_) => {}
            Step::Sample => {
                link.sampled(now);
                done.samples += 1;
            }
            Step::Report => report(&mut link, now),
            Step::Send => {
                let exchange = link.begin_send(now).expect("a message");
                let _settled = link.settle_send::<Microcontroller>(exchange, None, now);
                done.reports += 1;
            }
            Step::CheckIn { .. } => {
                let exchange = link.begin_check_in(now);
                millis += check_in;
                if is_dropped {
                    drop(exchange);
                } else {
                    link.settle_check_in::<Span, Span>(exchange, None, Instant::from_millis(millis));
                }
                if is_unasked {
                    link.sampled(Instant::from_millis(millis));
                    done.samples += 1;
                }
                done.check_ins += 1;
            }
        }
        millis += turn;
    }
    done
}

#[test]
fn samples_as_often_as_the_loop_turns_leave_time_for_reports() {
    let done = hour(Duration::from_millis(10), 10, 10, false, false);
    assert!(done.reports >= 59 && done.samples > 300_000, "{done:?}");
    let done = hour(Duration::from_secs(1), 1000, 10, false, false);
    assert!(done.reports >= 59 && done.samples > 3_000, "{done:?}");
}

#[test]
fn check_ins_that_hang_leave_time_for_all_else() {
    for (check_in, is_dropped, is_unasked) in [
        (4_000, true, false),
        (10_000, true, false),
        (10_000, true, true),
        (15_000, true, true),
        (30_000, false, false),
    ] {
        let done = hour(Duration::from_secs(10), 10, check_in, is_dropped, is_unasked);
        assert!(done.reports >= 50 && done.samples >= 100 && done.check_ins >= 50, "{check_in} {done:?}");
    }
}
