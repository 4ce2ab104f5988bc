//! A collector with a real PostgreSQL: how a connection is made, and what happens if the server stands still.
//!
//! ```sh
//! cargo test -p vitalwire-collector --test postgresql -- --include-ignored
//! ```

mod certificates;
mod frozen;
#[path = "../support/postgres.rs"]
mod postgres;
#[path = "../support/mod.rs"]
mod support;
mod tls;
