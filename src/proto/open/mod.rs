//! Open JSON: what can be of any type. `google.protobuf.Struct`, `Value` and `Any`, as text, typed, or left in the
//! input.

mod any;
mod any_of;
mod canonical;
mod deserialize;
mod json_text;
mod names;
mod only_objects;
mod open_type;
mod raw_object;
mod serde_type;
mod span;
mod structure;
mod tagged;
mod transcribe;
mod type_url;
mod value;

pub use any::{Any, AnyValue};
pub use any_of::AnyOf;
pub use serde_type::{EncodeOnly, Serde};
pub use span::Span;
pub use structure::{Struct, StructOf, StructValue};
pub use type_url::TypeUrl;
pub use value::Value;
