//! Messages that are stored elsewhere, too: what the shelf loads, and what it learns of them.

use super::entry::TIME;
use super::slot::{Key, Mark, Slot};
use super::{Outbox, Rank};

/// What became of a message that was to be loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Loaded {
    Taken,
    /// There isn't space now, for so many bytes.
    NoSpace {
        needed: usize,
    },
    /// There is never space.
    TooLong,
}

/// What is stored.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stored<'a> {
    pub(crate) boot: u32,
    pub(crate) id: u32,
    pub(crate) rank: Rank,
    /// As `Draft::write` wrote it.
    pub(crate) text: &'a [u8],
    pub(crate) is_timeless: bool,
    /// Whether its time is lost: it's one of a clock that started anew since then.
    pub(crate) is_of_earlier_boot: bool,
}

impl Outbox<'_> {
    /// Whether a message is here: it waits, is being sent, or is settled.
    pub(crate) fn knows(&self, boot: u32, id: u32) -> bool {
        self.shelved(boot, id).is_some()
    }

    /// Whether a message was delivered or dropped.
    pub(crate) fn is_settled(&self, boot: u32, id: u32) -> bool {
        self.shelved(boot, id).is_some_and(|slot| slot.is_settled())
    }

    /// Whether any message was delivered or dropped.
    pub(crate) fn has_settled(&self) -> bool {
        self.slots().iter().any(|slot| slot.is_settled())
    }

    /// Forgets which messages were delivered or dropped: none of them is stored.
    pub(crate) fn forget_settled(&mut self) {
        for slot in self.slots_mut().iter_mut().filter(|slot| slot.is_settled()) {
            slot.forget();
        }
        self.remove();
    }

    /// Counts a message that was dropped before it could be loaded.
    pub(crate) fn count_dropped(&mut self, rank: Rank) {
        self.state.dropped.count(rank);
    }

    fn shelved(&self, boot: u32, id: u32) -> Option<&Slot> {
        self.slots().iter().find(|slot| slot.is(Mark::SHELVED) && slot.key == Key::of_stored(boot, id))
    }

    /// Takes a message that is stored. Nothing is dropped for it, and half of the outbox stays free for what isn't; for a
    /// farewell, all of it may be used.
    pub(crate) fn load(&mut self, stored: &Stored<'_>) -> Loaded {
        let Stored { boot, id, rank, text, is_timeless, is_of_earlier_boot } = *stored;
        // A brace instead of the time that is lost.
        let (text, end) = match text.len().checked_sub(TIME) {
            Some(start) if is_timeless && is_of_earlier_boot => (text.get(..start).unwrap_or_default(), &b"}"[..]),
            _ => (text, &b""[..]),
        };
        let len = text.len() + end.len() + 1;
        let is_cut = is_timeless && stored.text.len() <= TIME;
        if len > self.bytes.len() || is_cut {
            return Loaded::TooLong;
        }
        if !self.has_space(rank, len) {
            return Loaded::NoSpace { needed: len };
        }
        for (space, &byte) in self.free().iter_mut().zip(text.iter().chain(end)) {
            *space = byte;
        }
        let mut slot = Slot::new(rank, Key::of_stored(boot, id), len as u32);
        slot.set(Mark::SHELVED);
        if is_timeless && !is_of_earlier_boot {
            slot.set(Mark::TIMELESS);
        }
        self.add(slot);
        Loaded::Taken
    }

    /// Whether there is space now for a message that is stored and takes `len` bytes.
    pub(crate) fn has_space(&mut self, rank: Rank, len: usize) -> bool {
        let shelved = self.slots().iter().filter(|slot| slot.is(Mark::SHELVED));
        let (slots, bytes) = shelved.fold((0, 0), |(slots, bytes), slot| (slots + 1, bytes + slot.len as usize));
        let is_share_used = slots > 0 && (2 * slots >= self.slots.len() || 2 * (bytes + len) > self.bytes.len());
        let has_slot = usize::from(self.state.count) < self.slots.len();
        let has_bytes = self.free().len() >= len;
        has_bytes && has_slot && (rank == Rank::Farewell || !is_share_used)
    }
}
