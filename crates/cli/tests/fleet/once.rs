//! `--once` and `--dry-run`.

use super::backend::{Backend, Reply, Request};
use super::process::Folder;
use serde_json::Value;
use std::net::TcpListener;
use std::process::Output;

fn run(folder: &Folder, url: &str, arguments: &[&str]) -> Output {
    folder.command(&["--endpoint", url]).args(arguments).output().expect("the command")
}

#[test]
fn one_report_is_sent_and_its_outcome_is_the_exit_code() {
    let folder = Folder::new("once");
    let report = ["--project", "cellar", "--once"];
    for (status, code) in [(200, 0), (503, 1), (400, 1), (404, 1), (413, 1), (302, 1)] {
        let backend = Backend::new(move |_| if status == 200 { Reply::ok() } else { Reply::status(status) });
        let output = run(&folder, &backend.url(), &report);
        assert_eq!(output.status.code(), Some(code), "{status}: {}", String::from_utf8_lossy(&output.stderr));
        let requests = backend.rest();
        assert_eq!((requests.len(), requests[0].messages().len()), (1, 2));
        assert_eq!(requests[0].messages()[0]["labels"]["SEQ"], Value::Null);
    }
    let closed = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("an address");
    let output = run(&folder, &format!("http://{closed}"), &report);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("messages: no response: "));
}

/// A login page of a network, say, or http where https is wanted.
#[test]
fn a_response_of_another_server_is_told() {
    let folder = Folder::new("once-other");
    for (status, why) in [
        (200, "200, but its body isn't that of a success: tried again later"),
        (308, "308, a redirect, which isn't followed: tried again later"),
    ] {
        let backend = Backend::new(move |_| Reply::status(status));
        let output = run(&folder, &backend.url(), &["--project", "cellar", "--once"]);
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!((output.status.code(), &*told), (Some(1), &*format!("vitalwire: messages: {why} (2)\n")));
    }
}

#[test]
fn a_check_in_counts_too() {
    let folder = Folder::new("once-check-in");
    let is_check_in = |request: &Request| request.target.starts_with("/v2alpha1/workers/boiler%207:checkIn");
    let backend = Backend::new(move |request| if is_check_in(request) { Reply::status(403) } else { Reply::ok() });
    assert!(run(&folder, &backend.url(), &["--project", "cellar", "--once"]).status.success());
    let both = run(&folder, &backend.url(), &["--project", "cellar", "--worker", "boiler 7", "--once"]);
    assert_eq!(both.status.code(), Some(1));
    let alone = run(&folder, &backend.url(), &["--check-in", "--worker", "boiler 7", "--once"]);
    assert_eq!(alone.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&alone.stderr).contains("check-in: 403: rejected"));
    assert_eq!(backend.rest().iter().map(is_check_in).collect::<Vec<_>>(), [false, false, true, true]);
}

#[test]
fn a_dry_run_prints_what_would_be_sent() {
    let folder = Folder::new("dry-run");
    let (backend, token) = (Backend::new(|_| Reply::ok()), folder.write("token", "secret-token"));
    let sender = ["--project", "cellar", "--worker", "projects/p/workers/w", "--token-file", &token];
    let output = run(&folder, &format!("{}/prefix/", backend.url()), &[&sender[..], &["--dry-run"]].concat());
    assert!(output.status.success());
    let printed = String::from_utf8(output.stdout).expect("UTF-8");
    let lines = printed.lines().collect::<Vec<_>>();
    let url = backend.url();
    assert_eq!(lines[0], format!("POST {url}/prefix/v1b3/projects/cellar/WorkerMessages?prettyPrint=false"));
    assert_eq!(lines[2], format!("POST {url}/prefix/v2alpha1/projects/p/workers/w:checkIn?prettyPrint=false"));
    let json = |line: &str| serde_json::from_str::<Value>(line).expect("JSON");
    assert_eq!(json(lines[1])["workerMessages"].as_array().map(Vec::len), Some(2));
    assert_eq!(json(lines[3])["workerStatus"]["totalRamBytes"], "8192000000");
    assert!(lines.len() == 4 && !printed.contains("secret-token"));
    assert_eq!((backend.rest().len(), folder.path("state").exists()), (0, false));

    let without_token = ["--project", "cellar", "--dry-run", "--token-file", "/nowhere/token"];
    assert_eq!(run(&folder, &url, &without_token).status.code(), Some(1));
}

#[test]
fn wrong_arguments_have_their_own_exit_code() {
    let folder = Folder::new("usage");
    let url = "http://127.0.0.1:1";
    for arguments in [
        &["--endpoint", url] as &[&str],
        &["--project", "cellar"],
        &["--endpoint", "telemetry.example", "--project", "cellar"],
        &["--endpoint", url, "--project", ".."],
        &["--endpoint", url, "--worker", "a/b"],
        &["--endpoint", url, "--project", "cellar", "--watch", "1"],
        &["--endpoint", url, "--project", "cellar", "--interval", "0"],
        // What would be without effect.
        &["--watch", "1h", "--once"],
        &["--watch", "1h", "--dry-run"],
        &["--interval", "5"],
        &["--max-interval", "5"],
        &["--endpoint", url, "--project", "cellar", "--check-in"],
        &["--endpoint", url, "--project", "cellar", "--token-file", "a", "--token-command", "b"],
    ] {
        let output = folder.command(arguments).output().expect("the command");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    }
    for (arguments, reason) in [
        (&["--project", "cellar", "--events", "socket"] as &[&str], "--events needs --state"),
        (&[], "--endpoint needs --project ID, for reports, or --worker ID, for check-ins"),
        (&["--check-in"], "--check-in needs --worker ID"),
        (&["--worker", "b", "--check-in", "--state", "s", "--events", "e"], "'--check-in' cannot be used with"),
        (&["--worker", "b", "--check-in", "--state", "s"], "'--check-in' cannot be used with '--state <DIR>'"),
        (&["--worker", "b", "--state", "s"], "--project <ID>"),
        (&["--worker", "b", "--events", "e"], "--project <ID>"),
        (&["--project", "cellar", "--label", "SEQ=1"], "the label SEQ is the sidecar's own"),
        (
            &["--project", "cellar", "--min-interval", "60", "--max-interval", "10s"],
            "the shortest interval, 60s, is longer than the longest one, 10s",
        ),
        (&["--project", "cellar", "--min-interval", "100"], "the interval of 60s isn't from 100s to 3600s"),
        (&["--project", "cellar", "--ca-file", "/nowhere"], "can't read /nowhere"),
        (&["--project", "cellar", "--location", "a b"], "expected a location of letters"),
    ] {
        let output = run(&folder, url, arguments);
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.code() == Some(2) && told.contains(reason), "{arguments:?}: {told}");
    }
}
