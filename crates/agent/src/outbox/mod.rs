//! Messages that wait to be sent: encoded once, in memory of fixed size, and none lost unsaid.

mod arena;
mod batch;
mod dropped;
pub(crate) mod entry;
mod error;
mod flight;
mod rank;
#[cfg(feature = "shelf")]
mod shelved;
mod slot;

pub use batch::{Batch, Body, Location};
pub use dropped::Dropped;
pub use entry::SEQUENCE_LABEL;
pub use error::PushError;
pub(crate) use flight::is_about_messages;
pub use rank::Rank;
#[cfg(feature = "shelf")]
pub(crate) use shelved::{Loaded, Stored};
pub use slot::Slot;

use crate::Instant;
use crate::schedule::WallClock;
use arena::State;
use core::fmt;
use vitalwire::dataflow::WorkerMessage;
use vitalwire::profile::Profile;
use vitalwire::proto::OneOf;
use vitalwire::rpc::Outcome;

/// Messages that wait to be sent, encoded, in bytes and slots that it borrows: as many messages as there are slots, 65,535 at
/// most. On 32 bits it takes 52 bytes beside them.
///
/// - A message is encoded once, when it enters. Its struct is free then for the next one.
/// - Messages leave in batches, of which there is one at a time. The body of its request consists of slices of the outbox.
/// - What was being sent stays until the backend has accepted it. What can't be sent stays, too: an outage of any length
///   costs the oldest events, and the resolution of metrics, but no count.
/// - When it's full, an event makes space for itself: health goes, then the oldest event. Metrics stay, since what they
///   count isn't counted again; they only go for a farewell. Never what is being sent goes. All that is lost is
///   [counted](Self::dropped).
/// - A message that the backend rejects costs only itself: it's looked for by halves.
///
/// ```
/// use vitalwire::dataflow::{WorkerHealthReport, WorkerMessage};
/// use vitalwire::rpc::Outcome;
/// use vitalwire::Microcontroller;
/// use vitalwire_agent::Instant;
/// use vitalwire_agent::outbox::{Location, Outbox, Rank, Slot};
/// use vitalwire_agent::schedule::WallClock;
///
/// type Health = WorkerMessage<Microcontroller, WorkerHealthReport<Microcontroller>>;
///
/// let (now, clock) = (Instant::from_millis(4000), WallClock::UNKNOWN);
/// let (mut bytes, mut slots) = ([0; 2048], [Slot::EMPTY; 8]);
/// let mut outbox = Outbox::new(&mut bytes, &mut slots).with_boot(7); // the seventh start of this worker
/// let mut message = Health::default();
/// message.payload.insert(WorkerHealthReport::default()).vm_is_healthy = true;
/// outbox.push(Rank::Health, &message, now, &clock)?;
///
/// let batch = outbox.batch(4096, &clock).unwrap();
/// let body = outbox.body(&batch, Location::new("europe-west1")?);
/// assert_eq!(body.len(), 115); // the content length
/// let json = body.collect::<Vec<_>>().concat(); // in place of a connection
/// assert_eq!(
///     std::str::from_utf8(&json)?,
///     r#"{"location":"europe-west1","workerMessages":[{"labels":{"SEQ":"7.2.0"},"workerHealthReport":{"vmIsHealthy":true}}]}"#,
/// );
/// outbox.settle(batch, Outcome::Accepted);
/// assert!(outbox.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Outbox<'a> {
    /// The texts, each with a comma after it, without gaps.
    bytes: &'a mut [u8],
    /// One for each text, in the same order.
    slots: &'a mut [Slot],
    state: State,
}

impl<'a> Outbox<'a> {
    /// Creates an empty outbox, whose messages get no label.
    #[must_use]
    pub fn new(bytes: &'a mut [u8], slots: &'a mut [Slot]) -> Self {
        // Their lengths and numbers are counted in 32 and 16 bits.
        let (len, count) = (bytes.len().min(u32::MAX as usize), slots.len().min(u16::MAX.into()));
        let bytes = bytes.get_mut(..len).unwrap_or_default();
        Self { bytes, slots: slots.get_mut(..count).unwrap_or_default(), state: State::new() }
    }

    /// Adds a label to all messages, by which a receiver knows those that it has already: see [`SEQUENCE_LABEL`].
    ///
    /// `boot` has to be greater after each start of the worker, so it has to be stored: a receiver drops all messages of a
    /// lower one. Where the number is lost, go on with one that is surely greater. Without a store, leave it out.
    #[must_use]
    pub const fn with_boot(mut self, boot: u32) -> Self {
        (self.state.boot, self.state.has_boot) = (boot, true);
        self
    }

    /// Encodes a message, which waits then to be sent. One of [`Rank::Health`] replaces one with the same kind of payload that
    /// waits.
    ///
    /// A message without a time gets one: that of `at`, if `clock` knows it now, or else when it is sent; if not even then,
    /// none.
    ///
    /// # Errors
    /// [`PushError`], if there isn't space for it, say: the outbox is as before.
    pub fn push<C: Profile, P: OneOf>(
        &mut self,
        rank: Rank,
        message: &WorkerMessage<C, P>,
        at: Instant,
        clock: &WallClock,
    ) -> Result<(), PushError> {
        entry::with_draft(message, |draft| self.push_draft(rank, draft, at, clock))
    }

    /// Whether a message of a rank waits or is being sent. As long as there is one of [`Rank::Metrics`], there can't be
    /// another with the same kind of payload: it needn't be built.
    #[must_use]
    pub fn has(&self, rank: Rank) -> bool {
        self.slots().iter().any(|slot| slot.rank == rank && slot.is_there())
    }

    /// Whether there is a message that doesn't wait for a report: a farewell or an event.
    pub(crate) fn has_urgent(&self) -> bool {
        self.slots().iter().any(|slot| slot.rank <= Rank::Event && slot.is_there())
    }

    /// Returns how many messages wait or are being sent.
    #[must_use]
    pub fn len(&self) -> usize {
        self.slots().iter().filter(|slot| slot.is_there()).count()
    }

    /// Whether no message waits, and none is being sent.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Takes messages to send them: those that matter most, in their order, as many as have at most `limit` bytes together,
    /// but at least one. Returns `None` if there is none.
    ///
    /// If the last batch wasn't settled, it had no response: the same messages are sent again.
    pub fn batch(&mut self, limit: usize, clock: &WallClock) -> Option<Batch> {
        self.take_batch(limit, clock)
    }

    /// Returns the body of a batch's request. It can be asked for again.
    #[must_use]
    pub fn body<'b>(&'b self, batch: &Batch, location: Location<'b>) -> Body<'b> {
        if self.is_current(batch) { Body::new(batch, location, self.slots(), self.bytes) } else { Body::NOTHING }
    }

    /// Records how a batch ended, unless there has been another one since.
    ///
    /// | outcome | |
    /// | --- | --- |
    /// | accepted | its messages are removed |
    /// | too large | batches are at most half as long from now on, and a little longer with each that is accepted; a message that is alone is dropped |
    /// | rejected | its messages are sent again in two halves, and so on, until the one that is rejected is alone: it is dropped |
    /// | rejected by `PERMISSION_DENIED`, `NOT_FOUND`, `UNIMPLEMENTED` or `CANCELLED`; any other | its messages wait: they aren't at fault |
    ///
    /// A rejection without a code may be that of a wrong address or a proxy, which only the status says: a
    /// [`Link`](crate::link::Link) looks at it.
    pub fn settle(&mut self, batch: Batch, outcome: Outcome) {
        self.end_batch(&batch, outcome);
    }

    /// Records that the connection was cut while a batch's body was being sent, before a response. It stays, and as some
    /// backends end a request that is too large like this, batches are at most half as long from now on, as if that were the
    /// response; but a message that is alone isn't dropped. Messages of other ranks go before it is tried again.
    pub fn settle_cut(&mut self, batch: Batch) {
        self.cut_batch(&batch);
    }

    /// Returns how many messages were dropped, or since the counts were handed over.
    #[must_use]
    pub const fn dropped(&self) -> Dropped {
        self.state.dropped
    }

    /// Hands over how many messages were dropped, and forgets it if that succeeds, as a meter does. Returns `None` if none
    /// were.
    ///
    /// ```
    /// use vitalwire::Microcontroller;
    /// use vitalwire::dataflow::{Metric, MetricValue, PerStepNamespaceMetrics};
    /// use vitalwire_agent::outbox::{Outbox, Slot};
    ///
    /// let (mut bytes, mut slots) = ([0; 2048], [Slot::EMPTY; 8]);
    /// let mut outbox = Outbox::new(&mut bytes, &mut slots);
    /// let mut step = PerStepNamespaceMetrics::<Microcontroller>::default();
    /// outbox.cut_dropped(|dropped| {
    ///     let (metric, value) = ("dropped".try_into()?, Some(Metric::Int64(dropped.total().into())));
    ///     step.metric_values.push(MetricValue { metric, value, ..Default::default() }).map_err(vitalwire::BuildError::from)
    /// })?;
    /// # Ok::<(), vitalwire::BuildError>(())
    /// ```
    ///
    /// # Errors
    /// The error of `hand_over`; the counts are kept.
    pub fn cut_dropped<T, E>(&mut self, hand_over: impl FnOnce(Dropped) -> Result<T, E>) -> Result<Option<T>, E> {
        if self.state.dropped == Dropped::NONE {
            return Ok(None);
        }
        let handed_over = hand_over(self.state.dropped)?;
        self.state.dropped = Dropped::NONE;
        Ok(Some(handed_over))
    }
}

impl fmt::Debug for Outbox<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Outbox").field("len", &self.len()).field("dropped", &self.dropped()).finish_non_exhaustive()
    }
}

#[cfg(feature = "defmt")]
impl defmt::Format for Outbox<'_> {
    fn format(&self, f: defmt::Formatter<'_>) {
        defmt::write!(f, "Outbox {{ len: {=usize}, dropped: {}, .. }}", self.len(), self.dropped());
    }
}
