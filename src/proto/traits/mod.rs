//! What fields, messages and oneofs have in common.

mod checks;
mod field;
mod in_place;
#[cfg(feature = "defmt")]
mod log;
mod message;
mod oneof;
mod option;
mod schema;

pub use checks::{check_members, check_values};
pub use field::{Field, InField, MapKey};
pub(super) use in_place::InPlace;
#[cfg(feature = "defmt")]
pub(super) use log::{log_element, log_json, log_slice};
pub use message::{HasSchema, Members, Message, TypeTag, WriteMembers, check_schema};
pub use oneof::{OneOf, OneOfField};
pub(super) use schema::NO_INDEX;
pub use schema::Schema;
