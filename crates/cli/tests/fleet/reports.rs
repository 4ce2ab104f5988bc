//! What is sent, and when.

use super::backend::{Backend, Reply, Request};
use super::process::Folder;
use serde_json::json;
use std::fs;
use std::time::Duration;

fn interval_of(request: &Request) -> Option<String> {
    let health = request.payloads("workerHealthReport").next()?;
    Some(health["reportInterval"].as_str().expect("an interval").to_owned())
}

#[test]
fn a_report_has_health_and_metrics() {
    let (folder, backend) = (Folder::new("report"), Backend::new(|_| Reply::ok()));
    let arguments = ["--location", "europe-west1", "--label", "WORKER_ID=boiler-7", "--label", "JOB_ID=7"];
    let sidecar = folder.start(&backend.url(), &arguments);
    let request = backend.until(|request| request.has("workerHealthReport"));
    assert_eq!(request.target, "/v1b3/projects/cellar/locations/europe-west1/WorkerMessages?prettyPrint=false");
    assert_eq!(request.headers["content-type"], "application/json");
    assert!(request.headers["user-agent"].starts_with("vitalwire/"));
    assert!(!request.headers.contains_key("authorization") && !request.headers.contains_key("accept-encoding"));
    assert_eq!(request.body["location"], "europe-west1");
    let metrics = backend.until(|request| request.has("workerMetrics"));
    for message in request.messages().iter().chain(metrics.messages()) {
        let label = message["labels"]["SEQ"].as_str().expect("a label");
        assert_eq!(
            message["labels"],
            json!({ "CONTAINER_TYPE": "worker", "WORKER_ID": "boiler-7", "JOB_ID": "7", "SEQ": label }),
        );
        assert!(message["time"].is_string());
    }
    let memory = metrics.payloads("workerMetrics").next().expect("metrics")["memoryInfo"][0].clone();
    assert_eq!(memory["currentRssBytes"], "3072000000");
    sidecar.stop();
}

#[test]
fn the_start_of_the_machine_is_told_once() {
    let folder = Folder::new("lifecycle");
    let start = || {
        let backend = Backend::new(|_| Reply::ok());
        let sidecar = folder.start(&backend.url(), &[]);
        let mut events = Vec::new();
        while !events.contains(&json!("CONTAINER_START")) {
            let request = backend.next();
            events.extend(request.payloads("workerLifecycleEvent").map(|event| event["event"].clone()));
        }
        sidecar.stop();
        events
    };
    assert_eq!(start(), [json!("OS_START"), json!("CONTAINER_START")]);
    assert_eq!(start(), [json!("CONTAINER_START")]);
    folder.write("proc/sys/kernel/random/boot_id", "boot-2\n");
    assert_eq!(start(), [json!("OS_START"), json!("CONTAINER_START")]);
}

#[test]
fn the_backend_sets_the_interval_within_a_range() {
    let respond = |interval: &str| {
        let response = json!({ "workerHealthReportResponse": { "reportInterval": interval } });
        Reply::json(&json!({ "workerMessageResponses": [response] }).to_string())
    };
    let (folder, backend) = (Folder::new("interval"), Backend::new(move |_| respond("9000s")));
    let sidecar = folder.start(&backend.url(), &["--max-interval", "0.4"]);
    backend.until(|request| interval_of(request).as_deref() == Some("0.400s"));
    let told = sidecar.stop();
    assert!(told.contains("vitalwire: a report every 400ms"), "{told}");

    let backend = Backend::new(move |request| match interval_of(request).as_deref() {
        Some("0.200s") => respond("0.3s"),
        Some(_) => respond("0s"),
        None => Reply::ok(),
    });
    let sidecar = folder.start(&backend.url(), &[]);
    for interval in ["0.200s", "0.300s"] {
        backend.until(|request| interval_of(request).as_deref() == Some(interval));
    }
    // An interval of 0 is none.
    for _ in 0..2 {
        let request = backend.until(|request| request.has("workerHealthReport"));
        assert_eq!(interval_of(&request).as_deref(), Some("0.300s"));
    }
    sidecar.stop();
}

#[test]
fn retry_after_is_obeyed() {
    let respond = |_: &Request| Reply::Response(503, "Retry-After: 2\r\n", "<html>".to_owned());
    let (folder, backend) = (Folder::new("retry-after"), Backend::new(respond));
    let sidecar = folder.start(&backend.url(), &[]);
    let (first, second) = (backend.next(), backend.next());
    assert!(second.at - first.at >= Duration::from_secs(2), "{:?}", second.at - first.at);
    let told = sidecar.stop();
    assert!(told.contains("vitalwire: messages: 503: tried again after 2s"), "{told}");
    assert_eq!(told.matches("503").count(), 1, "each problem once: {told}");
}

#[test]
fn thread_counts_are_for_others_to_read() {
    let body = json!({ "workerMessageResponses": [
        { "streamingScalingReportResponse": { "maximumThreadCount": 8 } },
        { "workerThreadScalingReportResponse": { "recommendedThreadCount": 3 } },
    ] });
    let (folder, backend) = (Folder::new("threads"), Backend::new(move |_| Reply::json(&body.to_string())));
    let sidecar = folder.start(&backend.url(), &[]);
    (0..3).for_each(|_| drop(backend.next()));
    sidecar.stop();
    let read = |name: &str| fs::read_to_string(folder.path("state").join(name)).expect("a file");
    assert_eq!((&*read("maximum-thread-count"), &*read("recommended-thread-count")), ("8\n", "3\n"));
}

#[test]
fn a_request_that_is_too_large_is_sent_in_parts() {
    let respond = |request: &Request| if request.messages().len() > 2 { Reply::status(413) } else { Reply::ok() };
    let (folder, backend) = (Folder::new("too-large"), Backend::new(respond));
    let refused = Backend::new(|_| Reply::status(503));
    let sidecar = folder.start_every("60", &refused.url(), &[]);
    let mut events = folder.connect();
    (0..20).for_each(|number| assert_eq!(events.tell(&format!("E{number}")).as_deref(), Some("ok")));
    sidecar.kill();
    let sidecar = folder.start(&backend.url(), &[]);
    let mut codes = Vec::new();
    while codes.len() < 20 {
        let request = backend.next();
        if request.messages().len() <= 2 {
            codes.extend(
                request.payloads("workerMessageCode").map(|event| event["code"].as_str().expect("a code").to_owned()),
            );
        }
    }
    assert_eq!(codes, (0..20).map(|number| format!("E{number}")).collect::<Vec<_>>());
    sidecar.stop();
}
