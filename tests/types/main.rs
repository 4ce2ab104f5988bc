//! Values: what can be built, what can be done with them, and what a user's own are.

mod check_in_id;
mod handling;
mod own_messages;
mod packing;
mod times;
mod values;
