//! The loop as a whole.

mod invariants;
mod responses;
