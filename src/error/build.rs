//! Errors of building messages.

use super::{SerializeError, SyntaxError};
use crate::profile::Name;
use core::convert::Infallible;
use core::fmt;

/// Why a value was rejected while a message was being built.
///
/// Everything that can fail, fails here: a message that was built can be encoded.
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
    /// A string isn't the JSON that is expected.
    Syntax(SyntaxError),
    /// The value has no JSON form.
    Serialize(SerializeError),
}

/// A value is larger than its capacity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct CapacityError {
    /// The capacity's name, as in [`Sizes`](crate::profile::Sizes).
    pub capacity: &'static str,
    /// The capacity: bytes of JSON for a string, elements of a list, entries of a map.
    pub limit: usize,
    /// The capacity that would be needed.
    pub needed: usize,
}

impl CapacityError {
    /// The error of a container that has no room for one element more.
    pub(crate) const fn full<N: Name>(limit: usize) -> Self {
        Self { capacity: N::NAME, limit, needed: limit.saturating_add(1) }
    }

    /// The error of a container that is too small.
    pub(crate) const fn new<N: Name>(limit: usize, needed: usize) -> Self {
        Self { capacity: N::NAME, limit, needed }
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Capacity(error) => error.fmt(f),
            Self::OutOfRange(what) => write!(f, "out of range: {what}"),
            Self::Malformed(what) => write!(f, "expected {what}"),
            Self::Reserved(what) => write!(f, "reserved, can't be sent: {what}"),
            Self::Syntax(error) => error.fmt(f),
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

/// What can't fail, has no error to convert.
impl From<Infallible> for BuildError {
    fn from(never: Infallible) -> Self {
        match never {}
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

impl From<SerializeError> for BuildError {
    fn from(error: SerializeError) -> Self {
        Self::Serialize(error)
    }
}
