//! When check-ins are due.

use super::exchange::Exchange;
use super::requests::{Moment, Requests};
use crate::Instant;
use crate::schedule::Lease;
use core::time::Duration;
use vitalwire::rpc::Outcome;

#[derive(Clone, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub(super) struct CheckIns {
    pub(super) lease: Lease,
    pub(super) requests: Requests,
}

/// How long a check-in that isn't settled isn't due again: less than a lease has left when it is due.
const PATIENCE: Duration = Duration::from_secs(5);

impl CheckIns {
    pub(super) fn new(first: Instant) -> Self {
        Self { lease: Lease::new(first), requests: Requests::NONE }
    }

    /// Returns from when on a check-in is due and may be sent.
    pub(super) fn due(&self) -> Instant {
        if self.requests.has_new_token() {
            return Instant::default();
        }
        self.lease.due().max(self.requests.pause_end()).max(self.requests.response_due())
    }

    pub(super) fn begin(&mut self, sent: Instant, moment: Moment) -> Exchange {
        self.requests.begin(sent, PATIENCE, moment)
    }

    /// Takes an outcome into account, unless that of a later check-in is known. Returns the lease if it is to be renewed.
    pub(super) fn settle(&mut self, exchange: &Exchange, outcome: Outcome, moment: Moment) -> Option<&mut Lease> {
        let counts = self.requests.settle(exchange, outcome, moment);
        (counts && outcome.is_accepted()).then_some(&mut self.lease)
    }
}
