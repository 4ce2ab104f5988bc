//! The collector, and what workers send to it.

use crate::support;
use serde_json::{Value, json};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

pub struct Collector(support::Collector);

impl Collector {
    /// The name is the test's own.
    pub fn start(name: &str) -> Self {
        Self(support::Collector::start(&format!("pages-{name}"), &["--report-interval", "1s"]))
    }

    /// Ends it as a crash would.
    pub fn kill(&mut self) {
        self.0.kill();
    }

    /// Asks it to stop, and returns what it has said before it did.
    pub fn terminate(&mut self) -> String {
        assert!(self.0.stop().success());
        self.0.stderr()
    }

    /// Starts it again, after its end.
    pub fn restart(&mut self) {
        self.0.run();
    }

    pub fn database(&self) -> PathBuf {
        self.0.database()
    }

    /// Opens an event stream, which ends when it's dropped.
    pub fn watch(&self, path: &str) -> TcpStream {
        let mut stream = self.0.connect();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {}\r\n\r\n", self.0.address).unwrap();
        let mut status = [0; 15];
        stream.read_exact(&mut status).unwrap();
        assert_eq!(&status, b"HTTP/1.1 200 OK");
        stream
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.0.address)
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
        let response = self.0.post(path, &body.to_string());
        assert_eq!(response.status, 200, "{path}: {}", response.text());
    }

    /// Returns a page and its status.
    pub fn get(&self, path: &str) -> (u16, String) {
        let response = self.0.get(path);
        (response.status, response.text())
    }

    /// Returns the id of a worker.
    pub fn id(&self, worker: &str) -> i64 {
        let fleet = self.0.get("/fleet.json").json();
        let workers = fleet["workers"].as_array().unwrap();
        workers.iter().find(|known| known["name"] == worker).unwrap()["id"].as_i64().unwrap()
    }
}

/// A time before now, in whole seconds.
pub fn rfc3339(before: Duration) -> String {
    let time = (SystemTime::now() - before).duration_since(UNIX_EPOCH).unwrap().as_secs();
    vitalwire::proto::Timestamp::new(time as i64, 0).unwrap().to_string()
}

pub fn healthy(message: &str) -> Value {
    json!({"workerHealthReport": {"vmIsHealthy": true, "msg": message, "reportInterval": "3600s"}})
}
