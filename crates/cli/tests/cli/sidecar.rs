//! `vitalwire sidecar`, run as a process.

use serde_json::Value;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn sidecar(arguments: &[&str]) -> Command {
    let mut tool = Command::new(env!("CARGO_BIN_EXE_vitalwire"));
    tool.arg("sidecar").args(arguments);
    tool
}

#[track_caller]
fn printed(output: &Output) -> Value {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    serde_json::from_slice(&output.stdout).expect("JSON")
}

#[track_caller]
fn number(value: &Value) -> u64 {
    value.as_str().and_then(|text| text.parse().ok()).unwrap_or_else(|| panic!("{value} is no number"))
}

#[test]
fn this_machine_reports_health_and_metrics() {
    let output = sidecar(&[]).output().expect("the command");
    let request = printed(&output);
    assert_eq!(output.stdout.iter().filter(|&&byte| byte == b'\n').count(), 1);
    let [health, metrics] = &request["workerMessages"].as_array().expect("messages")[..] else { panic!("{request}") };
    assert_eq!(health["labels"], metrics["labels"]);
    assert_eq!(health["labels"]["CONTAINER_TYPE"], "worker");
    assert!(health["workerHealthReport"]["vmIsHealthy"].is_boolean());
    let memory = &metrics["workerMetrics"]["memoryInfo"][0];
    assert!(number(&memory["currentRssBytes"]) < number(&memory["currentLimitBytes"]));
    assert!(number(&metrics["workerMetrics"]["cpuTime"][0]["totalMs"]) > 0);
}

#[test]
fn this_machine_checks_in() {
    let output = sidecar(&["--check-in", "--pretty"]).output().expect("the command");
    assert!(output.stdout.iter().filter(|&&byte| byte == b'\n').count() > 5);
    let status = &printed(&output)["workerStatus"];
    assert!(number(&status["freeRamBytes"]) <= number(&status["totalRamBytes"]));
    assert!(number(&status["bootDisk"]["totalSpaceBytes"]) > 0);
}

#[test]
fn it_ends_when_the_pipe_is_closed() {
    let mut tool = sidecar(&["--watch", "0.1"]).stdout(Stdio::piped()).spawn().expect("the command");
    let mut lines = BufReader::new(tool.stdout.take().expect("a pipe")).lines();
    for _ in 0..3 {
        let line: Value = serde_json::from_str(&lines.next().expect("a line").expect("UTF-8")).expect("JSON");
        assert_eq!(line["workerMessages"][0]["workerHealthReport"]["reportInterval"], "0.100s");
    }
    drop(lines);
    assert!(tool.wait().expect("an end").success());
}

/// A folder like procfs, with all files that are sampled.
struct Proc(PathBuf);

impl Proc {
    fn new(name: &str) -> Self {
        let proc = Self(Path::new(env!("CARGO_TARGET_TMPDIR")).join(name));
        proc.write("stat", "cpu  100 0 50 900 0 5 5 0 0 0\ncpu0 100 0 50 900 0 5 5 0 0 0\nbtime 1700000000\n");
        proc.write("meminfo", "MemTotal: 1000 kB\nMemFree: 100 kB\nMemAvailable: 5 kB\n");
        proc.write("vmstat", "oom_kill 3\n");
        proc.write("uptime", "86400.25 80000.00\n");
        proc.write("sys/kernel/hostname", "boiler-7\n");
        proc.write("self/mountinfo", "1 0 8:1 / / rw - ext4 /dev/root rw\n");
        proc
    }

    fn write(&self, file: &str, text: &str) {
        let path = self.0.join(file);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    fn sample(&self, arguments: &[&str]) -> Output {
        sidecar(arguments).arg("--proc").arg(&self.0).output().expect("the command")
    }
}

#[test]
fn another_procfs_is_sampled() {
    let proc = Proc::new("machine");
    let request = printed(&proc.sample(&[]));
    let [health, metrics] = &request["workerMessages"].as_array().expect("messages")[..] else { panic!("{request}") };
    assert_eq!(health["labels"]["WORKER_ID"], "boiler-7");
    let report = &health["workerHealthReport"];
    assert_eq!(report["vmStartupTime"], "2023-11-14T22:13:20Z");
    assert_eq!(
        (&report["vmIsHealthy"], &report["msg"]),
        (&false.into(), &"less than 1 % of the memory is available".into())
    );
    let memory = &metrics["workerMetrics"]["memoryInfo"][0];
    assert_eq!((number(&memory["currentRssBytes"]), number(&memory["currentOoms"])), (1_018_880, 3));

    let check_in = printed(&proc.sample(&["--check-in"]));
    assert_eq!(check_in["workerStatus"]["uptimeSeconds"], "86400");
}

/// A host's name is never truncated.
#[test]
fn names_may_be_long() {
    let proc = Proc::new("long-name");
    let name = "n".repeat(1000);
    proc.write("sys/kernel/hostname", &name);
    assert_eq!(printed(&proc.sample(&[]))["workerMessages"][0]["labels"]["WORKER_ID"], name);
}

#[test]
fn location_and_labels_are_sent() {
    let proc = Proc::new("labels");
    let labels = ["--label", "JOB_ID=a=b", "--label", "WORKER_ID=7", "--label", "WORKER_ID=8"];
    let request = printed(&proc.sample(&[&["--location", "europe-west1"] as &[_], &labels].concat()));
    assert_eq!(request["location"], "europe-west1");
    let expected = serde_json::json!({ "CONTAINER_TYPE": "worker", "JOB_ID": "a=b", "WORKER_ID": "8" });
    assert_eq!(request["workerMessages"][0]["labels"], expected);
    assert_eq!(request["workerMessages"][1]["labels"], expected);
}

#[test]
fn a_machine_that_cant_be_sampled_says_why() {
    let proc = Proc::new("broken");
    proc.write("meminfo", "MemTotal: many kB\n");
    let output = proc.sample(&[]);
    assert_eq!(output.status.code(), Some(1));
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(error.starts_with("vitalwire: can't parse ") && error.ends_with("meminfo\n"), "{error}");
}

#[test]
fn usage_errors_have_their_own_exit_code() {
    let labels = [["--label", "JOB_ID"], ["--label", "=7"], ["--label", "LABEL_UNSPECIFIED=7"]];
    let others = [&["--watch", "0"] as &[&str], &["--watch", "soon"], &["--what"], &["now"]];
    let for_reports = [&["--check-in", "--location", "a"] as &[&str], &["--check-in", "--label", "JOB_ID=7"]];
    for arguments in labels.iter().map(|label| &label[..]).chain(others).chain(for_reports) {
        assert_eq!(sidecar(arguments).output().expect("the command").status.code(), Some(2), "{arguments:?}");
    }
}
