//! What the methods accept, reject and return, by the real collector.

#[path = "../support/mod.rs"]
mod support;

mod errors;
mod faults;
mod misbehaving;
mod responses;
mod stored;
