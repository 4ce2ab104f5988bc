//! Events on the disk, until they're accepted.

use super::event::Message;
use super::state::State;
use pollster::block_on;
use std::fmt::Display;
use std::io::ErrorKind;
use vitalwire_agent::Instant;
use vitalwire_agent::outbox::Outbox;
use vitalwire_agent::schedule::WallClock;
use vitalwire_agent::shelf::{FileFlash, Shelf, ShelfError, ShelfRank};

/// The shelf in a file of a state directory.
pub struct Store(Shelf<'static, FileFlash>);

/// 1 MiB.
const PAGES: u16 = 256;

impl Store {
    /// # Errors
    /// The file can't be used: a sentence for the user.
    pub fn open(state: &State) -> Result<Self, String> {
        let path = state.path("shelf");
        let failed = |error: &dyn Display, is_damaged: bool| {
            let advice = if is_damaged { "; without the file, what waits in it is lost, and it goes on" } else { "" };
            format!("{} can't be used: {error}{advice}", path.display())
        };
        let flash = FileFlash::open(&path, PAGES);
        let flash = flash.map_err(|error| failed(&error, error.kind() == ErrorKind::InvalidData))?;
        // The longest message fills a page. It lives as long as the process.
        let buffer = Box::leak(Box::new([0; FileFlash::PAGE as usize]));
        let range = 0..u32::from(PAGES) * FileFlash::PAGE;
        let shelf = block_on(Shelf::open(flash, range, buffer, state.start));
        Ok(Self(shelf.map_err(|error| failed(&error, matches!(error, ShelfError::Corrupted)))?))
    }

    /// Stores a message: once this returns `Ok`, it is on the disk.
    ///
    /// # Errors
    /// It may not be: a sentence for whoever wants it to.
    pub fn commit(
        &mut self,
        rank: ShelfRank,
        message: &Message,
        now: Instant,
        clock: &WallClock,
    ) -> Result<(), String> {
        block_on(self.0.commit(rank, message, now, clock)).map_err(|error| error.to_string())
    }

    /// Gives an outbox what it doesn't have yet, and removes what it has sent.
    ///
    /// # Errors
    /// The file can't be used now: a sentence for the user.
    pub fn sync(&mut self, outbox: &mut Outbox<'_>) -> Result<(), String> {
        block_on(self.0.sync(outbox)).map_err(|error| format!("the shelf: {error}"))
    }
}
