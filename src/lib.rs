#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]
#![warn(missing_docs, unreachable_pub)]
#![cfg_attr(not(test), warn(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]
// Where the README links to its neighbours and to docs.rs, these go first, and so within this documentation.
#![doc = "[agent]: https://docs.rs/vitalwire-agent"]
#![doc = "[guide]: docs::guide"]
#![doc = "[recipes]: docs::recipes"]
#![doc = "[costs]: docs::costs"]
#![doc = "[limits]: docs::limits"]
#![doc = "[architecture]: https://docs.rs/crate/vitalwire/latest/source/docs/ARCHITECTURE.md"]
#![doc = "[decisions]: https://docs.rs/crate/vitalwire/latest/source/docs/decisions/"]
#![doc = "[contributing]: https://docs.rs/crate/vitalwire/latest/source/CONTRIBUTING.md"]
#![doc = "[MIT]: https://docs.rs/crate/vitalwire/latest/source/LICENSE-MIT"]
#![doc = "[Apache-2.0]: https://docs.rs/crate/vitalwire/latest/source/LICENSE-APACHE"]
#![doc = "[changelog]: https://docs.rs/crate/vitalwire/latest/source/CHANGELOG.md"]
#![doc = "[`MAX_JSON_LEN`]: MaxJsonLen::MAX_JSON_LEN"]
#![doc = "[`message!`]: message!"]
#![cfg_attr(feature = "alloc", doc = "[`Growable`]: Growable\n[`to_string`]: to_string\n[`to_vec`]: to_vec")]
#![cfg_attr(feature = "std", doc = "[`to_io`]: to_io\n[`decode_from_io`]: decode_from_io")]
#![doc = "[`Timestamp`]: proto::Timestamp"]
#![cfg_attr(feature = "embedded-hal", doc = "[`hal`]: hal")]
#![cfg_attr(
    feature = "embedded-io-v0.7",
    doc = "[`to_embedded_io`]: to_embedded_io\n[`decode_from_embedded_io`]: decode_from_embedded_io\n[`json::Frames::read`]: json::Frames::read"
)]
#![doc = ""]
#![doc = include_str!("../README.md")]

#[cfg(target_pointer_width = "16")]
compile_error!("vitalwire scans text by words of 32 or 64 bits");

#[cfg(feature = "alloc")]
extern crate alloc;
#[cfg(feature = "std")]
extern crate std;

#[macro_use]
pub mod profile;
mod codec;
pub mod dataflow;
#[cfg(doc)]
pub mod docs;
pub mod empty;
mod error;
pub mod genomics;
#[cfg(feature = "embedded-hal")]
pub mod hal;
pub mod json;
pub mod max;
mod percent_encoded;
pub mod proto;
#[cfg(test)]
mod random;
pub mod rpc;
#[cfg(feature = "_sample")]
#[doc(hidden)]
pub mod sample;
mod sentence;
pub mod serde_json_core;

pub use codec::{
    Chunks, Decoder, decode, decode_into, decode_prefix, encode, encoded_len, to_fmt, to_slice, to_str, to_window,
};
#[cfg(feature = "embedded-io-v0.7")]
pub use codec::{decode_from_embedded_io, to_embedded_io};
#[cfg(feature = "embedded-io-async-v0.7")]
pub use codec::{decode_from_embedded_io_async, to_embedded_io_async};
#[cfg(feature = "std")]
pub use codec::{decode_from_io, to_io};
#[cfg(feature = "alloc")]
pub use codec::{to_string, to_vec};
#[doc(inline)]
pub use empty::ConstEmpty;
pub use error::{
    BuildError, CapacityError, DecodeError, DecodeErrorKind, EncodeError, JsonType, OpenJsonError, OpenJsonErrorKind,
    SerializeError, SyntaxError, SyntaxErrorKind,
};
/// The version of heapless whose containers messages use.
pub use heapless;
#[doc(inline)]
pub use max::MaxJsonLen;
#[cfg(feature = "alloc")]
#[doc(inline)]
pub use profile::Growable;
#[doc(inline)]
pub use profile::{Microcontroller, Sidecar};

#[doc(hidden)]
pub mod __private {
    pub use crate::percent_encoded::PercentEncoded;
    pub use crate::proto::check_schema;
    #[cfg(feature = "defmt")]
    pub use defmt;
    pub use heapless;
    pub use serde;
}

/// Passes all messages of the APIs to a macro, by API: their names in the schema, and their types, where `C` stands
/// for a profile. They are preceded by an empty list of further macros.
#[doc(hidden)]
#[macro_export]
macro_rules! for_each_message {
    ($callback:path) => {
        $crate::__dataflow_messages! { [$crate::__genomics_messages, $callback] }
    };
}
