//! The JSON engine. It writes and reads messages, and any other `T: Serialize` and `T: Deserialize`, without an
//! allocator.
//!
//! It handles JSON and serde, but not protobuf: [`proto`](crate::proto) builds on it. The
//! [guide](crate::docs::guide#writing) is about messages.
//!
//! # Writing
//!
//! Messages write themselves to an [`Output`]: see [`encode`](crate::encode()) and related functions. The following
//! functions write any other `T: Serialize`:
//!
//! | to | call | buffer needed |
//! | --- | --- | --- |
//! | a buffer | [`to_slice`], [`to_str`] | the whole encoding, all or nothing |
//! | a length | [`encoded_len`] | none |
//! | a part of the encoding | [`to_window`] | lent, of any length |
//! | a [`core::fmt::Write`] | [`to_fmt`] | none |
//! | an `embedded_io::Write` | `to_embedded_io` (feature `embedded-io-v0.7`) | 64 bytes on the stack |
//! | an `embedded_io_async::Write` | `to_embedded_io_async` (feature `embedded-io-async-v0.7`) | lent, 1 byte or more |
//! | a `std::io::Write` | `to_io` (feature `std`) | none |
//! | a `String`, a `Vec` | `to_string`, `to_vec` (feature `alloc`) | |
//! | your own sink | [`to_sink`] | up to the sink |
//!
//! All of these, and the functions for messages, produce the same bytes: compact JSON with members in the value's
//! order, strings in UTF-8 with only `"`, `\` and U+0000 to U+001F escaped, and doubles in the shortest form that
//! reads back the same.
//!
//! serde's data model is written as `serde_json` writes it: a unit or `None` is `null`, a variant is its name or an
//! object with its name as the only member, a tuple is an array. What JSON can't represent is a
//! [`SerializeError`](crate::SerializeError), never invalid JSON. That includes what `serde_json` converts: numbers
//! that aren't finite, and keys that aren't strings.
//!
//! # Reading
//!
//! Messages read themselves from a [`Reader`]: see [`decode`](crate::decode) and related functions. The following
//! functions read any other `T: Deserialize`:
//!
//! | from | call |
//! | --- | --- |
//! | one value | [`from_slice`], [`from_str`] |
//! | the start of a longer slice | [`from_prefix`] |
//! | several values in sequence, or with options | [`Decoder`] |
//! | a `std::io::Read`, all of it | `from_reader` (feature `std`) |
//! | an `embedded_io::Read`, through a buffer | `from_embedded_io` (feature `embedded-io-v0.7`) |
//! | an `embedded_io_async::Read`, through a buffer | `from_embedded_io_async` (feature `embedded-io-async-v0.7`) |
//! | a stream of frames, which may be noisy | [`from_slice`] on each frame that [`Frames`] returns |
//!
//! The input must be strict RFC 8259 JSON, in UTF-8, nested at most [`MAX_DEPTH`] levels deep. Skipped values are
//! checked as well, using one bit per level and constant stack. Strings without escapes can be borrowed. A 64-bit
//! integer may be written with a fraction or an exponent if its value is an integer; a 128-bit integer must be digits
//! only. Doubles are rounded correctly. Data after the value is an error.

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
#[cfg(feature = "std")]
pub use deserialize::from_reader;
pub use deserialize::{Decoder, DeserializeError, from_prefix, from_slice, from_str};
pub(crate) use deserialize::{FirstKey, deserialize_from, deserialize_tagged_from, read_private};
pub(crate) use read::{Duplicate, Integers, Scalar, Tag, check};
pub use read::{Reader, Stop};
#[cfg(feature = "embedded-io-v0.7")]
pub use serialize::to_embedded_io;
#[cfg(feature = "embedded-io-async-v0.7")]
pub use serialize::to_embedded_io_async;
#[cfg(feature = "std")]
pub use serialize::to_io;
pub(crate) use serialize::{WithText, reject};
pub use serialize::{encoded_len, to_fmt, to_sink, to_slice, to_str, to_window};
#[cfg(feature = "alloc")]
pub use serialize::{to_string, to_vec};
#[cfg(any(feature = "std", feature = "embedded-io-v0.7", feature = "embedded-io-async-v0.7"))]
pub use streams::ReadError;
#[cfg(feature = "std")]
pub(crate) use streams::read_to_end;
#[cfg(feature = "embedded-io-v0.7")]
pub(crate) use streams::read_value;
#[cfg(feature = "embedded-io-async-v0.7")]
pub(crate) use streams::read_value_async;
pub use streams::{FrameError, Frames, Framing, Lines, Records};
#[cfg(target_pointer_width = "64")] // Declared only then.
pub(crate) use text::short_double;
pub(crate) use text::{
    CheckedJson, Integer, NotAnInteger, PrivateName, SPELLING, ShortString, StringToken, Tokens, decimal, decimal_len,
    exceeds_double, exceeds_float, float, four_digits, integer, is_number, split_digits, tokens, two_pairs, unescape,
    write_at, write_quoted_integer,
};
pub use text::{Key, escaped_len};
#[cfg(feature = "alloc")]
pub(crate) use write::collect;
pub(crate) use write::{Ahead, Counter, double_len, fill, fill_text, fill_window, stream, write_quoted, write_raw};
pub use write::{ObjectKey, Output, Sink, WriteError, Writer, compact};

/// The number of brackets that may be open at once in JSON text.
///
/// ```
/// use vitalwire::heapless::String;
/// use vitalwire::json::MAX_DEPTH;
/// use vitalwire::proto::Value;
///
/// let deepest = "[".repeat(MAX_DEPTH) + &"]".repeat(MAX_DEPTH);
/// assert!(Value::<String<512>>::new(&deepest).is_ok());
/// assert!(Value::<String<512>>::new(&format!("[{deepest}]")).is_err());
/// ```
pub const MAX_DEPTH: usize = 128;
