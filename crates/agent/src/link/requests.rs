//! Requests of one kind: how far apart they are, and whose outcome counts.

use super::exchange::Exchange;
use crate::Instant;
use crate::schedule::Backoff;
use core::time::Duration;
use vitalwire::rpc::Outcome;

/// What messages and check-ins have in common.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub(super) struct Requests {
    token: Token,
    /// The number of the last exchange.
    begun: u32,
    /// That of the last one whose outcome is known.
    settled: u32,
    backoff: Backoff,
    /// Until when the response to the last one is waited for, or the start of the clock.
    response_due: Instant,
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

/// A moment, and what a pause depends on.
#[derive(Clone, Copy)]
pub(super) struct Moment {
    pub(super) now: Instant,
    /// The longest pause, in ms.
    pub(super) interval: u32,
    pub(super) entropy: u32,
}

/// Even where reports come faster, pauses aren't shorter: in ms.
const SHORTEST_CAP: u32 = 1000;

impl Requests {
    /// None yet.
    pub(super) const NONE: Self = Self {
        token: Token::Good,
        begun: 0,
        settled: 0,
        backoff: Backoff::NONE,
        response_due: Instant::from_millis(0),
    };

    /// Begins one whose response is waited for that long.
    pub(super) fn begin(&mut self, sent: Instant, patience: Duration, moment: Moment) -> Exchange {
        let has_unsettled = self.response_due != Instant::default();
        if has_unsettled {
            self.back_off(Outcome::Retry { after: None }, moment);
        }
        self.response_due = moment.now.saturating_add(patience);
        let is_second = self.has_new_token();
        if is_second {
            self.token = Token::Good;
        }
        self.begun = self.begun.wrapping_add(1);
        Exchange { sent, number: self.begun, is_second }
    }

    /// Returns whether the outcome counts: not if that of a later request is known, or if it's another link's.
    pub(super) fn settle(&mut self, exchange: &Exchange, outcome: Outcome, moment: Moment) -> bool {
        // How many were begun since then: numbers wrap.
        if self.begun.wrapping_sub(exchange.number) > self.begun.wrapping_sub(self.settled) {
            return false;
        }
        self.settled = exchange.number;
        if exchange.number == self.begun {
            self.response_due = Instant::default();
        }
        self.token = match (outcome, self.token) {
            (Outcome::Unauthenticated, Token::Good) if !exchange.is_second => Token::Stale,
            // It was sent with the old token.
            (Outcome::Unauthenticated, token) => token,
            _ => Token::Good,
        };
        self.back_off(outcome, moment);
        true
    }

    fn back_off(&mut self, outcome: Outcome, Moment { now, interval, entropy }: Moment) {
        // What follows one that was rejected isn't sent as fast as it can be, either.
        let outcome = match outcome {
            Outcome::TooLarge | Outcome::Rejected { .. } => Outcome::Retry { after: None },
            outcome => outcome,
        };
        self.backoff.settle_within(outcome, interval.max(SHORTEST_CAP), now, entropy);
    }

    /// Returns until when the response to the last one is waited for.
    pub(super) fn response_due(&self) -> Instant {
        self.response_due
    }

    /// Returns when the pause after the last one ends.
    pub(super) fn pause_end(&self) -> Instant {
        self.backoff.due()
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
