//! What the service manager is told.

use super::backend::{Backend, PATIENCE, Reply};
use super::process::{Folder, Sidecar};
use rustix::process::Signal;
use std::os::unix::net::UnixDatagram;

struct Manager(UnixDatagram);

impl Manager {
    /// Waits until it's told a line that starts with `text`.
    #[track_caller]
    fn until(&self, text: &str) {
        let mut buffer = [0; 4096];
        loop {
            let len = self.0.recv(&mut buffer).unwrap_or_else(|error| panic!("not told {text}: {error}"));
            if String::from_utf8_lossy(&buffer[..len]).lines().any(|line| line.starts_with(text)) {
                return;
            }
        }
    }
}

#[test]
fn systemd_is_told_how_it_is() {
    let (folder, backend) = (Folder::new("manager"), Backend::new(|_| Reply::ok()));
    let path = folder.path("notify");
    let manager = Manager(UnixDatagram::bind(&path).expect("a socket"));
    manager.0.set_read_timeout(Some(PATIENCE)).expect("a socket");
    let mut command = folder.command(&["--endpoint", &backend.url(), "--project", "cellar", "--interval", "0.2"]);
    command.env("NOTIFY_SOCKET", &path).env("WATCHDOG_USEC", "200000").env("STATE_DIRECTORY", folder.path("state"));
    let sidecar = Sidecar::new(command);
    manager.until("READY=1");
    for _ in 0..3 {
        manager.until("WATCHDOG=1");
    }
    manager.until("STATUS=messages: accepted");
    sidecar.signal(Signal::TERM);
    manager.until("STOPPING=1");
    assert!(sidecar.end().0.success());
    // The directory that systemd has named.
    assert!(folder.path("state/shelf").exists());
}
