//! `vitalwire simulate`.

use super::backend::{Backend, Reply};
use serde_json::Value;
use std::collections::BTreeSet;
use std::process::{Child, Command, Output, Stdio};

fn simulate(backend: &Backend, arguments: &[&str]) -> Output {
    command(backend, arguments).output().expect("the command")
}

fn command(backend: &Backend, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vitalwire"));
    command.args(["simulate", "--endpoint", &backend.url(), "--connections", "4"]).args(arguments);
    command
}

#[track_caller]
fn count(output: &Output, name: &str) -> u64 {
    let table = String::from_utf8_lossy(&output.stdout);
    let number = table.lines().find_map(|line| line.strip_prefix(name)?.split_whitespace().next()?.parse().ok());
    number.unwrap_or_else(|| panic!("no {name} in {table}"))
}

#[test]
fn workers_say_goodbye() {
    let backend = Backend::new(|_| Reply::ok());
    let output = simulate(&backend, &["--workers", "20", "--interval", "1", "--for", "3s", "--events", "3600"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let requests = backend.rest();
    let (notices, reports) = requests.iter().partition::<Vec<_>, _>(|request| request.has("workerShutdownNotice"));
    assert!(notices.iter().all(|request| request.messages().len() <= 6));
    let ids = |requests: &[&super::backend::Request]| {
        let ids = requests.iter().map(|request| request.messages()[0]["labels"]["WORKER_ID"].clone());
        ids.map(|id: Value| id.to_string()).collect::<BTreeSet<_>>()
    };
    // Each worker that is known, once, and in no other figure.
    assert_eq!((ids(&notices), notices.len()), (ids(&reports), ids(&reports).len()));
    assert_eq!(count(&output, "stopped"), notices.len() as u64);
    assert_eq!((count(&output, "requests"), count(&output, "accepted")), (reports.len() as u64, reports.len() as u64));
}

#[test]
fn workers_may_vanish() {
    let backend = Backend::new(|_| Reply::ok());
    let output = simulate(&backend, &["--workers", "5", "--interval", "1s", "--for", "2", "--vanish"]);
    assert!(output.status.success() && !String::from_utf8_lossy(&output.stdout).contains("stopped"));
    assert!(backend.rest().iter().all(|request| !request.has("workerShutdownNotice")));
}

#[test]
fn a_fleet_that_is_too_large_for_its_time_loses_notices() {
    // Half a second for each: 4 connections have time for some 80.
    let backend = Backend::new(|request| {
        if request.has("workerShutdownNotice") {
            std::thread::sleep(std::time::Duration::from_millis(500));
        }
        Reply::ok()
    });
    let output = simulate(&backend, &["--workers", "400", "--interval", "1s", "--for", "4"]);
    let table = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && table.contains(" workers had no time for one\n"), "{table}");
    assert!((1..400).contains(&count(&output, "stopped")), "{table}");
}

#[test]
fn a_simulation_without_requests_says_why() {
    let backend = Backend::new(|_| Reply::ok());
    let output = simulate(&backend, &["--workers", "1", "--interval", "1day", "--for", "1"]);
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0));
    assert_eq!(told, "vitalwire: no report was due within 1s: shorten --interval, or lengthen --for\n");
}

#[test]
fn a_summary_that_cant_be_written_is_an_error_unless_nobody_reads_it() {
    let backend = Backend::new(|_| Reply::ok());
    let end = |stdout: Stdio| {
        let mut command = command(&backend, &["--workers", "5", "--interval", "1", "--for", "2"]);
        let output = command.stdout(stdout).stderr(Stdio::piped()).spawn().and_then(Child::wait_with_output);
        let output = output.expect("the command");
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    assert_eq!(end(writer.into()), (Some(0), String::new()));
    let full = std::fs::File::options().write(true).open("/dev/full").expect("a device");
    assert_eq!(end(full.into()), (Some(1), "vitalwire: No space left on device (os error 28)\n".to_owned()));
}

#[test]
fn what_a_worker_cant_be_is_told() {
    let backend = Backend::new(|_| Reply::ok());
    let told = |arguments: &[&str]| {
        let output = simulate(&backend, &[&["--workers", "2", "--interval", "1", "--for", "2"], arguments].concat());
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    // An event in more than the age of the universe.
    assert_eq!(told(&["--events", "1e-300"]), (Some(0), String::new()));
    let (code, reason) = told(&["--name", &"x".repeat(2000)]);
    assert!(code == Some(1) && reason.contains("the message takes "), "{reason}");
    let (code, reason) = told(&["--project", ".."]);
    assert!(code == Some(2) && reason.starts_with("vitalwire: --project: expected a path segment"), "{reason}");
}

/// As that of another server has, say.
#[test]
fn what_isnt_accepted_has_its_status() {
    for (status, what) in
        [(200, "200: asked to try again later"), (302, "302: asked to try again later"), (404, "404: rejected")]
    {
        let backend = Backend::new(move |_| Reply::status(status));
        let output = simulate(&backend, &["--workers", "5", "--interval", "1", "--for", "2"]);
        let table = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.code() == Some(1) && table.contains(&format!(" {what}\n")), "{table}");
    }
}

#[test]
fn a_backend_that_wants_a_token_is_told() {
    let backend = Backend::new(|_| Reply::status(401));
    let output = simulate(&backend, &["--workers", "5", "--interval", "1", "--for", "2"]);
    let (table, told) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.code() == Some(1) && table.contains(" rejected: Unauthenticated\n"), "{table}");
    assert_eq!(told, "vitalwire: the backend wants a token: --token-file\n");
}
