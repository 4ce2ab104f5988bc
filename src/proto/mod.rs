//! ProtoJSON: how protobuf's types appear in JSON.
//!
//! | protobuf | here | in JSON |
//! | --- | --- | --- |
//! | `bool`, `int32`, `uint32` | [`bool`], [`i32`], [`u32`] | bare |
//! | `int64`, `uint64` | [`i64`], [`u64`] | string |
//! | `double`, `float` | [`f64`], [`f32`] | bare, in the shortest form; `"NaN"`, `"Infinity"`, `"-Infinity"` |
//! | `string` | [`Text`] | string |
//! | `bytes` | [`Bytes`] | base64 string |
//! | `repeated` | [`List`], an array or a tuple | array |
//! | `map` | [`Map`] | object |
//! | an enum | [`enumeration!`](crate::enumeration!) | name, or number if it has none |
//! | a message | [`message!`](crate::message!) | object, defaults left out |
//! | a message that may be unset | [`Option`] | left out when unset, `{}` when set and empty |
//! | a oneof | [`oneof!`](crate::oneof!) | the member that is set |
//! | `google.protobuf.Timestamp` | [`Timestamp`] | RFC 3339 in UTC |
//! | `google.protobuf.Duration` | [`Duration`] | seconds with an `s` |
//! | `google.protobuf.Struct` | [`Struct`], [`StructOf`], [`Span`] | object |
//! | `google.protobuf.Any` | [`Any`], [`AnyOf`], [`Span`] | object with `@type` first |
//! | `google.protobuf.Value` | [`Value`] | any value |
//! | `google.protobuf.Empty` | [`Empty`] | `{}` |
//!
//! More is accepted than is written:
//!
//! - any number in quotes or bare, an integer with a fraction or an exponent (`1e5`, `"1.0"`);
//! - an enum's value by its name or its number; an unknown number is kept, an unknown name is no value;
//! - a [`Timestamp`] with an offset, and with up to nine fractional digits; base64 in the URL-safe alphabet, and
//!   without padding;
//! - a field by its name in the `.proto` (`vm_is_healthy`), in any order, and `null` for one that is absent;
//! - fields of unknown names, which are skipped.
//!
//! Duplicate fields, a second member of a oneof, `null` in a list or a map, values out of range and values that don't
//! fit are rejected. An enum's unknown name in a list counts towards the capacity, but a map's entry or a oneof's
//! member with such a name doesn't count as a duplicate. [`Decoder::deny_unknown`](crate::Decoder::deny_unknown)
//! rejects unknown names, too.

mod any;
mod any_of;
mod array;
mod ascii_type;
mod base64;
mod bridge;
mod bytes;
mod chunks;
pub(crate) mod decode;
#[cfg(any(feature = "embedded-io-v0.7", feature = "embedded-io-async-v0.7"))]
pub(crate) mod decode_stream;
mod duration;
mod empty;
pub(crate) mod encode;
mod encode_only;
pub(crate) mod encode_stream;
mod enumeration;
mod field;
mod finite;
mod fraction;
mod list;
#[cfg(feature = "defmt")]
mod log;
mod map;
mod members;
mod number;
mod object;
mod oneof;
mod oneof_field;
mod open_json;
mod open_json_type;
mod positive;
mod ranged;
mod serde_type;
mod span;
mod structure;
mod text;
mod timestamp;
mod tuple;
mod type_url;
mod unrecognized;
mod value;
mod well_known;
mod with_type;

pub use any::{Any, AnyValue};
#[doc(hidden)]
pub use any_of::TypeTag;
pub use any_of::{AnyOf, TypeUrl};
#[doc(hidden)]
pub use bridge::{deserialize_field, deserialize_message, deserialize_new_message};
pub use bytes::Bytes;
pub use chunks::Chunks;
#[doc(hidden)]
pub use decode::{read_message, read_tagged_message};
pub use duration::Duration;
pub use empty::Empty;
#[doc(hidden)]
pub use encode::{write_message, write_tagged_message};
pub use encode_only::EncodeOnly;
#[cfg(feature = "_sample")]
#[doc(hidden)]
pub use enumeration::sample_enumeration;
#[doc(hidden)]
pub use enumeration::{Enumeration, deserialize_enumeration, read_enumeration};
pub use field::{Field, InField, MapKey, Message};
pub use finite::FiniteF64;
pub use list::List;
pub use map::Map;
#[doc(hidden)]
pub use members::{HasSchema, Members, Schema, WriteMembers};
pub use oneof::OneOf;
#[doc(hidden)]
pub use oneof_field::OneOfField;
pub use positive::PositiveF64;
pub use ranged::RangedI32;
pub use serde_type::Serde;
pub use span::Span;
pub use structure::{Struct, StructOf, StructValue};
pub use text::Text;
pub use timestamp::Timestamp;
pub use unrecognized::Unrecognized;
pub use value::Value;
