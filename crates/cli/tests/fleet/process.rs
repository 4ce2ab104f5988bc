//! The sidecar as a process, and what it has on the disk.

use super::backend::PATIENCE;
use rustix::process::{Pid, Signal, kill_process};
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// A folder for a test, with a machine in it, a state directory, and a socket.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new(name: &str) -> Self {
        let folder = Self(Path::new(env!("CARGO_TARGET_TMPDIR")).join("fleet").join(name));
        let _ = fs::remove_dir_all(&folder.0);
        let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/machine/proc");
        for file in ["stat", "meminfo", "vmstat", "uptime", "sys/kernel/hostname"] {
            folder.write(&format!("proc/{file}"), &fs::read_to_string(base.join(file)).expect("a file"));
        }
        folder.write("proc/sys/kernel/random/boot_id", "boot-1\n");
        folder
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    pub fn text(&self, name: &str) -> String {
        self.path(name).to_str().expect("UTF-8").to_owned()
    }

    pub fn write(&self, name: &str, text: &str) -> String {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
        self.text(name)
    }

    /// Returns a command that samples this machine.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_vitalwire"));
        command.arg("sidecar").args(["--proc", &self.text("proc")]).args(arguments);
        // What the test's own environment has.
        for name in ["STATE_DIRECTORY", "NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"] {
            command.env_remove(name);
        }
        command
    }

    /// Starts a sidecar of project `cellar` with a state and a socket, that reports each 0.2 s.
    pub fn start(&self, url: &str, arguments: &[&str]) -> Sidecar {
        self.start_every("0.2", url, arguments)
    }

    /// The same for another interval.
    pub fn start_every(&self, interval: &str, url: &str, arguments: &[&str]) -> Sidecar {
        let (state, events) = (self.text("state"), self.text("socket"));
        let common = ["--endpoint", url, "--project", "cellar", "--interval", interval, "--state", &state];
        let mut command = self.command(&common);
        command.args(["--events", &events]).args(arguments);
        Sidecar::new(command)
    }

    /// Connects to the socket, as soon as there is one.
    #[track_caller]
    pub fn connect(&self) -> Events {
        let deadline = Instant::now() + PATIENCE;
        loop {
            match UnixStream::connect(self.path("socket")) {
                Ok(stream) => return Events::new(stream),
                Err(error) => assert!(Instant::now() < deadline, "{error}"),
            }
            thread::sleep(Duration::from_millis(1));
        }
    }
}

/// A sidecar that is running. It's killed when this is dropped.
pub struct Sidecar(Child);

impl Sidecar {
    pub fn new(mut command: Command) -> Self {
        Self(command.stderr(Stdio::piped()).spawn().expect("the command"))
    }

    pub fn signal(&self, signal: Signal) {
        kill_process(Pid::from_child(&self.0), signal).expect("a process");
    }

    pub fn kill(mut self) {
        self.0.kill().expect("a process");
        self.0.wait().expect("an end");
    }

    /// Waits until it ends. Returns what it has printed to stderr, too.
    #[track_caller]
    pub fn end(mut self) -> (ExitStatus, String) {
        let mut told = String::new();
        self.0.stderr.take().expect("a pipe").read_to_string(&mut told).expect("UTF-8");
        (self.0.wait().expect("an end"), told)
    }

    /// Stops it by SIGTERM. Returns what it has printed to stderr.
    #[track_caller]
    pub fn stop(self) -> String {
        self.signal(Signal::TERM);
        let (status, told) = self.end();
        assert!(status.success(), "{status}: {told}");
        told
    }
}

impl Drop for Sidecar {
    fn drop(&mut self) {
        // It may have ended.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A process that tells events.
pub struct Events {
    reader: BufReader<UnixStream>,
}

impl Events {
    fn new(stream: UnixStream) -> Self {
        stream.set_read_timeout(Some(PATIENCE)).expect("a socket");
        Self { reader: BufReader::new(stream) }
    }

    pub fn write(&mut self, bytes: &[u8]) {
        self.reader.get_mut().write_all(bytes).expect("a reader");
    }

    /// Returns the next line of the sidecar.
    #[track_caller]
    pub fn reply(&mut self) -> String {
        let mut line = String::new();
        self.reader.read_line(&mut line).expect("a reply");
        assert!(line.ends_with('\n'), "{line:?}");
        line.trim_end().to_owned()
    }

    /// Tells a line, and returns the reply, if there is one.
    pub fn tell(&mut self, line: &str) -> Option<String> {
        self.reader.get_mut().write_all(format!("{line}\n").as_bytes()).ok()?;
        let mut reply = String::new();
        self.reader.read_line(&mut reply).ok()?;
        reply.strip_suffix('\n').map(str::to_owned)
    }
}
