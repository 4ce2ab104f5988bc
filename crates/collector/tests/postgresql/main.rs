//! A collector with a real PostgreSQL: how it's connected to, and what happens if it stands still.
//!
//! ```sh
//! cargo test -p vitalwire-collector --test postgresql -- --include-ignored
//! ```

mod certificates;
#[path = "../support/postgres.rs"]
mod postgres;
#[path = "../support/mod.rs"]
mod support;
mod tls;
