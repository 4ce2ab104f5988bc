//! Sinks, writers and readers, blocking and not.

mod block_on;
mod read;
mod sinks;
mod write;
