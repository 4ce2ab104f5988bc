//! What is measured, and beside what.

mod contender;
pub mod decoding;
pub mod encoding;
mod mirror;
pub mod time;
mod values;

pub use contender::Case;
