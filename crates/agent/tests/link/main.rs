//! The loop as a whole.

mod fairness;
mod fleet;
mod invariants;
mod order;
mod responses;
mod sending;
mod worker;
