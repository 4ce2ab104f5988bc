//! What the shelf and an outbox tell each other.

use super::pages::Fate;
use super::record::Record;
use super::{Shelf, ShelfError, ShelfRank};
use crate::outbox::{Loaded, Outbox, Rank};
use embedded_storage_async::nor_flash::MultiwriteNorFlash;

impl<F: MultiwriteNorFlash> Shelf<'_, F> {
    /// Removes what the outbox has delivered, or dropped and counted, and gives it what it doesn't have yet: farewells
    /// first, then the oldest events, as many as it accepts. What will never fit into the outbox is dropped and
    /// counted.
    ///
    /// Call it each time round the loop: it does nothing if nothing can have changed. A page without messages is erased
    /// here, which takes a flash tens of ms or more.
    ///
    /// # Errors
    /// [`ShelfError`]: the outbox has what it has, and the next call goes on.
    pub async fn sync(&mut self, outbox: &mut Outbox<'_>) -> Result<(), ShelfError<F::Error>> {
        // Also if the flash fails then.
        self.hand_over_dropped(outbox);
        let has_settled = outbox.has_settled();
        let may_load = self.has_news && self.waiting.is_none_or(|(rank, len)| outbox.has_space(rank.into(), len));
        if self.is_unsure || has_settled || may_load {
            self.begin().await?;
            if has_settled {
                self.remove_settled(outbox).await?;
            }
            if self.has_news {
                self.waiting = None;
                self.load_farewells(outbox).await?;
                self.load_events(outbox).await?;
                self.has_news = self.waiting.is_some();
            }
            self.is_unsure = false;
        }
        self.hand_over_dropped(outbox);
        Ok(())
    }

    fn hand_over_dropped(&mut self, outbox: &mut Outbox<'_>) {
        for _ in 0..self.dropped.saturating_add(self.pages.unreadable) {
            outbox.count_dropped(Rank::Event);
        }
        (self.dropped, self.pages.unreadable) = (0, 0);
    }

    async fn remove_settled(&mut self, outbox: &mut Outbox<'_>) -> Result<(), ShelfError<F::Error>> {
        let has_farewells = self.has_farewells;
        let visit = &mut |item: &[u8]| match Record::parse(item) {
            Some(record) if outbox.is_settled(record.boot, record.id) => Fate::Remove,
            // Events are loaded in their order: it doesn't know the later ones, either.
            Some(record)
                if record.rank == ShelfRank::Event && !has_farewells && !outbox.knows(record.boot, record.id) =>
            {
                Fate::Stop
            }
            _ => Fate::Keep,
        };
        self.pages.flash.is_wrong = false;
        self.pages.walk(None, self.buffer, visit).await?;
        if self.pages.flash.is_wrong {
            // They are still stored: what the outbox forgets now would be sent again and again.
            return Err(ShelfError::Mismatch);
        }
        // All at once: a farewell that was moved may be stored twice.
        outbox.forget_settled();
        Ok(())
    }

    /// Loads farewells, by their ids: those that were moved are stored behind later ones.
    async fn load_farewells(&mut self, outbox: &mut Outbox<'_>) -> Result<(), ShelfError<F::Error>> {
        while self.has_farewells {
            let (mut has_any, mut next) = (false, None::<u32>);
            let visit = &mut |item: &[u8]| {
                if let Some(Record { rank: ShelfRank::Farewell, boot, id, .. }) = Record::parse(item) {
                    has_any = true;
                    if !outbox.knows(boot, id) && next.is_none_or(|next| id < next) {
                        next = Some(id);
                    }
                }
                Fate::Keep
            };
            self.pages.walk(None, self.buffer, visit).await?;
            self.has_farewells = has_any;
            let Some(next) = next else { break };

            let (boot, mut loaded) = (self.boot, Loaded::Taken);
            let visit = &mut |item: &[u8]| match Record::parse(item) {
                Some(record) if record.rank == ShelfRank::Farewell && record.id == next => {
                    loaded = outbox.load(&record.stored(boot));
                    if loaded == Loaded::TooLong { Fate::Remove } else { Fate::Stop }
                }
                _ => Fate::Keep,
            };
            self.pages.walk(None, self.buffer, visit).await?;
            match loaded {
                Loaded::Taken => {}
                Loaded::TooLong => outbox.count_dropped(Rank::Farewell),
                Loaded::NoSpace { needed } => {
                    self.waiting = Some((ShelfRank::Farewell, needed));
                    break;
                }
            }
        }
        Ok(())
    }

    /// Loads events in their order: a receiver drops those that come later.
    async fn load_events(&mut self, outbox: &mut Outbox<'_>) -> Result<(), ShelfError<F::Error>> {
        let visit = &mut |item: &[u8]| {
            let Some(record) = Record::parse(item) else {
                outbox.count_dropped(Rank::Event);
                return Fate::Remove;
            };
            if record.rank == ShelfRank::Farewell || outbox.knows(record.boot, record.id) {
                return Fate::Keep;
            }
            match outbox.load(&record.stored(self.boot)) {
                Loaded::Taken => {
                    self.loaded = record.id;
                    Fate::Keep
                }
                Loaded::NoSpace { needed } => {
                    self.waiting = self.waiting.or(Some((ShelfRank::Event, needed)));
                    Fate::Stop
                }
                Loaded::TooLong => {
                    outbox.count_dropped(Rank::Event);
                    Fate::Remove
                }
            }
        };
        self.pages.walk(None, self.buffer, visit).await
    }
}
