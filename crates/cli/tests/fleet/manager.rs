//! What the service manager is told.

use super::backend::{Backend, PATIENCE, Reply};
use super::process::{Folder, Sidecar};
use rustix::process::Signal;
use std::os::linux::net::SocketAddrExt;
use std::os::unix::net::{SocketAddr, UnixDatagram};
use std::thread;
use std::time::Duration;

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

#[test]
fn a_manager_may_have_an_abstract_name() {
    let (folder, backend) = (Folder::new("manager-abstract"), Backend::new(|_| Reply::ok()));
    let name = format!("vitalwire-{}", std::process::id());
    let address = SocketAddr::from_abstract_name(&name).expect("a name");
    let manager = Manager(UnixDatagram::bind_addr(&address).expect("a socket"));
    manager.0.set_read_timeout(Some(PATIENCE)).expect("a socket");
    let mut command = folder.command(&["--endpoint", &backend.url(), "--project", "cellar"]);
    command.env("NOTIFY_SOCKET", format!("@{name}"));
    let _sidecar = Sidecar::new(command);
    manager.until("READY=1");
}

/// One that hangs, say.
#[test]
fn a_manager_that_reads_nothing_holds_nobody_up() {
    let (folder, backend) = (Folder::new("manager-full"), Backend::new(|_| Reply::ok()));
    let path = folder.path("notify");
    let _manager = UnixDatagram::bind(&path).expect("a socket");
    let mut command = folder.command(&["--endpoint", &backend.url(), "--project", "cellar", "--interval", "0.2"]);
    command.env("NOTIFY_SOCKET", &path).env("WATCHDOG_USEC", "2000");
    let sidecar = Sidecar::new(command);
    backend.next();
    // A socket has space for 10 messages, or some hundreds.
    thread::sleep(Duration::from_secs(1));
    backend.rest();
    backend.until(|request| request.has("workerHealthReport"));
    sidecar.stop();
}
