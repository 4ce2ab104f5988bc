//! Lists, arrays, tuples and maps, and bytes.

mod array;
mod base64;
mod bytes;
mod deserialize;
mod list;
mod map;
mod tuple;

pub use bytes::Bytes;
pub use list::List;
pub use map::Map;
