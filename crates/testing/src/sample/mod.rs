//! Values of messages: random ones made from any bytes, and the longest.

mod bytes;
mod json;
mod leaf;
mod longest;
mod scalars;

pub use bytes::{Bytes, value};
pub use json::{json_any, json_string, json_struct, json_value};
pub use longest::Longest;
pub use scalars::{double, float, integer, noise, text};
pub use vitalwire::sample::{Form, Sampler};
