//! What responses change.

use crate::worker::{Link, at, begin_report, head, link};
use core::time::Duration;
use vitalwire::Microcontroller;
use vitalwire::proto::{Span, Timestamp};
use vitalwire::rpc::Outcome;
use vitalwire_agent::Instant;
use vitalwire_agent::link::{Settled, Step};
use vitalwire_agent::outbox::{Outbox, Slot};

/// Sleeps until a step is due, and returns when.
#[track_caller]
fn wait(link: &mut Link, mut now: Instant, expected: fn(Step) -> bool) -> Instant {
    loop {
        match link.poll(now) {
            Step::Sleep(until) => now = until,
            step => {
                assert!(expected(step), "{step:?}");
                return now;
            }
        }
    }
}

fn is_report(step: Step) -> bool {
    step == Step::Report
}

fn report(link: &mut Link, now: Instant, status: u16, body: &[u8]) -> Outcome {
    let exchange = begin_report(link, now);
    link.settle_send::<Microcontroller>(exchange, Some((head(status), body)), now).outcome
}

#[test]
fn a_rejected_token_is_tried_once_more_and_then_at_the_next_slot() {
    let mut link = link();
    let first = wait(&mut link, at(0), is_report);
    assert_eq!(report(&mut link, first, 401, b""), Outcome::Unauthenticated);
    let Step::Sleep(slot) = link.poll(first) else { panic!("due before there's a new token") };

    link.token_renewed();
    assert_eq!(link.poll(first), Step::Send);
    assert_eq!(report(&mut link, first, 401, b""), Outcome::Unauthenticated);
    link.token_renewed();
    assert_eq!(link.poll(first), Step::Sleep(slot));

    // At the next slot it's a first time again.
    assert_eq!(report(&mut link, slot, 401, b""), Outcome::Unauthenticated);
    link.token_renewed();
    assert_eq!(link.poll(slot), Step::Send);
    assert_eq!(report(&mut link, slot, 200, b"{}"), Outcome::Accepted);
    link.token_renewed();
    assert_eq!(link.poll(slot), Step::Sleep(at(slot.as_millis() + 60_000)));
}

#[test]
fn an_accepted_report_whose_response_cannot_be_read_is_not_sent_again() {
    let mut link = link();
    let now = wait(&mut link, at(0), is_report);
    let exchange = begin_report(&mut link, now);
    let body = br#"{"workerMessageResponses": [{"workerHealthReportResponse": {"reportInterval": "5min"}}]}"#;
    let Settled { outcome, response } = link.settle_send::<Microcontroller>(exchange, Some((head(200), body)), now);
    assert_eq!(outcome, Outcome::Accepted);
    assert_eq!(response.map_err(|error| error.field), Err(Some("reportInterval")));
    assert_eq!(link.poll(now), Step::Sleep(at(now.as_millis() + 60_000)));
    assert_eq!(link.interval(), Duration::from_secs(60));
}

#[test]
fn dates_of_responses_tell_the_time() {
    let mut link = link();
    assert_eq!(link.wall_time(at(0)), None);
    let now = wait(&mut link, at(0), is_report);
    let exchange = begin_report(&mut link, now);
    let date = Timestamp::new(1_795_310_520, 0).expect("a date");
    let mut head = head(503);
    head.date = Some(date);
    link.settle_send::<Microcontroller>(exchange, Some((head, b"<html>")), now);
    assert_eq!(link.wall_time(now).map(|time| time.earliest()), Some(date));
}

#[test]
fn check_ins_come_before_the_deadline_and_say_when_they_do_not() {
    let is_check_in = |step| step == Step::CheckIn { deadline_expired: false };
    let mut link = link().with_check_ins(Duration::from_secs(10), at(0));
    let now = wait(&mut link, at(0), is_check_in);
    let exchange = link.begin_check_in(now);
    let mut head = head(200);
    head.date = Some(Timestamp::new(1_795_310_520, 0).expect("a date"));
    let body = br#"{"deadline": "2026-11-22T01:22:20Z"}"#;
    let settled = link.settle_check_in::<Span, Span>(
        exchange,
        Some((head, body)),
        now.saturating_add(Duration::from_millis(100)),
    );
    assert!(settled.outcome.is_accepted());
    let deadline = link.deadline().expect("a deadline");
    let left = deadline.saturating_since(now);
    assert!(left > Duration::from_secs(18) && left <= Duration::from_secs(19), "{left:?}");

    // It fails until the deadline has passed, and all the time in between there are attempts.
    let (mut now, mut attempts) = (now.saturating_add(Duration::from_millis(100)), 0);
    loop {
        now = match link.poll(now) {
            Step::Sleep(until) => until,
            Step::Report => {
                drop(begin_report(&mut link, now));
                now
            }
            Step::CheckIn { deadline_expired } => {
                assert_eq!(deadline_expired, now >= deadline);
                if deadline_expired {
                    break;
                }
                attempts += 1;
                let exchange = link.begin_check_in(now);
                link.settle_check_in::<Span, Span>(exchange, None, now);
                now
            }
            step => panic!("{step:?}"),
        };
    }
    assert!(attempts >= 3, "{attempts}");
}

#[test]
fn samples_come_before_the_report_they_belong_to_and_missed_ones_are_skipped() {
    let mut link = link().with_samples(Duration::from_secs(10), at(0));
    assert_eq!(link.poll(at(100_000)), Step::Sample);
    link.sampled(at(100_000));
    assert_eq!(link.poll(at(100_000)), Step::Report);
    drop(begin_report(&mut link, at(100_000)));
    assert_eq!(link.poll(at(100_000)), Step::Sleep(at(110_000)));
}

#[test]
fn a_link_takes_the_memory_that_the_docs_say() {
    assert_eq!((size_of::<Link>(), size_of::<Outbox<'_>>(), size_of::<Slot>()), (312, 72, 12));
}
