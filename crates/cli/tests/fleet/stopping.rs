//! How it ends.

use super::backend::{Backend, Reply, Request};
use super::outage::Receiver;
use super::process::{Folder, Sidecar};
use rustix::process::Signal;
use std::time::{Duration, Instant};

#[test]
fn a_signal_sends_a_notice() {
    for (signal, name) in [(Signal::TERM, "SIGTERM"), (Signal::INT, "SIGINT")] {
        let (folder, backend) = (Folder::new("stop"), Backend::new(|_| Reply::ok()));
        let sidecar = folder.start_every("3600", &backend.url(), &[]);
        backend.next();
        sidecar.signal(signal);
        let request = backend.until(|request| request.has("workerShutdownNotice"));
        assert_eq!(request.payloads("workerShutdownNotice").next().expect("a notice")["reason"], name);
        // With a last report.
        assert!(request.has("workerHealthReport") && request.has("workerMetrics"));
        let (status, told) = sidecar.end();
        assert!(
            status.success() && told.contains(&format!("stopped: {name}; no message waits, 0 were lost")),
            "{told}"
        );
    }
}

#[test]
fn a_backend_that_hangs_holds_nobody_up_and_the_notice_stays() {
    let (folder, backend) = (Folder::new("stop-hangs"), Backend::new(|_| Reply::Silence));
    let sidecar = folder.start(&backend.url(), &["--shutdown-reason", "PREEMPTION"]);
    // A request is under way.
    backend.next();
    assert_eq!(folder.connect().tell("BEFORE").as_deref(), Some("ok"));
    let start = Instant::now();
    let told = sidecar.stop();
    // It's 9 s at most. An attempt of usual length after the one that hangs would take 20.
    assert!(start.elapsed() < Duration::from_secs(18), "{:?}: {told}", start.elapsed());
    let attempts = backend.rest();
    assert_eq!(attempts.iter().filter(|request| request.has("workerShutdownNotice")).count(), 1);

    let backend = Backend::new(|_| Reply::ok());
    let sidecar = folder.start(&backend.url(), &[]);
    let mut receiver = Receiver::default();
    while receiver.reasons.is_empty() || receiver.codes.is_empty() {
        receiver.take(&backend.next());
    }
    assert_eq!((receiver.reasons, receiver.codes), (vec!["PREEMPTION".to_owned()], vec!["BEFORE".to_owned()]));
    sidecar.stop();
}

#[test]
fn more_waits_than_is_at_hand() {
    let (folder, backend) = (Folder::new("stop-backlog"), Backend::new(|_| Reply::status(503)));
    let sidecar = folder.start(&backend.url(), &[]);
    let mut events = folder.connect();
    for _ in 0..100 {
        assert_eq!(events.tell("WAITS").as_deref(), Some("ok"));
    }
    let told = sidecar.stop();
    assert!(told.contains("stopped: SIGTERM; at least "), "{told}");
}

#[test]
fn a_second_signal_ends_it_at_once() {
    let (folder, backend) = (Folder::new("stop-twice"), Backend::new(|_| Reply::Silence));
    let sidecar = folder.start(&backend.url(), &[]);
    backend.next();
    sidecar.signal(Signal::TERM);
    // Its last request: it's stopping.
    backend.until(|request: &Request| request.has("workerShutdownNotice"));
    sidecar.signal(Signal::TERM);
    let (status, _) = sidecar.end();
    assert!(!status.success());
}

#[test]
fn without_a_state_it_is_said_what_is_lost() {
    let (folder, backend) = (Folder::new("stop-lost"), Backend::new(|_| Reply::status(503)));
    let sidecar =
        Sidecar::new(folder.command(&["--endpoint", &backend.url(), "--project", "cellar", "--interval", "200ms"]));
    backend.next();
    let told = sidecar.stop();
    // The start, a report, metrics and the notice.
    let end = "stopped: SIGTERM; 4 messages weren't accepted, and are lost: there is no --state; 0 were lost before\n";
    assert!(told.ends_with(end), "{told}");
}

#[test]
fn without_a_state_there_is_a_notice_too() {
    let (folder, backend) = (Folder::new("stop-stateless"), Backend::new(|_| Reply::ok()));
    let mut command = folder.command(&["--endpoint", &backend.url(), "--project", "cellar", "--interval", "0.2"]);
    command.stdout(std::process::Stdio::null());
    let sidecar = Sidecar::new(command);
    let first = backend.next();
    assert_eq!(first.payloads("workerLifecycleEvent").next().expect("an event")["event"], "CONTAINER_START");
    assert!(first.messages()[0]["labels"].get("SEQ").is_none());
    sidecar.stop();
    assert!(backend.rest().iter().any(|request| request.has("workerShutdownNotice")));
}
