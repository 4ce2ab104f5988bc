//! Numbers, strings and enums.

mod deserialize;
mod enumeration;
mod finite;
mod number;
mod positive;
mod ranged;
mod text;

pub(super) use deserialize::{FromScalar, deserialize_scalar};
#[cfg(feature = "_sample")]
pub use enumeration::sample_enumeration;
pub use enumeration::{Enumeration, Unrecognized, deserialize_enumeration, read_enumeration};
pub use finite::FiniteF64;
pub use positive::PositiveF64;
pub use ranged::RangedI32;
pub use text::Text;
