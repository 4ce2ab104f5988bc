//! What is rejected, as Google's APIs do.

use crate::support::{Collector, Response};
use serde_json::{Value, json};
use std::fs;

const MESSAGES: &str = "/v1b3/projects/cellar/WorkerMessages";

#[track_caller]
fn check(response: &Response, http_status: u16, status: &str, message: &str) {
    assert_eq!(response.status, http_status, "{}", response.text());
    assert_eq!(response.json(), json!({"error": {"code": http_status, "status": status, "message": message}}));
}

#[test]
fn errors_are_googles() {
    let collector = Collector::start("errors", &["--longest-body", "1024"]);

    let nothing = |path: &str| check(&collector.post(path, "{}"), 404, "NOT_FOUND", &format!("nothing is at {path}"));
    nothing("/v1b3/projects/cellar/workerMessages");
    nothing("/v1b3/projects/cellar/locations/WorkerMessages");
    for path in ["//WorkerMessages", "/cellar/locations//WorkerMessages", "//locations/here/WorkerMessages"] {
        let response = collector.post(&format!("/v1b3/projects{path}"), "{}");
        check(&response, 404, "NOT_FOUND", "a project and a location have a name");
    }
    let expected = "expected workers/{id}:checkIn, or projects/{project}/ before it";
    for path in
        ["workers/7", "workers/7:checkOut", "workers/:checkIn", "jobs/7:checkIn", "projects/a/workers/b/c:checkIn"]
    {
        check(&collector.post(&format!("/v2alpha1/{path}"), "{}"), 404, "NOT_FOUND", expected);
    }

    for (method, path) in
        [("GET", MESSAGES), ("DELETE", MESSAGES), ("PUT", "/v2alpha1/workers/7:checkIn"), ("POST", "/metrics")]
    {
        check(&collector.send(method, path, "", b""), 405, "INVALID_ARGUMENT", "no such method");
    }

    let invalid = |body: &str, message: &str| check(&collector.post(MESSAGES, body), 400, "INVALID_ARGUMENT", message);
    invalid("", "invalid JSON: unexpected end of input, at byte 0");
    invalid("[]", "unexpected array, at byte 0");
    invalid(r#"{"workerMessages": [{"time": "yesterday"}]}"#, "time: expected a timestamp as in RFC 3339, at byte 29");
    invalid(r#"{"workerMessages": []} {}"#, "invalid JSON: trailing characters, at byte 23");
    invalid(
        r#"{"workerMessages": [{"workerMetrics": {}, "workerHealthReport": {}}]}"#,
        "workerHealthReport: second member of a oneof, at byte 64",
    );
    let no_text = collector.post("/v1b3/projects/%ff/WorkerMessages", "{}");
    check(&no_text, 400, "INVALID_ARGUMENT", "Invalid URL: Invalid UTF-8 in `project`");
    let too_long = "a body has at most 1024 bytes";
    let body = format!("{{\"location\": \"{}\"}}", "x".repeat(1024));
    check(&collector.post(MESSAGES, &body), 413, "INVALID_ARGUMENT", too_long);
    let chunked = format!("{:x}\r\n{body}\r\n0\r\n\r\n", body.len());
    let mut stream = collector.connect();
    let head =
        format!("POST {MESSAGES} HTTP/1.1\r\nHost: c\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n");
    std::io::Write::write_all(&mut stream, (head + &chunked).as_bytes()).unwrap();
    check(&Response::read(stream).unwrap(), 413, "INVALID_ARGUMENT", too_long);
    let objects = format!("{{\"workerMessages\": [{}{{}}]}}", "{},".repeat(300));
    let too_many = "there are too many objects in the body: send it in parts";
    check(&collector.post(MESSAGES, &objects), 413, "INVALID_ARGUMENT", too_many);

    let zipped = collector.send("POST", MESSAGES, "Content-Encoding: gzip\r\n", b"\x1f\x8b");
    check(&zipped, 415, "INVALID_ARGUMENT", "the header Content-Encoding isn't supported: send the JSON as it is");
    assert_eq!(collector.send("POST", MESSAGES, "Content-Encoding: Identity\r\n", b"{}").status, 200);

    // Nothing of these was stored.
    assert_eq!(collector.get("/fleet.json").json(), json!({"workers": []}));
}

#[test]
fn names_are_short() {
    let collector = Collector::start("names", &[]);
    let invalid = |response: Response, what: &str| {
        let message = format!("it can't be stored: {what} have at most 2048 bytes together");
        check(&response, 400, "INVALID_ARGUMENT", &message);
    };
    let longest = "n".repeat(2048);
    let worker = "a worker's project, location, job and name";
    assert_eq!(collector.post(&format!("/v2alpha1/workers/{longest}:checkIn"), "{}").status, 200);
    invalid(collector.post(&format!("/v2alpha1/workers/{longest}n:checkIn"), "{}"), worker);
    let post = |body: Value| collector.post(MESSAGES, &body.to_string());
    invalid(post(json!({"location": longest, "workerMessages": [{"workerHealthReport": {}}]})), worker);
    let step = json!({"metricValues": [{"metric": "n", "metricLabels": {"kind": longest}, "valueInt64": "1"}]});
    let metric = json!({"workerMessages": [{"perWorkerMetrics": {"perStepNamespaceMetrics": [step]}}]});
    invalid(post(metric), "a metric's namespace, step, name and labels");
    let inner = json!({"n": {"cpuTime": [{}]}});
    let container = json!({"workerMetrics": {"containers": {longest: {"containers": inner}}}});
    invalid(post(json!({"workerMessages": [container]})), "the names of a container and those around it");
    assert_eq!(collector.get("/fleet.json").json()["workers"].as_array().unwrap().len(), 1);
}

#[test]
fn a_token_is_needed_if_there_is_one() {
    let file = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("collector-token.txt");
    fs::write(&file, "  s3cret\n").unwrap();
    let collector = Collector::start("token", &["--token-file", file.to_str().unwrap()]);
    let needed = "the request needs the collector's token";
    let refused = [
        "",
        "Authorization: Bearer s3cre\r\n",
        "Authorization: Bearer\r\n",
        "Authorization: s3cret\r\n",
        "Authorization: Basic czNjcmV0\r\n",
        "Authorization: Basic !\r\n",
        "Authorization: Digest s3cret\r\n",
    ];
    for headers in refused {
        for (method, path) in [
            ("POST", MESSAGES),
            ("POST", "/v2alpha1/workers/7:checkIn"),
            ("GET", "/metrics"),
            ("GET", "/fleet.json"),
            ("GET", "/nothing"),
        ] {
            let response = collector.send(method, path, headers, b"{}");
            check(&response, 401, "UNAUTHENTICATED", needed);
            assert!(response.head.contains("www-authenticate: basic realm=\"vitalwire\""), "{}", response.head);
        }
    }
    // The second is `anyone:s3cret`.
    for headers in ["Authorization: bearer s3cret\r\n", "Authorization: Basic YW55b25lOnMzY3JldA==\r\n"] {
        assert_eq!(collector.send("POST", MESSAGES, headers, b"{}").status, 200);
        assert_eq!(collector.send("GET", "/metrics", headers, b"").status, 200);
    }
    assert_eq!(collector.get("/healthz").status, 200);
    fs::remove_file(&file).unwrap();
}
