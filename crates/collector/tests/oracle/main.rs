//! The collector beside a model of what it must know: random requests of a fleet are sent to the real process, which is
//! stopped, killed and started again meanwhile, and what it shows is compared.
//!
//! ```sh
//! ORACLE_RUNS=500 cargo test -p vitalwire-collector --test oracle
//! ```
//!
//! A run that fails is named by its seed; ORACLE_SEED repeats it, and ORACLE_TRACE prints what is sent.

mod database;
mod messages;
mod model;
#[path = "../support/postgres.rs"]
mod postgres;
mod seen;
mod steps;
#[path = "../support/mod.rs"]
mod support;

use database::Database;
use messages::{Fleet, Method, Request};
use model::{Model, Received};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use postgres::Server;
use std::env;
use std::thread;
use std::time::{SystemTime, UNIX_EPOCH};
use support::Collector;

/// The collector's options, in ms.
const REPORT_INTERVAL: i64 = 3_600_000;
const DEADLINE: i64 = 600_000;

const OPTIONS: &[&str] = &["--report-interval", "1h"];
const REQUESTS: usize = 150;
const RUNS: u64 = 12;

#[test]
fn a_collector_with_sqlite() {
    for seed in seeds() {
        let collector = Collector::start("oracle", OPTIONS);
        let database = Database::Sqlite(collector.database());
        run(seed, &mut [collector], &database);
    }
}

/// A worker's requests go to either.
#[test]
#[ignore = "needs PostgreSQL's programs"]
fn two_collectors_with_postgresql() {
    let server = Server::start();
    let url = server.url();
    let options = [OPTIONS, &["--store", &url]].concat();
    for seed in seeds() {
        let database = Database::Postgres(url.clone());
        database.clear();
        let mut collectors = ["oracle-one", "oracle-other"].map(|name| Collector::start(name, &options));
        run(seed, &mut collectors, &database);
    }
}

fn seeds() -> impl Iterator<Item = u64> {
    let variable = |name| env::var(name).ok().map(|value| value.parse::<u64>().expect(name));
    match variable("ORACLE_SEED") {
        Some(seed) => seed..seed + 1,
        None => 0..variable("ORACLE_RUNS").unwrap_or(RUNS),
    }
}

fn run(seed: u64, collectors: &mut [Collector], database: &Database) {
    let mut fleet = Fleet::new(seed, now() / 1000);
    let mut model = Model::default();
    for number in 1..=REQUESTS {
        let mut requests = match fleet.below(10) {
            0 => vec![fleet.poison()],
            1 => fleet.requests(),
            _ => vec![fleet.request()],
        };
        if !database.has_nul() {
            requests.iter_mut().for_each(|request| request.body = request.body.replace("\\u0000", "\\u0001"));
        }
        send(&requests, &mut fleet, collectors, &mut model);
        if fleet.below(40) == 0 {
            let is_killed = fleet.below(2) == 0;
            collectors[fleet.below(collectors.len())].restart(is_killed);
        }
        if number % 50 == 0 {
            let differences = seen::differences(&model, &collectors[fleet.below(collectors.len())], database);
            let some = &differences[..differences.len().min(20)];
            assert!(differences.is_empty(), "seed {seed}, after {number} turns:\n{}", some.join("\n"));
        }
    }
}

/// Sends requests at the same time, and hands those that must be accepted to the model.
fn send(requests: &[Request], fleet: &mut Fleet, collectors: &[Collector], model: &mut Model) {
    let received = thread::scope(|scope| {
        let sending = requests.iter().map(|request| {
            let collector = &collectors[fleet.below(collectors.len())];
            scope.spawn(move || post(request, collector))
        });
        let sending = sending.collect::<Vec<_>>();
        sending.into_iter().map(|sent| sent.join().expect("a response")).collect::<Vec<_>>()
    });
    for (request, received) in requests.iter().zip(received) {
        let sent = "the library can read what is sent";
        match request {
            Request { is_poison: true, .. } => {}
            Request { to: Method::Messages { project, location }, body, .. } => {
                model.messages(project, *location, &vitalwire::decode(body.as_bytes()).expect(sent), received);
            }
            Request { to: Method::CheckIn { project, worker }, body, .. } => {
                model.check_in(project, worker, &vitalwire::decode(body.as_bytes()).expect(sent), received);
            }
        }
    }
}

fn post(request: &Request, collector: &Collector) -> Received {
    let Request { to, body, is_poison } = request;
    let encoded = |text| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    let path = match to {
        Method::Messages { project, location: None } => format!("/v1b3/projects/{}/WorkerMessages", encoded(project)),
        Method::Messages { project, location: Some(location) } => {
            format!("/v1b3/projects/{}/locations/{}/WorkerMessages", encoded(project), encoded(location))
        }
        Method::CheckIn { project: "", worker } => format!("/v2alpha1/workers/{}:checkIn", encoded(worker)),
        Method::CheckIn { project, worker } => {
            format!("/v2alpha1/projects/{}/workers/{}:checkIn", encoded(project), encoded(worker))
        }
    };
    if env::var_os("ORACLE_TRACE").is_some() {
        eprintln!("{path} {body}");
    }
    let earliest = now();
    let response = collector.post(&path, body);
    let expected = if *is_poison { 400 } else { 200 };
    assert_eq!(response.status, expected, "{path} {body}: {}", response.text());
    Received { earliest, latest: now() }
}

/// Returns the time in ms since 1970.
fn now() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).expect("a time after 1970").as_millis() as i64
}
