//! An outbox with its batches.

use super::End;
use vitalwire::dataflow::WorkerMessage;
use vitalwire::profile::Profile;
use vitalwire::proto::OneOf;
use vitalwire_agent::Instant;
use vitalwire_agent::outbox::{Batch, Outbox, PushError, Rank, Slot};
use vitalwire_agent::schedule::WallClock;

/// An outbox whose last batch, and the one before it, are at hand.
pub struct Bare<'a> {
    pub outbox: Outbox<'a>,
    pub last: Option<Batch>,
    /// The latest that wasn't settled before there was another one.
    pub stale: Option<Batch>,
}

impl<'a> Bare<'a> {
    pub fn new(bytes: &'a mut [u8], slots: &'a mut [Slot], boot: Option<u32>) -> Self {
        let outbox = Outbox::new(bytes, slots);
        let outbox = if let Some(boot) = boot { outbox.with_boot(boot) } else { outbox };
        Self { outbox, last: None, stale: None }
    }

    pub fn push<C: Profile, P: OneOf>(
        &mut self,
        rank: Rank,
        message: &WorkerMessage<C, P>,
        now: Instant,
        clock: &WallClock,
    ) -> Result<(), PushError> {
        self.outbox.push(rank, message, now, clock)
    }

    /// Returns the number of messages.
    pub fn batch(&mut self, limit: usize, clock: &WallClock) -> usize {
        self.stale = self.last.take().or(self.stale.take());
        self.last = self.outbox.batch(limit, clock);
        self.last.as_ref().map_or(0, Batch::messages)
    }

    /// # Panics
    /// If there is no batch to settle.
    pub fn settle(&mut self, end: End) {
        let batch = self.last.take().expect("a batch");
        self.end(batch, end);
    }

    /// # Panics
    /// If there is no stale batch.
    pub fn settle_stale(&mut self, end: End) {
        let batch = self.stale.take().expect("a stale batch");
        self.end(batch, end);
    }

    fn end(&mut self, batch: Batch, end: End) {
        match end {
            End::Outcome(outcome) => self.outbox.settle(batch, outcome),
            End::Cut => self.outbox.settle_cut(batch),
        }
    }
}
