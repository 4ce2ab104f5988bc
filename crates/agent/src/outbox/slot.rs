//! What is known of a message beside its bytes.

use super::Rank;
use super::entry::TIME;

/// Space for what an [`Outbox`](super::Outbox) knows of a message beside its bytes: 12 bytes.
#[derive(Clone, Copy, Debug)]
pub struct Slot {
    /// Of the text and the comma after it, in bytes: 0 for what is only remembered.
    pub(super) len: u32,
    /// By which the shelf finds it.
    #[cfg_attr(not(feature = "shelf"), allow(dead_code, reason = "there is no shelf"))]
    pub(super) id: u32,
    pub(super) rank: Rank,
    marks: u8,
    /// That of the payload, or of a boot.
    pub(super) kind: Kind,
}

/// The kind of a message's payload, by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Kind(u16);

impl Kind {
    pub(super) const NONE: Self = Self(0);

    /// Of a message that is stored, nobody asks for the kind, but for the boot: ids are only unique within one.
    #[cfg(feature = "shelf")]
    pub(super) const fn of_boot(boot: u32) -> Self {
        Self(boot as u16)
    }

    /// Different names have different kinds: a test compares all.
    pub(super) fn of(name: &str) -> Self {
        Self(name.bytes().fold(0, |kind, byte| kind.wrapping_mul(31).wrapping_add(byte.into())))
    }
}

/// What may be said of a message.
#[derive(Clone, Copy)]
pub(super) struct Mark(u8);

impl Mark {
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
}

impl Slot {
    /// A slot that isn't used.
    pub const EMPTY: Self = Self::new(Rank::Metrics, Kind::NONE, 0, 0);

    pub(super) const fn new(rank: Rank, kind: Kind, len: u32, id: u32) -> Self {
        Self { len, id, rank, marks: 0, kind }
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
        !self.is(Mark::SETTLED)
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
        if self.is(Mark::SHELVED) && !self.is(Mark::SETTLED) {
            self.len = 0;
            self.marks = Mark::SHELVED.0 | Mark::SETTLED.0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Kind;
    extern crate std;
    use std::vec::Vec;
    use vitalwire::dataflow::Payload;
    use vitalwire::proto::OneOf;

    #[test]
    fn all_payloads_have_kinds_of_their_own() {
        let mut kinds = Vec::from([Kind::NONE]);
        for key in Payload::<vitalwire::Microcontroller>::MEMBERS {
            let kind = Kind::of(key.name());
            assert!(!kinds.contains(&kind), "{key:?}");
            kinds.push(kind);
        }
    }
}
