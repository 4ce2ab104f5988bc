//! `--watch` goes on, whatever happens to a machine.

use super::machine::{Machine, memory, processor};
use serde_json::Value;

#[test]
fn a_bad_sample_ends_nothing_and_is_told_once() {
    let machine = Machine::new("bad-sample");
    let mut watch = machine.watch();
    assert!(memory(&watch.next())["currentRssBytes"].is_string());
    for _ in 0..2 {
        machine.write("proc/meminfo", "MemTotal: 8000000 kB\nMemAvailable: 18446744073709551615 kB\n");
        let line = watch.until(|line| memory(line)["currentRssBytes"].is_null());
        assert!(line["workerMessages"][0]["workerHealthReport"]["vmIsHealthy"].is_boolean());
        machine.write("proc/meminfo", "MemTotal: 8000000 kB\nMemAvailable: 5000000 kB\n");
        watch.until(|line| memory(line)["currentRssBytes"] == "3072000000");
    }
    let expected =
        "vitalwire: no available memory: /proc/meminfo has no usable MemAvailable: \"18446744073709551615 kB\"\n";
    assert_eq!(watch.end(), expected);
}

#[test]
fn a_value_that_isnt_used_may_be_huge_for_a_moment() {
    let machine = Machine::new("moment");
    let mut watch = machine.watch();
    let before = watch.next();
    machine.append("proc/stat", "procs_blocked 18446744073709551615\n");
    (0..3).for_each(|_| assert_eq!(processor(&watch.next())["totalMs"], processor(&before)["totalMs"]));
    assert_eq!(watch.end(), "");
}

#[test]
fn a_sample_of_which_nothing_is_known_costs_only_itself() {
    let machine = Machine::new("interrupted");
    let files = ["stat", "meminfo", "vmstat"].map(|file| format!("proc/{file}"));
    let contents = files.clone().map(|file| std::fs::read_to_string(machine.folder("").join(file)).expect("a file"));
    let mut watch = machine.watch();
    watch.next();
    files.iter().for_each(|file| machine.remove(file));
    watch.until_told("nothing is known about this machine");
    files.iter().zip(contents).for_each(|(file, content)| machine.write(file, content));
    watch.until(|line| memory(line)["currentRssBytes"].is_string() && processor(line)["totalMs"].is_string());
    let told = watch.end();
    assert_eq!(told.matches("nothing is known about this machine").count(), 1, "{told}");
    assert_eq!(told.matches("can't read /proc/meminfo").count(), 1, "{told}");
}

#[test]
fn a_processor_that_was_busy_for_ages_is_left_out() {
    let machine = Machine::new("leap");
    let stat = |user: u64| format!("cpu  {user} 300 42000 9800000 15000 0 2500\ncpu0 1\ncpu1 1\nbtime 1700000000\n");
    machine.write("proc/stat", stat(125_000));
    let mut watch = machine.watch();
    assert_eq!(processor(&watch.next())["totalMs"], "1698000");
    machine.write("proc/stat", stat(18_446_744_073_709_000_000));
    watch.until(|line| processor(line).is_null());
    machine.write("proc/stat", stat(125_000));
    watch.until(|line| processor(line)["totalMs"] == "1698000");
    let told = watch.end();
    assert_eq!(told.matches("no cpuTime: ").count(), 1, "{told}");
}

#[test]
fn oom_kills_are_those_since_the_line_before() {
    let machine = Machine::new("oom-kills");
    let ooms = |line: &Value| memory(line)["currentOoms"].clone();
    let mut watch = machine.watch();
    assert_eq!(ooms(&watch.next()), Value::Null);
    machine.write("proc/vmstat", "oom_kill 5\n");
    assert_eq!(ooms(&watch.until(|line| !ooms(line).is_null())), "2");
    assert_eq!(ooms(&watch.next()), Value::Null);

    // A sample without a count loses none.
    machine.write("proc/vmstat", "");
    watch.until_told("has no oom_kill");
    machine.write("proc/vmstat", "oom_kill 9\n");
    assert_eq!(ooms(&watch.until(|line| !ooms(line).is_null())), "4");
    assert_eq!(watch.end(), "vitalwire: no count of OOM kills: /proc/vmstat has no oom_kill\n");
}
