//! Values: what can be built, what can be done with them, and what a user's own are.

mod building;
mod check_in_id;
mod common_traits;
mod from_serde;
mod own_messages;
mod times;
