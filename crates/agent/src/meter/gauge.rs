//! Gauges.

use vitalwire::dataflow::DataflowGaugeValue;
use vitalwire::proto::Timestamp;

/// The last value of what goes up and down, and when it was measured: a [`DataflowGaugeValue`].
///
/// ```
/// use vitalwire::proto::Timestamp;
/// use vitalwire_agent::meter::Gauge;
///
/// let mut celsius = Gauge::new();
/// celsius.set(60, None);
/// celsius.set(61, Some(Timestamp::new(1_795_310_520, 0)?));
/// assert_eq!(celsius.cut(|gauge| Ok::<_, ()>(gauge.value)), Ok(Some(61)));
/// assert_eq!(celsius.cut(|gauge| Ok::<_, ()>(gauge.value)), Ok(None));
/// # Ok::<(), vitalwire::BuildError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Gauge {
    /// The value that wasn't handed over yet.
    latest: Option<DataflowGaugeValue>,
}

impl Gauge {
    /// Creates a gauge without a value.
    #[must_use]
    pub const fn new() -> Self {
        Self { latest: None }
    }

    /// Sets the value, in place of one that wasn't handed over yet.
    pub const fn set(&mut self, value: i64, measured_time: Option<Timestamp>) {
        self.latest = Some(DataflowGaugeValue { measured_time, value });
    }

    /// Hands over the value that was set last, once. The gauge keeps it if `hand_over` fails.
    ///
    /// Returns `None`, without a call, if none was set since.
    ///
    /// # Errors
    /// The error of `hand_over`; nothing changes.
    pub fn cut<T, E>(&mut self, hand_over: impl FnOnce(DataflowGaugeValue) -> Result<T, E>) -> Result<Option<T>, E> {
        let handed_over = self.latest.map(hand_over).transpose()?;
        self.latest = None;
        Ok(handed_over)
    }
}
