//! How a message is stored.

use super::pages::{Fate, Pages, Pushed};
use super::record::{HEADER, Record};
use super::{CommitError, Shelf, ShelfError, ShelfRank};
use crate::Instant;
use crate::outbox::PushError;
use crate::outbox::entry::{Stamp, with_draft};
use crate::schedule::{WallClock, WallTime};
use embedded_storage_async::nor_flash::MultiwriteNorFlash;
use vitalwire::dataflow::WorkerMessage;
use vitalwire::profile::Profile;
use vitalwire::proto::OneOf;

impl<F: MultiwriteNorFlash> Shelf<'_, F> {
    /// Stores a message: once this returns `Ok`, it was read back from the flash, and will be sent, or counted as
    /// dropped. Then `sync` gives it to an outbox.
    ///
    /// A message without a time gets one: that of `now`, if `clock` knows it now, or else when it is sent. If a reset
    /// comes before that, its time is lost, and it has none.
    ///
    /// Farewells and events have numbers of their own in the [label](crate::outbox::SEQUENCE_LABEL), apart from those
    /// of an outbox.
    ///
    /// # Errors
    /// [`CommitError`]. Unless that is [`Shelf`](CommitError::Shelf), the message isn't stored.
    pub async fn commit<C: Profile, P: OneOf>(
        &mut self,
        rank: ShelfRank,
        message: &WorkerMessage<C, P>,
        now: Instant,
        clock: &WallClock,
    ) -> Result<(), CommitError<F::Error>> {
        let id = self.next;
        let stream = match rank {
            ShelfRank::Farewell => 4,
            ShelfRank::Event => 5,
        };
        let time = clock.now(now).map(WallTime::best).ok_or(now);
        let stamp = with_draft(message, |draft| draft.stamp(Some([self.boot, stream, id]), time));
        loop {
            // Again each time: what has to go for it is read into the same buffer.
            let len = self.write_record(rank, id, message, &stamp)?;
            if self.store(rank, id, len).await? {
                return Ok(());
            }
        }
    }

    /// Stores what was written to the start of the buffer. Returns whether it is stored, or otherwise could be now.
    async fn store(&mut self, rank: ShelfRank, id: u32, len: usize) -> Result<bool, CommitError<F::Error>> {
        if self.is_unsure {
            // That may read into the buffer.
            self.begin().await?;
            self.is_unsure = false;
            return Ok(false);
        }
        self.is_unsure = true;
        // A call that's cut short may have stored something with this id.
        self.next = id.saturating_add(1);
        (self.has_news, self.waiting) = (true, None);
        self.has_farewells |= rank == ShelfRank::Farewell;
        match self.push(id, len).await? {
            Pushed::Done => {
                // It's stored whatever becomes of others. After an error, this is tried again with the next one.
                self.is_unsure = self.save_farewells().await.is_err();
                Ok(true)
            }
            Pushed::Full => {
                let has_space = self.drop_oldest_page().await?;
                self.is_unsure = false;
                if has_space { Ok(false) } else { Err(CommitError::Full) }
            }
        }
    }

    /// Writes what is at the start of the buffer behind all others.
    ///
    /// The first time after a reset, it's looked for then. If that has torn a header, what is left of it may form
    /// another one with this one's, which hides it: once in a million times.
    pub(super) async fn push(&mut self, id: u32, len: usize) -> Result<Pushed, ShelfError<F::Error>> {
        let pushed = self.pages.push(self.buffer.get(..len).unwrap_or_default()).await?;
        if pushed == Pushed::Full || self.page.is_some() {
            return Ok(pushed);
        }
        let mut is_found = false;
        let visit = &mut |item: &[u8]| {
            is_found = Record::parse(item).is_some_and(|record| record.id == id);
            if is_found { Fate::Stop } else { Fate::Keep }
        };
        self.pages.walk(self.pages.last_written(), self.buffer, visit).await?;
        if is_found { Ok(pushed) } else { Err(ShelfError::Mismatch) }
    }

    /// Writes what is to be stored to the start of the buffer, and returns its length.
    fn write_record<C: Profile, P: OneOf>(
        &mut self,
        rank: ShelfRank,
        id: u32,
        message: &WorkerMessage<C, P>,
        stamp: &Stamp,
    ) -> Result<usize, CommitError<F::Error>> {
        // It's read in whole words.
        let space = self.buffer.len() - self.buffer.len() % Pages::<F>::WORD;
        let space = space.min(Pages::<F>::LONGEST);
        let (header, text) =
            self.buffer.get_mut(..space).unwrap_or_default().split_at_mut_checked(HEADER).unwrap_or_default();
        match with_draft(message, |draft| draft.write(stamp, text)) {
            Ok(entry) => {
                Record::write_header(rank, self.boot, id, entry.is_timeless, header);
                Ok(HEADER + entry.len)
            }
            Err(PushError::TooLong { needed }) => {
                Err(CommitError::TooLong { needed: needed.saturating_add(HEADER), space })
            }
            Err(error) => Err(CommitError::Message(error)),
        }
    }
}
