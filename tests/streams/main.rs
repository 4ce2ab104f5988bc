//! Sinks, writers and readers, blocking and not.

mod block_on;
mod frames;
mod read;
mod sinks;
mod write;
