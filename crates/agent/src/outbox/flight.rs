//! What is being sent: which messages a batch has, and what its outcome does to them.

use super::batch::Batch;
use super::entry::{made, set_time};
use super::slot::{Mark, Slot};
use super::{Outbox, Rank};
use crate::schedule::WallClock;
use vitalwire::rpc::{Code, Outcome};

impl Outbox<'_> {
    /// Puts messages in a batch: see [`batch`](Self::batch).
    pub(super) fn take_batch(&mut self, limit: usize, clock: &WallClock) -> Option<Batch> {
        self.release();
        self.set_times(clock);

        let limit = limit.min(self.state.limit as usize);
        let hunt = self.slots().iter().any(|slot| slot.is(Mark::SUSPECT)).then_some(self.state.hunt);
        // A farewell doesn't wait for what is at fault to be found, nor is it sent with that; but in its order.
        let is_farewell = |slot: &Slot| slot.rank == Rank::Farewell && slot.is_there();
        let farewell = self.slots().iter().find(|slot| is_farewell(slot));
        let only_farewells = hunt.is_some() && farewell.is_some_and(|first| !first.is(Mark::SUSPECT));
        let may_go = |slot: &Slot| match hunt {
            Some(_) if only_farewells => is_farewell(slot),
            Some(_) => slot.is(Mark::SUSPECT),
            None => slot.is_there(),
        };
        let held = self.take_held(may_go);
        let (mut count, mut len) = (0_u16, 0_usize);
        for rank in Rank::ALL.into_iter().filter(|&rank| Some(rank) != held) {
            for slot in self.slots_mut().iter_mut().filter(|slot| slot.rank == rank && may_go(slot)) {
                let with = len.saturating_add(slot.sent_len());
                // One goes even if it's too large: only the backend can say so.
                if count > 0 && (with > limit.saturating_add(1) || hunt.is_some_and(|most| count >= most)) {
                    break;
                }
                slot.set(Mark::IN_FLIGHT);
                (count, len) = (count + 1, with);
            }
        }
        self.state.batch = self.state.batch.wrapping_add(1);
        // There's no comma after the last one.
        (count > 0).then(|| Batch { number: self.state.batch, count, len: len.saturating_sub(1) })
    }

    /// Returns the rank that is left out this time, since its first message was cut off alone: if there is another rank.
    fn take_held(&mut self, may_go: impl Fn(&Slot) -> bool) -> Option<Rank> {
        let held = self.slots().iter().find(|slot| slot.is(Mark::HELD))?.rank;
        self.slots_mut().iter_mut().for_each(|slot| slot.clear(Mark::HELD));
        self.slots().iter().any(|slot| slot.rank != held && may_go(slot)).then_some(held)
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
