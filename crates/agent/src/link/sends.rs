//! When what waits is sent.

use super::exchange::{Exchange, Requests};
use crate::Instant;
use crate::schedule::Backoff;
use core::time::Duration;
use vitalwire::rpc::Outcome;

#[derive(Clone, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub(super) struct Sends {
    backoff: Backoff,
    pub(super) requests: Requests,
    /// Until when the response to the last one is waited for.
    response_due: Instant,
    /// Whether a report waits that wasn't sent yet, or what the last request had no space for.
    owes: bool,
    /// Whether what the last request had is to be sent in smaller ones.
    is_divided: bool,
}

/// What waits in the outbox.
#[derive(Clone, Copy)]
pub(super) struct Waiting {
    pub(super) anything: bool,
    /// What doesn't wait for a report: events and the farewell.
    pub(super) urgent: bool,
}

/// How long nothing is sent after a request that isn't settled.
const PATIENCE: Duration = Duration::from_secs(30);
const SECOND: Duration = Duration::from_secs(1);

impl Sends {
    pub(super) fn new() -> Self {
        let (backoff, requests) = (Backoff::default(), Requests::new());
        Self { backoff, requests, response_due: Instant::default(), owes: false, is_divided: false }
    }

    /// Records that a report waits.
    pub(super) fn report(&mut self) {
        self.owes = true;
    }

    /// Whether a report, or a part of one, waits to be sent for the first time.
    pub(super) fn owes(&self) -> bool {
        self.owes
    }

    /// Returns `None` if a request is due, or the time after `now` at which it may be.
    pub(super) fn poll(&mut self, waiting: Waiting, now: Instant) -> Option<Instant> {
        const NEVER: Option<Instant> = Some(Instant::from_millis(u64::MAX));
        if !waiting.anything {
            self.owes = false;
            return NEVER;
        }
        // What was begun without a good token has no response to wait for.
        if self.requests.has_new_token() {
            return None;
        }
        if self.response_due > now {
            return Some(self.response_due);
        }
        if self.owes {
            return None;
        }
        if waiting.urgent || self.is_divided { self.backoff.poll(now) } else { NEVER }
    }

    /// Returns the exchange, and whether it is that of a report, rather than of what can't wait for one.
    pub(super) fn begin(&mut self, sent: Instant, now: Instant, interval: Duration, entropy: u32) -> (Exchange, bool) {
        // The last one wasn't settled.
        if self.response_due != Instant::default() {
            self.backoff.settle(Outcome::Retry { after: None }, interval.max(SECOND), now, entropy);
        }
        self.response_due = now.saturating_add(PATIENCE);
        (self.requests.begin(sent), core::mem::take(&mut self.owes))
    }

    /// Takes an outcome into account, unless that of a later request is known: then it returns `false`. `is_rest` says
    /// whether something waited that the request had no space for.
    pub(super) fn settle(
        &mut self,
        exchange: &Exchange,
        outcome: Outcome,
        is_rest: bool,
        interval: Duration,
        now: Instant,
        entropy: u32,
    ) -> bool {
        if !self.requests.settle(exchange, outcome) {
            return false;
        }
        if self.requests.is_last(exchange) {
            self.response_due = Instant::default();
        }
        self.owes |= outcome.is_accepted() && is_rest;
        // Nor what was reported meanwhile.
        self.owes &= !matches!(outcome, Outcome::Retry { after: Some(_) });
        self.is_divided = matches!(outcome, Outcome::TooLarge | Outcome::Rejected { .. });
        // The smaller requests aren't sent as fast as they can be.
        let paced = if self.is_divided { Outcome::Retry { after: None } } else { outcome };
        self.backoff.settle(paced, interval.max(SECOND), now, entropy);
        true
    }
}
