//! The real collector, and a client that can do wrong.

#![allow(dead_code, reason = "each test uses a part")]

use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use std::{fs, thread};

/// Nothing takes that long, on whatever machine.
pub const DEADLINE: Duration = Duration::from_secs(60);

/// A collector with a database of its own. It is killed when this is dropped.
pub struct Collector {
    pub address: SocketAddr,
    process: Child,
    folder: PathBuf,
    arguments: Vec<String>,
    stderr: Arc<Mutex<String>>,
}

impl Collector {
    /// Starts one with a new database, unless the arguments have another store. The name is the test's own.
    pub fn start(name: &str, arguments: &[&str]) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("collector-{name}"));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        Self::start_in(folder, arguments.iter().map(|&argument| argument.to_owned()).collect())
    }

    fn start_in(folder: PathBuf, arguments: Vec<String>) -> Self {
        let (process, address, stderr) = run(&folder, SocketAddr::from(([127, 0, 0, 1], 0)), &arguments);
        Self { address, process, folder, arguments, stderr }
    }

    /// Kills it, or stops it as a service manager would, and starts it again with the same address and database.
    pub fn restart(&mut self, is_killed: bool) {
        if is_killed {
            self.kill();
        } else {
            assert!(self.stop().success());
        }
        self.run();
    }

    pub fn kill(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    /// Starts it again after its end, with the same address and database.
    pub fn run(&mut self) {
        (self.process, self.address, self.stderr) = run(&self.folder, self.address, &self.arguments);
    }

    /// Stops it, and returns how it has ended.
    pub fn stop(&mut self) -> ExitStatus {
        kill_process(Pid::from_child(&self.process), Signal::TERM).unwrap();
        self.process.wait().unwrap()
    }

    /// Returns what it has said on stderr since it was started.
    pub fn stderr(&self) -> String {
        self.stderr.lock().unwrap().clone()
    }

    pub fn database(&self) -> PathBuf {
        self.folder.join("fleet.db")
    }

    /// Returns the most memory that it has had, in bytes.
    pub fn peak_memory(&self) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
        line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() * 1024
    }

    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(DEADLINE)).unwrap();
        stream.set_write_timeout(Some(DEADLINE)).unwrap();
        stream
    }

    /// Sends a request on a connection of its own.
    pub fn send(&self, method: &str, path: &str, headers: &str, body: &[u8]) -> Response {
        send(self.connect(), method, path, headers, body).expect("a response")
    }

    /// Sends a request, and returns none if there is no connection or no whole response.
    pub fn try_send(&self, method: &str, path: &str, body: &str) -> Option<Response> {
        let stream = TcpStream::connect_timeout(&self.address, DEADLINE).ok()?;
        stream.set_read_timeout(Some(DEADLINE)).ok()?;
        send(stream, method, path, "", body.as_bytes())
    }

    pub fn get(&self, path: &str) -> Response {
        self.send("GET", path, "", b"")
    }

    pub fn post(&self, path: &str, body: &str) -> Response {
        self.send("POST", path, "", body.as_bytes())
    }

    /// Sends messages, which must be accepted, and returns the responses.
    pub fn report(&self, messages: &[Value]) -> Value {
        let body = serde_json::json!({"workerMessages": messages}).to_string();
        let response = self.post("/v1b3/projects/cellar/WorkerMessages", &body);
        assert_eq!(response.status, 200, "{body}: {}", response.text());
        response.json()["workerMessageResponses"].clone()
    }

    /// Returns `/metrics`.
    pub fn metrics(&self) -> Metrics {
        let response = self.get("/metrics");
        assert_eq!(response.status, 200, "{}", response.text());
        Metrics(response.text())
    }
}

pub fn send(mut stream: TcpStream, method: &str, path: &str, headers: &str, body: &[u8]) -> Option<Response> {
    let head = format!(
        "{method} {path} HTTP/1.1\r\nHost: collector\r\nConnection: close\r\nContent-Length: {}\r\n{headers}\r\n",
        body.len()
    );
    // It may have responded and closed before all of it is written.
    let _ = stream.write_all(&[head.as_bytes(), body].concat());
    Response::read(stream)
}

fn run(folder: &Path, address: SocketAddr, arguments: &[String]) -> (Child, SocketAddr, Arc<Mutex<String>>) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vitalwire-collector"));
    command.args(["--listen", &address.to_string()]).args(arguments);
    if !arguments.iter().any(|argument| argument == "--store") {
        command.arg("--store").arg(folder.join("fleet.db"));
    }
    let mut process = command.stderr(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(process.stderr.take().unwrap()).lines().map_while(Result::ok);
    let first = lines.next().expect("it says where it listens");
    let address = first.rsplit_once("http://").expect(&first).1.parse().unwrap();
    let stderr = Arc::new(Mutex::new(String::new()));
    let kept = stderr.clone();
    thread::spawn(move || lines.for_each(|line| *kept.lock().unwrap() += &(line + "\n")));
    (process, address, stderr)
}

impl Drop for Collector {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        if !thread::panicking() {
            let _ = fs::remove_dir_all(&self.folder);
        }
    }
}

#[derive(Debug)]
pub struct Response {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Response {
    /// Reads a response up to the end of the connection, or returns none if it isn't whole.
    pub fn read(mut stream: TcpStream) -> Option<Self> {
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        let end = bytes.windows(4).position(|window| window == b"\r\n\r\n")? + 4;
        let head = String::from_utf8(bytes[..end].to_vec()).unwrap().to_lowercase();
        let status = head.split(' ').nth(1)?.parse().ok()?;
        let body =
            if head.contains("transfer-encoding: chunked") { joined(&bytes[end..])? } else { bytes[end..].to_vec() };
        Some(Self { status, head, body })
    }

    pub fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}

/// Joins chunks, or returns none if the last one is missing.
fn joined(mut chunks: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let end = chunks.windows(2).position(|window| window == b"\r\n")?;
        let len = usize::from_str_radix(std::str::from_utf8(&chunks[..end]).ok()?, 16).ok()?;
        if len == 0 {
            return Some(body);
        }
        body.extend_from_slice(chunks.get(end + 2..end + 2 + len)?);
        chunks = chunks.get(end + 4 + len..)?;
    }
}

/// A connection for many requests.
pub struct KeptAlive(BufReader<TcpStream>);

impl KeptAlive {
    pub fn new(stream: TcpStream) -> Self {
        Self(BufReader::new(stream))
    }

    pub fn request(path: &str, body: &[u8]) -> Vec<u8> {
        let head = format!("POST {path} HTTP/1.1\r\nHost: collector\r\nContent-Length: {}\r\n\r\n", body.len());
        [head.as_bytes(), body].concat()
    }

    pub fn write(&mut self, bytes: &[u8]) {
        self.0.get_mut().write_all(bytes).unwrap();
    }

    pub fn post(&mut self, path: &str, body: &[u8]) {
        self.write(&Self::request(path, body));
    }

    /// Reads a response, and returns its status and its body.
    pub fn read(&mut self) -> (u16, Vec<u8>) {
        let (head, body) = self.read_whole();
        (head.split(' ').nth(1).unwrap().parse().unwrap(), body)
    }

    /// Reads a response, and returns its head in lower case and its body.
    pub fn read_whole(&mut self) -> (String, Vec<u8>) {
        let (mut head, mut line) = (String::new(), String::new());
        while line != "\r\n" {
            line.clear();
            assert!(self.0.read_line(&mut line).unwrap() > 0, "the connection has ended");
            head += &line.to_lowercase();
        }
        let len = head.lines().find_map(|line| line.strip_prefix("content-length: ")).expect(&head);
        let mut body = vec![0; len.parse().unwrap()];
        self.0.read_exact(&mut body).unwrap();
        (head, body)
    }
}

/// What `/metrics` returned.
pub struct Metrics(pub String);

impl Metrics {
    /// Returns a sample's value, by its name and labels as they stand there.
    pub fn value(&self, series: &str) -> Option<f64> {
        self.samples().find(|(name, _)| *name == series).map(|(_, value)| value.parse().unwrap())
    }

    /// Checks that no two samples have the same name and labels, which have an order here; and that each family stands
    /// together.
    #[track_caller]
    pub fn check_unique(&self) {
        let mut series = self.samples().map(|(series, _)| series).collect::<Vec<_>>();
        let all = series.len();
        series.sort_unstable();
        series.dedup();
        assert_eq!(series.len(), all);
        let mut families = self.0.lines().filter(|line| line.starts_with("# TYPE ")).collect::<Vec<_>>();
        let all = families.len();
        families.sort_unstable();
        families.dedup();
        assert_eq!(families.len(), all);
    }

    /// Returns name with labels, and value, of all samples.
    pub fn samples(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.lines().filter(|line| !line.starts_with('#')).map(|line| line.rsplit_once(' ').unwrap())
    }
}

/// Tries until something holds: it may take a while on a machine that has other work.
#[track_caller]
pub fn eventually<T>(what: &str, mut attempt: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(done) = attempt() {
            return done;
        }
        assert!(start.elapsed() < DEADLINE, "not within {DEADLINE:?}: {what}");
        thread::sleep(Duration::from_millis(50));
    }
}
