//! Clients that do wrong: what they send, how, and what they don't read. An honest one is served all the time, memory
//! stays within what the collector promises, and the database isn't harmed. `.ci/hostile` runs what takes long, too.

#[path = "../support/mod.rs"]
mod support;

mod bodies;
mod connections;
mod fleet;
mod mutated;

use support::Collector;

/// What the collector promises.
const MOST_MEMORY: u64 = 64 << 20;

/// An honest report of a worker, which must be stored. It may have to come again, as every client has to do.
#[track_caller]
fn check_honest(collector: &Collector) {
    let body =
        r#"{"workerMessages": [{"labels": {"WORKER_ID": "honest"}, "workerHealthReport": {"vmIsHealthy": true}}]}"#;
    support::eventually("an honest report is stored", || {
        collector
            .try_send("POST", "/v1b3/projects/honest/WorkerMessages", body)
            .filter(|response| response.status == 200)
    });
}

/// Checks what must hold after all that was done to a collector, and stops it.
#[track_caller]
fn check_unharmed(mut collector: Collector) {
    check_honest(&collector);
    let memory = collector.peak_memory();
    println!("at most {:.1} MB", memory as f64 / 1e6);
    assert!(memory <= MOST_MEMORY, "{memory} bytes");
    assert!(collector.stop().success());
    assert_eq!(collector.stderr(), "");
    let database = rusqlite::Connection::open(collector.database()).unwrap();
    let is_whole: String = database.query_row("PRAGMA integrity_check", (), |row| row.get(0)).unwrap();
    assert_eq!(is_whole, "ok");
}
