//! The process of the collector, and what it has stored.

use crate::programs::build;
use anyhow::{Context, Result};
use rusqlite::Connection;
use std::fs;
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

pub struct Collector {
    program: PathBuf,
    address: SocketAddr,
    store: PathBuf,
    process: Child,
}

/// One request of ten fails, and one of ten has half of a response.
const BAD: &[&str] = &["--misbehave", "error=0.1", "--misbehave", "cut=0.1"];

impl Collector {
    /// Starts it, with an empty store. It misbehaves.
    pub fn start(interval: &str) -> Result<Self> {
        let program = build("vitalwire-collector", "")?;
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("serial-store");
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        let (store, address) = (folder.join("fleet.db"), TcpListener::bind("127.0.0.1:0")?.local_addr()?);
        let process = run(&program, address, &store, interval, BAD)?;
        Ok(Self { program, address, store, process })
    }

    pub fn endpoint(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Kills it, and starts it again with another interval. From then on it behaves.
    pub fn restart(&mut self, interval: &str) -> Result<()> {
        self.process.kill()?;
        self.process.wait()?;
        self.process = run(&self.program, self.address, &self.store, interval, &[])?;
        Ok(())
    }

    /// Returns the labels of all events that are stored.
    pub fn events(&self) -> Result<Vec<String>> {
        let database = Connection::open(&self.store)?;
        let mut statement = database.prepare("SELECT source FROM events ORDER BY id")?;
        let labels = statement.query_map((), |row| row.get(0))?;
        labels.collect::<Result<_, _>>().context("an event has no label")
    }

    /// Returns how many samples of processor time are stored.
    pub fn samples(&self) -> Result<i64> {
        let database = Connection::open(&self.store)?;
        Ok(database.query_row("SELECT COUNT(*) FROM samples WHERE cpu_ms IS NOT NULL", (), |row| row.get(0))?)
    }
}

impl Drop for Collector {
    fn drop(&mut self) {
        // It may have ended, which the test has noticed by then.
        let _ = self.process.kill().and_then(|()| self.process.wait());
    }
}

fn run(program: &Path, address: SocketAddr, store: &Path, interval: &str, others: &[&str]) -> Result<Child> {
    let mut command = Command::new(program);
    command.args(["--listen", &address.to_string(), "--report-interval", interval]).arg("--store").arg(store);
    Ok(command.args(others).stdin(Stdio::null()).spawn()?)
}
