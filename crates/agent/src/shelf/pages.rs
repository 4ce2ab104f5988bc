//! The pages of the shelf, and the queue in them.

use super::ShelfError;
use super::watched::Watched;
use core::ops::Range;
use embedded_storage_async::nor_flash::MultiwriteNorFlash;
use sequential_storage::Error;
use sequential_storage::cache::{Cache, Uncached};
use sequential_storage::queue::{QueueConfig, QueueStorage};

/// The pages of a shelf.
pub(super) struct Pages<F> {
    pub(super) flash: Watched<F>,
    /// Whole pages of the flash.
    pub(super) range: Range<u32>,
    /// How many items were removed that don't fit into the buffer.
    pub(super) unreadable: u32,
}

/// A queue keeps nothing in memory: it's made where it's needed.
type Queue<'a, F> = QueueStorage<&'a mut Watched<F>, Cache<Uncached, Uncached, Uncached>>;

/// What becomes of an item, and of those after it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    Keep,
    Remove,
    Stop,
    RemoveAndStop,
}

/// Whether an item was written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Pushed {
    Done,
    /// The oldest page has items, and the others are full.
    Full,
}

impl<F: MultiwriteNorFlash> Pages<F> {
    pub(super) const SIZE: u32 = F::ERASE_SIZE as u32;
    /// What the queue takes for a word.
    pub(super) const WORD: usize = if F::WRITE_SIZE > F::READ_SIZE { F::WRITE_SIZE } else { F::READ_SIZE };
    /// The length of an item's header, whose first four bytes are 0 once the item is removed.
    const HEADER: usize = 8_usize.next_multiple_of(Self::WORD);
    /// The longest item: a page without its two marks, and the item's header.
    pub(super) const LONGEST: usize = F::ERASE_SIZE.saturating_sub(2 * Self::WORD + Self::HEADER);

    pub(super) fn new(flash: F, range: Range<u32>) -> Result<Self, ShelfError<F::Error>> {
        let is_in_flash = range.start < range.end && range.end as usize <= flash.capacity();
        let has_pages = range.end.saturating_sub(range.start) >= 2 * Self::SIZE;
        if !is_in_flash || !has_pages || QueueConfig::<F>::try_new(range.clone()).is_err() {
            return Err(ShelfError::Range);
        }
        Ok(Self { flash: Watched::new(flash), range, unreadable: 0 })
    }

    /// Returns the addresses of all pages.
    pub(super) fn addresses(&self) -> impl Iterator<Item = u32> + use<F> {
        self.range.clone().step_by(F::ERASE_SIZE)
    }

    /// Returns the page after this one.
    pub(super) fn after(&self, page: u32) -> u32 {
        let next = page.wrapping_add(Self::SIZE);
        if self.range.contains(&next) { next } else { self.range.start }
    }

    /// Returns the page that was written last.
    pub(super) fn last_written(&self) -> Option<u32> {
        let offset = self.flash.last_write?.checked_sub(self.range.start)?;
        Some(self.range.start + offset.checked_div(Self::SIZE)? * Self::SIZE)
    }

    /// Erases a page.
    pub(super) async fn erase(&mut self, page: u32) -> Result<(), ShelfError<F::Error>> {
        self.flash.flash.erase(page, page.wrapping_add(Self::SIZE)).await.map_err(ShelfError::Flash)
    }

    /// Writes an item, which has at most [`Self::LONGEST`] bytes.
    pub(super) async fn push(&mut self, item: &[u8]) -> Result<Pushed, ShelfError<F::Error>> {
        (self.flash.only, self.flash.is_wrong) = (None, false);
        match self.queue()?.push(item, false).await {
            Ok(()) if self.flash.is_wrong => Err(ShelfError::Mismatch),
            Ok(()) => Ok(Pushed::Done),
            Err(Error::FullStorage) => Ok(Pushed::Full),
            Err(error) => Err(of_queue(error)),
        }
    }

    /// Visits all items from the oldest on, or those of one page, and removes those of which `visit` says so.
    ///
    /// An item that is too long for the buffer is removed. Then all are visited again from the start.
    pub(super) async fn walk(
        &mut self,
        only: Option<u32>,
        buffer: &mut [u8],
        visit: &mut (dyn FnMut(&[u8]) -> Fate + Send),
    ) -> Result<(), ShelfError<F::Error>> {
        self.flash.only = only;
        while !self.walk_to_end(buffer, visit).await? {
            // It blocks all behind it, and was written with another buffer, or isn't one but looks so.
            self.remove_last_read().await?;
            self.unreadable = self.unreadable.saturating_add(1);
        }
        Ok(())
    }

    /// Returns whether no item was too long.
    async fn walk_to_end(
        &mut self,
        buffer: &mut [u8],
        visit: &mut (dyn FnMut(&[u8]) -> Fate + Send),
    ) -> Result<bool, ShelfError<F::Error>> {
        let mut queue = self.queue()?;
        let mut items = queue.iter().await.map_err(of_queue)?;
        loop {
            let item = match items.next(buffer).await {
                Ok(Some(item)) => item,
                Ok(None) => return Ok(true),
                Err(Error::BufferTooSmall(_)) => return Ok(false),
                Err(error) => return Err(of_queue(error)),
            };
            let fate = visit(&item);
            if matches!(fate, Fate::Remove | Fate::RemoveAndStop) {
                item.pop().await.map_err(of_queue)?;
            }
            if matches!(fate, Fate::Stop | Fate::RemoveAndStop) {
                return Ok(true);
            }
        }
    }

    /// Removes the item whose header was read last, as the queue does it.
    async fn remove_last_read(&mut self) -> Result<(), ShelfError<F::Error>> {
        let (address, mut header) = (self.flash.last_read, [0; 32]);
        let Some(header) = header.get_mut(..Self::HEADER) else { return Err(ShelfError::Range) };
        let flash = &mut self.flash.flash;
        flash.read(address, header).await.map_err(ShelfError::Flash)?;
        header.iter_mut().take(4).for_each(|byte| *byte = 0);
        flash.write(address, header).await.map_err(ShelfError::Flash)?;
        // Otherwise it would be found again, for ever.
        let mut read = [0; 32];
        let Some(read) = read.get_mut(..Self::HEADER) else { return Err(ShelfError::Range) };
        flash.read(address, read).await.map_err(ShelfError::Flash)?;
        if read == header { Ok(()) } else { Err(ShelfError::Mismatch) }
    }

    fn queue(&mut self) -> Result<Queue<'_, F>, ShelfError<F::Error>> {
        let range = if self.flash.only.is_some() { 0..2 * Self::SIZE } else { self.range.clone() };
        match QueueConfig::try_new(range) {
            Ok(config) => Ok(QueueStorage::new(&mut self.flash, config, Cache::new_uncached())),
            Err(_) => Err(ShelfError::Range),
        }
    }
}

fn of_queue<E>(error: Error<E>) -> ShelfError<E> {
    match error {
        Error::Storage { value } => ShelfError::Flash(value),
        _ => ShelfError::Corrupted,
    }
}
