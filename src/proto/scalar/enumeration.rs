//! Values of enums.

use super::deserialize::{FromScalar, deserialize_scalar};
use crate::error::{BuildError, DecodeErrorKind};
use crate::json::{NotAnInteger, Reader, Scalar, Stop, StringToken, integer};
use crate::proto::traits::Field;
use serde::Deserializer;

/// An enum on the wire: what [`enumeration!`](crate::enumeration!) implements.
#[doc(hidden)]
pub trait Enumeration: Sized {
    /// The numbers and names of its values. A 0 among them may mean that there is no value.
    const VALUES: &'static [(i32, &'static str)];

    /// Returns the value with `number`.
    ///
    /// # Errors
    /// For the 0 that means that there is no value.
    fn from_wire(number: i32) -> Result<Self, BuildError>;
}

/// Reads a name or a number into `value`; returns whether there was a value.
#[doc(hidden)]
pub fn read_enumeration<E: Enumeration>(value: &mut E, reader: &mut Reader<'_>) -> Result<bool, Stop> {
    let mut number = 0;
    Ok(read_number(&mut number, E::VALUES, reader)? && set(value, number))
}

/// The same, from another format.
#[doc(hidden)]
pub fn deserialize_enumeration<'de, E: Enumeration, D: Deserializer<'de>>(
    value: &mut E,
    deserializer: D,
) -> Result<bool, D::Error> {
    deserialize_scalar(&mut Value(value), deserializer)
}

#[inline(never)] // One copy for all enums.
fn read_number(
    number: &mut i32,
    values: &'static [(i32, &'static str)],
    reader: &mut Reader<'_>,
) -> Result<bool, Stop> {
    if reader.first() != b'"' {
        return number.read(reader);
    }
    let name = reader.string()?;
    match number_of(name, values).map_err(|kind| reader.fail(kind))? {
        Some(known) => {
            *number = known;
            Ok(true)
        }
        None if reader.denies_unknown() => Err(reader.fail(DecodeErrorKind::UnknownValue)),
        None => Ok(false),
    }
}

/// The number of the value with this name, or else the number that is in the quotes, or none.
fn number_of(name: StringToken<'_>, values: &[(i32, &str)]) -> Result<Option<i32>, DecodeErrorKind> {
    if let Some((number, _)) = values.iter().find(|(_, known)| name.is(known)) {
        return Ok(Some(*number));
    }
    let number = match name.with_short(integer) {
        Ok(number) => number.to_i64().and_then(|number| i32::try_from(number).ok()),
        Err(NotAnInteger::Malformed) => return Ok(None),
        Err(NotAnInteger::Fraction | NotAnInteger::TooLarge) => None,
    };
    number.map(Some).ok_or(DecodeErrorKind::OutOfRange("a 32-bit integer"))
}

/// Sets the value with `number`, if there is one: a 0 may mean that there is no value.
fn set<E: Enumeration>(value: &mut E, number: i32) -> bool {
    E::from_wire(number).map(|known| *value = known).is_ok()
}

/// A value for a test: one that has a name, or any other possible one.
#[cfg(feature = "_sample")]
#[doc(hidden)]
pub fn sample_enumeration<E: Enumeration>(sampler: &mut dyn crate::sample::Sampler, is_optional: bool) -> Option<E> {
    let len = |alternative: usize| match E::VALUES.get(alternative) {
        Some((0, _)) if is_optional => 0,
        Some((_, name)) => name.len() + 2,
        None => 11,
    };
    let value = E::VALUES.get(sampler.choose(E::VALUES.len() + 1, &mut |_, alternative| len(alternative)));
    let number = value.map_or_else(|| crate::sample::integer!(sampler, i32), |&(number, _)| number);
    // A 0 may be no value.
    let mut numbers = [number].into_iter().chain(E::VALUES.iter().map(|&(number, _)| number));
    numbers.find_map(|number| E::from_wire(number).ok())
}

struct Value<'a, E>(&'a mut E);

impl<E: Enumeration> FromScalar for Value<'_, E> {
    const WHAT: &'static str = "the name or number of an enum's value";

    fn set(&mut self, scalar: Scalar<'_>) -> Result<bool, DecodeErrorKind> {
        let number = if let Scalar::String(name) = scalar {
            number_of(name, E::VALUES)?
        } else {
            let mut number = 0_i32;
            number.set(scalar)?.then_some(number)
        };
        Ok(number.is_some_and(|number| set(self.0, number)))
    }
}

/// The number of an enum's value that has no name. [`enumeration!`](crate::enumeration!) creates it only from numbers
/// that it doesn't know.
///
/// ```
/// use vitalwire::dataflow::LifecycleEvent;
///
/// let event = LifecycleEvent::from_number(99)?; // of a later version of the schema
/// assert!(matches!(event, LifecycleEvent::Unrecognized(number) if number.get() == 99));
/// assert_eq!(vitalwire::to_str(&event, &mut [0; 4]), Ok("99"));
/// # Ok::<(), vitalwire::BuildError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Unrecognized(i32);

impl Unrecognized {
    #[doc(hidden)]
    #[must_use]
    pub const fn __new(number: i32) -> Self {
        Self(number)
    }

    /// Returns the number.
    #[must_use]
    pub const fn get(self) -> i32 {
        self.0
    }
}
