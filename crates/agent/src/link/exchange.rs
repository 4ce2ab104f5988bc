//! Requests that are under way.

use crate::Instant;
use crate::outbox::Batch;
use vitalwire::DecodeError;
use vitalwire::rpc::Outcome;

/// Messages that are being sent. Dropped without being settled, they had no response, which the link assumes 30 s later.
#[derive(Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[must_use = "a link learns from `settle_send` how it ended"]
pub struct SendExchange {
    pub(super) exchange: Exchange,
    pub(super) batch: Batch,
    /// Whether a report is among them, rather than only what can't wait for one.
    pub(super) has_report: bool,
    /// Whether something waits that there was no space for.
    pub(super) has_rest: bool,
}

impl SendExchange {
    /// Returns the number of messages: at least 1.
    #[must_use]
    pub const fn messages(&self) -> usize {
        self.batch.messages()
    }
}

/// A check-in that is being sent. Dropped without being settled, it had no response.
#[derive(Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[must_use = "a link learns from `settle_check_in` how it ended"]
pub struct CheckInExchange(pub(super) Exchange);

#[derive(Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub(super) struct Exchange {
    /// As the clock said, which may have stepped back: dates are compared with it.
    pub(super) sent: Instant,
    /// Later ones have greater numbers.
    pub(super) number: u32,
    /// Whether its predecessor had a stale token.
    pub(super) is_second: bool,
}

/// How an exchange ended.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Settled<R> {
    /// What became of the request.
    pub outcome: Outcome,
    /// The response, if the request was accepted, and an empty one otherwise; or why an accepted request's response can't
    /// be read. That isn't sent again: it was accepted.
    pub response: Result<R, DecodeError>,
}
