//! What goes wrong around the collector: its database, its log, and what it's told to use.

use crate::support::{Collector, eventually, send};
use rusqlite::Connection;
use rustix::process::{Pid, Signal, kill_process};
use serde_json::json;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::Duration;

const MESSAGES: &str = "/v1b3/projects/cellar/WorkerMessages";

fn event(code: &str) -> String {
    json!({"workerMessages": [{"labels": {"WORKER_ID": "7"}, "workerMessageCode": {"code": code}}]}).to_string()
}

fn collector() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vitalwire-collector"));
    command.args(["--listen", "127.0.0.1:0"]);
    command
}

/// Returns what a collector says that can't start.
#[track_caller]
fn failure(arguments: &[&str]) -> String {
    let Output { status, stderr, .. } = collector().args(arguments).output().unwrap();
    assert!(!status.success());
    String::from_utf8(stderr).unwrap()
}

#[test]
fn a_log_that_nobody_reads_changes_nothing() {
    let database = Path::new(env!("CARGO_TARGET_TMPDIR")).join("collector-unread.db");
    let mut process = collector().arg("--store").arg(&database).stderr(Stdio::piped()).spawn().unwrap();
    let mut stderr = BufReader::new(process.stderr.take().unwrap());
    let mut first = String::new();
    stderr.read_line(&mut first).unwrap();
    drop(stderr);
    // A request without an end: that it's cut off has to be said.
    let mut stream = TcpStream::connect(first.trim_end().rsplit_once("http://").unwrap().1).unwrap();
    let head = format!("POST {MESSAGES} HTTP/1.1\r\nHost: c\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
    stream.write_all(head.as_bytes()).unwrap();
    BufReader::new(&stream).read_line(&mut first).unwrap();
    assert!(first.ends_with("100 Continue\r\n"), "{first}");
    kill_process(Pid::from_child(&process), Signal::TERM).unwrap();
    assert_eq!(process.wait().unwrap().code(), Some(0));
    fs::remove_file(&database).unwrap();
}

#[test]
fn connections_are_as_many_as_files() {
    let folder = tempfile::tempdir().unwrap();
    let mut shell = Command::new("sh");
    shell.args(["-c", "ulimit -n 80 && exec \"$0\" \"$@\"", env!("CARGO_BIN_EXE_vitalwire-collector")]);
    shell.args(["--listen", "127.0.0.1:0", "--store"]).arg(folder.path().join("a.db"));
    let mut process = shell.stderr(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(process.stderr.take().unwrap()).lines().map(Result::unwrap);
    let first = lines.next().unwrap();
    let address = first.rsplit_once("http://").unwrap().1;
    let said = lines.next().unwrap();
    assert!(said.ends_with("16 connections instead of 1000: this process may have 80 files open"), "{said}");
    let idle = (0..30).map(|_| TcpStream::connect(address).unwrap()).collect::<Vec<_>>();
    let response = send(TcpStream::connect(address).unwrap(), "GET", "/healthz", "", b"");
    assert_eq!(response.expect("a response").status, 200);
    drop(idle);
    kill_process(Pid::from_child(&process), Signal::TERM).unwrap();
    assert_eq!(process.wait().unwrap().code(), Some(0));
    assert_eq!(lines.next(), None, "there always was a file for a connection");
}

#[test]
fn a_database_that_something_else_has_locked() {
    let collector = Collector::start("locked", &[]);
    assert_eq!(collector.post(MESSAGES, &event("FIRST")).status, 200);
    let other = Connection::open(collector.database()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    // It's given up by its client before it can be written.
    let given_up = event("GIVEN_UP");
    let mut stream = collector.connect();
    let head = format!("POST {MESSAGES} HTTP/1.1\r\nHost: c\r\nContent-Length: {}\r\n\r\n", given_up.len());
    let health = thread::scope(|scope| {
        let health = scope.spawn(|| collector.get("/healthz"));
        // Most probably it's waited for the lock then, and what is written now waits for its turn.
        thread::sleep(Duration::from_millis(500));
        stream.write_all((head + &given_up).as_bytes()).unwrap();
        // What is only read needs no lock, nor does a reader that has just been opened.
        assert_eq!(collector.get("/fleet.json").json()["workers"][0]["name"], "7");
        thread::sleep(Duration::from_millis(500));
        drop(stream);
        health.join().unwrap()
    });
    assert_eq!(health.status, 503, "{}", health.text());
    other.execute_batch("ROLLBACK").unwrap();
    eventually("it can be written", || (collector.post(MESSAGES, &event("LAST")).status == 200).then_some(()));
    let mut statement = other.prepare("SELECT name FROM events ORDER BY id").unwrap();
    let names = statement.query_map((), |row| row.get::<_, String>(0)).unwrap().collect::<Result<Vec<_>, _>>().unwrap();
    assert_eq!(names, ["FIRST", "LAST"]);
    assert_eq!(collector.get("/healthz").status, 200);
}

#[test]
fn a_store_that_can_only_be_read_is_not_healthy() {
    let collector = Collector::start("read-only", &[]);
    let other = Connection::open(collector.database()).unwrap();
    other
        .execute_batch(
            "CREATE TRIGGER full BEFORE UPDATE ON versions BEGIN SELECT RAISE(ABORT, 'nothing can be written'); END",
        )
        .unwrap();
    let health = collector.get("/healthz");
    assert_eq!(health.status, 503, "{}", health.text());
    other.execute_batch("DROP TRIGGER full").unwrap();
    assert_eq!(collector.get("/healthz").status, 200);
}

#[test]
fn a_store_that_is_no_collectors_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let store = path.to_str().unwrap();
    let other = Connection::open(&path).unwrap();
    other.execute_batch("CREATE TABLE workers (id INTEGER PRIMARY KEY, wage REAL)").unwrap();
    let error = failure(&["--store", store]);
    assert!(error.contains("table workers already exists"), "{error}");
    other.execute_batch("DROP TABLE workers; CREATE TABLE versions (version INTEGER)").unwrap();
    other.execute_batch("INSERT INTO versions VALUES (1000)").unwrap();
    let error = failure(&["--store", store]);
    assert!(error.contains("its tables have version 1000, those of this collector version "), "{error}");
    let tables = |name| other.query_row("SELECT COUNT(*) FROM sqlite_schema WHERE name = ?1", [name], |row| row.get(0));
    assert_eq!((tables("versions"), tables("workers")), (Ok(1), Ok(0)));

    for store in ["", ":memory:", "sqlite://a.db", "postgress://a:hunter2@b/c"] {
        let error = failure(&["--store", store]);
        assert!(error.contains("expected the path of a file, or postgres://"), "{error}");
        assert!(!error.contains("hunter2"), "{error}");
    }
    let error = failure(&["--store", "postgres://a@127.0.0.1:1/c"]);
    assert!(error.contains("refused"), "{error}");
}

#[test]
fn what_can_not_be_used_is_said_at_the_start() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("token");
    for (token, reason) in
        [("", "has no token in it"), ("s3cret\r\ns3cret", "more in it than"), ("sécret", "more in it")]
    {
        fs::write(&file, token).unwrap();
        let store = folder.path().join("a.db");
        let error = failure(&["--store", store.to_str().unwrap(), "--token-file", file.to_str().unwrap()]);
        assert!(error.contains(reason), "{error}");
    }
    let error = failure(&["--keep-workers", "1h"]);
    assert!(error.contains("must be at least 1d"), "{error}");
}
