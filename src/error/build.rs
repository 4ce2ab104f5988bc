//! Errors of building messages.

use super::{OpenJsonError, SerializeError, SyntaxError};
use core::convert::Infallible;
use core::fmt;
use core::num::TryFromIntError;

/// Why a value was rejected while a message was being built.
///
/// Everything that can fail fails here: a message that was built can be encoded.
///
/// ```
/// use vitalwire::Microcontroller;
/// use vitalwire::dataflow::LabelKey;
/// use vitalwire::heapless::String;
/// use vitalwire::proto::{Duration, Struct, Text};
///
/// for (error, sentence) in [
///     (Text::<String<4>>::new("boiler").err(), "capacity `string` exceeded: need 6, have 4"),
///     (Duration::new(1, -1).err(), "out of range: expected seconds and nanoseconds of the same sign"),
///     ("5min".parse::<Duration>().err(), "expected a duration in seconds, as in 1.5s"),
///     (LabelKey::<Microcontroller>::new("LABEL_UNSPECIFIED").err(), "reserved, can't be sent: LABEL_UNSPECIFIED"),
///     (Struct::<String<8>>::new("{]").err(), "invalid JSON: unexpected character, at byte 1"),
///     (Struct::<String<8>>::new("[]").err(), "expected an object, at byte 0"),
///     (Struct::<String<8>>::pack(&7).err(), "a Struct or an Any must be an object"),
/// ] {
///     assert_eq!(error.unwrap().to_string(), sentence);
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum BuildError {
    /// A string is too long, or a list or a map is full.
    Capacity(CapacityError),
    /// A number, time or duration is outside of the range that this names.
    OutOfRange(&'static str),
    /// A string doesn't have the form that this names.
    Malformed(&'static str),
    /// The value that this names may be received but never sent.
    Reserved(&'static str),
    /// A string isn't JSON.
    Syntax(SyntaxError),
    /// JSON isn't a `google.protobuf.Struct` or `Any`.
    OpenJson(OpenJsonError),
    /// The value has no JSON form.
    Serialize(SerializeError),
}

/// A value is larger than its capacity.
///
/// ```
/// use vitalwire::dataflow::WorkerShutdownNotice;
/// use vitalwire::{BuildError, CapacityError, Microcontroller};
///
/// let error = WorkerShutdownNotice::<Microcontroller>::new(&"x".repeat(40)).unwrap_err();
/// assert_eq!(error, BuildError::Capacity(CapacityError { capacity: "reason", limit: 32, needed: 40 }));
/// assert_eq!(error.to_string(), "capacity `reason` exceeded: need 40, have 32");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct CapacityError {
    /// The capacity's name, as in [`Sizes`](crate::profile::Sizes). One without a name is named after what it limits:
    /// `string`, `bytes`, `list`, `map` or `JSON`.
    pub capacity: &'static str,
    /// The capacity: bytes of JSON for a string, elements of a list, entries of a map.
    pub limit: usize,
    /// The capacity that would be needed, in the same unit: above `limit`.
    pub needed: usize,
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Capacity(error) => error.fmt(f),
            Self::OutOfRange(what) => write!(f, "out of range: expected {what}"),
            Self::Malformed(what) => write!(f, "expected {what}"),
            Self::Reserved(what) => write!(f, "reserved, can't be sent: {what}"),
            Self::Syntax(error) => error.fmt(f),
            Self::OpenJson(error) => error.fmt(f),
            Self::Serialize(error) => error.fmt(f),
        }
    }
}

impl fmt::Display for CapacityError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { capacity, limit, needed } = self;
        write!(f, "capacity `{capacity}` exceeded: need {needed}, have {limit}")
    }
}

impl core::error::Error for BuildError {}
impl core::error::Error for CapacityError {}

/// A conversion that can't fail has no error.
impl From<Infallible> for BuildError {
    fn from(never: Infallible) -> Self {
        match never {}
    }
}

/// An integer of one type isn't in the range of another.
///
/// ```
/// use vitalwire::profile::VecMap;
/// use vitalwire::proto::Map;
///
/// let mut litres = Map::<VecMap<u32, u32, 2>>::default();
/// litres.insert(7, 12)?; // The compiler takes both numbers for `i32`s.
/// assert_eq!(litres.insert(7, -12).unwrap_err().to_string(), "out of range: expected an integer that its type can hold");
/// # Ok::<(), vitalwire::BuildError>(())
/// ```
impl From<TryFromIntError> for BuildError {
    fn from(_: TryFromIntError) -> Self {
        Self::OutOfRange("an integer that its type can hold")
    }
}

impl From<CapacityError> for BuildError {
    fn from(error: CapacityError) -> Self {
        Self::Capacity(error)
    }
}

impl From<SyntaxError> for BuildError {
    fn from(error: SyntaxError) -> Self {
        Self::Syntax(error)
    }
}

impl From<OpenJsonError> for BuildError {
    fn from(error: OpenJsonError) -> Self {
        Self::OpenJson(error)
    }
}

impl From<SerializeError> for BuildError {
    fn from(error: SerializeError) -> Self {
        Self::Serialize(error)
    }
}
