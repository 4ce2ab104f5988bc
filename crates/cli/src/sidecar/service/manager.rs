//! The service manager: systemd, if it has started this process.

use std::ffi::OsStr;
use std::os::linux::net::SocketAddrExt;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::net::{SocketAddr, UnixDatagram};
use std::time::{Duration, Instant};
use std::{env, io, process};

/// What is told to the service manager, if there is one. It's never waited for: what it doesn't read is lost.
pub struct Manager {
    socket: Option<(UnixDatagram, SocketAddr)>,
    /// Half of the time after which it takes the process for dead.
    period: Option<Duration>,
    next: Instant,
}

impl Manager {
    pub fn new() -> Self {
        let socket = env::var_os("NOTIFY_SOCKET").and_then(|name| socket(&name).ok());
        Self { socket, period: watchdog().map(|period| period / 2), next: Instant::now() }
    }

    pub fn ready(&self) {
        self.tell("READY=1");
    }

    pub fn status(&self, text: &str) {
        // A line is a piece of information.
        self.tell(&format!("STATUS={}", text.replace('\n', " ")));
    }

    pub fn stopping(&self) {
        self.tell("STOPPING=1");
    }

    /// Says that the process is alive, if that is due. Returns how long it isn't.
    pub fn watchdog(&mut self) -> Option<Duration> {
        let period = self.period?;
        let now = Instant::now();
        if self.next <= now {
            self.tell("WATCHDOG=1");
            self.next = now + period;
        }
        Some(self.next - now)
    }

    /// A manager that doesn't listen changes nothing.
    fn tell(&self, state: &str) {
        if let Some((socket, address)) = &self.socket {
            let _ = socket.send_to_addr(state.as_bytes(), address);
        }
    }
}

/// Returns a socket, and the address of that by a name: a path, or after an @ an abstract one.
fn socket(name: &OsStr) -> io::Result<(UnixDatagram, SocketAddr)> {
    let address = match name.as_bytes().strip_prefix(b"@") {
        Some(name) => SocketAddr::from_abstract_name(name)?,
        None => SocketAddr::from_pathname(name)?,
    };
    let socket = UnixDatagram::unbound()?;
    socket.set_nonblocking(true)?;
    Ok((socket, address))
}

/// Returns the time after which the process is taken for dead, if there is one, and it's for this process.
fn watchdog() -> Option<Duration> {
    let is_for_another = env::var("WATCHDOG_PID").is_ok_and(|pid| pid != process::id().to_string());
    let micros = env::var("WATCHDOG_USEC").ok()?.parse::<u64>().ok()?;
    (micros > 0 && !is_for_another).then_some(Duration::from_micros(micros))
}
