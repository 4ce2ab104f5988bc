//! What is being sent: which messages a batch has, and what its outcome does to them.

use super::batch::Batch;
use super::entry::{made, set_time};
use super::slot::{Mark, Slot};
use super::{Outbox, Rank};
use crate::schedule::WallClock;
use vitalwire::rpc::{Code, Outcome};

/// The most that a batch may have.
struct Room {
    bytes: usize,
    messages: u16,
}

impl Outbox<'_> {
    /// Puts messages in a batch: see [`batch`](Self::batch).
    pub(super) fn take_batch(&mut self, limit: usize, clock: &WallClock) -> Option<Batch> {
        self.release();
        self.set_times(clock);

        let (mut mark, mut ranks) = (Mark::NONE, &Rank::ALL[..]);
        // With the comma after the last one.
        let mut room = Room { bytes: limit.min(self.state.limit as usize).saturating_add(1), messages: u16::MAX };
        if self.slots().iter().any(|slot| slot.is(Mark::SUSPECT)) {
            room.messages = self.state.hunt;
            // A farewell doesn't wait for what is at fault to be found, nor is it sent with that; but in its order.
            match self.slots().iter().find(|slot| slot.rank == Rank::Farewell && slot.is_there()) {
                Some(farewell) if !farewell.is(Mark::SUSPECT) => ranks = &[Rank::Farewell],
                _ => mark = Mark::SUSPECT,
            }
        }
        let held = self.take_held();
        let mut batch = Batch { number: self.state.batch.wrapping_add(1), count: 0, len: 0 };
        self.state.batch = batch.number;
        for &rank in ranks {
            if Some(rank) != held {
                self.add_to(&mut batch, rank, mark, &room);
            }
        }
        if let Some(held) = held
            && batch.count == 0
        {
            self.add_to(&mut batch, held, mark, &room);
        }
        // There's no comma after the last one.
        batch.len = batch.len.saturating_sub(1);
        (batch.count > 0).then_some(batch)
    }

    /// Adds the messages of a rank that have a mark to a batch, as many as there is room for.
    fn add_to(&mut self, batch: &mut Batch, rank: Rank, mark: Mark, room: &Room) {
        for slot in self.slots_mut() {
            if slot.rank == rank && slot.is(mark) && slot.is_there() {
                let len = batch.len.saturating_add(slot.sent_len());
                // One goes even if it's too large: only the backend can say so.
                if batch.count > 0 && (len > room.bytes || batch.count >= room.messages) {
                    return;
                }
                slot.set(Mark::IN_FLIGHT);
                (batch.count, batch.len) = (batch.count + 1, len);
            }
        }
    }

    /// Returns the rank whose first message was cut off alone: it's left out this time, if there is another one.
    fn take_held(&mut self) -> Option<Rank> {
        let held = self.slots().iter().find(|slot| slot.is(Mark::HELD))?.rank;
        self.slots_mut().iter_mut().for_each(|slot| slot.clear(Mark::HELD));
        Some(held)
    }

    /// Ends a batch: see [`settle`](Self::settle).
    pub(super) fn end_batch(&mut self, batch: &Batch, outcome: Outcome) {
        if !self.is_current(batch) {
            return;
        }
        match outcome {
            Outcome::Accepted => {
                self.mark_batch(Mark::GONE);
                self.raise_limit(batch);
            }
            Outcome::Rejected { .. } if is_about_messages(outcome) => {
                if batch.count > 1 {
                    // One of these is at fault: what isn't among them needn't wait for it anymore.
                    self.slots_mut().iter_mut().for_each(|slot| slot.clear(Mark::SUSPECT));
                    self.mark_batch(Mark::SUSPECT);
                    self.state.hunt = batch.count.div_ceil(2);
                } else {
                    self.mark_batch(Mark::LOST);
                }
            }
            Outcome::TooLarge if batch.count > 1 => self.lower_limit(batch),
            Outcome::TooLarge => self.mark_batch(Mark::LOST),
            _ => {}
        }
        self.release();
    }

    /// Ends a batch whose connection was cut: see [`settle_cut`](Self::settle_cut).
    pub(super) fn cut_batch(&mut self, batch: &Batch) {
        if self.is_current(batch) {
            if batch.count > 1 {
                self.lower_limit(batch);
            } else {
                self.mark_batch(Mark::HELD);
            }
            self.release();
        }
    }

    #[inline(never)] // Used in several places.
    pub(super) fn is_current(&self, batch: &Batch) -> bool {
        batch.number == self.state.batch && self.slots().iter().any(|slot| slot.is(Mark::IN_FLIGHT))
    }

    fn mark_batch(&mut self, mark: Mark) {
        self.slots_mut().iter_mut().filter(|slot| slot.is(Mark::IN_FLIGHT)).for_each(|slot| slot.set(mark));
    }

    /// Removes what is done; the rest waits again. What was replaced while it was being sent goes, too.
    pub(super) fn release(&mut self) {
        self.slots_mut().iter_mut().for_each(|slot| slot.clear(Mark::IN_FLIGHT));
        let mut rest = self.slots_mut();
        while let Some((slot, later)) = rest.split_first_mut() {
            let replaces = |other: &Slot| other.rank == Rank::Health && other.key == slot.key && other.is_spare();
            if slot.rank == Rank::Health && later.iter().any(replaces) {
                slot.set(Mark::GONE);
            }
            rest = later;
        }
        self.remove();
    }

    fn lower_limit(&mut self, batch: &Batch) {
        self.state.limit = (batch.len / 2) as u32;
    }

    /// Finds out in small steps whether the limit may be higher again: each that goes too far costs a request.
    fn raise_limit(&mut self, batch: &Batch) {
        let limit = self.state.limit;
        if batch.len >= limit as usize / 2 {
            self.state.limit = limit.saturating_add(limit / 8).saturating_add(1);
        }
    }

    /// Writes the time of day into texts that only have that of the worker's clock.
    fn set_times(&mut self, clock: &WallClock) {
        let mut end = 0;
        for slot in self.slots.iter_mut().take(self.state.count.into()) {
            end += slot.len as usize;
            // Up to the end of this text, without the comma.
            if slot.is(Mark::TIMELESS)
                && let Some(text) = self.bytes.get_mut(..end - 1)
                && let Some(time) = clock.at(made(text))
            {
                set_time(text, Ok(time.best()));
                slot.clear(Mark::TIMELESS);
            }
        }
    }
}

/// Whether it isn't who sends the messages, or where, that is rejected.
pub(crate) const fn is_about_messages(outcome: Outcome) -> bool {
    use Code::{Cancelled, NotFound, PermissionDenied, Unimplemented};
    !matches!(outcome, Outcome::Rejected { code: Some(PermissionDenied | NotFound | Unimplemented | Cancelled) })
}
