//! The tables, in what both databases understand: `$IDENTITY` is a key that numbers itself, `$ROWS` what a table's
//! definition ends with. PostgreSQL's names of types are put in by it.

/// Times are ms since 1970. Those that end in `_heard` are the collector's, all others the worker's own.
pub const TABLES: &str = "
CREATE TABLE IF NOT EXISTS workers (
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
CREATE TABLE IF NOT EXISTS marks (
    worker INTEGER NOT NULL,
    stream INTEGER NOT NULL,
    boot INTEGER NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (worker, stream)
) $ROWS;

-- Whatever happened once. The source is what tells an event from another one that says the same.
CREATE TABLE IF NOT EXISTS events (
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
CREATE INDEX IF NOT EXISTS events_by_worker ON events (worker, time);
CREATE INDEX IF NOT EXISTS events_by_age ON events (heard);

-- What was used, by a worker or one of its containers.
CREATE TABLE IF NOT EXISTS samples (
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
CREATE INDEX IF NOT EXISTS samples_by_age ON samples (heard);

-- Sums of what was counted, and the latest of what was measured. The layout is that of a histogram's buckets.
CREATE TABLE IF NOT EXISTS metrics (
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
CREATE INDEX IF NOT EXISTS metrics_by_age ON metrics (heard);
";
