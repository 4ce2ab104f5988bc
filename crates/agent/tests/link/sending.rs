//! When what waits is sent, and what becomes of it.

use crate::worker::{Link, at, happen, head, link, report};
use core::time::Duration;
use serde_json::Value;
use vitalwire::Microcontroller;
use vitalwire::proto::Timestamp;
use vitalwire_agent::Instant;
use vitalwire_agent::http::ResponseHead;
use vitalwire_agent::link::{SendExchange, Step};
use vitalwire_agent::outbox::{Location, Rank};

fn settle(link: &mut Link, exchange: SendExchange, response: Option<ResponseHead>, now: Instant) {
    let response = response.map(|head| (head, &b"{}"[..]));
    let _settled = link.settle_send::<Microcontroller>(exchange, response, now);
}

/// Sends what is due, and returns how many messages that were.
fn send(link: &mut Link, response: Option<ResponseHead>, now: Instant) -> usize {
    assert_eq!(link.poll(now), Step::Send);
    let exchange = link.begin_send(now).expect("a message");
    let messages = exchange.messages();
    settle(link, exchange, response, now);
    messages
}

fn next(link: &mut Link, now: Instant) -> Instant {
    match link.poll(now) {
        Step::Sleep(until) => until,
        step => panic!("{step:?}"),
    }
}

/// The messages in a request.
fn messages(link: &Link, exchange: &SendExchange) -> Vec<Value> {
    let body: Vec<u8> = link.body(exchange, Location::NONE).flatten().copied().collect();
    let request: Value = serde_json::from_slice(&body).expect("JSON");
    request["workerMessages"].as_array().expect("messages").clone()
}

/// Four events fill the outbox.
fn with_events(count: usize) -> Link {
    let mut link = link();
    for code in ["A", "B", "C", "D"].into_iter().take(count) {
        happen(&mut link, code, at(0)).expect("space");
    }
    link
}

#[test]
fn an_event_is_sent_at_once_and_takes_no_slot() {
    let mut link = link();
    let slot = next(&mut link, at(0));
    happen(&mut link, "PUMP_STUCK", at(100)).expect("space");
    assert_eq!(send(&mut link, Some(head(200)), at(100)), 1);
    assert_eq!(next(&mut link, at(100)), slot);
}

#[test]
fn an_event_is_tried_again_after_pauses_that_grow() {
    let (mut link, mut now, mut pauses) = (with_events(1), at(0), Vec::new());
    // Before the first report.
    for _ in 0..2 {
        send(&mut link, None, now);
        let before = now;
        now = next(&mut link, now);
        pauses.push(now.saturating_since(before).as_millis());
    }
    assert!((500..=1000).contains(&pauses[0]) && (1000..=2000).contains(&pauses[1]), "{pauses:?}");

    let mut sent = 0;
    while now < at(3_600_000) {
        match link.poll(now) {
            Step::Sleep(until) => now = until,
            Step::Report => link.reported(now),
            _ => {
                send(&mut link, None, now);
                sent += 1;
            }
        }
    }
    // Each minute one, or up to two, and a report.
    assert!((110..=190).contains(&sent), "{sent}");
}

#[test]
fn a_report_that_fails_waits_for_the_next_one() {
    let mut link = link();
    let slot = next(&mut link, at(0));
    for failed in [None, Some(head(503)), Some(head(403)), Some(head(404))] {
        report(&mut link, slot);
        assert_eq!(send(&mut link, failed, slot), 1);
        assert_eq!(next(&mut link, slot), at(slot.as_millis() + 60_000), "{failed:?}");
        assert!(link.has(Rank::Health));
        link = self::link();
    }
}

#[test]
fn what_a_request_has_no_space_for_follows_at_once() {
    let mut link = with_events(4).with_limit(100);
    let mut sent = 0;
    while link.poll(at(0)) == Step::Send {
        sent += send(&mut link, Some(head(200)), at(0));
    }
    assert_eq!((sent, link.outbox().is_empty()), (4, true));
}

#[test]
fn a_rejected_request_is_sent_in_halves_with_pauses() {
    let (mut link, mut now, mut sizes) = (with_events(4), at(0), Vec::new());
    while !link.outbox().is_empty() {
        match link.poll(now) {
            Step::Sleep(until) => now = until,
            Step::Report => link.reported(now),
            _ => {
                let exchange = link.begin_send(now).expect("a message");
                let is_poisoned =
                    messages(&link, &exchange).iter().any(|message| message["workerMessageCode"]["code"] == "C");
                sizes.push(exchange.messages());
                settle(&mut link, exchange, Some(head(if is_poisoned { 400 } else { 200 })), now);
                if is_poisoned && !link.outbox().is_empty() {
                    assert!(matches!(link.poll(now), Step::Sleep(_)), "at once");
                }
            }
        }
    }
    assert_eq!(sizes, [4, 2, 2, 1, 1]);
    assert_eq!((link.dropped().event, link.dropped().total()), (1, 1));
}

#[test]
fn a_wrong_address_or_sender_costs_no_message() {
    for status in [401, 403, 404, 405, 501] {
        let mut link = with_events(4);
        for _ in 0..8 {
            let exchange = link.begin_send(at(0)).expect("a message");
            assert_eq!(exchange.messages(), 4);
            settle(&mut link, exchange, Some(head(status)), at(0));
        }
        assert_eq!((link.outbox().len(), link.dropped().total()), (4, 0), "{status}");
    }
}

#[test]
fn too_large_a_request_is_halved_and_one_that_is_cut_loses_nothing() {
    let mut link = with_events(4);
    let exchange = link.begin_send(at(0)).expect("a message");
    link.settle_cut(exchange, at(0));
    let now = next(&mut link, at(0));
    assert_eq!(send(&mut link, Some(head(413)), now), 2);
    let now = next(&mut link, now);
    let exchange = link.begin_send(now).expect("a message");
    assert_eq!(exchange.messages(), 1);
    link.settle_cut(exchange, now);
    assert_eq!((link.outbox().len(), link.dropped().total()), (4, 0));
}

#[test]
fn a_request_that_is_never_settled_is_sent_again_after_half_a_minute() {
    let mut link = with_events(1);
    let _dropped = link.begin_send(at(0));
    happen(&mut link, "LATER", at(10)).expect("space");
    let mut now = at(10);
    while link.poll(now) != Step::Send {
        match link.poll(now) {
            Step::Report => link.reported(now),
            _ => now = next(&mut link, now),
        }
    }
    assert_eq!(now, at(30_000));
    assert_eq!(link.begin_send(now).expect("a message").messages(), 2);
}

#[test]
fn a_stale_exchange_changes_nothing() {
    let mut link = with_events(2);
    let older = link.begin_send(at(0)).expect("a message");
    let newer = link.begin_send(at(0)).expect("a message");
    assert_eq!(link.body(&older, Location::NONE).len(), 0);
    settle(&mut link, older, Some(head(200)), at(0));
    assert_eq!(link.outbox().len(), 2);
    settle(&mut link, newer, Some(head(200)), at(0));
    assert!(link.outbox().is_empty());
}

#[test]
fn a_message_made_before_the_clock_was_known_gets_its_time_when_it_is_sent() {
    let mut link = link();
    happen(&mut link, "OS_START", at(1_000)).expect("space");
    let exchange = link.begin_send(at(11_000)).expect("a message");
    assert_eq!(messages(&link, &exchange)[0].get("time"), None);
    let mut failed = head(503);
    failed.date = Timestamp::new(1_795_310_520, 0).ok();
    settle(&mut link, exchange, Some(failed), at(11_000));

    let exchange = link.begin_send(at(40_000)).expect("a message");
    let time = messages(&link, &exchange)[0]["time"].as_str().and_then(|time| time.parse::<Timestamp>().ok());
    // Ten seconds before the date, which is half a second late on average.
    let millis = time.expect("a time").unix_millis() - 1_795_310_510_000;
    assert!((490..=510).contains(&millis), "{millis}");
}

#[test]
fn a_worker_that_stops_sends_its_farewell_whatever_is_due() {
    let mut link = with_events(4);
    send(&mut link, None, at(0));
    assert!(matches!(link.poll(at(1)), Step::Sleep(_)));
    let exchange = link.begin_send(at(1)).expect("a message");
    assert_eq!(exchange.messages(), 4);
}

#[test]
fn an_event_that_could_not_be_pushed_at_once_has_the_time_at_which_it_happened() {
    let mut link = link();
    let mut date = head(200);
    date.date = Timestamp::new(1_795_310_520, 0).ok();
    happen(&mut link, "FIRST", at(3_000)).expect("space");
    send(&mut link, Some(date), at(3_000));
    happen(&mut link, "EARLIER", at(1_000)).expect("space");
    let exchange = link.begin_send(at(3_000)).expect("a message");
    let time = messages(&link, &exchange)[0]["time"].as_str().and_then(|time| time.parse::<Timestamp>().ok());
    let millis = time.expect("a time").unix_millis() - 1_795_310_518_000;
    assert!((480..=520).contains(&millis), "{millis}");
    link.settle_lost(exchange, at(60_000));
    assert_eq!(link.poll(at(60_000)), Step::Report);
    assert!(link.has(Rank::Event));
}

/// Requests that take long, one after the other, with an event each, must not swallow the slots of reports, nor keep them
/// from being made.
#[test]
fn events_leave_reports_their_slots() {
    // All that waits in one request; or an event in each, so that something is always left.
    assert!((59..=60).contains(&reports_in_an_hour(link(), 1)));
    assert!((59..=60).contains(&reports_in_an_hour(link().with_limit(1), 2)));
}

fn reports_in_an_hour(mut link: Link, events: usize) -> usize {
    let (mut now, mut reports) = (0, 0);
    while now < 3_600_000 {
        while link.outbox().len() < events {
            happen(&mut link, "PUMP_STUCK", at(now)).expect("space");
        }
        match link.poll(at(now)) {
            Step::Sleep(until) => now = until.as_millis(),
            Step::Report => {
                report(&mut link, at(now));
                reports += 1;
            }
            _ => {
                let exchange = link.begin_send(at(now)).expect("a message");
                now += 3_000;
                settle(&mut link, exchange, Some(head(200)), at(now));
            }
        }
    }
    reports
}

#[test]
fn what_an_event_is_told_holds_for_reports() {
    let mut link = link();
    let slot = next(&mut link, at(0));
    let mut too_many = head(429);
    too_many.retry_after = Some(Duration::from_secs(600));
    // One that was made meanwhile, and the next ones.
    happen(&mut link, "PUMP_STUCK", slot).expect("space");
    let exchange = link.begin_send(slot).expect("a message");
    report(&mut link, slot);
    settle(&mut link, exchange, Some(too_many), slot);
    let next = next(&mut link, slot);
    assert!(next >= slot.saturating_add(Duration::from_secs(600)), "{next:?} after {slot:?}");
}

#[test]
fn what_an_event_is_told_brings_no_report_forward() {
    let mut link = link();
    let slot = next(&mut link, at(0));
    link.reported(slot);
    let slot = next(&mut link, slot);
    happen(&mut link, "PUMP_STUCK", at(slot.as_millis() - 30_000)).expect("space");
    let exchange = link.begin_send(at(slot.as_millis() - 30_000)).expect("a message");
    let mut busy = head(503);
    busy.retry_after = Some(Duration::from_secs(1));
    settle(&mut link, exchange, Some(busy), at(slot.as_millis() - 30_000));
    let mut now = next(&mut link, at(slot.as_millis() - 30_000));
    while link.poll(now) == Step::Send {
        send(&mut link, Some(head(200)), now);
        now = next(&mut link, now);
    }
    assert_eq!(now, slot);
}

/// Requests in an hour of an outage, each of which is dropped, as by a timeout.
#[test]
fn requests_that_are_dropped_are_sent_less_often() {
    let (mut link, mut now, mut sends, mut check_ins) =
        (link().with_check_ins(Duration::from_secs(1), at(0)), at(0), 0, 0);
    happen(&mut link, "PUMP_STUCK", at(0)).expect("space");
    while now < at(3_600_000) {
        match link.poll(now) {
            Step::Sleep(until) => now = until,
            Step::Report => link.reported(now),
            Step::CheckIn { .. } => {
                let _dropped = link.begin_check_in(now);
                check_ins += 1;
            }
            _ => {
                let _dropped = link.begin_send(now);
                sends += 1;
            }
        }
    }
    assert!(sends <= 130 && check_ins <= 125, "{sends} {check_ins}");
}
