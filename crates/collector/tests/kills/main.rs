//! Sidecars, collectors and their store as real processes, killed and started again at random: each event arrives once, and
//! sums are what was handed over.
//!
//! ```sh
//! cargo build -p vitalwire-cli --features fleet
//! KILLS_SECONDS=300 cargo test -p vitalwire-collector --test kills -- --include-ignored --nocapture
//! ```
//!
//! A kill shows that what belongs together is stored together, and that nothing is acknowledged before it is stored: the
//! kernel keeps what a killed process has written. What it can't show is that it survives a power failure: for that stand
//! the settings that each store has when it is opened: see `store/sqlite.rs` and `store/postgres.rs`.

mod balancer;
mod fleet;
#[path = "../support/postgres.rs"]
mod postgres;
mod process;
mod store;
mod sums;
mod teller;

use fleet::Fleet;
use postgres::Server;
use store::Store;

/// One collector with SQLite: no request is handled while it is down.
#[test]
fn a_collector_with_sqlite() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::Sqlite(folder.path().join("fleet.db"));
    Fleet::start(folder.path(), store, 1).run();
}

/// Two collectors with one PostgreSQL, behind a balancer.
#[test]
#[ignore = "needs PostgreSQL's programs"]
fn two_collectors_with_postgresql() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = Server::start();
    Fleet::start(folder.path(), Store::Postgres(server.url()), 2).run();
}
