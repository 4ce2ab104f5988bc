//! How space is made for the next message.
//!
//! A page is erased as a whole, so it can be used again only when all its messages are gone. The oldest one is next.
//! Events in it can be dropped, farewells can't: one that waits for a connection, as after a reset far from any, would
//! keep the whole shelf. So when a page is begun, farewells in the oldest one move there.

use super::pages::{Fate, Pushed};
use super::record::Record;
use super::{Shelf, ShelfError, ShelfRank};
use embedded_storage_async::nor_flash::MultiwriteNorFlash;

impl<F: MultiwriteNorFlash> Shelf<'_, F> {
    /// Drops the events in the oldest page, and erases it. Returns whether that was possible: there may be farewells
    /// for which no other page has space.
    pub(super) async fn drop_oldest_page(&mut self) -> Result<bool, ShelfError<F::Error>> {
        let Some(in_use) = self.pages.page_in_use().await? else { return Err(ShelfError::Corrupted) };
        let oldest = self.pages.after(in_use);
        if self.has_farewells && !self.move_farewells(oldest).await? {
            return Ok(false);
        }
        let visit = &mut |item: &[u8]| {
            // What an outbox has is delivered, or counted there.
            if Record::parse(item).is_none_or(|record| record.id > self.loaded) {
                self.dropped = self.dropped.saturating_add(1);
            }
            Fate::Remove
        };
        self.pages.walk(Some(oldest), self.buffer, visit).await?;
        // The queue wouldn't, if a message in it was only begun when a reset came.
        self.pages.erase(oldest).await?;
        Ok(true)
    }

    /// Moves farewells out of the oldest page, if a page was begun since the last time.
    pub(super) async fn save_farewells(&mut self) -> Result<(), ShelfError<F::Error>> {
        let Some(page) = self.pages.last_written() else { return Ok(()) };
        if self.page == Some(page) {
            return Ok(());
        }
        let oldest = self.pages.after(page);
        if self.has_farewells && !self.pages.is_open(oldest).await? {
            self.move_farewells(oldest).await?;
        }
        self.page = Some(page);
        Ok(())
    }

    /// Writes each farewell of a page again, behind all others, and removes it from that page. Returns whether there
    /// was space for all.
    async fn move_farewells(&mut self, page: u32) -> Result<bool, ShelfError<F::Error>> {
        loop {
            let (mut len, mut found) = (0, 0);
            let visit = &mut |item: &[u8]| match farewell(item) {
                Some(id) => {
                    (len, found) = (item.len(), id);
                    Fate::Stop
                }
                None => Fate::Keep,
            };
            self.pages.walk(Some(page), self.buffer, visit).await?;
            if len == 0 {
                return Ok(true);
            }
            if self.push(found, len).await? == Pushed::Full {
                return Ok(false);
            }
            // A reset before this leaves two with one id.
            let visit = &mut |item: &[u8]| {
                if farewell(item) == Some(found) { Fate::RemoveAndStop } else { Fate::Keep }
            };
            self.pages.walk(Some(page), self.buffer, visit).await?;
        }
    }
}

/// Returns the id of a farewell.
pub(super) fn farewell(item: &[u8]) -> Option<u32> {
    Record::parse(item).filter(|record| record.rank == ShelfRank::Farewell).map(|record| record.id)
}
