//! `--misbehave`.

use crate::support::{Collector, Response};
use std::io::Write;
use std::time::Instant;

const MESSAGES: &str = "/v1b3/projects/cellar/WorkerMessages";
const BODY: &str = r#"{"workerMessages": [{"labels": {"WORKER_ID": "7"}, "workerHealthReport": {}}]}"#;

fn respond(kind: &str) -> Response {
    let collector = Collector::start(&format!("misbehave-{kind}"), &["--misbehave", &format!("{kind}=1")]);
    // What isn't for workers stays as it is.
    assert_eq!(collector.get("/healthz").status, 200);
    assert_eq!(collector.get("/metrics").status, 200);
    collector.post(MESSAGES, BODY)
}

#[test]
fn errors() {
    let error = respond("error");
    assert_eq!((error.status, &error.json()["error"]["status"]), (503, &"UNAVAILABLE".into()));
    let busy = respond("busy");
    assert_eq!((busy.status, &busy.json()["error"]["status"]), (429, &"RESOURCE_EXHAUSTED".into()));
    assert!(busy.head.contains("\nretry-after: 2\r"), "{}", busy.head);
    let hasty = respond("hasty");
    assert_eq!(hasty.status, 429);
    assert!(!hasty.head.contains("retry-after"), "{}", hasty.head);
}

#[test]
fn garbage_and_cuts() {
    let garbage = respond("garbage");
    assert_eq!(garbage.status, 200);
    assert!(serde_json::from_slice::<serde_json::Value>(&garbage.body).is_err());

    let collector = Collector::start("misbehave-cut", &["--misbehave", "cut=1"]);
    let mut stream = collector.connect();
    let head = format!("POST {MESSAGES} HTTP/1.1\r\nHost: c\r\nContent-Length: {}\r\n\r\n", BODY.len());
    stream.write_all((head + BODY).as_bytes()).unwrap();
    // The connection ends before the last chunk.
    assert!(Response::read(stream).is_none());
}

#[test]
fn slow() {
    let start = Instant::now();
    let slow = respond("slow");
    assert!(start.elapsed().as_secs() >= 20);
    assert!([200, 503].contains(&slow.status), "{}", slow.status);
}

#[test]
fn half_of_what_fails_is_stored() {
    let collector = Collector::start("misbehave-half", &["--misbehave", "error=1"]);
    // That all or none are is a matter of 2^-63.
    for worker in 0..64 {
        assert_eq!(collector.post(MESSAGES, &BODY.replace('7', &worker.to_string())).status, 503);
    }
    let stored = collector.get("/fleet.json").json()["workers"].as_array().unwrap().len();
    assert!((1..64).contains(&stored), "{stored}");
}
