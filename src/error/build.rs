//! What building can answer.

use super::{SerializeError, SyntaxError};
use crate::profile::Name;
use core::convert::Infallible;
use core::fmt;

/// Why a value was refused while a message was being built.
///
/// Everything that can fail, fails here: a message that was built can be encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum BuildError {
    /// A text is too long or a list is full.
    Capacity(CapacityError),
    /// A number, time or duration lies outside what the wire allows for the named value.
    OutOfRange(&'static str),
    /// Text isn't what the named value looks like.
    Malformed(&'static str),
    /// The named value may be received but never sent.
    Reserved(&'static str),
    /// JSON text was expected, and this isn't any.
    Syntax(SyntaxError),
    /// The value has no JSON form.
    Serialize(SerializeError),
}

/// A part of a message was larger than the capacity that its profile gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct CapacityError {
    /// The capacity's name, as in [`Sizes`](crate::profile::Sizes).
    pub capacity: &'static str,
    /// What it holds: bytes of JSON for a text, entries for a list or a map.
    pub limit: usize,
    /// What would have been needed.
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
            Self::Malformed(what) => write!(f, "not {what}"),
            Self::Reserved(what) => write!(f, "{what} is reserved and can't be sent"),
            Self::Syntax(error) => error.fmt(f),
            Self::Serialize(error) => error.fmt(f),
        }
    }
}

impl fmt::Display for CapacityError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { capacity, limit, needed } = self;
        write!(f, "capacity {capacity} is {limit}, but {needed} would be needed")
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
