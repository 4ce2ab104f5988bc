//! The command line.

use crate::server::Mischief;
use crate::store::Location;
use clap::Parser;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

/// Receives what a fleet of workers reports, keeps it, and shows it.
///
/// Workers send Dataflow v1b3 WorkerMessages and Genomics v2alpha1 check-ins. A response is sent when what it responds to is
/// durable.
#[derive(Clone, Debug, Parser)]
#[command(name = "vitalwire-collector", version, after_long_help = DETAILS)]
pub struct Arguments {
    /// The IP address and the port to listen on; 0.0.0.0 is all addresses of this machine
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8080", value_parser = address)]
    pub listen: SocketAddr,

    /// Where to keep what is received: a file for SQLite, or postgres://USER@HOST/DATABASE
    #[arg(long, value_name = "LOCATION", default_value = "vitalwire.db")]
    pub store: Location,

    /// Trust the authorities whose certificates are in FILE (PEM), instead of those that browsers trust; the connection
    /// to PostgreSQL must be encrypted then
    #[arg(long, value_name = "FILE")]
    pub store_ca_file: Option<PathBuf>,

    /// The interval that workers are told to report in, at least 1s
    #[arg(long, value_name = "DURATION", default_value = "60s", value_parser = interval)]
    pub report_interval: Duration,

    /// The number of threads that workers are told to use; without it, they choose
    #[arg(long, value_name = "COUNT", value_parser = clap::value_parser!(i32).range(1..))]
    pub threads: Option<i32>,

    /// How long after a check-in a worker has to check in again, at least 1s
    #[arg(long, value_name = "DURATION", default_value = "10m", value_parser = interval)]
    pub deadline: Duration,

    /// A file with the bearer token that requests must have; for pages it is the password, with any user name
    #[arg(long, value_name = "FILE")]
    pub token_file: Option<PathBuf>,

    /// How long samples of processor and memory are kept
    #[arg(long, value_name = "DURATION", default_value = "2h", value_parser = duration)]
    pub keep_samples: Duration,

    /// How long events are kept
    #[arg(long, value_name = "DURATION", default_value = "30d", value_parser = duration)]
    pub keep_events: Duration,

    /// How long a worker is kept that isn't heard of any more, with all that it has counted, at least 1d
    #[arg(long, value_name = "DURATION", default_value = "90d", value_parser = silence)]
    pub keep_workers: Duration,

    /// The longest body of a request, in bytes; beyond it, the status is 413
    #[arg(long, value_name = "BYTES", default_value_t = 256 * 1024, value_parser = clap::value_parser!(u32).range(1024..=1 << 20))]
    pub longest_body: u32,

    /// How many connections may be open at once; more wait
    #[arg(long, value_name = "COUNT", default_value_t = 1000, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub connections: u32,

    /// A TOML file with any of these options
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,

    /// For tests: fail so often, as in error=0.1; may be repeated
    #[arg(long, value_name = "KIND=PROBABILITY")]
    pub misbehave: Vec<Mischief>,
}

fn address(text: &str) -> Result<SocketAddr, &'static str> {
    text.parse().map_err(|_| "expected an IP address and a port, such as 127.0.0.1:8080 or [::1]:8080")
}

/// A number alone is one of seconds, as for the sidecar.
fn duration(text: &str) -> Result<Duration, String> {
    match text.parse() {
        Ok(seconds) => Duration::try_from_secs_f64(seconds).map_err(|error| error.to_string()),
        Err(_) => humantime::parse_duration(text).map_err(|error| error.to_string()),
    }
}

fn interval(text: &str) -> Result<Duration, String> {
    let interval = duration(text)?;
    let range = Duration::from_secs(1)..=Duration::from_secs(365 * 86_400);
    if range.contains(&interval) { Ok(interval) } else { Err("must be from 1s to 365d".to_owned()) }
}

/// A worker that is only silent between two reports must still be there, with its sums and marks.
fn silence(text: &str) -> Result<Duration, String> {
    let silence = duration(text)?;
    if silence >= Duration::from_secs(86_400) { Ok(silence) } else { Err("must be at least 1d".to_owned()) }
}

const DETAILS: &str = "\
Each option may also be set in the environment, as VITALWIRE_COLLECTOR_REPORT_INTERVAL, or in the TOML
file that --config names, as report-interval; the command line comes first, then the environment.

A DURATION is a number of seconds, or like 90s, 10m, 2h 30m, 30d.

What is served:
  POST /v1b3/projects/{project}/WorkerMessages
  POST /v1b3/projects/{project}/locations/{location}/WorkerMessages
  POST /v2alpha1/workers/{id}:checkIn
  POST /v2alpha1/projects/{project}/workers/{worker}:checkIn
  GET  /               the fleet, on a page that stays up to date
  GET  /workers/{id}   one worker: processor, memory, histograms, events
  GET  /fleet.json     all workers
  GET  /metrics        for Prometheus
  GET  /healthz        200 if the store can be written; needs no token

A worker is known by project, label JOB_ID and label WORKER_ID; one that checks in, by its id. What has
a label SEQ that was seen before isn't stored again.

In /fleet.json, times are ms since 1970, reportInterval is in ms, sizes are in bytes, cpuRate in cores,
cpuMs in ms, memoryGbMs in GB ms (GB = 10^9 bytes). What isn't known is null.

PostgreSQL by TCP is encrypted as sslmode in the URL says: prefer, which is the default, if the server has
TLS; require, always; disable, never. With TLS, the server's certificate is always checked, and that it is
one for the host in the URL; if it is wrong, that is an error. With --store-ca-file, prefer is require.

--misbehave knows: error (503 with Retry-After), busy (429 with Retry-After), hasty (429 without), slow
(20 s), garbage (200 with what is no JSON), cut (the connection ends in the middle of the response). Half
of the requests that fail are stored nevertheless.

For workers, TLS is a proxy's work: put one in front of it that ends TLS, and listen on a loopback address.

Examples:
  vitalwire-collector
  vitalwire-collector --store postgres://collector@db/fleet?sslmode=require --listen 0.0.0.0:8080
  vitalwire-collector --report-interval 5s --misbehave error=0.2 --misbehave cut=0.1

Exit codes:
  0  stopped by SIGTERM or SIGINT
  1  the store can't be opened, or the address is taken; stderr says why
  2  the arguments are wrong";
