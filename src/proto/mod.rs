//! ProtoJSON: how protobuf's types appear in JSON. Messages are made of them: those of this crate, and [your
//! own](crate::docs::guide#messages-of-your-own).
//!
//! | protobuf | here | in JSON |
//! | --- | --- | --- |
//! | `bool`, `int32`, `uint32` | [`bool`], [`i32`], [`u32`] | bare |
//! | `int32`, `uint32` of a smaller range | [`i8`], [`i16`], [`u8`], [`u16`], [`RangedI32`] | bare |
//! | `int64`, `uint64` | [`i64`], [`u64`] | string |
//! | `double`, `float` | [`f64`], [`f32`] | bare, in the shortest form; `"NaN"`, `"Infinity"`, `"-Infinity"` |
//! | `string` | [`Text`] | string |
//! | `bytes` | [`Bytes`] | base64 string |
//! | `repeated` | [`List`], an array or a tuple | array |
//! | `map` | [`Map`] | object |
//! | an enum | [`enumeration!`](crate::enumeration!) | name, or number if it has none |
//! | a message | [`message!`](crate::message!) | object, defaults left out; always there, as `{}` when empty |
//! | a message that may be unset | [`Option`] | left out when unset, `{}` when set and empty |
//! | a message on the heap, or in itself | `Box`, with the feature `alloc` | as without |
//! | a oneof | [`oneof!`](crate::oneof!) | the member that is set |
//! | `google.protobuf.Timestamp` | [`Timestamp`] | RFC 3339 in UTC |
//! | `google.protobuf.Duration` | [`Duration`] | seconds with an `s` |
//! | `google.protobuf.Struct` | [`Struct`], [`StructOf`], [`Span`] | object |
//! | `google.protobuf.Any` | [`Any`], [`AnyOf`], [`Span`] | object with `@type` first |
//! | `google.protobuf.Value` | [`Value`] | any value |
//! | `google.protobuf.Empty` | [`Empty`] | `{}` |
//!
//! A message leaves out a 0, a `false`, and what has no characters, bytes, elements or entries. Messages, times, durations
//! and open JSON have no such default, nor have tuples and arrays: without an [`Option`] they are always written, also in
//! a `Box`.
//!
//! More is accepted than is written:
//!
//! - any number in quotes or bare, an integer with a fraction or an exponent (`1e5`, `"1.0"`);
//! - an enum's value by its name or its number; an unknown number is kept, an unknown name is no value;
//! - a [`Timestamp`] with an offset, and with up to nine fractional digits; base64 in the URL-safe alphabet, and
//!   without padding;
//! - a field by its name in the `.proto` (`vm_is_healthy`), in any order, and `null` for one that is absent, unless it
//!   is a [`Value`], of which `null` is one;
//! - fields of unknown names, which are skipped.
//!
//! Duplicate fields, a second member of a oneof, `null` in a list or a map (except as a [`Value`]), values out of range
//! and values that don't fit are rejected. An enum's unknown name in a list counts towards the capacity, but a map's
//! entry or a oneof's member with such a name doesn't count as a duplicate.
//! [`Decoder::deny_unknown`](crate::Decoder::deny_unknown) rejects unknown names, too.

mod containers;
mod macros;
mod object;
mod open;
mod scalar;
mod traits;
mod well_known;

pub use containers::{Bytes, List, Map};
#[doc(hidden)]
pub use object::{
    FieldsOfMap, deserialize_message, deserialize_new_message, read_message, read_tagged_message, write_message,
    write_tagged_message,
};
pub use open::{Any, AnyOf, AnyValue, EncodeOnly, Serde, Span, Struct, StructOf, StructValue, TypeUrl, Value};
#[cfg(feature = "_sample")]
#[doc(hidden)]
pub use scalar::sample_enumeration;
#[doc(hidden)]
pub use scalar::{Enumeration, deserialize_enumeration, read_enumeration};
pub use scalar::{FiniteF64, PositiveF64, RangedI32, Text, Unrecognized};
#[cfg(feature = "_sample")]
#[doc(hidden)]
pub use traits::sample_member_len;
pub use traits::{Field, InField, MapKey, Message, OneOf, OneOfField};
#[doc(hidden)]
pub use traits::{
    HasSchema, Members, Schema, Special, TypeTag, WriteMembers, check_defaults, check_elements, check_members,
    check_schema, check_values,
};
pub use well_known::{Duration, Empty, TimeDelta, Timestamp};
