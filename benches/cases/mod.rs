//! What is measured, and what it's compared with.

mod binary;
mod contender;
pub mod decoding;
pub mod encoding;
mod mirror;
pub mod recording;
pub mod time;
mod values;

pub use contender::Case;
