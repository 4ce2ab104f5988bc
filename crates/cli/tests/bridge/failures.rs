//! A backend that doesn't respond, and a command line that can't be used.

use crate::backend::Backend;
use crate::command::{Bridge, command};
use crate::device::{Port, line};
use std::net::TcpListener;

#[test]
fn without_a_backend_the_device_is_told_to_try_again() {
    let port = Port::open();
    let endpoint = {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        format!("http://{}", listener.local_addr().expect("an address"))
    };
    let _bridge = Bridge::start(&port.name(), &endpoint, &[]);
    let mut device = port.plug_in();
    device.send(&line(1, "{}"));
    let (head, json) = device.response(1);
    assert_eq!((head.status, head.date, json.as_str()), (504, None, ""));
    assert_eq!(head.outcome(b""), vitalwire::rpc::Outcome::Retry { after: None });
}

#[test]
fn a_connection_that_is_cut_is_no_response() {
    let (backend, port) = (Backend::start(), Port::open());
    let bridge = Bridge::start(&port.name(), &backend.endpoint, &[]);
    let mut device = port.plug_in();
    device.send(&line(1, "{}"));
    backend.request().hang_up();
    bridge.wait_for("(request 1: ");
    let status = device.response(1).0.status;
    assert!(matches!(status, 502 | 504), "{status}");
}

#[test]
fn what_cannot_be_used_is_said() {
    for (arguments, code, reason) in [
        (&["--device", "/dev/null"][..], 2, "--endpoint"),
        (&["--endpoint", "http://127.0.0.1"], 2, "--device"),
        (&["--device", "tcp:x", "--endpoint", "http://127.0.0.1"], 2, "expected tcp:HOST:PORT"),
        (&["--device", "/dev/null", "--endpoint", "boiler"], 2, "expected a URL"),
        (&["--device", "/dev/null", "--endpoint", "http://127.0.0.1", "--baud", "0"], 2, "--baud"),
        (&["--device", "/dev/null", "--endpoint", "http://192.0.2.1", "--token-file", "x"], 2, "use https"),
        (
            &["--device", "/dev/null", "--endpoint", "http://127.0.0.1", "--ca-file", "/nowhere"],
            2,
            "can't read /nowhere",
        ),
    ] {
        let output = command().args(arguments).output().expect("the command");
        let error = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{error}");
        assert!(error.contains(reason), "{error}");
    }
}
