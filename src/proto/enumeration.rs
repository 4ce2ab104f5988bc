//! Values of enums.

use super::read::{Outcome, Refusal, Scalar, Token, read_scalar};
use crate::error::BuildError;
use crate::json::integer;
use serde::Deserializer;

/// An enum on the wire: what [`enumeration!`](crate::enumeration!) implements.
#[doc(hidden)]
pub trait Enumeration: Sized {
    /// What it is, for errors.
    const WHAT: &'static str;

    /// The numbers and names of its values. A 0 among them may mean that there is none.
    const VALUES: &'static [(i32, &'static str)];

    /// The value with this number.
    ///
    /// # Errors
    /// For the 0 that means that there is none.
    fn from_wire(number: i32) -> Result<Self, BuildError>;
}

/// Reads a name or a number in place of a value; answers whether there was one.
#[doc(hidden)]
pub fn read_enumeration<'de, E: Enumeration, D: Deserializer<'de>>(
    value: &mut E,
    deserializer: D,
) -> Result<bool, D::Error> {
    read_scalar(&mut Value(value), deserializer)
}

/// A value for a test: one that has a name, or any other that there can be.
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

impl<E: Enumeration> Scalar for Value<'_, E> {
    const WHAT: &'static str = E::WHAT;

    fn read(&mut self, token: Token<'_>) -> Result<Outcome, Refusal> {
        let number = match token {
            Token::Text(name) => match E::VALUES.iter().find(|(_, known)| name.is(known)) {
                Some(&(number, _)) => number,
                None => return Ok(Outcome::Unknown),
            },
            Token::Number(number) => {
                let number = integer(number).ok().and_then(|number| number.to_i64());
                number.and_then(|number| number.try_into().ok()).ok_or(Refusal::OutOfRange)?
            }
            other => return other.refuse(),
        };
        Ok(match E::from_wire(number) {
            Ok(value) => {
                *self.0 = value;
                Outcome::Value
            }
            Err(_) => Outcome::Nothing,
        })
    }
}
