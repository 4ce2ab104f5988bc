//! Counters that interrupts and threads share.

use super::{Counter, Full};
#[cfg(target_has_atomic = "32")]
use core::sync::atomic::{AtomicU32, Ordering::Relaxed};
#[cfg(not(target_has_atomic = "32"))]
use portable_atomic::{AtomicU32, Ordering::Relaxed};

/// A count since the last hand-over, of what happens in interrupts or in several threads. It fits in a `static`, and
/// takes 4 bytes.
///
/// A value added while a hand-over is under way is in the next one. It can't be cloned, which
/// [`cut_together`](super::cut_together) needs: [`move_to`](Self::move_to) a [`Counter`] before.
///
/// ```
/// use vitalwire_agent::meter::{Full, SharedCounter};
///
/// static PULSES: SharedCounter = SharedCounter::new();
///
/// /// An interrupt.
/// fn flow_sensor() {
///     let _stays_full = PULSES.add(1);
/// }
///
/// flow_sensor();
/// flow_sensor();
/// let handed_over = PULSES.cut(|pulses| {
///     flow_sensor();
///     Ok::<_, ()>(pulses)
/// });
/// assert_eq!(handed_over, Ok(Some(2)));
/// assert_eq!(PULSES.cut(|pulses| Ok::<_, ()>(pulses)), Ok(Some(1)));
/// ```
///
/// # Targets without compare-and-swap
/// A Cortex-M0 (`thumbv6m-none-eabi`) or an RV32IMC has loads and stores, but no atomic addition. There, this type needs
/// the feature `portable-atomic`, and the program decides how additions become atomic, by a feature of
/// [portable-atomic](https://docs.rs/portable-atomic) in its own `Cargo.toml`:
///
/// - `critical-section`, for any machine: the HAL or the runtime has an implementation, such as `cortex-m` with its
///   feature `critical-section-single-core`, or `rp2040-hal` with `critical-section-impl` for both of its cores.
/// - `unsafe-assume-single-core`, for a machine with one core, on which the program may disable interrupts. It's
///   the shorter code. A library never turns it on.
///
/// ```toml
/// vitalwire-agent = { version = "0.1", features = ["portable-atomic"] }
/// portable-atomic = { version = "1", features = ["critical-section"] }
/// cortex-m = { version = "0.7", features = ["critical-section-single-core"] }
/// ```
///
/// Without one of the two, this crate doesn't compile there, and the error says what to choose. Without an implementation, a
/// program doesn't link: `undefined symbol: _critical_section_1_0_release`. On other targets the features change nothing
/// here.
#[derive(Debug, Default)]
pub struct SharedCounter {
    /// Twice the count, and 1 more while it's being handed over.
    state: AtomicU32,
}

const ONE: u32 = 2;
const UNDER_WAY: u32 = 1;

impl SharedCounter {
    /// The most that a counter holds: 2,147,483,647.
    pub const MAX: u32 = u32::MAX / ONE;

    /// Creates a counter at zero.
    #[must_use]
    pub const fn new() -> Self {
        Self { state: AtomicU32::new(0) }
    }

    /// Counts `count` more.
    ///
    /// # Errors
    /// [`Full`] if the sum would be above [`MAX`](Self::MAX); nothing is counted then.
    pub fn add(&self, count: u32) -> Result<(), Full> {
        let added = count.checked_mul(ONE).ok_or(Full)?;
        // `Relaxed`: a count says nothing about other memory.
        let updated = self.state.fetch_update(Relaxed, Relaxed, |state| state.checked_add(added));
        updated.map(drop).map_err(|_| Full)
    }

    /// Hands over what was counted since the last hand-over, above 0. The counter keeps it if `hand_over` fails, or
    /// panics.
    ///
    /// Returns `None`, without a call, if nothing was counted, or if another hand-over is under way: nothing is handed
    /// over in duplicate.
    ///
    /// # Errors
    /// The error of `hand_over`; nothing changes.
    pub fn cut<T, E>(&self, hand_over: impl FnOnce(u32) -> Result<T, E>) -> Result<Option<T>, E> {
        let state = self.state.fetch_or(UNDER_WAY, Relaxed);
        if state & UNDER_WAY != 0 {
            return Ok(None);
        }
        let mut cut = Cut { counter: self, handed_over: 0 };
        if state == 0 {
            return Ok(None);
        }
        let handed_over = hand_over(state / ONE)?;
        cut.handed_over = state;
        Ok(Some(handed_over))
    }

    /// Moves the count to a counter of the program's loop, to be handed over
    /// [together](super::cut_together) with other meters.
    ///
    /// ```
    /// use vitalwire_agent::meter::{Counter, SharedCounter};
    ///
    /// let (pulses, mut all_pulses) = (SharedCounter::new(), Counter::new());
    /// pulses.add(3)?;
    /// pulses.move_to(&mut all_pulses);
    /// assert_eq!(all_pulses.cut(|delta| Ok::<_, ()>(delta)), Ok(Some(3)));
    /// # Ok::<(), vitalwire_agent::meter::Full>(())
    /// ```
    pub fn move_to(&self, counter: &mut Counter) {
        let _infallible = self.cut(|count| {
            counter.add(count);
            Ok::<_, core::convert::Infallible>(())
        });
    }
}

/// A hand-over that is under way. It ends here on all ways out of [`SharedCounter::cut`].
struct Cut<'a> {
    counter: &'a SharedCounter,
    /// As in the state.
    handed_over: u32,
}

impl Drop for Cut<'_> {
    fn drop(&mut self) {
        self.counter.state.fetch_sub(self.handed_over | UNDER_WAY, Relaxed);
    }
}

#[cfg(feature = "defmt")]
impl defmt::Format for SharedCounter {
    fn format(&self, f: defmt::Formatter<'_>) {
        defmt::write!(f, "SharedCounter({=u32})", self.state.load(Relaxed) / ONE);
    }
}
