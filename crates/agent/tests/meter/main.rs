//! Meters: what was recorded is what was handed over and what is left; figures are those of plain references.

mod counters;
mod cpu;
mod gauge;
mod histogram;
mod index;
mod memory;
mod reference;
mod shared;
mod sizes;
mod together;

use std::convert::Infallible;

/// How a hand-over fails here.
#[derive(Clone, Copy, Debug, PartialEq)]
struct NoSpace;

/// Needed by [`Histogram::cut`](vitalwire_agent::meter::Histogram::cut); no test lacks capacity with this error.
impl From<vitalwire::BuildError> for NoSpace {
    fn from(error: vitalwire::BuildError) -> Self {
        panic!("{error}")
    }
}

/// A hand-over that succeeds with its value, or fails.
fn deliver<T>(value: T, succeeds: bool) -> Result<T, NoSpace> {
    if succeeds { Ok(value) } else { Err(NoSpace) }
}

/// The value of what can't fail.
fn sure<T>(result: Result<T, Infallible>) -> T {
    let Ok(value) = result;
    value
}
