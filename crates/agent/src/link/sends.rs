//! When what waits is sent.

use super::exchange::Exchange;
use super::requests::{Moment, Requests};
use crate::Instant;
use core::time::Duration;
use vitalwire::rpc::Outcome;

#[derive(Clone, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub(super) struct Sends {
    pub(super) requests: Requests,
    /// Whether a report waits that wasn't sent yet.
    has_report: bool,
    /// Whether something waits that the last request, which was accepted, had no space for.
    has_rest: bool,
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

impl Sends {
    /// None yet.
    pub(super) const NONE: Self =
        Self { requests: Requests::NONE, has_report: false, has_rest: false, is_divided: false };

    /// Records that a report waits.
    pub(super) fn report(&mut self) {
        self.has_report = true;
    }

    pub(super) fn has_report(&self) -> bool {
        self.has_report
    }

    /// Returns from when on a request is due.
    pub(super) fn due(&mut self, waiting: Waiting, now: Instant) -> Instant {
        if !waiting.anything {
            // The report had no message.
            (self.has_report, self.has_rest) = (false, false);
            return Instant::NEVER;
        }
        // What was begun without a good token has no response to wait for.
        if self.requests.has_new_token() {
            return now;
        }
        let response_due = self.requests.response_due();
        if response_due > now || self.has_report || self.has_rest {
            return response_due;
        }
        if waiting.urgent || self.is_divided { self.requests.pause_end() } else { Instant::NEVER }
    }

    /// Returns the exchange, and whether a report is in it that wasn't sent before.
    pub(super) fn begin(&mut self, sent: Instant, moment: Moment) -> (Exchange, bool) {
        self.has_rest = false;
        (self.requests.begin(sent, PATIENCE, moment), core::mem::take(&mut self.has_report))
    }

    /// Takes an outcome into account, unless that of a later request is known: then it returns `false`. `has_rest` says
    /// whether something waited that the request had no space for.
    pub(super) fn settle(&mut self, exchange: &Exchange, outcome: Outcome, has_rest: bool, moment: Moment) -> bool {
        if !self.requests.settle(exchange, outcome, moment) {
            return false;
        }
        self.has_rest = outcome.is_accepted() && has_rest;
        self.is_divided = matches!(outcome, Outcome::TooLarge | Outcome::Rejected { .. });
        // A report that was made meanwhile is left alone, too, if the backend wants to be.
        self.has_report &= !matches!(outcome, Outcome::Retry { after: Some(_) });
        true
    }
}
