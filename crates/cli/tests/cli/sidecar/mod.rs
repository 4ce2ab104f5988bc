//! `vitalwire sidecar`, run as a process.

mod cgroups;
mod disks;
mod machine;
mod procfs;
mod watch;

use machine::Machine;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::process::{Command, Output, Stdio};

fn sidecar(arguments: &[&str]) -> Command {
    let mut tool = Command::new(env!("CARGO_BIN_EXE_vitalwire"));
    tool.arg("sidecar").args(arguments);
    tool
}

#[track_caller]
fn printed(output: &Output) -> Value {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
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

#[test]
fn location_and_labels_are_sent() {
    let machine = Machine::new("labels");
    let labels = ["--label", "JOB_ID=a=b", "--label", "WORKER_ID=7", "--label", "WORKER_ID=8"];
    let request = machine.run(&[&["--location", "europe-west1"] as &[_], &labels].concat()).json;
    assert_eq!(request["location"], "europe-west1");
    let expected = json!({ "CONTAINER_TYPE": "worker", "JOB_ID": "a=b", "WORKER_ID": "8" });
    assert_eq!(request["workerMessages"][0]["labels"], expected);
    assert_eq!(request["workerMessages"][1]["labels"], expected);
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

#[test]
fn an_interval_may_have_a_unit() {
    let mut tool = sidecar(&["--watch", "2m"]).stdout(Stdio::piped()).spawn().expect("the command");
    let mut lines = BufReader::new(tool.stdout.take().expect("a pipe")).lines();
    let line: Value = serde_json::from_str(&lines.next().expect("a line").expect("UTF-8")).expect("JSON");
    assert_eq!(line["workerMessages"][0]["workerHealthReport"]["reportInterval"], "120s");
    tool.kill().and_then(|()| tool.wait()).expect("a process");
}

#[cfg(not(feature = "fleet"))]
#[test]
fn without_the_feature_nothing_is_sent() {
    for arguments in [
        &["--endpoint", "http://127.0.0.1:1"] as &[&str],
        &["--project", "cellar"],
        &["--config", "sidecar.toml"],
        &["--config=sidecar.toml"],
        &["--check-in", "--worker", "boiler-7", "--once"],
        &["--once"],
        &["--interval"],
    ] {
        let output = sidecar(arguments).output().expect("the command");
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{arguments:?}");
        assert!(told.contains("built without what sends: cargo install"), "{told}");
        assert!(told.contains("--features fleet"), "{told}");
    }
    for help in ["--help", "-h"] {
        let output = sidecar(&[help]).output().expect("the command");
        let help = String::from_utf8_lossy(&output.stdout);
        assert!(!help.contains("--endpoint") && !help.contains("--project") && !help.contains("--once"), "{help}");
    }
}
