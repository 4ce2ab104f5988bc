//! The tables, in what both databases understand: `$IDENTITY` is a key that numbers itself, `$ROWS` what a table's
//! definition ends with. PostgreSQL's names of types are put in by it.

use super::database::{Database, Failure};

/// Creates the tables if there are none, and checks that those that there are have this version.
pub fn create(database: &mut dyn Database) -> Result<(), Failure> {
    database.begin()?;
    let created = create_or_check(database).and_then(|()| database.commit());
    if created.is_err() {
        database.roll_back();
    }
    created
}

fn create_or_check(database: &mut dyn Database) -> Result<(), Failure> {
    database.define(VERSIONS)?;
    match database.first("SELECT MAX(version) FROM versions", &[], |row| row.integer(0))?.flatten() {
        Some(VERSION) => Ok(()),
        Some(other) => Err(Failure::Unavailable(format!(
            "its tables have version {other}, those of this collector version {VERSION}: it needs the other collector, or \
             another database"
        ))),
        None => {
            database.define(TABLES)?;
            database.execute("INSERT INTO versions (version) VALUES ($1)", &[VERSION.into()]).map(drop)
        }
    }
}

/// Writes something that changes nothing: whether that is possible says whether anything is.
pub fn probe(database: &mut dyn Database) -> Result<(), Failure> {
    database.execute("UPDATE versions SET version = version", &[]).map(drop)
}

/// To be raised whenever the tables change.
const VERSION: i64 = 1;

const VERSIONS: &str = "CREATE TABLE IF NOT EXISTS versions (version INTEGER NOT NULL) $ROWS;";

/// Times are ms since 1970. Those that end in `_heard` are the collector's, all others the worker's own.
const TABLES: &str = "
CREATE TABLE workers (
    id $IDENTITY,
    project TEXT NOT NULL,
    job TEXT NOT NULL,
    name TEXT NOT NULL,
    location TEXT NOT NULL,
    first_heard INTEGER NOT NULL,
    last_heard INTEGER NOT NULL,
    -- The interval of its reports, in ms; the end of its lease.
    report_interval INTEGER,
    deadline INTEGER,
    health_time INTEGER,
    healthy INTEGER,
    broken INTEGER,
    broken_code TEXT,
    message TEXT,
    startup_time INTEGER,
    stage TEXT,
    stage_time INTEGER,
    stop_reason TEXT,
    stop_time INTEGER,
    disk_free INTEGER,
    disk_total INTEGER,
    memory_free INTEGER,
    memory_total INTEGER,
    -- The latest samples.
    cpu_time INTEGER,
    cpu_rate REAL,
    cpu_ms INTEGER,
    memory_time INTEGER,
    memory_used INTEGER,
    memory_limit INTEGER,
    memory_gb_ms INTEGER,
    -- All that it was told of.
    ooms INTEGER NOT NULL DEFAULT 0,
    UNIQUE (project, job, name)
) $ROWS;

-- The latest message of each stream of a worker: see the label SEQ.
CREATE TABLE marks (
    worker INTEGER NOT NULL,
    stream INTEGER NOT NULL,
    boot INTEGER NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (worker, stream)
) $ROWS;

-- Whatever happened once. The source is what tells an event from another one that says the same.
CREATE TABLE events (
    id $IDENTITY,
    worker INTEGER NOT NULL,
    heard INTEGER NOT NULL,
    time INTEGER NOT NULL,
    exact_time TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    detail TEXT NOT NULL,
    source TEXT,
    UNIQUE (worker, source)
) $ROWS;
CREATE INDEX events_by_worker ON events (worker, time);
CREATE INDEX events_by_age ON events (heard);

-- What was used, by a worker or one of its containers.
CREATE TABLE samples (
    worker INTEGER NOT NULL,
    container TEXT NOT NULL,
    time INTEGER NOT NULL,
    heard INTEGER NOT NULL,
    cpu_rate REAL,
    cpu_ms INTEGER,
    memory_used INTEGER,
    memory_limit INTEGER,
    gpu_rate REAL,
    PRIMARY KEY (worker, container, time)
) $ROWS;
CREATE INDEX samples_by_age ON samples (heard);

-- Sums of what was counted, and the latest of what was measured. The layout is that of a histogram's buckets.
CREATE TABLE metrics (
    worker INTEGER NOT NULL,
    namespace TEXT NOT NULL,
    step TEXT NOT NULL,
    name TEXT NOT NULL,
    labels TEXT NOT NULL,
    kind TEXT NOT NULL,
    layout TEXT NOT NULL,
    heard INTEGER NOT NULL,
    value INTEGER NOT NULL,
    -- What negative deltas have taken from a counter: its value is the sum of the others.
    taken INTEGER NOT NULL,
    buckets TEXT NOT NULL,
    -- When a value was measured; 0 for what is counted.
    time INTEGER NOT NULL,
    PRIMARY KEY (worker, namespace, step, name, labels, kind, layout)
) $ROWS;
";
