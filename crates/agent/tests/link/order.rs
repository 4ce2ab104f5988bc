//! Clocks that step back, and responses that come late.

use crate::worker::{self, Link, at, begin_report, link};
use core::time::Duration;
use vitalwire::Microcontroller;
use vitalwire::proto::{Span, Timestamp};
use vitalwire_agent::Instant;
use vitalwire_agent::http::ResponseHead;
use vitalwire_agent::link::{CheckInExchange, Step};

/// A response whose date is the start of the clock.
fn head(status: u16) -> ResponseHead {
    let mut head = worker::head(status);
    head.date = Timestamp::new(1_795_310_520, 0).ok();
    head
}

fn checked_in(link: &mut Link, exchange: CheckInExchange, body: &[u8], now: Instant) {
    assert!(link.settle_check_in::<Span, Span>(exchange, Some((head(200), body)), now).outcome.is_accepted());
}

const IN_A_MINUTE: &[u8] = br#"{"deadline":"2026-11-22T01:23:00Z"}"#;
const IN_AN_HOUR: &[u8] = br#"{"deadline":"2026-11-22T02:22:00Z"}"#;

#[test]
fn a_deadline_is_not_late_if_a_response_is_settled_at_a_time_before_the_last_poll() {
    for polled in [1_500, 5_000, 50_000] {
        let mut link = link().with_check_ins(Duration::from_millis(1), at(0));
        let exchange = link.begin_check_in(at(1_000));
        let _step = link.poll(at(polled));
        checked_in(&mut link, exchange, IN_A_MINUTE, at(1_200));
        assert!(link.deadline() <= Some(at(61_000)), "{:?}", link.deadline());
    }
}

#[test]
fn a_deadline_is_not_late_if_the_clock_steps_back_before_a_check_in() {
    for (polled, settled) in [(5_000, 1_200), (50_000, 51_200)] {
        let mut link = link().with_check_ins(Duration::from_millis(1), at(0));
        let _step = link.poll(at(polled));
        let exchange = link.begin_check_in(at(1_000));
        checked_in(&mut link, exchange, IN_A_MINUTE, at(settled));
        assert!(link.deadline() <= Some(at(61_000)), "{:?}", link.deadline());
    }
}

#[test]
fn what_is_begun_and_dropped_without_a_token_is_due_once_there_is_one() {
    let mut link = link().with_check_ins(Duration::from_millis(1), at(0));
    let exchange = begin_report(&mut link, at(4_000));
    link.settle_send::<Microcontroller>(exchange, Some((head(401), b"")), at(4_000));
    let exchange = link.begin_check_in(at(4_000));
    link.settle_check_in::<Span, Span>(exchange, Some((head(401), b"")), at(4_000));
    drop((link.begin_check_in(at(64_000)), begin_report(&mut link, at(64_000))));
    link.token_renewed();
    assert!(matches!(link.poll(at(64_001)), Step::CheckIn { .. }));
    drop(link.begin_check_in(at(64_001)));
    assert_eq!(link.poll(at(64_001)), Step::Send);
}

#[test]
fn an_older_outcome_does_not_end_the_wait_for_a_newer_response() {
    let mut link = link().with_check_ins(Duration::from_millis(1), at(0));
    let (older, _newer) = (link.begin_check_in(at(4_000)), link.begin_check_in(at(9_000)));
    link.settle_check_in::<Span, Span>(older, None, at(9_010));
    for now in (9_010..14_000).step_by(10) {
        match link.poll(at(now)) {
            Step::Report | Step::Send => drop(begin_report(&mut link, at(now))),
            step => assert!(matches!(step, Step::Sleep(_)), "{step:?} at {now}"),
        }
    }
    assert!(matches!(link.poll(at(14_000)), Step::CheckIn { .. }));
}

#[test]
fn an_exchange_of_another_link_changes_nothing() {
    let (mut link, mut other) = (link(), link());
    let strange = (0..10).map(|at_millis| begin_report(&mut other, at(at_millis))).last().expect("ten");
    link.settle_send::<Microcontroller>(strange, Some((head(200), b"{}")), at(1_000));
    let exchange = begin_report(&mut link, at(4_000));
    let body = br#"{"workerMessageResponses":[{"workerHealthReportResponse":{"reportInterval":"300s"}}]}"#;
    link.settle_send::<Microcontroller>(exchange, Some((head(200), body)), at(4_100));
    assert_eq!(link.interval(), Duration::from_secs(300));
}

#[test]
fn an_older_response_changes_nothing_after_a_newer_one() {
    let mut link = link().with_check_ins(Duration::from_millis(1), at(0));
    let (older, newer) = (link.begin_check_in(at(1_000)), link.begin_check_in(at(7_000)));
    checked_in(&mut link, newer, IN_A_MINUTE, at(7_100));
    let deadline = link.deadline();
    checked_in(&mut link, older, IN_AN_HOUR, at(7_200));
    assert_eq!(link.deadline(), deadline);

    let (older, newer) = (begin_report(&mut link, at(10_000)), begin_report(&mut link, at(20_000)));
    let mut too_many = head(429);
    too_many.retry_after = Some(Duration::from_secs(3600));
    link.settle_send::<Microcontroller>(newer, Some((too_many, b"")), at(20_100));
    link.settle_send::<Microcontroller>(older, Some((head(401), b"")), at(20_200));
    link.token_renewed();
    assert!(matches!(link.poll(at(20_200)), Step::CheckIn { .. } | Step::Sleep(_)));
}

#[test]
fn a_sample_that_is_due_stays_so_when_the_clock_steps_back() {
    let mut link = link().with_samples(Duration::from_secs(1), at(0));
    assert_eq!(link.poll(at(1_000)), Step::Sample);
    assert_eq!(link.poll(at(999)), Step::Sample);
}

#[test]
fn a_time_that_is_none_changes_nothing() {
    let mut link = link().with_check_ins(Duration::from_secs(10), at(0)).with_samples(Duration::from_secs(10), at(0));
    let Step::Sleep(until) = link.poll(at(1)) else { panic!("nothing is due") };
    for nonsense in [u64::MAX, 1 << 63] {
        assert_eq!(link.poll(at(nonsense)), Step::Sleep(until));
        assert_eq!(link.poll(at(2)), Step::Sleep(until));
    }
}

#[test]
fn check_ins_hear_of_a_new_token_at_once_but_only_once() {
    let mut link = link().with_check_ins(Duration::from_millis(1), at(0));
    let mut now = 1_000;
    for _ in 0..6 {
        while let Step::Sleep(_) | Step::Report | Step::Send = link.poll(at(now)) {
            drop(begin_report(&mut link, at(now)));
            now += 100;
        }
        let exchange = link.begin_check_in(at(now));
        link.settle_check_in::<Span, Span>(exchange, Some((head(401), b"")), at(now));
    }
    assert!(!matches!(link.poll(at(now)), Step::CheckIn { .. }));
    link.token_renewed();
    assert!(matches!(link.poll(at(now)), Step::CheckIn { .. }));
    let exchange = link.begin_check_in(at(now));
    link.settle_check_in::<Span, Span>(exchange, Some((head(401), b"")), at(now));
    link.token_renewed();
    assert!(!matches!(link.poll(at(now)), Step::CheckIn { .. }));
}
