//! A PostgreSQL server of the test's own.

#![allow(dead_code, reason = "each test uses a part")]

use rustix::process::{Pid, Signal, kill_process};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

pub struct Server {
    folder: tempfile::TempDir,
    child: Child,
    /// Also a part of the socket's name.
    pub port: u16,
}

impl Server {
    /// Starts a server that listens at a socket in a folder of its own. Its programs are in POSTGRES_BIN, or where Debian
    /// has them.
    pub fn start() -> Self {
        Self::start_with(&[], &["listen_addresses="])
    }

    /// The same, with files in the folder of its data, and with settings.
    pub fn start_with(files: &[(&str, &str)], settings: &[&str]) -> Self {
        let folder = tempfile::Builder::new().prefix("vitalwire-postgres-").tempdir().expect("a folder");
        let data = folder.path().join("data");
        let user = user();
        if let Some((uid, gid)) = user {
            std::os::unix::fs::chown(folder.path(), Some(uid), Some(gid)).expect("root's rights");
        }
        let bin = bin();
        let command = |program: &str| {
            let mut command = Command::new(bin.join(program));
            command.current_dir(folder.path()).stdout(Stdio::null()).stderr(Stdio::null());
            // A server doesn't run as root.
            if let Some((uid, gid)) = user {
                command.uid(uid).gid(gid);
            }
            command
        };
        let made = command("initdb").args(["--auth=trust", "--username=postgres", "--pgdata"]).arg(&data).status();
        assert!(made.expect("initdb").success(), "initdb");
        for (name, content) in files {
            let file = data.join(name);
            fs::write(&file, content).expect("a file");
            // Nobody else may read a key.
            fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).expect("an owner's rights");
            if let Some((uid, gid)) = user {
                std::os::unix::fs::chown(&file, Some(uid), Some(gid)).expect("root's rights");
            }
        }
        let mut server = command("postgres");
        let port = free_port();
        server.arg("-D").arg(&data).arg("-k").arg(folder.path()).args(["-p", &port.to_string()]);
        server.args(settings.iter().flat_map(|setting| ["-c", setting]));
        let mut server = Self { child: server.spawn().expect("postgres"), folder, port };
        server.wait();
        server
    }

    pub fn url(&self) -> String {
        let folder = self.folder.path().to_str().expect("UTF-8").replace('/', "%2F");
        format!("postgres://postgres@{folder}:{}/postgres", self.port)
    }

    /// Stops all of the server's processes where they are, or lets them go on.
    pub fn freeze(&self, is_frozen: bool) {
        let signal = if is_frozen { Signal::STOP } else { Signal::CONT };
        let parent = Pid::from_child(&self.child);
        kill_process(parent, signal).expect("to be allowed to");
        // It starts no more of them then.
        let children = fs::read_to_string(format!("/proc/{parent}/task/{parent}/children")).expect("Linux");
        for child in children.split_whitespace() {
            let child = child.parse().ok().and_then(Pid::from_raw).expect("an id");
            kill_process(child, signal).expect("to be allowed to");
        }
    }

    /// Returns the URL by TCP, with the name by which the server is known, and with parameters.
    pub fn tcp_url(&self, name: &str, parameters: &str) -> String {
        let port = self.port;
        format!("postgres://postgres:s3cret@{name}:{port}/postgres?hostaddr=127.0.0.1&{parameters}")
    }

    fn wait(&mut self) {
        let end = Instant::now() + Duration::from_secs(60);
        while ::postgres::Client::connect(&self.url(), ::postgres::NoTls).is_err() {
            assert!(Instant::now() < end && self.child.try_wait().expect("a status").is_none(), "no server");
            thread::sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.local_addr().expect("an address").port()
}

fn bin() -> PathBuf {
    if let Some(bin) = env::var_os("POSTGRES_BIN") {
        return bin.into();
    }
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let latest = versions.map(|version| version.path().join("bin")).max();
    latest.unwrap_or_else(|| Path::new("/usr/local/bin").to_owned())
}

/// Returns the user and group to run a server as, if this process is root's.
fn user() -> Option<(u32, u32)> {
    let id = |arguments: &[&str]| {
        let output = Command::new("id").args(arguments).output().expect("id");
        String::from_utf8(output.stdout).expect("digits").trim().parse::<u32>().ok()
    };
    (id(&["-u"])? == 0).then(|| {
        let id = |kind| id(&[kind, "postgres"]).expect("a user postgres: the server's package creates it");
        (id("-u"), id("-g"))
    })
}
