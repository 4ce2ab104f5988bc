//! How fields are read: from this crate's decoder through its side door, from other formats through
//! serde's usual one.

mod element;
mod field;
mod handshake;
mod member_name;
mod members;
mod open;
mod refusal;
mod scalar;
mod transcribe;

pub(super) use element::{Element, InPlace, KeyInPlace};
pub use field::read_field;
pub(super) use field::read_oneof;
pub(crate) use handshake::{Shape, announce};
pub use members::{Members, read_message, read_new_message};
pub(super) use open::{Open, read_open};
pub(crate) use refusal::Reader;
pub(super) use refusal::Refusal;
pub(super) use scalar::{Outcome, Scalar, Token, read_scalar};
