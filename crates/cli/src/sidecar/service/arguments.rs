//! The options of a sidecar that sends.

use crate::client::{Access, Endpoint};
use crate::interval::parse_interval;
use clap::Args;
use std::path::PathBuf;
use std::time::Duration;
use vitalwire::BuildError;
use vitalwire::genomics::CheckInId;
use vitalwire_agent::http::Segment;

/// What is sent, and where to.
#[derive(Args, Debug)]
#[group(skip)]
#[command(next_help_heading = "Sending")]
pub struct Arguments {
    /// Send to the backend at URL until stopped, instead of printing
    #[arg(long, value_name = "URL", conflicts_with = "watch")]
    pub endpoint: Option<Endpoint>,

    /// Send health, metrics and events, as workerMessages of project ID
    #[arg(long, value_name = "ID", value_parser = project, requires = "endpoint")]
    #[arg(conflicts_with = "check_in")]
    pub project: Option<String>,

    /// Send check-ins of the worker ID, or projects/PROJECT/workers/ID
    #[arg(long, value_name = "ID", value_parser = worker, requires = "endpoint")]
    pub worker: Option<String>,

    /// Send a report every TIME, until the backend wants another interval
    #[arg(long, value_name = "TIME", value_parser = parse_interval, default_value = "60s", requires = "endpoint")]
    pub interval: Duration,

    /// The shortest interval that the backend may set: 5s, or --interval if that is shorter
    #[arg(long, value_name = "TIME", value_parser = parse_interval, requires = "endpoint")]
    pub min_interval: Option<Duration>,

    /// The longest interval that the backend may set: 1h, or --interval if that is longer
    #[arg(long, value_name = "TIME", value_parser = parse_interval, requires = "endpoint")]
    pub max_interval: Option<Duration>,

    /// Keep events, and what a restart has to know, in DIR; in a systemd unit, its StateDirectory; not with --check-in,
    /// which has neither
    #[arg(long, value_name = "DIR", requires = "project", conflicts_with = "check_in")]
    pub state: Option<PathBuf>,

    /// Listen at the Unix socket PATH for events; not with --check-in, which sends none
    #[arg(long, value_name = "PATH", requires = "project", conflicts_with = "check_in")]
    pub events: Option<PathBuf>,

    /// The reason in the shutdown notice, instead of the signal's name; not with --check-in
    #[arg(long, value_name = "TEXT", requires = "project", conflicts_with = "check_in")]
    pub shutdown_reason: Option<String>,

    /// Send one report, or one check-in, or both; without events and state
    #[arg(long, requires = "endpoint", conflicts_with = "watch")]
    pub once: bool,

    /// Print what --once would send, and where to
    #[arg(long, requires = "endpoint", conflicts_with_all = ["once", "watch"])]
    pub dry_run: bool,

    #[command(flatten)]
    pub access: Access,

    /// Read options from FILE (TOML), of which the keys are their names: `endpoint = "URL"`
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
}

impl Arguments {
    /// Whether anything is set that only makes sense for what is sent.
    pub fn is_set(&self) -> bool {
        self.config.is_some() || self.project.is_some() || self.worker.is_some()
    }
}

/// Returns the id of a worker, or of one in a project, which has slashes.
pub fn check_in_id(id: &str) -> Result<CheckInId<'_>, BuildError> {
    if id.contains('/') { CheckInId::in_project(id) } else { CheckInId::new(id) }
}

fn project(text: &str) -> Result<String, String> {
    Segment::new(text).map(|project| project.as_str().to_owned()).map_err(|error| error.to_string())
}

fn worker(text: &str) -> Result<String, String> {
    check_in_id(text).map(|_| text.to_owned()).map_err(|error| error.to_string())
}

pub const DETAILS: &str = "\
With --endpoint:
  Reports are sent every --interval, at a moment of this worker's own, which follows from
  its WORKER_ID. The backend may set another interval. A report that failed isn't sent again before
  the next one is due; Retry-After is obeyed, and 401 reads the token again.
  Check-ins are sent before half of the time until the deadline is over; once it has passed, they
  ask for more time (deadlineExpired). --check-in sends nothing else, so it has no events, and keeps
  no state.
  A token is sent over https, or to this machine, and shown nowhere.
  stderr says what becomes of requests when that changes; with --verbose, each time.

  The directory of --state has:
    shelf    events that were not accepted yet, and a shutdown notice: they survive restarts, kills
             and outages of any length. It has 1 MB; if it's full, the oldest events are dropped,
             and stderr says how many
    starts   how often the sidecar was started: messages have a label SEQ, by which a backend knows
             those that it has already
    boot-id  the boot of the machine for which OS_START was sent
    maximum-thread-count, recommended-thread-count
             the last numbers that the backend has set, for other processes to read; a maximum of 0
             means their own limit
  Two sidecars can't have the same. Without --state, events are lost with the process, and messages
  have no label SEQ.

  Events:
    OS_START once a boot, CONTAINER_START at each start, and what other processes tell: with
    --events, each line that is written to the Unix socket is the code of a workerMessageCode and,
    after a space, its parameters as a JSON object, if it has any. For each line, there is a line in
    response: `ok` once it is on the disk, or `error: ` and the reason. --events needs --state.
      printf 'WATER_LOW {\"litres\": 2}\\n' | socat - UNIX-CONNECT:/run/vitalwire/events

  SIGTERM or SIGINT sends a last report and a shutdown notice. After at most 10 s the sidecar ends;
  what wasn't accepted stays on the shelf. A second signal ends it at once.

  For systemd (Type=notify), the sidecar says when it's ready, its status, and that it's alive.

Settings:
  Each option may be set in the environment, such as VITALWIRE_SIDECAR_TOKEN_FILE for --token-file,
  and in the file of --config, whose keys are the options' names. What is on the command line counts
  before the environment, and that before the file. Flags are true or false. In the file, labels are
  an array; in the environment, one a line.
    endpoint = \"https://telemetry.example\"
    project = \"cellar\"
    label = [\"JOB_ID=7\", \"WORKER_ID=boiler-7\"]
";

pub const EXAMPLES: &str = "  \
  vitalwire sidecar --endpoint https://telemetry.example --project cellar --dry-run
                                          what would be sent
  vitalwire sidecar --config /etc/vitalwire/sidecar.toml
                                          send until stopped
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_with_slashes_is_in_a_project() {
        assert!(worker("boiler 7").is_ok() && worker("projects/cellar/workers/boiler-7").is_ok());
        assert!(worker("").is_err() && worker("cellar/boiler-7").is_err());
        assert!(project("cellar").is_ok() && project("..").is_err());
    }
}
