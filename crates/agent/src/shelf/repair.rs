//! What a reset leaves of a page that was being erased, and what something else has left in the flash.
//!
//! The queue marks a page when it begins to fill it, in its first word, and when it is full, in its last one. So a page
//! is open, in use, or full; and in their circle, full pages are followed by the one in use, and that by the open ones.
//!
//! A flash says nothing of a page whose erasure was cut. The queue finishes those that have lost their first mark, and
//! kept the last. Any other remainder it takes for a page, and loses its order, or writes where something is already.
//! Here they are found before it sees them:
//!
//! - A page without its first mark must be blank, or it's erased.
//! - If the pages aren't in their order, the one that was being erased has no item: the queue erases none that has.
//!   Without it, they are in order.
//! - If that doesn't help, and there's no item in any page, nobody knows what this was, and all are erased.
//!
//! A reset while words are written needs no repair: the queue sees by checksums what is whole.

use super::ShelfError;
use super::pages::{Fate, Pages};
use embedded_storage_async::nor_flash::MultiwriteNorFlash;

/// What marks say of a page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Open,
    InUse,
    Full,
}

/// How many bits of a mark have to be 0, as the queue sees it.
const MARKED: u32 = 4;
/// How much is read at once to see whether it's blank.
const PIECE: usize = 32;

impl<F: MultiwriteNorFlash> Pages<F> {
    /// Erases pages whose erasure was cut, and all that can't be a shelf's. `buffer` is for items.
    pub(super) async fn repair(&mut self, buffer: &mut [u8]) -> Result<(), ShelfError<F::Error>> {
        for page in self.addresses() {
            if self.state(page).await? == State::Open && !self.is_blank(page, page + Self::SIZE).await? {
                self.erase(page).await?;
            }
        }
        if !self.is_in_order(None).await? && !self.put_in_order(buffer).await? {
            return Err(ShelfError::Corrupted);
        }
        self.clear_page_in_use(buffer).await
    }

    /// Erases the page without which they are in order, or all, unless that would lose something. Returns whether it
    /// did.
    async fn put_in_order(&mut self, buffer: &mut [u8]) -> Result<bool, ShelfError<F::Error>> {
        let mut has_items = false;
        for page in self.addresses() {
            if self.has_items(page, buffer).await? {
                has_items = true;
            } else if self.is_in_order(Some(page)).await? {
                self.erase(page).await?;
                return Ok(true);
            }
        }
        if !has_items {
            self.erase_all().await?;
        }
        Ok(!has_items)
    }

    /// Erases all pages.
    pub(super) async fn erase_all(&mut self) -> Result<(), ShelfError<F::Error>> {
        for page in self.addresses() {
            self.erase(page).await?;
        }
        Ok(())
    }

    /// Returns the page in use, if the last one isn't full.
    pub(super) async fn page_in_use(&mut self) -> Result<Option<u32>, ShelfError<F::Error>> {
        for page in self.addresses() {
            if self.state(page).await? == State::InUse {
                return Ok(Some(page));
            }
        }
        Ok(None)
    }

    /// Whether nothing was written to a page since it was erased.
    pub(super) async fn is_open(&mut self, page: u32) -> Result<bool, ShelfError<F::Error>> {
        Ok(self.state(page).await? == State::Open)
    }

    /// Erases the page in use if it has no item, and something that isn't one where the next would be written: then it
    /// never was a shelf's.
    async fn clear_page_in_use(&mut self, buffer: &mut [u8]) -> Result<(), ShelfError<F::Error>> {
        let Some(page) = self.page_in_use().await? else { return Ok(()) };
        if self.has_items(page, buffer).await? {
            return Ok(());
        }
        // The last that was read is the header of the next item. If the page has no space for one, it may be erased as
        // well.
        let last_word = page + Self::SIZE - Self::WORD as u32;
        if self.is_blank(self.flash.last_read, last_word).await? { Ok(()) } else { self.erase(page).await }
    }

    async fn has_items(&mut self, page: u32, buffer: &mut [u8]) -> Result<bool, ShelfError<F::Error>> {
        let mut has_items = false;
        let visit = &mut |_: &[u8]| {
            has_items = true;
            Fate::Stop
        };
        self.walk(Some(page), buffer, visit).await?;
        Ok(has_items)
    }

    /// Whether full pages are followed by at most one in use, and by open ones. `erased` counts as open.
    async fn is_in_order(&mut self, erased: Option<u32>) -> Result<bool, ShelfError<F::Error>> {
        let (mut open, mut in_use, mut is_followed, mut starts) = (0, 0, false, 0);
        let (mut first, mut previous) = (None, None);
        for page in self.addresses() {
            let state = if Some(page) == erased { State::Open } else { self.state(page).await? };
            open += u32::from(state == State::Open);
            in_use += u32::from(state == State::InUse);
            if let Some(previous) = previous {
                (is_followed, starts) = step(previous, state, is_followed, starts);
            }
            (first, previous) = (first.or(Some(state)), Some(state));
        }
        // It's a circle.
        if let (Some(last), Some(first)) = (previous, first) {
            (is_followed, starts) = step(last, first, is_followed, starts);
        }
        Ok(match open {
            0 => in_use == 1,
            _ => starts <= 1 && in_use <= 1 && !is_followed,
        })
    }

    /// Returns what the marks of a page say, as the queue reads them.
    async fn state(&mut self, page: u32) -> Result<State, ShelfError<F::Error>> {
        if !self.is_marked(page).await? {
            return Ok(State::Open);
        }
        let is_full = self.is_marked(page + Self::SIZE - F::READ_SIZE as u32).await?;
        Ok(if is_full { State::Full } else { State::InUse })
    }

    async fn is_marked(&mut self, address: u32) -> Result<bool, ShelfError<F::Error>> {
        let mut mark = [0xFF; PIECE];
        let Some(mark) = mark.get_mut(..F::READ_SIZE) else { return Err(ShelfError::Range) };
        self.flash.flash.read(address, mark).await.map_err(ShelfError::Flash)?;
        Ok(mark.iter().map(|byte| byte.count_zeros()).sum::<u32>() >= MARKED)
    }

    /// Whether all bits are 1.
    async fn is_blank(&mut self, from: u32, to: u32) -> Result<bool, ShelfError<F::Error>> {
        let (mut address, mut buffer) = (from, [0; PIECE]);
        while address < to {
            let len = (to - address).min(PIECE as u32);
            let Some(piece) = buffer.get_mut(..len as usize) else { break };
            self.flash.flash.read(address, piece).await.map_err(ShelfError::Flash)?;
            if piece.iter().any(|&byte| byte != 0xFF) {
                return Ok(false);
            }
            address += len;
        }
        Ok(true)
    }
}

/// Counts where used pages start after an open one, and notes whether one comes after the page in use.
fn step(previous: State, state: State, is_followed: bool, starts: u32) -> (bool, u32) {
    let is_used = state != State::Open;
    let is_followed = is_followed || (is_used && previous == State::InUse);
    (is_followed, starts + u32::from(is_used && previous == State::Open))
}
