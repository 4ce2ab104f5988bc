//! Check-ins and their deadlines.

use super::backend::{Backend, Reply, Request};
use super::process::{Folder, Sidecar};
use serde_json::json;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime};
use vitalwire::proto::Timestamp;

fn deadline(seconds: u64) -> String {
    let deadline = Timestamp::try_from(SystemTime::now() + Duration::from_secs(seconds)).expect("a time");
    json!({ "deadline": deadline.to_string(), "metadata": { "@type": "example.com/Job", "steps": 3 } }).to_string()
}

fn start(folder: &Folder, backend: &Backend) -> Sidecar {
    Sidecar::new(folder.command(&[
        "--endpoint",
        &backend.url(),
        "--check-in",
        "--worker",
        "boiler-7",
        "--interval",
        "0.2",
    ]))
}

#[test]
fn a_lease_is_renewed_before_its_deadline() {
    let (folder, backend) = (Folder::new("lease"), Backend::new(|_| Reply::json(&deadline(5))));
    let sidecar = start(&folder, &backend);
    for _ in 0..3 {
        let request = backend.next();
        assert_eq!(request.target, "/v2alpha1/workers/boiler-7:checkIn?prettyPrint=false");
        assert_eq!(request.body["workerStatus"]["totalRamBytes"], "8192000000");
        assert!(request.body.get("deadlineExpired").is_none(), "{request:?}");
    }
    let told = sidecar.stop();
    assert!(told.contains("check-in: accepted; ") && told.contains(" s are left"), "{told}");
    // There is no shutdown notice where there are no messages.
    assert!(backend.rest().iter().all(|request| request.target.contains(":checkIn")));
}

#[test]
fn after_the_deadline_more_time_is_asked_for() {
    let count = AtomicU32::new(0);
    let respond = move |_: &Request| match count.fetch_add(1, Ordering::Relaxed) {
        0 => Reply::json(&deadline(3)),
        _ => Reply::status(503),
    };
    let (folder, backend) = (Folder::new("lease-expired"), Backend::new(respond));
    let sidecar = start(&folder, &backend);
    let request = backend.until(|request| request.body.get("deadlineExpired").is_some());
    assert_eq!(request.body["deadlineExpired"], json!({}));
    let told = sidecar.stop();
    assert!(told.contains("the deadline for the check-in has passed"), "{told}");
}
