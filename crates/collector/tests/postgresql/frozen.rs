//! A server that is there, and does nothing.

use crate::postgres::Server;
use crate::support::{Collector, Response, eventually, send};
use ::postgres::{Client, NoTls};
use serde_json::json;
use std::thread;
use std::time::{Duration, Instant};

const PATH: &str = "/v1b3/projects/cellar/WorkerMessages";

/// A request waits for the store for 9 s; the rest is for a machine with other work.
const LONGEST: Duration = Duration::from_secs(20);

/// An event of a worker of its own, as vitalwire-agent would send it: it sends nothing else until that is settled.
fn event(number: u32) -> String {
    let labels = json!({"WORKER_ID": format!("boiler-{number}"), "SEQ": "1.1.1"});
    json!({"workerMessages": [{"labels": labels, "workerMessageCode": {"code": format!("E{number}")}}]}).to_string()
}

/// What is told then gets a 503, also by those that come later. All of it is sent again, and stored once.
#[test]
#[ignore = "needs PostgreSQL's programs"]
fn a_server_that_stands_still_holds_up_nobody_and_loses_nothing() {
    let server = Server::start();
    let collector = Collector::start("frozen", &["--store", &server.url()]);
    assert_eq!(collector.post(PATH, &event(0)).status, 200);
    // Both connections are there.
    assert_eq!(collector.get("/fleet.json").status, 200);

    server.freeze(true);
    thread::scope(|scope| {
        // The first is taken up alone, and the others wait.
        for number in 1..=20 {
            scope.spawn({
                let collector = &collector;
                move || is_unavailable(|| collector.post(PATH, &event(number)))
            });
        }
        for path in ["/", "/fleet.json", "/metrics", "/healthz"] {
            scope.spawn({
                let collector = &collector;
                move || is_unavailable(|| collector.get(path))
            });
        }
    });
    server.freeze(false);

    eventually("it can be written", || (collector.get("/healthz").status == 200).then_some(()));
    for number in 1..=20 {
        assert_eq!(collector.post(PATH, &event(number)).status, 200);
    }
    assert_eq!(collector.get("/").status, 200);
    let mut client = Client::connect(&server.url(), NoTls).expect("a server");
    let rows = client.query("SELECT name FROM events ORDER BY length(name), name", &[]).expect("rows");
    let names = rows.iter().map(|row| row.get::<_, String>(0)).collect::<Vec<_>>();
    assert_eq!(names, (0..=20).map(|number| format!("E{number}")).collect::<Vec<_>>());
}

#[track_caller]
fn is_unavailable(request: impl FnOnce() -> Response) {
    let start = Instant::now();
    let response = request();
    assert_eq!(response.status, 503, "{}", response.text());
    assert!(start.elapsed() < LONGEST, "{:?}", start.elapsed());
}

/// What is given up waits until the server goes on, and takes memory until then: the space for it doesn't grow.
#[test]
#[ignore = "needs PostgreSQL's programs"]
fn what_waits_for_a_server_that_stands_still_has_bounded_memory() {
    let server = Server::start();
    let collector = Collector::start("frozen-memory", &["--store", &server.url()]);
    let message = r#"{"labels": {"": ""}, "workerHealthReport": {}}"#;
    let body = format!(r#"{{"workerMessages": [{}]}}"#, [message; 5000].join(","));
    assert_eq!(collector.post(PATH, &body).status, 200);
    let before = collector.peak_memory();

    server.freeze(true);
    for _ in 0..100 {
        let stream = collector.connect();
        stream.set_read_timeout(Some(Duration::from_millis(100))).unwrap();
        assert!(send(stream, "POST", PATH, "", body.as_bytes()).is_none(), "it waits");
    }
    let peak = collector.peak_memory();
    server.freeze(false);
    // Each takes 4 MB.
    assert!(peak < before + (50 << 20), "{before} B before, {peak} B after");
    eventually("it can be written", || (collector.get("/healthz").status == 200).then_some(()));
}
