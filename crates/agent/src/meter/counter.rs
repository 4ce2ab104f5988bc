//! Counters of the program's own loop.

/// A count since the last hand-over: the delta that a [`Metric::Int64`](vitalwire::dataflow::Metric::Int64) is.
///
/// It takes 8 bytes. An interrupt counts with a [`SharedCounter`](super::SharedCounter).
///
/// ```
/// use vitalwire_agent::meter::Counter;
///
/// let mut litres = Counter::new();
/// litres.add(30);
/// litres.add(10);
/// assert_eq!(litres.cut(|_| Err::<(), _>("no space")), Err("no space")); // and still has all of them
/// assert_eq!(litres.cut(|delta| Ok::<_, ()>(delta)), Ok(Some(40)));
/// assert_eq!(litres.cut(|delta| Ok::<_, ()>(delta)), Ok(None));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Counter(u64);

impl Counter {
    /// Creates a counter at zero.
    #[must_use]
    pub const fn new() -> Self {
        Self(0)
    }

    /// Counts `count` more.
    pub const fn add(&mut self, count: u32) {
        // 2^64 bytes take five centuries at 1 GB/s. A check would take as many instructions as all the rest.
        self.0 = self.0.wrapping_add(count as u64);
    }

    /// Hands over what was counted since the last hand-over, above 0. The counter keeps it if `hand_over` fails, and
    /// the part that an `i64` can't hold.
    ///
    /// Returns `None`, without a call, if nothing was counted: zero counters are left out of a message.
    ///
    /// # Errors
    /// The error of `hand_over`; nothing changes.
    pub fn cut<T, E>(&mut self, hand_over: impl FnOnce(i64) -> Result<T, E>) -> Result<Option<T>, E> {
        let delta = i64::try_from(self.0).unwrap_or(i64::MAX);
        if delta == 0 {
            return Ok(None);
        }
        let handed_over = hand_over(delta)?;
        self.0 = self.0.saturating_sub(delta.unsigned_abs());
        Ok(Some(handed_over))
    }
}
