//! Each report takes what it needs from procfs. What it doesn't need may be anything; what it lacks is left out, and
//! stderr says so.

use super::machine::{Machine, Run};
use serde_json::{Value, json};
use std::fs;

/// What the unchanged machine reports: nothing is left out.
#[track_caller]
fn assert_whole(run: &Run) {
    assert_eq!(run.stderr, "");
    assert_eq!(run.json["workerMessages"][0]["labels"]["WORKER_ID"], "boiler-7");
    assert_eq!(run.health()["vmStartupTime"], "2023-11-14T22:13:20Z");
    assert!(!run.is_short_of_memory());
    assert_eq!(run.processor()["totalMs"], "1698000");
    assert_eq!(run.memory()["currentLimitBytes"], "8192000000");
    assert_eq!(run.memory()["currentRssBytes"], "3072000000");
}

#[track_caller]
fn assert_whole_check_in(run: &Run) {
    assert_eq!(run.stderr, "");
    let status = run.status();
    assert!(status["bootDisk"]["totalSpaceBytes"].is_string());
    assert_eq!(
        (&status["freeRamBytes"], &status["totalRamBytes"], &status["uptimeSeconds"]),
        (&json!("5120000000"), &json!("8192000000"), &json!("86400"))
    );
}

#[test]
fn another_procfs_is_sampled() {
    let machine = Machine::new("another");
    assert_whole(&machine.report());
    assert_whole_check_in(&machine.check_in());
}

#[test]
fn a_shortage_of_memory_is_no_health() {
    let machine = Machine::new("shortage");
    machine.write("proc/meminfo", "MemTotal: 1000 kB\nMemAvailable: 5 kB\n");
    assert!(machine.report().is_short_of_memory());
}

#[test]
fn procs_blocked_may_be_beyond_any_number() {
    let machine = Machine::new("procs-blocked");
    machine.append("proc/stat", "procs_blocked 18446744073709551615\nprocs_running 99999999999999999999\n");
    assert_whole(&machine.report());
}

#[test]
fn the_count_of_processes_may_be_negative() {
    let machine = Machine::new("processes");
    machine.append("proc/stat", "processes -2045677862\n");
    assert_whole(&machine.report());
}

#[test]
fn iowait_steal_and_guest_may_be_negative_or_huge() {
    let machine = Machine::new("iowait");
    let stat =
        "cpu  125000 300 42000 -1 18446744073709551616 0 2500 18446744073709551615 x y\ncpu0 ?\nbtime 1700000000\n";
    machine.write("proc/stat", stat);
    assert_whole(&machine.report());
}

#[test]
fn a_sandbox_may_have_few_lines_of_meminfo() {
    let machine = Machine::new("few-lines");
    machine.write("proc/meminfo", "MemTotal: 8000000 kB\nMemFree: 5000000 kB\n");
    assert_whole(&machine.report());
    assert_whole_check_in(&machine.check_in());

    machine.write("proc/meminfo", "MemTotal: 8000000 kB\n");
    let run = machine.report();
    assert_eq!(run.stderr, "vitalwire: no available memory: /proc/meminfo has no MemFree\n");
    assert_eq!(run.memory()["currentLimitBytes"], "8192000000");
    assert_eq!(run.memory()["currentRssBytes"], Value::Null);
    assert!(!run.is_short_of_memory());
}

#[test]
fn meminfo_may_begin_with_a_header() {
    let machine = Machine::new("header");
    let header = "        total:    used:    free:  shared: buffers:  cached:\nMem:  1 2 3 0 4 5\nSwap: 0 0 0\n";
    let meminfo = "MemTotal:        8000000 kB\nMemFree:  1 kB\nMemShared: 0 kB\nMemAvailable:    5000000 kB\n";
    machine.write("proc/meminfo", format!("{header}{meminfo}"));
    assert_whole(&machine.report());
}

#[test]
fn a_vmstat_value_beyond_i64_is_no_matter() {
    let machine = Machine::new("vmstat");
    machine.write(
        "proc/vmstat",
        "nr_free_pages 18446744073709551615\nworkingset_nodes -1\noom_kill 18446744073709551615\n",
    );
    assert_whole(&machine.report());
}

#[test]
fn without_vmstat_there_is_no_count_of_oom_kills() {
    let machine = Machine::new("no-vmstat");
    machine.write("proc/vmstat", "nr_free_pages 5\n");
    let run = machine.report();
    assert_eq!(run.stderr, "vitalwire: no count of OOM kills: /proc/vmstat has no oom_kill\n");
    assert_eq!(run.memory()["currentRssBytes"], "3072000000");
    assert_whole_check_in(&machine.check_in());
}

#[test]
fn without_uptime_a_check_in_leaves_it_out() {
    let machine = Machine::new("no-uptime");
    machine.remove("proc/uptime");
    let run = machine.check_in();
    let expected = "vitalwire: no uptime: can't read /proc/uptime: No such file or directory (os error 2)\n";
    assert_eq!(run.stderr, expected);
    assert_eq!(run.status()["uptimeSeconds"], Value::Null);
    assert_eq!(run.status()["totalRamBytes"], "8192000000");
    assert_whole(&machine.report());
}

#[test]
fn without_a_host_name_a_report_has_no_worker() {
    let machine = Machine::new("no-name");
    machine.remove("proc/sys/kernel/hostname");
    let run = machine.report();
    let error = "can't read /proc/sys/kernel/hostname: No such file or directory (os error 2)";
    assert_eq!(run.stderr, format!("vitalwire: no host name: {error}; --label WORKER_ID=NAME sets a name\n"));
    assert_eq!(run.json["workerMessages"][0]["labels"], json!({ "CONTAINER_TYPE": "worker" }));
    assert_eq!(run.json["workerMessages"].as_array().map(Vec::len), Some(2));

    assert_whole(&machine.run(&["--label", "WORKER_ID=boiler-7"]));
    assert_whole_check_in(&machine.check_in());
}

#[test]
fn the_kernels_placeholder_is_no_host_name() {
    let machine = Machine::new("placeholder");
    machine.write("proc/sys/kernel/hostname", "(none)\n");
    let run = machine.report();
    assert_eq!(run.json["workerMessages"][0]["labels"]["WORKER_ID"], Value::Null);
    assert!(run.stderr.contains(r#"/proc/sys/kernel/hostname has no usable name: "(none)""#), "{}", run.stderr);
}

#[test]
fn a_host_name_that_isnt_utf_8_is_replaced_and_told() {
    let machine = Machine::new("latin-1");
    machine.write_bytes("proc/sys/kernel/hostname", b"caf\xe9\n");
    let run = machine.report();
    assert_eq!(run.stderr, "vitalwire: the host name isn't UTF-8: it is sent as caf\u{fffd}\n");
    assert_eq!(run.json["workerMessages"][0]["labels"]["WORKER_ID"], "caf\u{fffd}");
}

/// A host's name is never truncated.
#[test]
fn names_may_be_long() {
    let machine = Machine::new("long-name");
    let name = "n".repeat(1000);
    machine.write("proc/sys/kernel/hostname", &name);
    assert_eq!(machine.report().json["workerMessages"][0]["labels"]["WORKER_ID"], *name);
}

#[test]
fn without_stat_there_is_no_processor_and_no_time_of_boot() {
    let machine = Machine::new("no-stat");
    machine.remove("proc/stat");
    fs::create_dir(machine.folder("proc").join("stat")).expect("a folder");
    let run = machine.report();
    let expected = "vitalwire: no time of boot or busy time: can't read /proc/stat: Is a directory (os error 21)\n";
    assert_eq!(run.stderr, expected);
    assert_eq!(*run.processor(), Value::Null);
    assert!(run.health()["vmIsHealthy"].is_boolean());
    assert_eq!(run.health()["vmStartupTime"], Value::Null);
    assert_eq!(run.memory()["currentRssBytes"], "3072000000");
    assert_whole_check_in(&machine.check_in());
}

#[test]
fn what_is_needed_and_unusable_is_told_by_line() {
    let machine = Machine::new("unusable");
    machine.write("proc/stat", "cpu  1 2 three 4\nbtime 99999999999999\n");
    machine.write("proc/meminfo", "MemTotal: many kB\nMemAvailable: -4 kB\n");
    machine.write("proc/uptime", "-1.00 5.00\n");
    let expected = [
        r#"no limit of memory: /proc/meminfo has no usable MemTotal: "many kB""#,
        r#"no available memory: /proc/meminfo has no usable MemAvailable: "-4 kB""#,
        r#"no time of boot: /proc/stat has no usable btime: "99999999999999""#,
        r#"no busy time: /proc/stat has no usable cpu: "1 2 three 4""#,
    ];
    let told = |run: Run| -> Vec<_> { run.stderr.lines().map(str::to_owned).collect() };
    assert_eq!(told(machine.report()), expected.map(|line| format!("vitalwire: {line}")));

    machine.write("proc/meminfo", "MemTotal: 8000000 kB\nMemAvailable: 5000000 kB\n");
    let expected = r#"vitalwire: no uptime: /proc/uptime has no usable seconds: "-1.00 5.00""#;
    assert_eq!(told(machine.check_in()), [expected]);
}

#[test]
fn a_check_in_may_be_of_disks_only() {
    let machine = Machine::new("disks-only");
    ["proc/meminfo", "proc/uptime"].iter().for_each(|file| machine.remove(file));
    let run = machine.check_in();
    assert_eq!(*run.status(), json!({ "bootDisk": run.status()["bootDisk"] }));
}

#[test]
fn a_machine_of_which_nothing_is_known_is_an_error() {
    let machine = Machine::new("nothing");
    for file in ["stat", "meminfo", "vmstat", "uptime", "self/mountinfo"] {
        machine.remove(&format!("proc/{file}"));
    }
    for arguments in [&[] as &[&str], &["--check-in"], &["--watch", "0.1"]] {
        let output = machine.command(arguments).output().expect("the command");
        let error = String::from_utf8_lossy(&output.stderr);
        assert_eq!((output.status.code(), &*output.stdout), (Some(1), &b""[..]));
        assert!(error.contains("vitalwire: nothing is known about this machine: is procfs mounted at "), "{error}");
    }
}
