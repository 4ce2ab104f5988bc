#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]
#![warn(missing_docs, unreachable_pub)]
#![cfg_attr(not(test), warn(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]
// Where the README links to its neighbours, these go first, and so within this documentation.
#![doc = "[schedule]: https://docs.rs/crate/vitalwire-agent/latest/source/docs/SCHEDULE.md"]
#![doc = "[costs]: https://docs.rs/crate/vitalwire-agent/latest/source/docs/COSTS.md"]
#![doc = "[shelf]: https://docs.rs/crate/vitalwire-agent/latest/source/docs/SHELF.md"]
#![doc = ""]
#![doc = include_str!("../README.md")]

#[cfg(feature = "std")]
extern crate std;

mod decimal;
pub mod http;
pub mod line;
pub mod link;
pub mod meter;
pub mod outbox;
pub mod schedule;
#[cfg(feature = "shelf")]
pub mod shelf;
mod span;
mod time;

pub use time::Instant;
