//! Wires of all kinds, and what happens when they're unplugged.

use crate::backend::{Backend, PATIENCE};
use crate::command::Bridge;
use crate::device::{Device, Port, line};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use std::fs::{self, File};
use std::net::TcpListener;
use std::os::unix::net::UnixListener;
use std::thread;
use std::time::{Duration, Instant};

#[test]
fn a_device_can_be_unplugged_at_any_moment() {
    let (backend, port) = (Backend::start(), Port::open());
    let bridge = Bridge::start(&port.name(), &backend.endpoint, &[]);
    let mut device = port.plug_in();
    let first = line(1, "{}");
    device.send(&first[..first.len() / 2]);
    drop(device);
    bridge.wait_for("is unplugged");

    // In its place, another one, whose response comes while it's unplugged.
    let mut device = port.plug_in();
    device.send(&line(2, "{}"));
    let request = backend.request();
    drop(device);
    bridge.wait_for("is unplugged");
    request.respond("200 OK", "{}");
    bridge.wait_for("requests: 200, and the device is unplugged (request 2: ");

    let mut device = port.plug_in();
    device.send(&line(3, "{}"));
    backend.request().respond("200 OK", "{}");
    assert_eq!(device.response(3).0.status, 200);
    assert!(backend.is_idle());
}

#[test]
fn a_device_may_come_later() {
    let backend = Backend::start();
    let address = {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        listener.local_addr().expect("an address")
    };
    let bridge = Bridge::start(&format!("tcp:{address}"), &backend.endpoint, &[]);
    bridge.wait_for("can't be opened");
    let listener = TcpListener::bind(address).expect("a port");
    let mut device = Device::new(listener.accept().expect("the bridge").0);
    device.send(&line(1, "{}"));
    backend.request().respond("200 OK", "");
    assert_eq!(device.response(1).0.status, 200);
}

/// What vanishes without a word is noticed: the kernel has a timer for that.
#[test]
fn a_network_that_is_silent_is_probed() {
    const KEEPALIVE: &str = "02";
    let (backend, port) = (Backend::start(), Port::open());
    let _bridge = Bridge::start(&port.name(), &backend.endpoint, &[]);
    let mut device = port.plug_in();
    device.send(&line(1, "{}"));
    backend.request().respond("200 OK", "");
    device.response(1);
    let number = port.name().rsplit_once(':').and_then(|(_, port)| port.parse::<u16>().ok()).expect("a port");
    let deadline = Instant::now() + PATIENCE;
    loop {
        let connections = fs::read_to_string("/proc/net/tcp").expect("connections");
        let timers = connections.lines().filter_map(|line| {
            let fields = line.split_whitespace().collect::<Vec<_>>();
            fields.get(2)?.ends_with(&format!(":{number:04X}")).then(|| fields[5][..2].to_owned())
        });
        // While something isn't acknowledged, it's another one.
        if timers.collect::<Vec<_>>() == [KEEPALIVE] {
            break;
        }
        assert!(Instant::now() < deadline, "{connections}");
        thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn a_unix_socket() {
    let backend = Backend::start();
    let path = std::env::temp_dir().join(format!("vitalwire-bridge-{}", std::process::id()));
    let listener = UnixListener::bind(&path).expect("a socket");
    let _bridge = Bridge::start(&format!("unix:{}", path.display()), &backend.endpoint, &[]);
    let mut device = Device::new(listener.accept().expect("the bridge").0);
    fs::remove_file(&path).expect("a socket");
    device.send(&line(1, "{}"));
    backend.request().respond("200 OK", "");
    assert_eq!(device.response(1).0.status, 200);
}

/// A terminal that changes nothing of what goes through it, as a serial port has to be.
#[test]
fn a_serial_port() {
    let backend = Backend::start();
    let terminal = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).expect("a terminal");
    grantpt(&terminal).and_then(|()| unlockpt(&terminal)).expect("a terminal");
    let path = ptsname(&terminal, Vec::new()).expect("a path").into_string().expect("UTF-8");
    let bridge = Bridge::start(&path, &backend.endpoint, &["--baud", "9600"]);
    bridge.wait_for("is open");
    let mut device = Device::new(File::from(terminal));
    // A terminal would end at 4, stop at 19, and echo.
    let json = "{\"a\":\"\x04\x13\x03\x7f\"}";
    device.send(&line(1, json));
    let request = backend.request();
    assert_eq!(request.body, json);
    request.respond("200 OK", "{\"a\":7}");
    let (head, json) = device.response(1);
    assert_eq!((head.status, json.as_str()), (200, "{\"a\":7}"));
}
