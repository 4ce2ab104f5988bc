//! The JSON engine: what messages write themselves to and read themselves from, and any `T: Serialize` and `T: Deserialize`
//! besides, without an allocator.
//!
//! It knows JSON and serde, and nothing of protobuf: [`proto`](crate::proto) builds on it.
//!
//! # Writing
//!
//! Messages write themselves to an [`Output`]: see [`encode`](crate::encode()) and its kind. Any other `T: Serialize` is written by
//! these:
//!
//! | to | call | room needed |
//! | --- | --- | --- |
//! | a buffer | [`to_slice`], [`to_str`] | the whole encoding, all or nothing |
//! | a length | [`encoded_len`] | none |
//! | a part of the encoding | [`to_window`] | what the caller asks for |
//! | a [`core::fmt::Write`] | [`to_fmt`] | none |
//! | an `embedded_io::Write` | `to_embedded_io` (feature `embedded-io-v0.7`) | 64 bytes of its own |
//! | an `embedded_io_async::Write` | `to_embedded_io_async` (feature `embedded-io-async-v0.7`) | what the caller lends |
//! | a `std::io::Write` | `to_io` (feature `std`) | none |
//! | a sink of your own | [`to_sink`] | as it likes |
//!
//! All of them, and those of messages, produce the same bytes: compact JSON, members in the order the value names them, text
//! as UTF-8 with only `"`, `\` and U+0000 to U+001F escaped, doubles in their shortest form that
//! reads back the same.
//!
//! serde's data model is written the way `serde_json` writes it: a unit or `None` is `null`, a variant is
//! its name or an object with its name as the only member, a tuple is an array. What JSON can't hold is
//! an [`SerializeError`](crate::SerializeError) and never invalid JSON; that includes what `serde_json` turns
//! into something else, numbers that aren't finite and keys that are no text.
//!
//! # Reading
//!
//! Messages read themselves from a [`Reader`]: see [`decode`](crate::decode) and its kind. Any other `T: Deserialize` is read
//! by these:
//!
//! | from | call |
//! | --- | --- |
//! | one value | [`from_slice`], [`from_str`] |
//! | the front of a longer slice | [`from_prefix`] |
//! | values one behind the other, and with options | [`Decoder`] |
//! | an `embedded_io::Read`, through a buffer | `from_embedded_io` (feature `embedded-io-v0.7`) |
//! | an `embedded_io_async::Read`, through a buffer | `from_embedded_io_async` (feature `embedded-io-async-v0.7`) |
//! | a stream that may be noisy, one frame after the other | [`from_slice`] of what [`Frames`] return |
//!
//! What is read is JSON to the letter of RFC 8259, in UTF-8, and nests at most [`MAX_DEPTH`] levels deep. That goes for
//! what is skipped, too: it takes a bit for each level and no more stack than anything else. Text without escapes
//! can be borrowed. An integer of 64 bits may be written with a fraction or an exponent if it's whole;
//! one of 128 bits is its digits alone. Doubles are rounded correctly. What stands behind the value is an error.

mod deserialize;
mod read;
mod serialize;
mod streams;
mod text;
mod write;

#[cfg(feature = "embedded-io-v0.7")]
pub use deserialize::from_embedded_io;
#[cfg(feature = "embedded-io-async-v0.7")]
pub use deserialize::from_embedded_io_async;
pub use deserialize::{Decoder, DeserializeError, from_prefix, from_slice, from_str};
pub(crate) use deserialize::{deserialize_from, deserialize_tagged_from};
pub(crate) use read::{Integers, Scalar, Tag, check};
pub use read::{Reader, Stop};
pub(crate) use serialize::refuse;
#[cfg(feature = "embedded-io-v0.7")]
pub use serialize::to_embedded_io;
#[cfg(feature = "embedded-io-async-v0.7")]
pub use serialize::to_embedded_io_async;
#[cfg(feature = "std")]
pub use serialize::to_io;
pub use serialize::{encoded_len, to_fmt, to_sink, to_slice, to_str, to_window};
#[cfg(any(feature = "embedded-io-v0.7", feature = "embedded-io-async-v0.7"))]
pub use streams::ReadError;
#[cfg(feature = "embedded-io-v0.7")]
pub(crate) use streams::read_value;
#[cfg(feature = "embedded-io-async-v0.7")]
pub(crate) use streams::read_value_async;
pub use streams::{FrameError, Frames, Framing, Lines, Records};
#[cfg(target_pointer_width = "64")]
pub(crate) use text::short_double;
pub(crate) use text::{
    CheckedJson, NotAnInteger, ShortString, StringToken, decimal, decimal_len, exceeds_double, float, four_digits,
    integer, is_number, put, put_quoted, split_digits, tokens, two_pairs,
};
pub use text::{Key, escaped_len};
pub(crate) use write::{Ahead, Counter, double_len, fill, fill_text, fill_window, stream, write_quoted};
pub use write::{ObjectKey, Output, Sink, WriteError, Writer, compact};

/// The number of brackets that may be open at once in JSON text.
pub const MAX_DEPTH: usize = 128;
