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
    number: u32,
    /// Whether its predecessor had a stale token.
    is_second: bool,
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

/// The requests of one kind.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub(super) struct Requests {
    token: Token,
    /// The number of the last exchange.
    begun: u32,
    /// That of the last one whose outcome is known.
    settled: u32,
}

/// What is known of the access token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
enum Token {
    Good,
    /// The last request was rejected because of it.
    Stale,
    /// That request can be sent again.
    Renewed,
}

impl Requests {
    pub(super) const fn new() -> Self {
        Self { token: Token::Good, begun: 0, settled: 0 }
    }

    pub(super) fn begin(&mut self, sent: Instant) -> Exchange {
        let is_second = self.has_new_token();
        if is_second {
            self.token = Token::Good;
        }
        self.begun = self.begun.wrapping_add(1);
        Exchange { sent, number: self.begun, is_second }
    }

    pub(super) fn is_last(&self, exchange: &Exchange) -> bool {
        exchange.number == self.begun
    }

    /// Returns whether the outcome counts: not if that of a later request is known, or if it's another link's.
    pub(super) fn settle(&mut self, exchange: &Exchange, outcome: Outcome) -> bool {
        // How many were begun since then: numbers wrap.
        if self.begun.wrapping_sub(exchange.number) > self.begun.wrapping_sub(self.settled) {
            return false;
        }
        self.settled = exchange.number;
        self.token = match (outcome, self.token) {
            (Outcome::Unauthenticated, Token::Good) if !exchange.is_second => Token::Stale,
            // It was sent with the old token.
            (Outcome::Unauthenticated, token) => token,
            _ => Token::Good,
        };
        true
    }

    pub(super) fn renew_token(&mut self) {
        if self.token == Token::Stale {
            self.token = Token::Renewed;
        }
    }

    /// Whether the last request can be sent again, with a new token.
    pub(super) fn has_new_token(&self) -> bool {
        self.token == Token::Renewed
    }
}
