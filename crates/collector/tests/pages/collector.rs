//! The collector as a process, and what workers send to it.

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::{self, JoinHandle};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tempfile::TempDir;

pub struct Collector {
    process: Child,
    /// Ends with the process, and returns what it has said since its start.
    log: Option<JoinHandle<Vec<String>>>,
    directory: TempDir,
    /// Such as `127.0.0.1:40123`; the same after a restart.
    address: String,
}

impl Collector {
    pub fn start() -> Self {
        let directory = tempfile::tempdir().unwrap();
        let (process, log, address) = spawn(&directory.path().join("fleet.db"), "127.0.0.1:0");
        Self { process, log: Some(log), directory, address }
    }

    /// Ends it as a crash would.
    pub fn kill(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    /// Asks it to stop, and returns what it has said before it did.
    pub fn terminate(&mut self) -> Vec<String> {
        let sent = Command::new("kill").args(["-TERM", &self.process.id().to_string()]).status().unwrap();
        assert!(sent.success());
        assert!(self.process.wait().unwrap().success());
        self.log.take().map_or_else(Vec::new, |log| log.join().unwrap())
    }

    /// Starts it again, after its end.
    pub fn restart(&mut self) {
        let (process, log, _) = spawn(&self.database(), &self.address);
        (self.process, self.log) = (process, Some(log));
    }

    pub fn database(&self) -> PathBuf {
        self.directory.path().join("fleet.db")
    }

    /// Opens an event stream, which ends when it's dropped.
    pub fn watch(&self, path: &str) -> TcpStream {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {}\r\n\r\n", self.address).unwrap();
        let mut status = [0; 15];
        stream.read_exact(&mut status).unwrap();
        assert_eq!(&status, b"HTTP/1.1 200 OK");
        stream
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Sends a message of a worker of project `cellar` and job `winter`.
    pub fn send(&self, worker: &str, payload: Value) {
        self.send_as("cellar", "winter", worker, payload);
    }

    pub fn send_as(&self, project: &str, job: &str, worker: &str, payload: Value) {
        let mut message = json!({"labels": {"WORKER_ID": worker, "JOB_ID": job}, "time": rfc3339(Duration::ZERO)});
        message.as_object_mut().unwrap().extend(payload.as_object().unwrap().clone());
        let body = json!({"location": "europe-west1", "workerMessages": [message]});
        self.post(&format!("/v1b3/projects/{project}/WorkerMessages"), &body);
    }

    pub fn check_in(&self, worker: &str, body: &Value) {
        self.post(&format!("/v2alpha1/workers/{worker}:checkIn"), body);
    }

    fn post(&self, path: &str, body: &Value) {
        ureq::post(self.url(path)).send_json(body).unwrap_or_else(|error| panic!("{path}: {error}"));
    }

    /// Returns a page and its status.
    pub fn get(&self, path: &str) -> (u16, String) {
        let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
        let mut response = agent.get(self.url(path)).call().unwrap();
        (response.status().as_u16(), response.body_mut().read_to_string().unwrap())
    }

    /// Returns the id of a worker.
    pub fn id(&self, worker: &str) -> i64 {
        let fleet = serde_json::from_str::<Value>(&self.get("/fleet.json").1).unwrap();
        let workers = fleet["workers"].as_array().unwrap();
        workers.iter().find(|known| known["name"] == worker).unwrap()["id"].as_i64().unwrap()
    }
}

impl Drop for Collector {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn spawn(database: &Path, address: &str) -> (Child, JoinHandle<Vec<String>>, String) {
    let mut process = Command::new(env!("CARGO_BIN_EXE_vitalwire-collector"))
        .args(["--listen", address, "--report-interval", "1s", "--store"])
        .arg(database)
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(process.stderr.take().unwrap()).lines();
    let line = lines.next().expect("the collector says where it listens").unwrap();
    let address = line.rsplit_once("http://").unwrap_or_else(|| panic!("{line}")).1.to_owned();
    let log = thread::spawn(move || lines.map_while(Result::ok).inspect(|line| eprintln!("{line}")).collect());
    (process, log, address)
}

/// A time before now, in whole seconds.
pub fn rfc3339(before: Duration) -> String {
    let time = (SystemTime::now() - before).duration_since(UNIX_EPOCH).unwrap().as_secs();
    vitalwire::proto::Timestamp::new(time as i64, 0).unwrap().to_string()
}

pub fn healthy(message: &str) -> Value {
    json!({"workerHealthReport": {"vmIsHealthy": true, "msg": message, "reportInterval": "3600s"}})
}
