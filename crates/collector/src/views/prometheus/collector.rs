//! What is known about the collector itself.

use super::exposition::Family;
use crate::clock::now;
use crate::counts::Counts;
use crate::fleet::{self, State};
use crate::store::{Database, Failure};
use std::fs;
use std::time::UNIX_EPOCH;

pub fn write(database: &mut dyn Database, counts: &Counts, text: &mut String) -> Result<(), Failure> {
    BUILD.begin(text);
    BUILD.sample(text, &[("version", env!("CARGO_PKG_VERSION"))], 1_i64);

    let summary = fleet::summary(database, now().unix_millis())?;
    WORKERS.begin(text);
    for state in State::ALL {
        WORKERS.sample(text, &[("state", state.name())], summary.count(state));
    }

    REQUESTS.begin(text);
    for (path, statuses) in counts.requests() {
        for (status, count) in statuses {
            REQUESTS.sample(text, &[("path", &path), ("status", &status.to_string())], count);
        }
    }

    COMMITS.begin(text);
    COMMITS.sample(text, &[], counts.commits.total());
    COMMITTED_REQUESTS.begin(text);
    COMMITTED_REQUESTS.sample(text, &[], counts.committed_requests.total());
    DUPLICATES.begin(text);
    DUPLICATES.sample(text, &[], counts.duplicates.total());
    FAILURES.begin(text);
    FAILURES.sample(text, &[("cause", "content")], counts.rejected.total());
    FAILURES.sample(text, &[("cause", "database")], counts.unavailable.total());

    START.begin(text);
    START.sample(text, &[], counts.started.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs_f64());
    if let Some(bytes) = resident_memory() {
        MEMORY.begin(text);
        MEMORY.sample(text, &[], bytes);
    }
    Ok(())
}

/// Returns what Linux says; other systems don't.
fn resident_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let kib = status.lines().find_map(|line| line.strip_prefix("VmRSS:")?.trim().strip_suffix(" kB"))?;
    kib.parse::<u64>().ok()?.checked_mul(1024)
}

const BUILD: Family = Family {
    name: "vitalwire_collector_build_info",
    kind: "gauge",
    help: "1; the labels say which collector this is.",
};
const WORKERS: Family =
    Family { name: "vitalwire_collector_workers", kind: "gauge", help: "The number of workers in each state." };
const REQUESTS: Family = Family {
    name: "vitalwire_collector_requests_total",
    kind: "counter",
    help: "Requests by what they were for and the status of the response.",
};
const COMMITS: Family = Family {
    name: "vitalwire_collector_commits_total",
    kind: "counter",
    help: "Transactions that have stored what requests brought.",
};
const COMMITTED_REQUESTS: Family = Family {
    name: "vitalwire_collector_committed_requests_total",
    kind: "counter",
    help: "Requests that were stored. One transaction stores those that come at the same time.",
};
const DUPLICATES: Family = Family {
    name: "vitalwire_collector_duplicates_total",
    kind: "counter",
    help: "Messages whose label SEQ wasn't greater than the last one. If they go on and on, two workers have the same name, \
           or one has lost its count of starts.",
};
const FAILURES: Family = Family {
    name: "vitalwire_collector_store_failures_total",
    kind: "counter",
    help: "Transactions that have failed, because of their content or of the database.",
};
const START: Family = Family {
    name: "process_start_time_seconds",
    kind: "gauge",
    help: "When the collector was started, in seconds since 1970.",
};
const MEMORY: Family =
    Family { name: "process_resident_memory_bytes", kind: "gauge", help: "The memory that the collector takes." };
