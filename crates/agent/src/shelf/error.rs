//! Why the shelf can't do what it should.

use crate::outbox::PushError;
use core::fmt;

/// Why a shelf can't be used, or not now. `E` is the flash's own error.
///
/// After an error, the shelf looks at its pages again before it does anything else: trying again is safe.
///
/// ```
/// use vitalwire_agent::shelf::ShelfError;
///
/// let error = ShelfError::<core::convert::Infallible>::Range;
/// assert_eq!(error.to_string(), "a shelf needs at least two whole pages within the flash");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum ShelfError<E> {
    /// The range doesn't start and end with a page, or has less than two, or isn't in the flash; or its pages are too
    /// small, or its words larger than 32 bytes.
    Range,
    /// Messages are stored, but the pages are in an order in which this range can't be, such as those of a larger or a
    /// smaller one. [`format`](super::format) makes it usable, and erases them.
    Corrupted,
    /// The flash reads differently from what was written: it's worn, or something else writes to it. Or, once in a
    /// million times, the first message after a reset can't be found: what that has torn hides it.
    Mismatch,
    /// The flash's error.
    Flash(E),
}

impl<E: fmt::Debug> fmt::Display for ShelfError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Range => f.write_str("a shelf needs at least two whole pages within the flash"),
            Self::Corrupted => f.write_str("the pages of the shelf aren't in the order of this range"),
            Self::Mismatch => f.write_str("the flash reads differently from what was written"),
            Self::Flash(error) => write!(f, "flash: {error:?}"),
        }
    }
}

impl<E: fmt::Debug> core::error::Error for ShelfError<E> {}

/// Why a message wasn't committed. `E` is the flash's own error.
///
/// ```
/// use vitalwire_agent::shelf::CommitError;
///
/// let error = CommitError::<core::convert::Infallible>::TooLong { needed: 700, space: 512 };
/// assert_eq!(error.to_string(), "the message takes 700 bytes of the shelf, which has 512 for each");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum CommitError<E> {
    /// The message is longer than the buffer, or than a page.
    TooLong {
        /// How many bytes it takes.
        needed: usize,
        /// The most that a message may take.
        space: usize,
    },
    /// The shelf is full, and no page can be erased: there are farewells in the oldest one, which aren't dropped, and
    /// no space for them elsewhere.
    Full,
    /// The message can't be sent as it is: [`PushError::Empty`], [`PushError::LabelTaken`] or [`PushError::Serialize`].
    Message(PushError),
    /// The message may be stored, or not. One that is committed again has another label, and may arrive as two.
    Shelf(ShelfError<E>),
}

impl<E> From<ShelfError<E>> for CommitError<E> {
    fn from(error: ShelfError<E>) -> Self {
        Self::Shelf(error)
    }
}

impl<E: fmt::Debug> fmt::Display for CommitError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong { needed, space } => {
                write!(f, "the message takes {needed} bytes of the shelf, which has {space} for each")
            }
            Self::Full => f.write_str("the shelf is full, and has farewells in its oldest page"),
            Self::Message(error) => error.fmt(f),
            Self::Shelf(error) => error.fmt(f),
        }
    }
}

impl<E: fmt::Debug> core::error::Error for CommitError<E> {}
