//! Numbers, strings and enums.

mod checked_number;
mod deserialize;
mod enumeration;
mod number;
mod small_integer;
mod text;
#[cfg(feature = "alloc")]
mod text_of_string;

pub use checked_number::{FiniteF64, PositiveF64, RangedI32};
pub(super) use deserialize::{FromScalar, deserialize_scalar};
#[cfg(feature = "_sample")]
pub use enumeration::sample_enumeration;
pub use enumeration::{Enumeration, Unrecognized, deserialize_enumeration, read_enumeration};
pub use text::Text;
