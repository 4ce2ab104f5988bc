//! Writers and readers of embedded-io, blocking and not.

mod block_on;
mod read;
mod write;
