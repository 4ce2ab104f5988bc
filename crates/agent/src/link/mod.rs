//! The loop: what to do next, and what a response changes.

mod check_ins;
mod exchange;
mod requests;
mod samples;
mod sends;
mod step;
mod timing;

pub use exchange::{CheckInExchange, SendExchange, Settled};
pub use step::Step;

use crate::Instant;
use crate::http::ResponseHead;
use crate::outbox::{Body, Dropped, Location, Outbox, PushError, Rank, is_about_messages};
use crate::schedule::{Rhythm, WallClock, WallTime};
use check_ins::CheckIns;
use core::time::Duration;
use samples::Samples;
use sends::Waiting;
use timing::Timing;
use vitalwire::dataflow::{SendWorkerMessagesResponse, WorkerMessage};
use vitalwire::genomics::CheckInResponse;
use vitalwire::profile::Profile;
use vitalwire::proto::{AnyValue, OneOf};
use vitalwire::rpc::Outcome;

/// A worker's loop as one thing to poll: its schedules, and the [`Outbox`] between them.
///
/// [`poll`](Self::poll) says what to do, and the worker does it. What it has to say, it pushes: health and metrics when a
/// report is due, events when they happen. The link says when to send what waits; the worker tells it when that began, and
/// how it ended. Until then there may be other things to do, such as samples.
///
/// What isn't accepted waits. A report isn't tried again before the next one, unless intervals are long: see [`Rhythm`].
/// Events and the farewell are sent at once, and tried again after a [`Backoff`](crate::schedule::Backoff) of 1 s, 2 s, and
/// so on up to the interval.
///
/// A request that is never settled, because its future was dropped, say, had no response, but that shows late: its messages can
/// be sent again after 30 s, a check-in after 5 s; longer each time, up to the interval. Of two that are under way at once, the
/// outcome of the later one counts. An exchange belongs to the link that began it.
///
/// ```
/// use core::time::Duration;
/// use vitalwire::Microcontroller;
/// use vitalwire::dataflow::{WorkerHealthReport, WorkerMessage};
/// use vitalwire_agent::Instant;
/// use vitalwire_agent::http::ResponseHead;
/// use vitalwire_agent::link::{Link, Step};
/// use vitalwire_agent::outbox::{Location, Outbox, Rank, Slot};
/// use vitalwire_agent::schedule::{Rhythm, Seed};
///
/// let (seconds, millis) = (Duration::from_secs, Instant::from_millis);
/// let seed = Seed::from_id(b"boiler-7");
/// let (mut bytes, mut slots) = ([0; 2048], [Slot::EMPTY; 8]);
/// let rhythm = Rhythm::new(seed, seconds(60), seconds(5)..=seconds(3600), millis(0))?;
/// let mut link = Link::new(Outbox::new(&mut bytes, &mut slots), rhythm);
/// assert_eq!(link.poll(millis(0)), Step::Sleep(millis(3_896)));
/// assert_eq!(link.poll(millis(3_896)), Step::Report);
///
/// let mut message = WorkerMessage::<Microcontroller, WorkerHealthReport<Microcontroller>>::default();
/// message.payload.insert(WorkerHealthReport::default()).vm_is_healthy = true;
/// link.push(Rank::Health, &message, millis(3_896))?;
/// link.reported(millis(3_896));
/// assert_eq!(link.poll(millis(3_896)), Step::Send);
///
/// let exchange = link.begin_send(millis(3_900)).unwrap();
/// assert_eq!(link.body(&exchange, Location::NONE).len(), 64); // the content length
/// let body = br#"{"workerMessageResponses": [{"workerHealthReportResponse": {"reportInterval": "300s"}}]}"#;
/// let mut head = ResponseHead::default(); // from a `ResponseReader`, or another HTTP client
/// head.status = 200;
/// let settled = link.settle_send::<Microcontroller>(exchange, Some((head, body)), millis(4_100));
/// assert!(settled.outcome.is_accepted());
/// assert_eq!(link.interval(), seconds(300));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Link<'o> {
    outbox: Outbox<'o>,
    timing: Timing,
    /// The most bytes that messages in a request may have.
    limit: usize,
}

impl<'o> Link<'o> {
    /// Creates the link of a worker that reports. Jitter is drawn from the seed of the rhythm: a worker that has random
    /// numbers [stirs](crate::schedule::Seed::stir) one into that before.
    #[must_use]
    pub fn new(outbox: Outbox<'o>, rhythm: Rhythm) -> Self {
        Self { outbox, timing: Timing::new(rhythm), limit: usize::MAX }
    }

    /// Limits the messages of a request to `bytes` bytes together, or to one message. Otherwise a request may have all that
    /// waits.
    #[must_use]
    pub fn with_limit(mut self, bytes: usize) -> Self {
        self.limit = bytes;
        self
    }

    /// Adds samples: the first one is due `every`, which is at least 1 ms, after `now`. Those that were missed are
    /// skipped.
    #[must_use]
    pub fn with_samples(mut self, every: Duration, now: Instant) -> Self {
        let now = self.timing.steady(now);
        self.timing.samples = Some(Samples::new(every, now));
        self
    }

    /// Adds check-ins: the first one is due within this time after `now`, at a moment of the worker's own, so that a fleet
    /// that starts at once doesn't check in at once.
    #[must_use]
    pub fn with_check_ins(mut self, within: Duration, now: Instant) -> Self {
        // Neither the phase of the reports, nor the jitter of what follows.
        let first = self.timing.steady(now).saturating_add(self.timing.seed.stir(2).phase(within));
        self.timing.check_ins = Some(CheckIns::new(first));
        self
    }

    /// Returns what to do now. It stays so until it's done: asking twice changes nothing.
    ///
    /// What has a deadline comes first, and a sample before the report that it belongs to; but neither comes again before
    /// what has waited for it: whatever takes long, or fails, all else is done, too.
    pub fn poll(&mut self, now: Instant) -> Step {
        self.timing.poll(self.waiting(), now)
    }

    /// Records that a sample was taken.
    pub fn sampled(&mut self, now: Instant) {
        self.timing.sampled(self.waiting(), now);
    }

    /// Puts a message in the outbox: see [`Outbox::push`]. Its time, if it has none, is `at`: now, or when something happened
    /// that couldn't be pushed then. So of a clock that has stepped back, it's earlier.
    ///
    /// # Errors
    /// [`PushError`], if there isn't space for it, say: nothing has changed.
    pub fn push<C: Profile, P: OneOf>(
        &mut self,
        rank: Rank,
        message: &WorkerMessage<C, P>,
        at: Instant,
    ) -> Result<(), PushError> {
        let at = self.timing.raw(at);
        self.outbox.push(rank, message, at, &self.timing.wall_clock)
    }

    /// Whether a message of a rank waits or is being sent: see [`Outbox::has`].
    #[must_use]
    pub fn has(&self, rank: Rank) -> bool {
        self.outbox.has(rank)
    }

    /// Records that the messages of a report were pushed: they are sent next. Also call this if there are none.
    pub fn reported(&mut self, now: Instant) {
        self.timing.reported(now);
    }

    /// Takes messages to send them, or returns `None` if there are none. Call it also if they can't be sent because there's no
    /// connection, and settle it at once.
    ///
    /// They needn't be due. A worker that is about to stop pushes its farewell, begins a request whatever [`poll`](Self::poll)
    /// says, and then does what that says for as long as it can.
    pub fn begin_send(&mut self, now: Instant) -> Option<SendExchange> {
        let (sent, now) = (self.timing.raw(now), self.timing.steady(now));
        let batch = self.outbox.batch(self.limit, &self.timing.wall_clock)?;
        let (exchange, has_report) = self.timing.begin_send(sent, now);
        let has_rest = batch.messages() < self.outbox.len();
        Some(SendExchange { exchange, batch, has_report, has_rest })
    }

    /// Returns the body of a request that is being sent: see [`Outbox::body`]. While it is read, nothing can be pushed. A
    /// connection that takes long reads it in parts: [`Body::fill`] copies one, and [`Body::starting_at`] continues.
    #[must_use]
    pub fn body<'b>(&'b self, exchange: &SendExchange, location: Location<'b>) -> Body<'b> {
        self.outbox.body(&exchange.batch, location)
    }

    /// Records how a request ended: with a response, which has a head and a body, or without. Applies the interval in it,
    /// and removes what was accepted.
    ///
    /// If it was rejected, its messages are sent again in smaller requests, and what is rejected alone is dropped: see
    /// [`Outbox::settle`]. A status or code that says that the sender or the address is wrong isn't about the messages: they
    /// wait until that is mended, for the next report.
    ///
    /// A negative interval changes nothing. The rest of the response, such as a thread count, is the worker's own.
    pub fn settle_send<C: Profile>(
        &mut self,
        exchange: SendExchange,
        response: Option<(ResponseHead, &[u8])>,
        now: Instant,
    ) -> Settled<SendWorkerMessagesResponse<C>> {
        let now = self.timing.steady(now);
        let settled = self.timing.settle::<SendWorkerMessagesResponse<C>>(&exchange.exchange, response, now);
        let outcome = for_messages(settled.outcome, response);
        let is_latest = self.timing.settle_send(&exchange, outcome, now);
        self.outbox.settle(exchange.batch, outcome);
        if is_latest
            && let Ok(response) = &settled.response
            && let Some(health) = response.latest().worker_health_report_response
        {
            let _unchanged_if_negative = self.timing.rhythm.apply(&health, now);
        }
        settled
    }

    /// Records that a request had no response, as if [`settle_send`](Self::settle_send) got none.
    pub fn settle_lost(&mut self, exchange: SendExchange, now: Instant) {
        let (now, outcome) = (self.timing.steady(now), Outcome::Retry { after: None });
        self.timing.settle_send(&exchange, outcome, now);
        self.outbox.settle(exchange.batch, outcome);
    }

    /// Records that the connection was cut while a request was being sent, before a response: it had none, and may have been too
    /// large. See [`Outbox::settle_cut`].
    ///
    /// A backend may have sent a response before that, a 413, say, so try to read one. Where the system buffers what is sent,
    /// as for TCP, a connection that was cut may only show when the response is read.
    ///
    /// A message that is cut although it is alone stays, and blocks those of its rank for as long as that goes on, or until the
    /// outbox is full: a backend should say 413.
    pub fn settle_cut(&mut self, exchange: SendExchange, now: Instant) {
        let now = self.timing.steady(now);
        self.timing.settle_send(&exchange, Outcome::Retry { after: None }, now);
        self.outbox.settle_cut(exchange.batch);
    }

    /// Records that there is a new access token. If the last request or check-in was
    /// [`Unauthenticated`](Outcome::Unauthenticated), the next one is due at once; if that's rejected, too, only at its own
    /// time.
    ///
    /// Until then, steps go on as if the token were good. A worker that knows that it isn't begins the exchange, and drops
    /// it. If a request with the old token is rejected after this call, call it again. If the tokens of a whole fleet are
    /// renewed at one moment, spread the calls: nothing here does.
    pub fn token_renewed(&mut self) {
        self.timing.sends.requests.renew_token();
        if let Some(check_ins) = &mut self.timing.check_ins {
            check_ins.requests.renew_token();
        }
    }

    /// Records that a check-in is being sent, or can't be because there's no connection. If it isn't settled within 5 s,
    /// it is due again.
    pub fn begin_check_in(&mut self, now: Instant) -> CheckInExchange {
        CheckInExchange(self.timing.begin_check_in(now))
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
        self.timing.settle_check_in(&exchange, response, now)
    }

    /// Returns the time of day, if a response has told it.
    #[must_use]
    pub fn wall_time(&self, now: Instant) -> Option<WallTime> {
        self.timing.wall_clock.now(now)
    }

    /// Returns what responses have said of the time of day, for messages that aren't [pushed](Self::push), but stored.
    #[must_use]
    pub const fn wall_clock(&self) -> &WallClock {
        &self.timing.wall_clock
    }

    /// Returns the time between two reports.
    #[must_use]
    pub fn interval(&self) -> Duration {
        self.timing.rhythm.interval()
    }

    /// Returns the deadline for the next check-in on the worker's own clock, if there is one.
    #[must_use]
    pub fn deadline(&self) -> Option<Instant> {
        self.timing.check_ins.as_ref()?.lease.deadline()
    }

    /// Returns how many messages were dropped: see [`Outbox::dropped`].
    #[must_use]
    pub const fn dropped(&self) -> Dropped {
        self.outbox.dropped()
    }

    /// Returns the messages that wait.
    #[must_use]
    pub const fn outbox(&self) -> &Outbox<'o> {
        &self.outbox
    }

    /// Returns the messages that wait: for `Shelf::sync`, for instance. Batches are taken by [`begin_send`](Self::begin_send), so
    /// that the link knows of them.
    pub const fn outbox_mut(&mut self) -> &mut Outbox<'o> {
        &mut self.outbox
    }

    fn waiting(&self) -> Waiting {
        Waiting { anything: !self.outbox.is_empty(), urgent: self.outbox.has_urgent() }
    }
}

/// Returns what an outcome means for the messages of a request: if it's the address or the sender that is rejected, that
/// they wait.
fn for_messages(outcome: Outcome, response: Option<(ResponseHead, &[u8])>) -> Outcome {
    let status = response.map_or(0, |(head, _)| head.status);
    let is_theirs = match outcome {
        Outcome::Rejected { code: None } => matches!(status, 200..=299 | 400 | 409 | 415 | 422),
        outcome => is_about_messages(outcome),
    };
    if is_theirs { outcome } else { Outcome::Retry { after: None } }
}
