//! Values of messages: random ones made of any bytes, and the longest.

mod bytes;
mod json;
mod longest;

pub use bytes::{Bytes, double, float, integer, noise, text, value};
pub use json::{json_any, json_string, json_struct, json_value};
pub use longest::Longest;
pub use vitalwire::sample::{Form, Sampler};
