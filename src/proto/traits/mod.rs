//! What fields, messages and oneofs have in common.

#[cfg(feature = "alloc")]
mod boxed;
mod checks;
mod field;
mod log;
mod message;
mod nullable;
mod oneof;
mod option;
mod schema;

pub use checks::{check_defaults, check_elements, check_members, check_values};
pub(super) use field::InPlace;
pub use field::{Field, InField, MapKey};
#[cfg(feature = "defmt")]
pub(super) use log::log_json;
pub use message::{HasSchema, Members, Message, TypeTag, WriteMembers, check_schema};
#[cfg(feature = "_sample")]
pub use oneof::sample_member_len;
pub use oneof::{OneOf, OneOfField};
pub(super) use schema::NO_INDEX;
pub use schema::{Schema, Special};
