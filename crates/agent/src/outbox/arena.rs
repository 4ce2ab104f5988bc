//! Messages in their order, one after the other: how they enter, and how they go.

use super::entry::{Draft, Entry, Stamp};
use super::slot::{Key, Mark, Slot};
use super::{Dropped, Outbox, PushError, Rank};
use crate::Instant;
use crate::schedule::{WallClock, WallTime};

/// What an outbox knows beside its messages.
#[derive(Clone, Debug)]
pub(super) struct State {
    pub(super) dropped: Dropped,
    pub(super) boot: u32,
    /// The number of the next message.
    pub(super) number: u32,
    /// The most bytes that a batch may have.
    pub(super) limit: u32,
    /// How many slots are used.
    pub(super) count: u16,
    /// The most messages that a batch may have while there are suspects.
    pub(super) hunt: u16,
    /// The number of the last batch.
    pub(super) batch: u16,
    pub(super) has_boot: bool,
}

impl State {
    pub(super) const fn new() -> Self {
        let (boot, has_boot) = (0, false);
        Self { dropped: Dropped::NONE, boot, number: 0, limit: u32::MAX, count: 0, hunt: 0, batch: 0, has_boot }
    }

    /// Returns what is added to the next message.
    fn stamp(&self, draft: &Draft<'_>, rank: Rank, at: Instant, clock: &WallClock) -> Stamp {
        let sequence = self.has_boot.then_some([self.boot, rank as u32, self.number]);
        draft.stamp(sequence, clock.at(at).map(WallTime::best).ok_or(at))
    }
}

impl Outbox<'_> {
    pub(super) fn slots(&self) -> &[Slot] {
        self.slots.get(..self.state.count.into()).unwrap_or_default()
    }

    pub(super) fn slots_mut(&mut self) -> &mut [Slot] {
        self.slots.get_mut(..self.state.count.into()).unwrap_or_default()
    }

    /// Returns the space after the texts.
    #[inline(never)] // Used in several places.
    pub(super) fn free(&mut self) -> &mut [u8] {
        let used = self.slots().iter().fold(0, |used: usize, slot| used.saturating_add(slot.len as usize));
        self.bytes.get_mut(used..).unwrap_or_default()
    }

    /// Adds a message: see [`push`](Self::push). It's encoded once more if others have to go for it.
    pub(super) fn push_draft(
        &mut self,
        rank: Rank,
        draft: &Draft<'_>,
        at: Instant,
        clock: &WallClock,
    ) -> Result<(), PushError> {
        let key = Key::of_payload(draft.payload);
        if rank == Rank::Metrics && self.slots().iter().any(|slot| (slot.rank, slot.key) == (rank, key)) {
            return Err(PushError::Waits);
        }
        let stamp = self.state.stamp(draft, rank, at, clock);
        let mut entry = draft.write(&stamp, self.free());
        // With the comma.
        let len = match entry {
            Ok(Entry { len, .. }) | Err(PushError::TooLong { needed: len }) => len.saturating_add(1),
            Err(error) => return Err(error),
        };
        if len > self.bytes.len() {
            return Err(PushError::TooLong { needed: len });
        }
        self.find_space(rank, key, len)?;
        if self.remove() {
            entry = draft.write(&stamp, self.free());
        }
        let mut slot = Slot::new(rank, key, len as u32);
        if entry?.is_timeless {
            slot.set(Mark::TIMELESS);
        }
        self.add(slot);
        self.state.number = self.state.number.saturating_add(1);
        Ok(())
    }

    /// Adds the slot of the text at the end.
    pub(super) fn add(&mut self, slot: Slot) {
        if let Some(comma) = self.free().get_mut((slot.len as usize).wrapping_sub(1)) {
            *comma = b',';
        }
        if let Some(space) = self.slots.get_mut(usize::from(self.state.count)) {
            *space = slot;
            self.state.count += 1;
        }
    }

    /// Marks what goes for a message that takes `len` bytes: the one that it replaces, and the victims of its rank.
    fn find_space(&mut self, rank: Rank, key: Key, len: usize) -> Result<(), PushError> {
        let mut bytes = self.free().len();
        let mut slots = self.slots.len().saturating_sub(self.state.count.into());
        if rank == Rank::Health {
            for slot in self.slots_mut() {
                if slot.rank == Rank::Health && slot.key == key && slot.is_spare() {
                    slot.set(Mark::GONE);
                    bytes = bytes.saturating_add(slot.len as usize);
                    slots += 1;
                }
            }
        }
        // What is settled is only remembered for the shelf: without that it's sent again, and known by its label.
        for slot in self.slots_mut().iter_mut().filter(|slot| slot.is_settled()) {
            if slots == 0 {
                slot.set(Mark::GONE);
                slots += 1;
            }
        }
        for &victim in rank.victims() {
            for slot in self.slots_mut() {
                let has_space = bytes >= len && slots > 0;
                if slot.rank == victim && slot.is_spare() && !has_space {
                    slot.set(Mark::LOST);
                    bytes = bytes.saturating_add(slot.len as usize);
                    slots += 1;
                }
            }
        }
        if bytes >= len && slots > 0 {
            return Ok(());
        }
        self.slots_mut().iter_mut().for_each(|slot| slot.clear(Mark::LOST));
        Err(PushError::Full)
    }

    /// Removes what is marked so, and returns whether there was any text of it. Of what is shelved, the slot remains.
    pub(super) fn remove(&mut self) -> bool {
        let (mut from, mut to, mut kept) = (0, 0, 0_u16);
        for index in 0..self.state.count {
            let Some(&(mut slot)) = self.slots.get(usize::from(index)) else { break };
            let len = slot.len as usize;
            if slot.is(Mark::GONE) {
                if slot.is(Mark::LOST) {
                    self.state.dropped.count(slot.rank);
                }
                slot.settle();
            } else {
                move_down(self.bytes, from, to, len);
                to += len;
            }
            from += len;
            if !slot.is(Mark::GONE)
                && let Some(space) = self.slots.get_mut(usize::from(kept))
            {
                *space = slot;
                kept += 1;
            }
        }
        self.state.count = kept;
        from != to
    }
}

/// Moves `len` bytes in parts that don't overlap: that takes less flash than a move of bytes that do.
fn move_down(bytes: &mut [u8], from: usize, mut to: usize, mut len: usize) {
    let gap = from.wrapping_sub(to);
    while gap > 0 && len > 0 {
        let Some((space, rest)) = bytes.get_mut(to..).and_then(|bytes| bytes.split_at_mut_checked(gap)) else { return };
        let part = len.min(gap);
        let (Some(space), Some(rest)) = (space.get_mut(..part), rest.get(..part)) else { return };
        space.copy_from_slice(rest);
        (to, len) = (to + part, len - part);
    }
}
