#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]
#![warn(missing_docs, unreachable_pub)]
#![cfg_attr(not(test), warn(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]
#![doc = include_str!("../README.md")]

pub mod http;
pub mod meter;
pub mod schedule;
mod time;

pub use time::Instant;
