//! When check-ins are due.

use super::exchange::{Exchange, Requests};
use crate::Instant;
use crate::schedule::{Backoff, Lease};
use core::time::Duration;
use vitalwire::rpc::Outcome;

#[derive(Clone, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub(super) struct CheckIns {
    pub(super) lease: Lease,
    backoff: Backoff,
    pub(super) requests: Requests,
    /// Until when the response to the last one is waited for.
    response_due: Instant,
}

/// How long a check-in that isn't settled isn't due again: less than a lease has left when it is due.
const PATIENCE: Duration = Duration::from_secs(5);
const SECOND: Duration = Duration::from_secs(1);

impl CheckIns {
    pub(super) fn new(first: Instant) -> Self {
        let (lease, backoff) = (Lease::new(first), Backoff::default());
        Self { lease, backoff, requests: Requests::new(), response_due: Instant::default() }
    }

    /// Returns `None` if a check-in is due and may be sent, or the time after `now` at which it will be.
    pub(super) fn poll(&mut self, now: Instant) -> Option<Instant> {
        let waits = (self.response_due > now).then_some(self.response_due);
        let (due, allowed) = (self.lease.poll(now), self.backoff.poll(now));
        if self.requests.has_new_token() { None } else { due.max(allowed).max(waits) }
    }

    pub(super) fn begin(&mut self, sent: Instant, now: Instant, interval: Duration, entropy: u32) -> Exchange {
        // The last one wasn't settled.
        if self.response_due != Instant::default() {
            self.backoff.settle(Outcome::Retry { after: None }, interval.max(SECOND), now, entropy);
        }
        self.response_due = now.saturating_add(PATIENCE);
        self.requests.begin(sent)
    }

    /// Takes an outcome into account, unless that of a later check-in is known. Returns the lease if it is to be renewed.
    pub(super) fn settle(
        &mut self,
        exchange: &Exchange,
        outcome: Outcome,
        interval: Duration,
        now: Instant,
        entropy: u32,
    ) -> Option<&mut Lease> {
        if !self.requests.settle(exchange, outcome) {
            return None;
        }
        if self.requests.is_last(exchange) {
            self.response_due = Instant::default();
        }
        // What was rejected isn't sent at once, either: the lease is still due.
        let backed_off = match outcome {
            Outcome::TooLarge | Outcome::Rejected { .. } => Outcome::Retry { after: None },
            outcome => outcome,
        };
        self.backoff.settle(backed_off, interval.max(SECOND), now, entropy);
        outcome.is_accepted().then_some(&mut self.lease)
    }
}
