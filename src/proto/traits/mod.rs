//! What fields, messages and oneofs have in common.

mod field;
mod in_place;
#[cfg(feature = "defmt")]
mod log;
mod message;
mod oneof;
mod option;
mod schema;

pub use field::{Field, InField, MapKey};
pub(super) use in_place::InPlace;
pub use in_place::deserialize_field;
#[cfg(feature = "defmt")]
pub(super) use log::{log_element, log_json, log_slice};
pub use message::{HasSchema, Members, Message, TypeTag, WriteMembers};
pub use oneof::{OneOf, OneOfField};
pub(super) use schema::NO_INDEX;
pub use schema::Schema;
