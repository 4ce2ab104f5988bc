//! Values: building them, using them, and user-defined ones.

mod arithmetic;
mod boxes;
mod building;
mod check_in_id;
mod common_traits;
mod enums;
mod from_serde;
mod lists_and_maps;
mod own_messages;
mod profile_docs;
mod spellings;
mod times;
mod well_known_anys;
