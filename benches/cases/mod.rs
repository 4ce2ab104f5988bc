//! What is measured.
#![allow(dead_code, reason = "not every benchmark measures everything")]

mod contender;
pub mod decoding;
pub mod encoding;
mod mirror;
pub mod time;
mod values;

pub use contender::Case;
