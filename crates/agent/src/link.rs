//! The loop: what to do next, and what a response changes.

use crate::Instant;
use crate::http::ResponseHead;
use crate::schedule::{Backoff, Lease, Rhythm, Seed, WallClock, WallTime};
use core::time::Duration;
use vitalwire::dataflow::SendWorkerMessagesResponse;
use vitalwire::genomics::CheckInResponse;
use vitalwire::profile::Profile;
use vitalwire::proto::{AnyValue, Field};
use vitalwire::rpc::Outcome;
use vitalwire::{DecodeError, decode};

/// All schedules of a worker as one thing to poll: routine reports, samples for them, check-ins.
///
/// [`poll`](Self::poll) says what to do, and the worker does it: it sends a request, and tells the link when it began, and
/// how it ended. Until then there may be other things to do, such as samples. A request that is never settled, because its
/// future was dropped, say, had no response: the next report is due at its own time, a check-in after 10 s.
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
    clock: WallClock,
    samples: Option<Samples>,
    check_ins: Option<CheckIns>,
    token: Token,
    /// For jitter.
    seed: Seed,
}

/// What to do next: [`Link::poll`] says it again until it's done, so each step that a link can have must be handled.
///
/// ```
/// use core::time::Duration;
/// use vitalwire::dataflow::ResourceUtilizationReport;
/// use vitalwire::genomics::CheckInRequest;
/// use vitalwire::proto::{Empty, Span};
/// use vitalwire::{BuildError, CapacityError, Microcontroller};
/// use vitalwire_agent::Instant;
/// use vitalwire_agent::http::ResponseHead;
/// use vitalwire_agent::link::{Link, Step};
/// use vitalwire_agent::meter::CpuMeter;
///
/// type Usage = ResourceUtilizationReport<Microcontroller>;
///
/// /// Each sample is one in the list of the next report. If that is full, the next sample covers the time of both.
/// fn sample(link: &mut Link, cpu: &mut CpuMeter<1000>, busy_ms: u32, report: &mut Usage, now: Instant) {
///     cpu.record(busy_ms);
///     let time = link.wall_time(now).map(|time| time.best());
///     let _is_full: Result<(), CapacityError> = cpu.cut(now, time, |sample| report.cpu_time.push(sample));
///     link.sampled(now);
/// }
///
/// fn check_in(
///     link: &mut Link,
///     deadline_expired: bool,
///     now: Instant,
///     send: impl FnOnce(&CheckInRequest<Microcontroller>) -> Option<(ResponseHead, &'static [u8])>,
/// ) {
///     let exchange = link.begin_check_in(now);
///     let deadline_expired = deadline_expired.then_some(Empty);
///     let response = send(&CheckInRequest { deadline_expired, ..Default::default() });
///     link.settle_check_in::<Span, Span>(exchange, response, now);
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum Step {
    /// Nothing before this time, which is later than now.
    Sleep(Instant),
    /// Take a sample: let the meters record what they can't count by themselves, such as memory, and cut those whose
    /// samples are a list. Then call [`sampled`](Link::sampled). Only a link [with samples](Link::with_samples) asks for it.
    Sample,
    /// Send a report, between [`begin_report`](Link::begin_report) and [`settle_report`](Link::settle_report).
    Report,
    /// Check in, between [`begin_check_in`](Link::begin_check_in) and [`settle_check_in`](Link::settle_check_in). Only a
    /// link [with check-ins](Link::with_check_ins) asks for it.
    CheckIn {
        /// Whether the deadline has passed: the request has to say so, by
        /// [`deadline_expired`](vitalwire::genomics::CheckInRequest::deadline_expired).
        deadline_expired: bool,
    },
}

/// A request that is being sent. Dropped without being settled, it had no response.
#[derive(Debug)]
#[must_use = "a link follows what it's told in `settle_report` or `settle_check_in`"]
pub struct Exchange {
    sent: Instant,
    /// Whether its predecessor had a stale token.
    is_second: bool,
}

/// How an exchange ended.
#[derive(Clone, Debug, PartialEq)]
pub struct Settled<R> {
    /// What became of the request.
    pub outcome: Outcome,
    /// The response, if the request was accepted, and an empty one otherwise; or why an accepted request's response can't
    /// be read. That isn't sent again: it was accepted.
    pub response: Result<R, DecodeError>,
}

#[derive(Clone, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
struct Samples {
    due: Instant,
    every: Duration,
}

#[derive(Clone, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
struct CheckIns {
    lease: Lease,
    backoff: Backoff,
    /// Until when the response to the last one is waited for.
    response_due: Instant,
    token: Token,
}

/// How long a check-in that isn't settled isn't due again.
const PATIENCE: Duration = Duration::from_secs(10);

/// What is known of the access token, for reports and for check-ins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
enum Token {
    Good,
    /// The last request was rejected because of it.
    Stale,
    /// That request can be sent again.
    Renewed,
}

impl Token {
    /// Begins an exchange.
    fn begin(&mut self, now: Instant) -> Exchange {
        let is_second = core::mem::replace(self, Self::Good) == Self::Renewed;
        Exchange { sent: now, is_second }
    }

    fn settle(&mut self, exchange: &Exchange, outcome: Outcome) {
        if outcome == Outcome::Unauthenticated && !exchange.is_second {
            *self = Self::Stale;
        }
    }

    fn renew(&mut self) {
        if *self == Self::Stale {
            *self = Self::Renewed;
        }
    }
}

impl Link {
    /// Creates the link of a worker that reports. Jitter is drawn from the seed of the rhythm: a worker that has random
    /// numbers [stirs](Seed::stir) one into that before.
    #[must_use]
    pub const fn new(rhythm: Rhythm) -> Self {
        // Other numbers than those of the rhythm.
        let seed = rhythm.seed().stir(1);
        Self { rhythm, clock: WallClock::UNKNOWN, samples: None, check_ins: None, token: Token::Good, seed }
    }

    /// Adds samples: the first one is due `every` after `now`. Samples that were missed are skipped.
    #[must_use]
    pub fn with_samples(mut self, every: Duration, now: Instant) -> Self {
        let every = every.max(Duration::from_millis(1));
        self.samples = Some(Samples { due: now.saturating_add(every), every });
        self
    }

    /// Adds check-ins: the first one is due at `first`. If a fleet starts at once, let that be a
    /// [phase](Seed::phase) after the start.
    #[must_use]
    pub fn with_check_ins(mut self, first: Instant) -> Self {
        let (lease, backoff) = (Lease::new(first), Backoff::default());
        self.check_ins = Some(CheckIns { lease, backoff, response_due: Instant::default(), token: Token::Good });
        self
    }

    /// Returns what to do now. It stays so until it's done: asking twice changes nothing.
    ///
    /// What has a deadline comes first, and a sample before the report that it belongs to.
    pub fn poll(&mut self, now: Instant) -> Step {
        let mut next = match self.rhythm.poll(now) {
            Some(next) if self.token != Token::Renewed => next,
            _ => now,
        };
        if let Some(check_ins) = &mut self.check_ins {
            match check_ins.poll(now) {
                None => return Step::CheckIn { deadline_expired: check_ins.lease.is_expired(now) },
                Some(due) => next = next.min(due),
            }
        }
        if let Some(samples) = &self.samples {
            if samples.due <= now {
                return Step::Sample;
            }
            next = next.min(samples.due);
        }
        if next <= now { Step::Report } else { Step::Sleep(next) }
    }

    /// Records that a sample was taken.
    pub fn sampled(&mut self, now: Instant) {
        if let Some(Samples { due, every }) = &mut self.samples
            && *due <= now
        {
            let next = due.saturating_add(*every);
            *due = if next > now { next } else { now.saturating_add(*every) };
        }
    }

    /// Records that a report is being sent, or can't be because there's no connection.
    pub fn begin_report(&mut self, now: Instant) -> Exchange {
        self.rhythm.sent(now);
        self.token.begin(now)
    }

    /// Records how a report ended: with a response, which has a head and a body, or without. Applies the interval in it.
    ///
    /// A negative interval changes nothing. The rest of the response, such as a thread count, is the worker's own.
    pub fn settle_report<C: Profile>(
        &mut self,
        exchange: Exchange,
        response: Option<(ResponseHead, &[u8])>,
        now: Instant,
    ) -> Settled<SendWorkerMessagesResponse<C>> {
        let settled = self.settle::<SendWorkerMessagesResponse<C>>(&exchange, response, now);
        let entropy = self.seed.bits();
        self.rhythm.settle(settled.outcome, now, entropy);
        self.token.settle(&exchange, settled.outcome);
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
    /// it.
    pub fn token_renewed(&mut self) {
        self.token.renew();
        if let Some(check_ins) = &mut self.check_ins {
            check_ins.token.renew();
        }
    }

    /// Records that a check-in is being sent, or can't be because there's no connection. If it isn't settled within 10 s,
    /// it is due again.
    pub fn begin_check_in(&mut self, now: Instant) -> Exchange {
        let Some(check_ins) = &mut self.check_ins else { return Exchange { sent: now, is_second: false } };
        check_ins.response_due = now.saturating_add(PATIENCE);
        check_ins.token.begin(now)
    }

    /// Records how a check-in ended: with a response, which has a head and a body, or without. Applies the deadline in it.
    ///
    /// After one that has to be retried, or needs a new token, the next one is due after a [`Backoff`], and after one that
    /// is rejected as after a response without a deadline.
    ///
    /// `M` and `F` are the types of the response's metadata and features, as in [`CheckInResponse`]: mostly
    /// [`Span`](vitalwire::proto::Span) for both.
    pub fn settle_check_in<M: AnyValue, F: AnyValue>(
        &mut self,
        exchange: Exchange,
        response: Option<(ResponseHead, &[u8])>,
        now: Instant,
    ) -> Settled<CheckInResponse<M, F>> {
        let settled = self.settle::<CheckInResponse<M, F>>(&exchange, response, now);
        let entropy = self.seed.bits();
        let Some(CheckIns { lease, backoff, response_due, token }) = &mut self.check_ins else { return settled };
        *response_due = Instant::default();
        token.settle(&exchange, settled.outcome);
        backoff.settle(settled.outcome, self.rhythm.interval(), now, entropy);
        if !matches!(settled.outcome, Outcome::Retry { .. } | Outcome::Unauthenticated) {
            let date = response.and_then(|(head, _)| head.date);
            let clock = date.map_or(self.clock, |date| WallClock::from_date(date, exchange.sent, now));
            let deadline = settled.response.as_ref().ok().and_then(|response| response.deadline);
            lease.renew(deadline, &clock, now, entropy);
        }
        settled
    }

    /// Returns the time of day, if a response has told it.
    #[must_use]
    pub fn wall_time(&self, now: Instant) -> Option<WallTime> {
        self.clock.now(now)
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

    fn settle<R: Field>(
        &mut self,
        exchange: &Exchange,
        response: Option<(ResponseHead, &[u8])>,
        now: Instant,
    ) -> Settled<R> {
        let nothing = Settled { outcome: Outcome::Retry { after: None }, response: Ok(R::absent()) };
        let Some((head, body)) = response else { return nothing };
        if let Some(date) = head.date {
            self.clock.observe(date, exchange.sent, now);
        }
        let outcome = head.outcome(body);
        // The body of a 204, and of some 200s, is empty.
        if !outcome.is_accepted() || body.trim_ascii().is_empty() {
            return Settled { outcome, ..nothing };
        }
        Settled { outcome, response: decode(body) }
    }
}

impl CheckIns {
    /// Returns `None` if a check-in is due and may be sent, or the time after `now` at which it will be.
    fn poll(&mut self, now: Instant) -> Option<Instant> {
        if self.token == Token::Renewed {
            return None;
        }
        let waits = (self.response_due > now).then_some(self.response_due);
        self.lease.poll(now).max(self.backoff.poll(now)).max(waits)
    }
}
