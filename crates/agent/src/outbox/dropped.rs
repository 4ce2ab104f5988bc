//! What was lost.

use super::Rank;

/// How many messages were dropped, by rank: for a message that matters more, or since the backend rejected them. A health
/// message that was replaced by a later one isn't among them. Each count stops at its most.
///
/// ```
/// use vitalwire_agent::outbox::{Dropped, Outbox};
///
/// let outbox = Outbox::new(&mut [], &mut []);
/// assert_eq!(outbox.dropped(), Dropped { farewell: 0, event: 0, health: 0, metrics: 0 });
/// assert_eq!(outbox.dropped().total(), 0);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Dropped {
    /// [`Rank::Farewell`]
    pub farewell: u32,
    /// [`Rank::Event`]
    pub event: u32,
    /// [`Rank::Health`]
    pub health: u32,
    /// [`Rank::Metrics`]
    pub metrics: u32,
}

impl Dropped {
    pub(super) const NONE: Self = Self { farewell: 0, event: 0, health: 0, metrics: 0 };

    /// Returns the sum, or the most that there is.
    #[must_use]
    pub const fn total(self) -> u32 {
        let Self { farewell, event, health, metrics } = self;
        farewell.saturating_add(event).saturating_add(health).saturating_add(metrics)
    }

    pub(super) fn count(&mut self, rank: Rank) {
        let count = match rank {
            Rank::Farewell => &mut self.farewell,
            Rank::Event => &mut self.event,
            Rank::Health => &mut self.health,
            Rank::Metrics => &mut self.metrics,
        };
        *count = count.saturating_add(1);
    }
}
