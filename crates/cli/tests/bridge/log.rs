//! What the bridge says.

use crate::backend::Backend;
use crate::command::Bridge;
use crate::device::{Port, line};
use rustix::process::Signal;

/// Sends requests that are accepted, except for the last one. Returns what the bridge says of requests.
fn said(options: &[&str], signal: Signal, end: &str) -> Vec<String> {
    let (backend, port) = (Backend::start(), Port::open());
    let bridge = Bridge::start(&port.name(), &backend.endpoint, options);
    let mut device = port.plug_in();
    for (number, head) in (1..).zip(["200 OK", "200 OK", "200 OK", "503 Service Unavailable", "401 Unauthorized"]) {
        device.send(&line(number, "{}"));
        backend.request().respond(head, "");
        device.response(number);
    }
    // The bridge says what has become of a request when the device has its response.
    device.send(&line(6, "{}"));
    let _under_way = backend.request();
    let (status, mut log) = bridge.stop(signal);
    assert_eq!((status.code(), log.pop().as_deref()), (Some(0), Some(end)), "{log:?}");
    log.into_iter().filter_map(|line| line.strip_prefix("vitalwire bridge: requests: ").map(str::to_owned)).collect()
}

#[test]
fn what_has_changed_is_said() {
    let [accepted, retried, refused] = &said(&[], Signal::TERM, "vitalwire bridge: stopped: SIGTERM")[..] else {
        panic!("more, or less")
    };
    assert_eq!(accepted, "200 (request 1: 2 bytes; its response: 20)");
    assert!(retried.starts_with("503 (request 4: "), "{retried}");
    assert!(refused.starts_with("401, the backend wants a token: --token-file (request 5: "), "{refused}");
}

#[test]
fn all_is_said_to_those_who_want_it() {
    let said = said(&["--verbose"], Signal::INT, "vitalwire bridge: stopped: SIGINT");
    for (number, line) in (1..).zip(&said) {
        assert!(line.contains(&format!("(request {number}: ")), "{line}");
    }
    assert_eq!(said.len(), 5, "{said:?}");
}

#[test]
fn noise_without_end_is_said_less_and_less_often() {
    let (backend, port) = (Backend::start(), Port::open());
    let bridge = Bridge::start(&port.name(), &backend.endpoint, &[]);
    let mut device = port.plug_in();
    (0..20).for_each(|_| device.send(b"\n?\n"));
    device.send(&line(1, "{}"));
    let _under_way = backend.request();
    let (_, log) = bridge.stop(Signal::TERM);
    let skipped = log.iter().filter(|line| line.contains("a line is skipped")).collect::<Vec<_>>();
    assert_eq!(skipped.len(), 5, "{log:?}");
    assert!(skipped[4].contains("a line is skipped, 16 by now: expected a sequence number"), "{log:?}");
}
