//! What reaches the backend, and what the device gets for it.

use crate::backend::Backend;
use crate::command::Bridge;
use crate::device::{Port, line, line_of};
use std::time::Duration;
use vitalwire::genomics::CheckInId;
use vitalwire_agent::http::Method;

#[test]
fn requests_of_all_kinds() {
    let (backend, port) = (Backend::start(), Port::open());
    let _bridge = Bridge::start(&port.name(), &backend.endpoint, &[]);
    let mut device = port.plug_in();
    let (project, location) = ("cellar".try_into().expect("a project"), "europe-west1".try_into().expect("a location"));
    let in_project = CheckInId::in_project("projects/cellar/workers/boiler 7").expect("an id");
    for (number, (method, target)) in (0..).zip([
        (Method::WorkerMessages { project }, "/v1b3/projects/cellar/WorkerMessages"),
        (
            Method::LocationWorkerMessages { project, location },
            "/v1b3/projects/cellar/locations/europe-west1/WorkerMessages",
        ),
        (Method::CheckIn(CheckInId::new("boiler/7").expect("an id")), "/v2alpha1/workers/boiler%2F7:checkIn"),
        (Method::CheckIn(in_project), "/v2alpha1/projects/cellar/workers/boiler%207:checkIn"),
    ]) {
        device.send(&line_of(number, method, "{\"é\":0}"));
        let request = backend.request();
        assert_eq!(request.target(), format!("{target}?prettyPrint=false"));
        assert_eq!(request.body, "{\"é\":0}");
        request.respond("200 OK\r\nDate: Sun, 22 Nov 2026 01:22:00 GMT", "{\r\n  \"n\": [ 1.0e2, \"\\n\" ]\r\n}\r\n");
        let (head, json) = device.response(number);
        assert_eq!((head.status, json.as_str()), (200, "{\"n\":[1.0e2,\"\\n\"]}"));
        assert_eq!(head.date, Some("2026-11-22T01:22:00Z".parse().expect("a time")));
    }
}

/// A token is read from a file, and isn't on the wire.
#[test]
fn the_token_is_the_bridges() {
    let (backend, port) = (Backend::start(), Port::open());
    let options = ["--token-command", "printf ya29.token", "--longest", "10"];
    let _bridge = Bridge::start(&port.name(), &backend.endpoint, &options);
    let mut device = port.plug_in();
    device.send(&line(1, "{}"));
    let request = backend.request();
    assert!(request.head.to_ascii_lowercase().contains("authorization: bearer ya29.token\r\n"), "{}", request.head);
    request.respond("429 Too Many Requests\r\nRetry-After: 30", "{\"longer\": \"than 10 bytes\"}");
    let (head, json) = device.response(1);
    assert_eq!((head.status, head.retry_after, json.as_str()), (429, Some(Duration::from_secs(30)), ""));
}

#[test]
fn noise_is_skipped() {
    let (backend, port) = (Backend::start(), Port::open());
    let bridge = Bridge::start(&port.name(), &backend.endpoint, &[]);
    let mut device = port.plug_in();
    let mut damaged = line(1, "{}");
    damaged[5] ^= 1;
    device.send(&damaged);
    bridge.wait_for("the checksum is another one");
    device.send(&vec![b'x'; 70_000]);
    // The end of one line is the beginning of the next one.
    device.send(&line(2, "{\"a\":2}"));
    bridge.wait_for("a frame of 70000 bytes");
    let request = backend.request();
    assert_eq!(request.body, "{\"a\":2}");
    request.respond("200 OK", "");
    assert_eq!(device.response(2).0.status, 200);
    assert!(backend.is_idle());
}

/// A line that is repeated is sent once as long as there's no response, and again after that: the response may be lost.
#[test]
fn a_request_is_not_sent_twice_at_once() {
    let (backend, port) = (Backend::start(), Port::open());
    let bridge = Bridge::start(&port.name(), &backend.endpoint, &["--verbose"]);
    let mut device = port.plug_in();
    device.send(&line(1, "{}"));
    let request = backend.request();
    device.send(&line(1, "{}"));
    bridge.wait_for("request 1: repeated");
    request.respond("200 OK", "{}");
    assert_eq!(device.response(1).0.status, 200);
    bridge.wait_for("requests: 200 (request 1: ");
    assert!(backend.is_idle());
    device.send(&line(1, "{}"));
    backend.request().respond("503 Service Unavailable", "");
    assert_eq!(device.response(1).0.status, 503);
}

/// The device was reset, and counts from the start: the response to what it has sent before isn't taken for another
/// one.
#[test]
fn a_request_replaces_the_one_before() {
    let (backend, port) = (Backend::start(), Port::open());
    let bridge = Bridge::start(&port.name(), &backend.endpoint, &[]);
    let mut device = port.plug_in();
    device.send(&line(1, "{\"boot\":1}"));
    let first = backend.request();
    for boot in 2..=3 {
        device.send(&line(1, &format!("{{\"boot\":{boot}}}")));
    }
    // The bridge has read all of them when it reads this.
    device.send(b"\n?\n");
    bridge.wait_for("expected a sequence number");
    first.respond("200 OK", "");
    bridge.wait_for("requests: 200, which the device no longer waits for (request 1: ");
    let last = backend.request();
    assert_eq!(last.body, "{\"boot\":3}");
    last.respond("403 Forbidden", "");
    assert_eq!(device.response(1).0.status, 403);
    assert!(backend.is_idle());
}
