//! What is known about each worker.

use super::exposition::{Family, Label, Value};
use crate::clock::now;
use crate::fleet::{self, State, Worker};
use crate::store::{Database, Failure};
use crate::views::parts;

/// A pass over all workers for each family.
#[derive(Default)]
pub struct Walk {
    /// How many of the families are done.
    families: usize,
    /// The id of the worker that was last.
    last: Option<i64>,
}

impl Walk {
    /// Writes the next part, and returns whether there are more.
    pub fn write_next(&mut self, database: &mut dyn Database, text: &mut String) -> Result<bool, Failure> {
        let Some((family, samples)) = FAMILIES.get(self.families) else { return Ok(false) };
        if self.last.is_none() {
            family.begin(text);
        }
        self.last = fleet::each_after(database, now().unix_millis(), self.last.unwrap_or(0), &mut |worker| {
            samples.write(family, worker, text);
            Ok(parts::flow(text))
        })?;
        self.families += usize::from(self.last.is_none());
        Ok(self.families < FAMILIES.len())
    }
}

/// The samples of a worker in a family.
enum Samples {
    /// One, unless it isn't known.
    Value(fn(&Worker) -> Option<Value>),
    /// One for each state.
    States,
}

impl Samples {
    fn write(&self, family: &Family, worker: &Worker, text: &mut String) {
        let [project, job, name] = of_worker(&worker.project, &worker.job, &worker.name);
        match self {
            Self::Value(value) => {
                if let Some(value) = value(worker) {
                    family.sample(text, &[project, job, name], value);
                }
            }
            Self::States => {
                for state in State::ALL {
                    family.sample(text, &[project, job, name, ("state", state.name())], state == worker.state);
                }
            }
        }
    }
}

/// Returns the labels that tell a worker from all others. `job` and `instance` would be Prometheus' own names for the
/// collector, which it would rename, or with `honor_labels` mix up with those of a worker that has none.
pub fn of_worker<'a>(project: &'a str, job: &'a str, name: &'a str) -> [Label<'a>; 3] {
    [("project", project), ("job_id", job), ("worker_id", name)]
}

macro_rules! families {
    ($($kind:ident $name:literal: $help:literal, $samples:expr;)*) => {
        &[$((
            Family { name: concat!("vitalwire_worker_", $name), kind: stringify!($kind), help: $help },
            $samples,
        )),*]
    };
}

const FAMILIES: &[(Family, Samples)] = families! {
    gauge "up": "1 unless the worker is late or has stopped.",
        Samples::Value(|worker| Some((!matches!(worker.state, State::Late | State::Stopped)).into()));
    gauge "state": "1 for the state that the worker is in, 0 for all others.",
        Samples::States;
    gauge "last_heard_timestamp_seconds": "When the worker was last heard of, by the collector's clock.",
        Samples::Value(|worker| Some(seconds(worker.last_heard)));
    gauge "report_interval_seconds": "The interval in which the worker reports.",
        Samples::Value(|worker| worker.report_interval.map(seconds));
    gauge "deadline_timestamp_seconds": "When the worker has to have checked in again.",
        Samples::Value(|worker| worker.deadline.map(seconds));
    gauge "start_timestamp_seconds": "When the worker was started, by its own clock.",
        Samples::Value(|worker| worker.startup_time.map(seconds));
    gauge "cpu_busy_cores": "How many cores were busy at the latest sample.",
        Samples::Value(|worker| worker.cpu_rate.map(Value::from));
    counter "cpu_seconds_total": "The time that cores were busy since the worker was started.",
        Samples::Value(|worker| worker.cpu_ms.map(seconds));
    gauge "memory_used_bytes": "The memory in use at the latest sample.",
        Samples::Value(|worker| worker.memory_used.map(Value::from));
    gauge "memory_limit_bytes": "The memory that the worker may use.",
        Samples::Value(|worker| worker.memory_limit.map(Value::from));
    counter "memory_byte_seconds_total": "The memory in use, integrated over the time since the worker was started.",
        // From GB·ms.
        Samples::Value(|worker| worker.memory_gb_ms.map(|gb_ms| (i128::from(gb_ms) * 1_000_000).into()));
    counter "oom_kills_total": "How often the worker, or a part of it, ran out of memory: all that it has told of.",
        Samples::Value(|worker| Some(worker.ooms.into()));
    gauge "memory_free_bytes": "The memory of the worker's machine that was free at the latest check-in.",
        Samples::Value(|worker| worker.memory_free.map(Value::from));
    gauge "memory_size_bytes": "The memory of the worker's machine.",
        Samples::Value(|worker| worker.memory_total.map(Value::from));
    gauge "disk_free_bytes": "What of the boot disk was free at the latest check-in.",
        Samples::Value(|worker| worker.disk_free.map(Value::from));
    gauge "disk_size_bytes": "The size of the boot disk.",
        Samples::Value(|worker| worker.disk_total.map(Value::from));
};

fn seconds(ms: i64) -> Value {
    (ms as f64 / 1000.0).into()
}
