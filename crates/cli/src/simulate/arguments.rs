//! The command line of `vitalwire simulate`.

use crate::client::{Access, Endpoint};
use crate::interval::{DAY, parse_time};
use clap::Args;
use std::time::Duration;

/// Simulates a fleet of workers that report to a backend, and says how that went.
///
/// Each worker does what the agent does: it reports at a moment of its own, obeys intervals, waits after failures, and
/// sends again what wasn't accepted.
#[derive(Args)]
#[command(after_long_help = DETAILS)]
pub struct Arguments {
    /// The URL of the backend, such as http://127.0.0.1:8080
    #[arg(long, value_name = "URL")]
    pub endpoint: Endpoint,

    #[command(flatten)]
    pub access: Access,

    /// The project of the workers
    #[arg(long, value_name = "PROJECT", default_value = "simulation")]
    pub project: String,

    /// How many workers there are
    #[arg(long, value_name = "COUNT", default_value_t = 1000, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub workers: u32,

    /// The time between reports, until the backend says another one: seconds (1 to 86400), or with a unit, such as 1m
    #[arg(long, value_name = "TIME", default_value = "60s", value_parser = interval)]
    pub interval: Duration,

    /// Keep the interval of --interval, whatever the backend says
    #[arg(long)]
    pub keep_interval: bool,

    /// How long workers report: seconds (1 to 604800), or with a unit, such as 1h
    #[arg(long = "for", value_name = "TIME", default_value = "120s", value_parser = duration)]
    pub duration: Duration,

    /// Let workers end without a shutdown notice, as if they had crashed
    #[arg(long)]
    pub vanish: bool,

    /// Events of a worker per hour
    #[arg(long, value_name = "COUNT", default_value_t = 0.0, value_parser = rate)]
    pub events: f64,

    /// How many connections the fleet shares
    #[arg(long, value_name = "COUNT", default_value_t = 32, value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub connections: u32,

    /// What the names of workers begin with
    #[arg(long, value_name = "TEXT", default_value = "simulated")]
    pub name: String,
}

/// Parses the time between reports.
fn interval(text: &str) -> Result<Duration, String> {
    parse_time(text, Duration::from_secs(1)..=DAY)
}

fn duration(text: &str) -> Result<Duration, String> {
    parse_time(text, Duration::from_secs(1)..=7 * DAY)
}

fn rate(text: &str) -> Result<f64, &'static str> {
    text.parse().ok().filter(|rate| (0.0..=3600.0).contains(rate)).ok_or("must be from 0 to 3600")
}

const DETAILS: &str = "\
What a worker sends: a health report and samples of processor and memory in one request, with the labels
WORKER_ID, JOB_ID and SEQ. Numbers are invented, and the same for the same worker and time.

The summary has, in ms:
  response  from the start of a request to the end of its response
  late      from the moment at which a report was due to the start of its request: if this grows, there
            are too few connections, or this machine has no time

At the end, each worker that has sent anything sends a shutdown notice, in one attempt, for 10 s in all: the line
stopped says how many were accepted. They are in no other figure. With --vanish, there are none. A signal
ends it at once: without notices, and without a summary.

Examples:
  vitalwire simulate --endpoint http://127.0.0.1:8080
  vitalwire simulate --endpoint http://127.0.0.1:8080 --workers 100000 --for 5m --keep-interval

Exit codes:
  0  at least one request was accepted, and none was rejected
  1  otherwise; the summary, or stderr, says why
  2  the arguments are wrong";
