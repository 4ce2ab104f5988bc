//! What is due, whatever waits.

use super::check_ins::CheckIns;
use super::exchange::{Exchange, SendExchange, Settled};
use super::requests::Moment;
use super::samples::Samples;
use super::sends::{Sends, Waiting};
use super::step::Step;
use crate::Instant;
use crate::http::ResponseHead;
use crate::schedule::{Rhythm, Seed, WallClock};
use crate::time::Steady;
use vitalwire::decode;
use vitalwire::genomics::CheckInResponse;
use vitalwire::proto::{AnyValue, Field};
use vitalwire::rpc::Outcome;

/// All of a link but its outbox, so that there is one copy of the code for outboxes of any size.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub(super) struct Timing {
    pub(super) rhythm: Rhythm,
    /// What all times go through: nothing else here sees one that is earlier than the last, or none.
    clock: Steady,
    pub(super) wall_clock: WallClock,
    pub(super) samples: Option<Samples>,
    pub(super) check_ins: Option<CheckIns>,
    pub(super) sends: Sends,
    /// For jitter.
    pub(super) seed: Seed,
    /// What goes before the next check-in, if it's due, since it has waited for the last one.
    owes_sample: bool,
    owes_report: bool,
    /// Whether there was a sample since a report or a request is due: there's none before it again.
    has_sampled: bool,
}

impl Timing {
    pub(super) fn new(rhythm: Rhythm) -> Self {
        // Other numbers than those of the rhythm.
        let seed = rhythm.seed().stir(1);
        Self {
            rhythm,
            clock: Steady::new(Instant::from_millis(0)),
            wall_clock: WallClock::UNKNOWN,
            samples: None,
            check_ins: None,
            sends: Sends::NONE,
            seed,
            owes_sample: false,
            owes_report: false,
            has_sampled: false,
        }
    }

    pub(super) fn poll(&mut self, waiting: Waiting, now: Instant) -> Step {
        let now = self.steady(now);
        let send = self.sends.due(waiting, now);
        let report = self.report_due(now);
        let sample = self.samples.as_ref().map_or(Instant::NEVER, Samples::due);
        let check_in = self.check_ins.as_ref().map_or(Instant::NEVER, CheckIns::due);
        let next = report.min(send).min(sample).min(check_in);
        if next > now {
            (self.owes_sample, self.owes_report, self.has_sampled) = (false, false, false);
            return Step::Sleep(next);
        }
        let is_report_due = report.min(send) <= now;
        let is_sample_next = sample <= now && !(is_report_due && self.has_sampled);
        let is_owed = self.owes_sample && is_sample_next || self.owes_report && is_report_due;
        match &mut self.check_ins {
            Some(check_ins) if check_in <= now && !is_owed => {
                Step::CheckIn { deadline_expired: check_ins.lease.is_expired(now) }
            }
            _ if is_sample_next => Step::Sample,
            // A report that can be sent goes before the next one is made.
            _ if report <= now && !(send <= now && self.sends.has_report()) => Step::Report,
            _ => Step::Send,
        }
    }

    pub(super) fn sampled(&mut self, waiting: Waiting, now: Instant) {
        let now = self.steady(now);
        self.owes_sample = false;
        self.has_sampled = self.report_due(now).min(self.sends.due(waiting, now)) <= now;
        if let Some(samples) = &mut self.samples {
            samples.taken(now);
        }
    }

    pub(super) fn reported(&mut self, now: Instant) {
        let now = self.steady(now);
        self.rhythm.sent(now);
        self.sends.report();
    }

    /// Begins a request: samples and reports have had their turn. Returns the exchange, and whether a report is in it.
    pub(super) fn begin_send(&mut self, sent: Instant, now: Instant) -> (Exchange, bool) {
        (self.owes_report, self.has_sampled) = (false, false);
        let moment = self.moment(now);
        self.sends.begin(sent, moment)
    }

    /// Begins a check-in: what waits for it comes next.
    pub(super) fn begin_check_in(&mut self, now: Instant) -> Exchange {
        let (sent, now) = (self.raw(now), self.steady(now));
        let moment = self.moment(now);
        (self.owes_sample, self.owes_report) = (true, true);
        match &mut self.check_ins {
            Some(check_ins) => check_ins.begin(sent, moment),
            // Nobody asked for it.
            None => CheckIns::new(now).begin(sent, moment),
        }
    }

    /// Returns from when on a report is due.
    fn report_due(&mut self, now: Instant) -> Instant {
        self.rhythm.poll(now).unwrap_or(now)
    }

    #[inline(never)] // Used by all that begins or ends: calls take less flash.
    fn moment(&mut self, now: Instant) -> Moment {
        Moment { now, interval: self.rhythm.interval_millis(), entropy: self.seed.bits() }
    }

    /// Returns a time as the clock says it, also if it has stepped back: dates are compared with it, and what happened
    /// earlier has it.
    pub(super) fn raw(&mut self, time: Instant) -> Instant {
        if time.is_ignored() { self.steady(time) } else { time }
    }

    pub(super) fn steady(&mut self, now: Instant) -> Instant {
        Instant::from_millis(self.clock.at(now))
    }

    /// Takes the outcome of a request into account. Returns whether no later one is known.
    pub(super) fn settle_send(&mut self, exchange: &SendExchange, outcome: Outcome, now: Instant) -> bool {
        let moment = self.moment(now);
        if !self.sends.settle(&exchange.exchange, outcome, exchange.has_rest, moment) {
            return false;
        }
        // A request without a report says nothing about the next one, unless the backend does.
        if exchange.has_report {
            self.rhythm.settle(outcome, now, self.seed.bits());
        } else {
            self.rhythm.hold(outcome, now);
        }
        true
    }

    pub(super) fn settle_check_in<M: AnyValue, F: AnyValue>(
        &mut self,
        exchange: &Exchange,
        response: Option<(ResponseHead, &[u8])>,
        now: Instant,
    ) -> Settled<CheckInResponse<M, F>> {
        let now = self.steady(now);
        let settled = self.settle::<CheckInResponse<M, F>>(exchange, response, now);
        let moment = self.moment(now);
        let Some(check_ins) = &mut self.check_ins else { return settled };
        if let Some(lease) = check_ins.settle(exchange, settled.outcome, moment) {
            let date = response.and_then(|(head, _)| head.date);
            let clock = date.map_or(self.wall_clock, |date| WallClock::from_date(date, exchange.sent, now));
            let deadline = settled.response.as_ref().ok().and_then(|response| response.deadline);
            lease.renew(deadline, &clock, now, moment.entropy);
        }
        settled
    }

    pub(super) fn settle<R: Field>(
        &mut self,
        exchange: &Exchange,
        response: Option<(ResponseHead, &[u8])>,
        now: Instant,
    ) -> Settled<R> {
        let mut settled = Settled { outcome: Outcome::Retry { after: None }, response: Ok(R::absent()) };
        if let Some((head, body)) = response {
            if let Some(date) = head.date {
                self.wall_clock.observe(date, exchange.sent, now);
            }
            settled.outcome = head.outcome(body);
            // The body of a 204, and of some 200s, is empty.
            if settled.outcome.is_accepted() && !body.iter().all(u8::is_ascii_whitespace) {
                settled.response = decode(body);
            }
        }
        settled
    }
}
