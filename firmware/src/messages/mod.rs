//! The messages of the images, with values that the compiler can't foresee.

pub mod check_in;
pub mod everything;
pub mod health;
pub mod metrics;
pub mod responses;
pub mod samples;

use core::hint::black_box;
use vitalwire::BuildError;
use vitalwire::proto::Timestamp;

/// Returns a message filled by `fill`.
pub fn filled<T: Default>(fill: impl Fn(&mut T) -> Result<(), BuildError>) -> Result<T, BuildError> {
    let mut message = T::default();
    fill(&mut message)?;
    Ok(message)
}

/// Returns a time, `seconds` after the images' first.
fn time(seconds: i64) -> Result<Timestamp, BuildError> {
    Timestamp::new(black_box(1_795_310_520) + seconds, 123_000_000)
}
