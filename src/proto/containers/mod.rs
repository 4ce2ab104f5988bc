//! Lists, arrays, tuples and maps, and bytes.

mod array;
mod base64;
mod bytes;
mod deserialize;
#[cfg(feature = "alloc")]
mod growable;
mod list;
mod loops;
mod map;
mod tuple;

pub(super) use base64::{decode as decode_base64, encode_group as encode_base64};
pub use bytes::Bytes;
pub use list::List;
pub use map::Map;
