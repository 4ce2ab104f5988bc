//! What is known of a message beside its bytes.

use super::Rank;
use super::entry::TIME;

/// Space for what an [`Outbox`](super::Outbox) knows of a message beside its bytes: 12 bytes.
#[derive(Clone, Copy, Debug)]
pub struct Slot {
    /// Of the text and the comma after it, in bytes: 0 for what is only remembered.
    pub(super) len: u32,
    pub(super) key: Key,
    pub(super) rank: Rank,
    marks: u8,
}

/// By which others find a message: in parts of 16 bits, so that a slot has no gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Key([u16; 3]);

impl Key {
    pub(super) const NONE: Self = Self([0; 3]);

    /// FNV-1a: different names have different keys, but for one in four billion.
    pub(super) fn of_payload(name: &str) -> Self {
        let hash = |hash: u32, byte: u8| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        Self::new(0, name.bytes().fold(0x811C_9DC5, hash))
    }

    /// Of a message that is stored: ids are only unique within a boot, of which the end of its number is enough.
    #[cfg(feature = "shelf")]
    pub(super) const fn of_stored(boot: u32, id: u32) -> Self {
        Self::new(boot as u16, id)
    }

    const fn new(boot: u16, id: u32) -> Self {
        Self([boot, (id >> 16) as u16, id as u16])
    }
}

/// What may be said of a message.
#[derive(Clone, Copy)]
pub(super) struct Mark(u8);

impl Mark {
    /// Nothing: it is said of all.
    pub(super) const NONE: Self = Self(0);
    /// In the batch.
    pub(super) const IN_FLIGHT: Self = Self(1);
    /// Rejected together with others, one of which is at fault.
    pub(super) const SUSPECT: Self = Self(2);
    /// Its time isn't known: the text ends with space for it.
    pub(super) const TIMELESS: Self = Self(4);
    /// Stored on the shelf: what becomes of it is remembered until the shelf knows.
    pub(super) const SHELVED: Self = Self(8);
    /// Delivered or dropped: only remembered, for the shelf.
    pub(super) const SETTLED: Self = Self(16);
    /// To be removed next.
    pub(super) const GONE: Self = Self(32);
    /// To be removed next, and counted as dropped.
    pub(super) const LOST: Self = Self(32 | 64);
    /// Cut off although it was alone: others go before it is tried again.
    pub(super) const HELD: Self = Self(128);
}

impl Slot {
    /// A slot that isn't used.
    pub const EMPTY: Self = Self::new(Rank::Metrics, Key::NONE, 0);

    pub(super) const fn new(rank: Rank, key: Key, len: u32) -> Self {
        Self { len, key, rank, marks: 0 }
    }

    pub(super) const fn is(&self, mark: Mark) -> bool {
        self.marks & mark.0 == mark.0
    }

    pub(super) fn set(&mut self, mark: Mark) {
        self.marks |= mark.0;
    }

    pub(super) fn clear(&mut self, mark: Mark) {
        self.marks &= !mark.0;
    }

    /// Whether it waits or is being sent.
    pub(super) const fn is_there(&self) -> bool {
        !self.is_settled()
    }

    /// Whether it is only remembered. Without a shelf, none is: the compiler leaves out what is done with those.
    pub(super) const fn is_settled(&self) -> bool {
        cfg!(feature = "shelf") && self.is(Mark::SETTLED)
    }

    /// Whether it could be dropped for another one.
    pub(super) const fn is_spare(&self) -> bool {
        self.marks & (Mark::IN_FLIGHT.0 | Mark::SHELVED.0 | Mark::GONE.0) == 0
    }

    /// Returns how many bytes of a body it takes, with the comma.
    pub(super) const fn sent_len(&self) -> usize {
        let len = self.len as usize;
        // Without its time, but with the brace after that.
        if self.is(Mark::TIMELESS) { len - (TIME - 1) } else { len }
    }

    /// Has it removed, as if it had never been stored.
    #[cfg(feature = "shelf")]
    pub(super) fn forget(&mut self) {
        self.marks = Mark::GONE.0;
    }

    /// Leaves of what is shelved only that it's settled.
    pub(super) fn settle(&mut self) {
        if cfg!(feature = "shelf") && self.is(Mark::SHELVED) && !self.is_settled() {
            self.len = 0;
            self.marks = Mark::SHELVED.0 | Mark::SETTLED.0;
        }
    }
}
