//! ProtoJSON: how protobuf's types stand in JSON.
//!
//! | protobuf | here | in JSON |
//! | --- | --- | --- |
//! | `bool`, `int32`, `uint32` | [`bool`], [`i32`], [`u32`] | bare |
//! | `int64`, `uint64` | [`i64`], [`u64`] | text |
//! | `double`, `float` | [`f64`], [`f32`] | bare and shortest; `"NaN"`, `"Infinity"`, `"-Infinity"` |
//! | `string` | [`Text`] | text |
//! | `bytes` | [`Bytes`] | base64 text |
//! | `repeated` | [`List`], an array or a tuple | array |
//! | `map` | [`Map`] | object |
//! | an enum | [`enumeration!`](crate::enumeration!) | name, or number where it has none |
//! | a message | [`message!`](crate::message!) | object, defaults left out |
//! | a message that may be unset | [`Option`] | left out when unset, `{}` when set and empty |
//! | a oneof | [`oneof!`](crate::oneof!) | the member that is set |
//! | `google.protobuf.Timestamp` | [`Timestamp`] | RFC 3339 in UTC |
//! | `google.protobuf.Duration` | [`Duration`] | seconds with an `s` |
//! | `google.protobuf.Struct` | [`Struct`], [`StructOf`] | object |
//! | `google.protobuf.Any` | [`Any`], [`AnyOf`] | object with `@type` in front |
//! | `google.protobuf.Empty` | [`Empty`] | `{}` |

mod any;
mod any_of;
mod ascii;
mod bytes;
mod duration;
mod empty;
mod enumeration;
mod field;
mod finite;
mod list;
#[cfg(feature = "defmt")]
mod log;
mod map;
mod number;
mod object;
mod oneof;
mod open;
mod ranged;
mod read;
mod send_only;
mod span;
mod structure;
mod text;
mod timestamp;
mod transcribe;
mod tuple;
mod type_url;
mod unrecognized;
mod value;
mod well_known;
mod with_type;

pub use any::{Any, AnyValue};
pub use any_of::{AnyOf, TypeUrl};
pub use bytes::Bytes;
pub use duration::Duration;
pub use empty::Empty;
#[doc(hidden)]
pub use enumeration::{Enumeration, read_enumeration};
pub use field::{Field, InField, MapKey, Message};
pub use finite::Finite;
pub use list::List;
pub use map::Map;
pub use oneof::OneOf;
#[doc(hidden)]
pub use oneof::OneOfField;
pub use ranged::Ranged;
#[doc(hidden)]
pub use read::{Members, read_field, read_message};
pub use send_only::SendOnly;
pub use span::Span;
pub use structure::{Struct, StructOf, StructValue};
pub use text::Text;
pub use timestamp::Timestamp;
pub use unrecognized::Unrecognized;
pub use value::Value;
