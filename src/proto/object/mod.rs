//! Messages as objects: the loops over their members.

mod deserialize;
mod read;
mod serialize;
mod write;

pub use deserialize::{deserialize_message, deserialize_new_message};
pub use read::{read_message, read_tagged_message};
pub use serialize::FieldsOfMap;
pub use write::{write_message, write_tagged_message};
