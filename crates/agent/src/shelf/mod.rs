//! Messages that survive a reset: events, results and the last message before one, in flash or a file.
//!
//! Health and metrics stay in memory, since flash wears: see the [figures].
//!
//! [figures]: https://docs.rs/crate/vitalwire-agent/latest/source/docs/SHELF.md

mod commit;
mod error;
#[cfg(all(feature = "std", unix))]
mod file_flash;
mod pages;
mod record;
mod repair;
mod space;
mod sync;
mod watched;

pub use error::{CommitError, ShelfError};
#[cfg(all(feature = "std", unix))]
pub use file_flash::{FileFlash, FileFlashError};

use crate::outbox::Rank;
use core::fmt;
use core::ops::Range;
use embedded_storage_async::nor_flash::MultiwriteNorFlash;
use pages::{Fate, Pages};
use record::Record;

/// A store of messages in flash that survives a reset at any moment: what was [committed](Self::commit) stays until the
/// backend has accepted or rejected it.
///
/// An [`Outbox`](crate::outbox::Outbox) sends it: [`sync`](Self::sync) gives it what is stored, oldest first, and
/// removes what it has sent. A message that was sent when a reset came, and not yet removed, is sent again with the
/// same [label](crate::outbox::SEQUENCE_LABEL), by which a receiver knows it.
///
/// When the shelf is full, the oldest events are dropped, a whole page of them, and counted; a farewell never is.
///
/// # The flash
///
/// It's a range of at least two pages that nothing else uses, of a driver for NOR flash with [`MultiwriteNorFlash`] of
/// embedded-storage-async: words can be written a second time to clear more of their bits. A driver that blocks can be
/// wrapped, by `BlockingAsync` of embassy-embedded-hal, for instance. On Linux and other systems like it, `FileFlash`
/// (feature `std`) is a flash in a file.
///
/// The flash in microcontrollers that add an error-correcting code to each word can't be written twice, and its drivers
/// don't have this trait: that of the STM32 H7, L4 and G4, for instance. There, a serial NOR flash or an FRAM beside it
/// does. Or events stay in the outbox, and don't survive a reset. ekv stores in flash that is written once; but it
/// takes at least 12 pages of 4 KB, and about four erasures for each message.
///
/// A future that is dropped before it's done is as good as a reset: what it did may be done or not, and the next call
/// of any method repairs what it left.
///
/// ```
/// # #[cfg(all(feature = "std", unix))] {
/// use core::time::Duration;
/// use vitalwire::Microcontroller;
/// use vitalwire::dataflow::{LifecycleEvent, WorkerLifecycleEvent, WorkerMessage};
/// use vitalwire_agent::Instant;
/// use vitalwire_agent::link::{Link, Step};
/// use vitalwire_agent::outbox::{Outbox, Slot};
/// use vitalwire_agent::schedule::{Rhythm, Seed};
/// use vitalwire_agent::shelf::{FileFlash, Shelf, ShelfRank};
///
/// # fn block_on<T>(future: impl Future<Output = T>) -> T {
/// #     use core::{pin::pin, task::{Context, Poll, Waker}};
/// #     match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
/// #         Poll::Ready(value) => value,
/// #         Poll::Pending => panic!("a file never waits"),
/// #     }
/// # }
/// type Event = WorkerMessage<Microcontroller, WorkerLifecycleEvent<Microcontroller>>;
///
/// async fn run(path: &std::path::Path, now: Instant) -> Result<(), Box<dyn std::error::Error>> {
///     let boot = 7; // the seventh start of this worker
///     let mut buffer = [0; 512]; // for the longest message
///     let mut shelf = Shelf::open(FileFlash::open(path, 2)?, 0..2 * FileFlash::PAGE, &mut buffer, boot).await?;
///
///     let (mut bytes, mut slots, seconds) = ([0; 2048], [Slot::EMPTY; 8], Duration::from_secs);
///     let outbox = Outbox::new(&mut bytes, &mut slots).with_boot(boot);
///     let rhythm = Rhythm::new(Seed::from_id(b"boiler-7"), seconds(60), seconds(5)..=seconds(3600), now)?;
///     let mut link = Link::new(outbox, rhythm);
///
///     let mut event = Event::default();
///     event.payload.insert(WorkerLifecycleEvent::default()).event = Some(LifecycleEvent::OsStart);
///     shelf.commit(ShelfRank::Event, &event, now, link.wall_clock()).await?;
///     // From here on, it arrives, whatever happens.
///
///     // Each time round the loop, before `poll`: it removes what was sent, too.
///     shelf.sync(link.outbox_mut()).await?;
///     assert_eq!(link.poll(now), Step::Send);
///     Ok(())
/// }
///
/// let path = std::env::temp_dir().join("shelf of vitalwire-agent's docs");
/// # let _none = std::fs::remove_file(&path);
/// block_on(run(&path, Instant::from_millis(0)))?; // pollster's, or any other executor's
/// # std::fs::remove_file(&path)?;
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Shelf<'b, F> {
    pages: Pages<F>,
    /// For one message at a time, being written or read.
    buffer: &'b mut [u8],
    boot: u32,
    /// The id of the next message: higher than all that are stored. It can't run out before the flash is worn.
    next: u32,
    /// The last event that an outbox has taken since the shelf was opened. It has all before it, too.
    loaded: u32,
    /// How many events were dropped that no outbox had, and weren't counted yet.
    dropped: u32,
    /// The page that was written last, after which the next one was looked at for farewells.
    page: Option<u32>,
    /// Whether a farewell may be stored.
    has_farewells: bool,
    /// Whether something may be stored that the outbox doesn't have.
    has_news: bool,
    /// The next of them, for which the outbox had no space, and how much it takes there.
    waiting: Option<(ShelfRank, usize)>,
    /// Whether an operation began that wasn't completed: pages may be as after a reset.
    is_unsure: bool,
}

/// The ranks of messages that are worth flash.
///
/// ```
/// use vitalwire_agent::outbox::Rank;
/// use vitalwire_agent::shelf::ShelfRank;
///
/// assert_eq!(Rank::from(ShelfRank::Farewell), Rank::Farewell);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum ShelfRank {
    /// [`Rank::Farewell`]
    Farewell,
    /// [`Rank::Event`]
    Event,
}

impl From<ShelfRank> for Rank {
    fn from(rank: ShelfRank) -> Self {
        match rank {
            ShelfRank::Farewell => Self::Farewell,
            ShelfRank::Event => Self::Event,
        }
    }
}

/// Erases a range of a flash, so that it is a shelf without messages. It is only needed for a range that had another
/// purpose before, and where [`Shelf::open`] says [`ShelfError::Corrupted`].
///
/// # Errors
/// [`ShelfError::Range`] or [`ShelfError::Flash`].
pub async fn format<F: MultiwriteNorFlash>(flash: F, range: Range<u32>) -> Result<(), ShelfError<F::Error>> {
    Pages::new(flash, range)?.erase_all().await
}

impl<'b, F: MultiwriteNorFlash> Shelf<'b, F> {
    /// Opens the shelf in a range of pages: repairs what a reset has left of them, and finds out what is stored.
    ///
    /// `buffer` has to hold the longest message as text, with its label, and 10 bytes, rounded up to a word of the
    /// flash. One that is stored and doesn't fit, since the buffer was longer before, is dropped and counted. Some
    /// drivers want the buffer aligned.
    ///
    /// `boot` is that of [`Outbox::with_boot`](crate::outbox::Outbox::with_boot): it has to be greater after each start of the
    /// worker, and each time that a shelf is opened again. Otherwise labels repeat, and a receiver drops what it seems to have.
    ///
    /// A range that was never a shelf is erased, if what is in it can't be one: if no message is found, there is
    /// nothing to lose. If it was a queue or map of sequential-storage, or a shelf with other pages, call [`format`]
    /// before. To move or resize a shelf, empty it first: with another range, it's
    /// [`ShelfError::Corrupted`], unless its pages happen to be in order there.
    ///
    /// # Errors
    /// [`ShelfError`].
    pub async fn open(
        flash: F,
        range: Range<u32>,
        buffer: &'b mut [u8],
        boot: u32,
    ) -> Result<Self, ShelfError<F::Error>> {
        let pages = Pages::new(flash, range)?;
        let mut shelf = Self {
            pages,
            buffer,
            boot,
            next: 0,
            loaded: 0,
            dropped: 0,
            page: None,
            has_farewells: false,
            has_news: false,
            waiting: None,
            is_unsure: true,
        };
        shelf.begin().await?;
        let (mut last, mut unknown) = (0, 0_u32);
        let visit = &mut |item: &[u8]| match Record::parse(item) {
            Some(record) => {
                last = last.max(record.id);
                Fate::Keep
            }
            None => {
                unknown = unknown.saturating_add(1);
                Fate::Remove
            }
        };
        shelf.pages.walk(None, shelf.buffer, visit).await?;
        (shelf.next, shelf.dropped) = (last.saturating_add(1), unknown);
        shelf.is_unsure = false;
        Ok(shelf)
    }

    /// Returns the flash. Nothing needs to be done before.
    #[must_use]
    pub fn into_flash(self) -> F {
        self.pages.flash.flash
    }

    /// Begins an operation. If the last one wasn't completed, what it may have left is repaired, and nothing is taken
    /// for granted.
    async fn begin(&mut self) -> Result<(), ShelfError<F::Error>> {
        if self.is_unsure {
            (self.page, self.waiting, self.has_farewells, self.has_news) = (None, None, true, true);
            self.pages.repair(self.buffer).await?;
        }
        self.is_unsure = true;
        Ok(())
    }
}

impl<F> fmt::Debug for Shelf<'_, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Shelf").field("range", &self.pages.range).field("boot", &self.boot).finish_non_exhaustive()
    }
}

#[cfg(feature = "defmt")]
impl<F> defmt::Format for Shelf<'_, F> {
    fn format(&self, f: defmt::Formatter<'_>) {
        defmt::write!(f, "Shelf {{ range: {}, boot: {=u32}, .. }}", self.pages.range, self.boot);
    }
}
