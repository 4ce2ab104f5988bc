//! What holds whatever happens.

use crate::worker::{Link, happen, outbox, report};
use arbtest::arbitrary::{Result, Unstructured};
use arbtest::arbtest;
use core::time::Duration;
use vitalwire::Microcontroller;
use vitalwire::proto::{Span, Timestamp};
use vitalwire::rpc::Outcome;
use vitalwire_agent::Instant;
use vitalwire_agent::http::ResponseHead;
use vitalwire_agent::link::{CheckInExchange, SendExchange, Step};
use vitalwire_agent::schedule::{Rhythm, Seed};

const SHORTEST: Duration = Duration::from_secs(5);
const LONGEST: Duration = Duration::from_secs(3600);
/// Later times, of 292 million years, are ignored.
const END_OF_TIME: Instant = Instant::from_millis(1 << 63);

fn link(u: &mut Unstructured<'_>, now: Instant) -> Result<Link> {
    let seed = Seed::from_id(b"boiler-7").stir(u.arbitrary()?);
    let interval = Duration::from_secs(u.int_in_range(0..=7200)?);
    let mut link = Link::new(outbox(), Rhythm::new(seed, interval, SHORTEST..=LONGEST, now).expect("a valid range"));
    if u.arbitrary()? {
        link = link.with_samples(Duration::from_millis(u.int_in_range(0..=60_000)?), now);
    }
    if u.arbitrary()? {
        link = link.with_check_ins(Duration::from_millis(u.int_in_range(0..=60_000)?), now);
    }
    Ok(link)
}

/// A response of any kind, most of them accepted.
fn head(u: &mut Unstructured<'_>) -> Result<ResponseHead> {
    let mut head = ResponseHead::default();
    head.status = *u.choose(&[200, 200, 200, 200, 204, 400, 401, 403, 404, 413, 429, 500, 503])?;
    if u.arbitrary()? {
        head.date = Some(Timestamp::new(1_795_310_520 + u.int_in_range(0..=7200)?, 0).expect("a date"));
    }
    if u.ratio(1, 4)? {
        head.retry_after = Some(Duration::from_secs(u.arbitrary::<u32>()?.into()));
    }
    Ok(head)
}

const REPORT_BODIES: [&[u8]; 6] = [
    b"{}",
    b"",
    br#"{"workerMessageResponses": [{"workerHealthReportResponse": {"reportInterval": "30s"}}]}"#,
    br#"{"workerMessageResponses": [{"workerHealthReportResponse": {"reportInterval": "315576000000s"}}]}"#,
    br#"{"workerMessageResponses": [{"workerHealthReportResponse": {"reportInterval": "-1s"}}]}"#,
    b"<html>",
];

const CHECK_IN_BODIES: [&[u8]; 5] = [
    b"{}",
    br#"{"deadline": "2026-11-22T01:24:00Z"}"#,
    br#"{"deadline": "2026-11-22T03:24:00Z"}"#,
    br#"{"deadline": "0001-01-01T00:00:00Z"}"#,
    br#"{"deadline": 7}"#,
];

/// After `Sleep(t)`, t is later; polling twice changes nothing; whatever step is done isn't due again at once.
#[test]
fn what_is_done_is_not_due_again_and_time_goes_on() {
    arbtest(|u| {
        let mut now = Instant::from_millis(u.arbitrary::<u64>()? >> u.int_in_range(1..=63)?);
        let (mut link, begin) = (link(u, now)?, now);
        let (mut under_way, mut begun) = (Vec::<(Exchange, u32)>::new(), 0);
        for _ in 0..40 {
            if now >= END_OF_TIME {
                let _nonsense = link.poll(now);
                now = begin;
            }
            let step = link.poll(now);
            assert_eq!(link.poll(now), step);
            match step {
                Step::Sleep(until) => {
                    assert!(until > now, "{until:?} at {now:?}");
                    now = until;
                }
                Step::Sample => link.sampled(now),
                Step::Report if u.arbitrary()? => report(&mut link, now),
                Step::Report => link.reported(now),
                Step::Send => under_way.push((Exchange::Send(link.begin_send(now).expect("a message")), 0)),
                Step::CheckIn { .. } => {
                    begun += 1;
                    under_way.push((Exchange::CheckIn(link.begin_check_in(now)), begun));
                }
            }
            if !matches!(step, Step::Sleep(_)) {
                assert_ne!(link.poll(now), step, "again at {now:?}");
            }
            if u.ratio(1, 8)? {
                let millis = now.as_millis();
                let other = [millis / 2, millis.saturating_add(u.int_in_range(0..=10_000_000)?), u64::MAX];
                now = Instant::from_millis(*u.choose(&other)?);
            }
            if u.ratio(1, 8)? {
                link.token_renewed();
            }
            if u.ratio(1, 4)? {
                let _is_full = happen(&mut link, "PUMP_STUCK", now);
            }
            if !under_way.is_empty() && u.arbitrary()? {
                let (exchange, number) = under_way.swap_remove(u.choose_index(under_way.len())?);
                settle(u, &mut link, exchange, now, number == begun)?;
            }
        }
        Ok(())
    });
}

enum Exchange {
    Send(SendExchange),
    CheckIn(CheckInExchange),
}

fn settle(u: &mut Unstructured<'_>, link: &mut Link, exchange: Exchange, now: Instant, is_last: bool) -> Result<()> {
    if u.ratio(1, 4)? {
        return Ok(()); // as a dropped future
    }
    let head = if u.ratio(1, 4)? { None } else { Some(head(u)?) };
    match exchange {
        Exchange::Send(exchange) => {
            let body = *u.choose(&REPORT_BODIES)?;
            let settled = link.settle_send::<Microcontroller>(exchange, head.map(|head| (head, body)), now);
            assert!(!settled.outcome.is_accepted() || head.is_some());
            assert!((SHORTEST..=LONGEST).contains(&link.interval()));
        }
        Exchange::CheckIn(exchange) => {
            let body = *u.choose(&CHECK_IN_BODIES)?;
            let settled = link.settle_check_in::<Span, Span>(exchange, head.map(|head| (head, body)), now);
            let is_due = matches!(link.poll(now), Step::CheckIn { .. });
            // There may be a new token already.
            let is_second = settled.outcome == Outcome::Unauthenticated;
            assert!(!is_due || !is_last || is_second, "a check-in that was just settled is due");
        }
    }
    Ok(())
}
