//! How much messages matter.

/// How much a message matters. If not all can be sent at once, those of the first rank go first. If there isn't space for all,
/// health goes for an event, and then the oldest event; metrics go only for a farewell, after those.
///
/// ```
/// use vitalwire_agent::outbox::Rank;
///
/// assert!(Rank::Farewell < Rank::Event && Rank::Event < Rank::Health && Rank::Health < Rank::Metrics);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum Rank {
    /// The last message before the worker stops, such as a
    /// [`WorkerShutdownNotice`](vitalwire::dataflow::WorkerShutdownNotice). It is never dropped for another one.
    Farewell,
    /// What happened, or what came out of work: a [`WorkerLifecycleEvent`](vitalwire::dataflow::WorkerLifecycleEvent), a
    /// [`WorkerMessageCode`](vitalwire::dataflow::WorkerMessageCode). All are sent, in their order.
    Event,
    /// The state of the worker, such as a [`WorkerHealthReport`](vitalwire::dataflow::WorkerHealthReport): only the latest one
    /// with a kind of payload matters, so it replaces one that waits.
    Health,
    /// What meters have handed over. Only one message with a kind of payload waits: until it's accepted, the meters go on
    /// counting.
    Metrics,
}

impl Rank {
    pub(super) const ALL: [Self; 4] = [Self::Farewell, Self::Event, Self::Health, Self::Metrics];

    /// Returns what may be dropped for a message of this rank, in this order.
    pub(super) const fn victims(self) -> &'static [Self] {
        match self {
            Self::Farewell => &[Self::Health, Self::Event, Self::Metrics],
            // Not metrics: what is in them was counted, and isn't counted again.
            Self::Event => &[Self::Health, Self::Event],
            Self::Health | Self::Metrics => &[],
        }
    }
}
