//! The loop: what to do next, and what a response changes.

mod check_ins;
mod exchange;
mod samples;
mod step;

pub use exchange::{CheckInExchange, ReportExchange, Settled};
pub use step::Step;

use crate::http::ResponseHead;
use crate::schedule::{Rhythm, Seed, WallClock, WallTime};
use crate::time::{Instant, Steady};
use check_ins::CheckIns;
use core::time::Duration;
use exchange::{Exchange, Requests};
use samples::Samples;
use vitalwire::dataflow::SendWorkerMessagesResponse;
use vitalwire::decode;
use vitalwire::genomics::CheckInResponse;
use vitalwire::profile::Profile;
use vitalwire::proto::{AnyValue, Field};
use vitalwire::rpc::Outcome;

/// All schedules of a worker as one thing to poll: routine reports, samples for them, check-ins.
///
/// [`poll`](Self::poll) says what to do, and the worker does it: it sends a request, and tells the link when it began, and
/// how it ended. Until then there may be other things to do, such as samples. A request that is never settled, because its
/// future was dropped, say, had no response: the next report is due at its own time, a check-in after 5 s. Of two that are
/// under way at once, the outcome of the later one counts.
///
/// ```
/// use core::time::Duration;
/// use vitalwire::Microcontroller;
/// use vitalwire_agent::http::ResponseHead;
/// use vitalwire_agent::link::{Link, Step};
/// use vitalwire_agent::schedule::{Rhythm, Seed};
/// use vitalwire_agent::Instant;
///
/// let (seconds, millis) = (Duration::from_secs, Instant::from_millis);
/// let seed = Seed::from_id(b"boiler-7");
/// let mut link = Link::new(Rhythm::new(seed, seconds(60), seconds(5)..=seconds(3600), millis(0))?);
/// assert_eq!(link.poll(millis(0)), Step::Sleep(millis(3_896)));
/// assert_eq!(link.poll(millis(3_896)), Step::Report);
///
/// let exchange = link.begin_report(millis(3_900));
/// let body = br#"{"workerMessageResponses": [{"workerHealthReportResponse": {"reportInterval": "300s"}}]}"#;
/// let mut head = ResponseHead::default(); // from a `ResponseReader`, or another HTTP client
/// head.status = 200;
/// let settled = link.settle_report::<Microcontroller>(exchange, Some((head, body)), millis(4_100));
/// assert!(settled.outcome.is_accepted());
/// assert_eq!(link.interval(), seconds(300));
/// # Ok::<(), vitalwire::BuildError>(())
/// ```
#[derive(Clone, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Link {
    rhythm: Rhythm,
    /// What all times go through: nothing else here sees one that is earlier than the last, or none.
    clock: Steady,
    wall_clock: WallClock,
    samples: Option<Samples>,
    check_ins: Option<CheckIns>,
    reports: Requests,
    /// For jitter.
    seed: Seed,
    /// What goes before the next check-in, if it's due, since it has waited for the last one.
    owes_sample: bool,
    owes_report: bool,
    /// Whether there was a sample since the next report is due: there's none before it again.
    has_sampled: bool,
}

impl Link {
    /// Creates the link of a worker that reports. Jitter is drawn from the seed of the rhythm: a worker that has random
    /// numbers [stirs](Seed::stir) one into that before.
    #[must_use]
    pub const fn new(rhythm: Rhythm) -> Self {
        // Other numbers than those of the rhythm.
        let seed = rhythm.seed().stir(1);
        Self {
            rhythm,
            clock: Steady::new(Instant::from_millis(0)),
            wall_clock: WallClock::UNKNOWN,
            samples: None,
            check_ins: None,
            reports: Requests::new(),
            seed,
            owes_sample: false,
            owes_report: false,
            has_sampled: false,
        }
    }

    /// Adds samples: the first one is due `every`, which is at least 1 ms, after `now`. Those that were missed are
    /// skipped.
    #[must_use]
    pub fn with_samples(mut self, every: Duration, now: Instant) -> Self {
        let now = self.steady(now);
        self.samples = Some(Samples::new(every, now));
        self
    }

    /// Adds check-ins: the first one is due within this time after `now`, at a moment of the worker's own, so that a fleet
    /// that starts at once doesn't check in at once.
    #[must_use]
    pub fn with_check_ins(mut self, within: Duration, now: Instant) -> Self {
        // Neither the phase of the reports, nor the jitter of what follows.
        let first = self.steady(now).saturating_add(self.seed.stir(2).phase(within));
        self.check_ins = Some(CheckIns::new(first));
        self
    }

    /// Returns what to do now. It stays so until it's done: asking twice changes nothing.
    ///
    /// What has a deadline comes first, and a sample before the report that it belongs to; but neither comes again before
    /// what has waited for it: whatever takes long, or fails, all else is done, too.
    pub fn poll(&mut self, now: Instant) -> Step {
        const NEVER: Option<Instant> = Some(Instant::from_millis(u64::MAX));

        let now = self.steady(now);
        let report = self.report(now);
        let sample = self.samples.as_ref().map_or(NEVER, |samples| samples.poll(now));
        let check_in = self.check_ins.as_mut().map_or(NEVER, |check_ins| check_ins.poll(now));
        if let Some(next) = report.min(sample).min(check_in) {
            (self.owes_sample, self.owes_report, self.has_sampled) = (false, false, false);
            return Step::Sleep(next);
        }
        let is_sample_next = sample.is_none() && !(report.is_none() && self.has_sampled);
        let is_owed = self.owes_sample && is_sample_next || self.owes_report && report.is_none();
        match &mut self.check_ins {
            Some(check_ins) if check_in.is_none() && !is_owed => {
                Step::CheckIn { deadline_expired: check_ins.lease.is_expired(now) }
            }
            _ if is_sample_next => Step::Sample,
            _ => Step::Report,
        }
    }

    /// Records that a sample was taken.
    pub fn sampled(&mut self, now: Instant) {
        let now = self.steady(now);
        self.owes_sample = false;
        self.has_sampled = self.report(now).is_none();
        if let Some(samples) = &mut self.samples {
            samples.taken(now);
        }
    }

    /// Records that a report is being sent, or can't be because there's no connection.
    pub fn begin_report(&mut self, now: Instant) -> ReportExchange {
        let (sent, now) = (self.sent(now), self.steady(now));
        (self.owes_report, self.has_sampled) = (false, false);
        self.rhythm.sent(now);
        ReportExchange(self.reports.begin(sent))
    }

    /// Records how a report ended: with a response, which has a head and a body, or without. Applies the interval in it.
    ///
    /// A negative interval changes nothing. The rest of the response, such as a thread count, is the worker's own.
    pub fn settle_report<C: Profile>(
        &mut self,
        ReportExchange(exchange): ReportExchange,
        response: Option<(ResponseHead, &[u8])>,
        now: Instant,
    ) -> Settled<SendWorkerMessagesResponse<C>> {
        let now = self.steady(now);
        let settled = self.settle::<SendWorkerMessagesResponse<C>>(&exchange, response, now);
        if !self.reports.settle(&exchange, settled.outcome) {
            return settled;
        }
        self.rhythm.settle(settled.outcome, now, self.seed.bits());
        if let Ok(response) = &settled.response
            && let Some(health) = response.latest().worker_health_report_response
        {
            let _unchanged_if_negative = self.rhythm.apply(&health, now);
        }
        settled
    }

    /// Records that there is a new access token. If the last report or check-in was
    /// [`Unauthenticated`](Outcome::Unauthenticated), the next one is due at once; if that's rejected, too, only at its own
    /// time.
    ///
    /// Until then, steps go on as if the token were good. A worker that knows that it isn't begins the exchange, and drops
    /// it. If a request with the old token is rejected after this call, call it again. If the tokens of a whole fleet are
    /// renewed at one moment, spread the calls: nothing here does.
    pub fn token_renewed(&mut self) {
        self.reports.renew_token();
        if let Some(check_ins) = &mut self.check_ins {
            check_ins.requests.renew_token();
        }
    }

    /// Records that a check-in is being sent, or can't be because there's no connection. If it isn't settled within 5 s,
    /// it is due again.
    pub fn begin_check_in(&mut self, now: Instant) -> CheckInExchange {
        let (sent, now) = (self.sent(now), self.steady(now));
        (self.owes_sample, self.owes_report) = (true, true);
        CheckInExchange(match &mut self.check_ins {
            Some(check_ins) => check_ins.begin(sent, now),
            // Nobody asked for it.
            None => Requests::new().begin(sent),
        })
    }

    /// Records how a check-in ended: with a response, which has a head and a body, or without. Applies the deadline in it.
    ///
    /// After one that isn't accepted, the next one is due after a [`Backoff`](crate::schedule::Backoff), whose longest pause
    /// is the interval of reports.
    ///
    /// `M` and `F` are the types of the response's metadata and features, as in [`CheckInResponse`]: mostly
    /// [`Span`](vitalwire::proto::Span) for both.
    pub fn settle_check_in<M: AnyValue, F: AnyValue>(
        &mut self,
        CheckInExchange(exchange): CheckInExchange,
        response: Option<(ResponseHead, &[u8])>,
        now: Instant,
    ) -> Settled<CheckInResponse<M, F>> {
        let now = self.steady(now);
        let settled = self.settle::<CheckInResponse<M, F>>(&exchange, response, now);
        let (interval, entropy) = (self.rhythm.interval(), self.seed.bits());
        let Some(check_ins) = &mut self.check_ins else { return settled };
        if let Some(lease) = check_ins.settle(&exchange, settled.outcome, interval, now, entropy) {
            let date = response.and_then(|(head, _)| head.date);
            let clock = date.map_or(self.wall_clock, |date| WallClock::from_date(date, exchange.sent, now));
            let deadline = settled.response.as_ref().ok().and_then(|response| response.deadline);
            lease.renew(deadline, &clock, now, entropy);
        }
        settled
    }

    /// Returns the time of day, if a response has told it.
    #[must_use]
    pub fn wall_time(&self, now: Instant) -> Option<WallTime> {
        self.wall_clock.now(now)
    }

    /// Returns the time between two reports.
    #[must_use]
    pub fn interval(&self) -> Duration {
        self.rhythm.interval()
    }

    /// Returns the deadline for the next check-in on the worker's own clock, if there is one.
    #[must_use]
    pub fn deadline(&self) -> Option<Instant> {
        self.check_ins.as_ref()?.lease.deadline()
    }

    /// Returns when a request is sent, as the clock says: if it has stepped back, dates are those of an earlier time.
    fn sent(&mut self, now: Instant) -> Instant {
        if now.is_ignored() { self.steady(now) } else { now }
    }

    fn steady(&mut self, now: Instant) -> Instant {
        Instant::from_millis(self.clock.at(now))
    }

    /// Returns `None` if a report is due, or the time after `now` at which the next one will be.
    fn report(&mut self, now: Instant) -> Option<Instant> {
        if self.reports.has_new_token() { None } else { self.rhythm.poll(now) }
    }

    fn settle<R: Field>(
        &mut self,
        exchange: &Exchange,
        response: Option<(ResponseHead, &[u8])>,
        now: Instant,
    ) -> Settled<R> {
        let nothing = Settled { outcome: Outcome::Retry { after: None }, response: Ok(R::absent()) };
        let Some((head, body)) = response else { return nothing };
        if let Some(date) = head.date {
            self.wall_clock.observe(date, exchange.sent, now);
        }
        let outcome = head.outcome(body);
        // The body of a 204, and of some 200s, is empty.
        if !outcome.is_accepted() || body.trim_ascii().is_empty() {
            return Settled { outcome, ..nothing };
        }
        Settled { outcome, response: decode(body) }
    }
}
