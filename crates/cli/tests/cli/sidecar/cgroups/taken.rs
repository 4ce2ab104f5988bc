//! Which limits count, of both versions, and what is told if some aren't known.

use super::{assert_machines, limit_v1, limit_v2, v1, v2};
use crate::sidecar::machine::{Run, memory};
use serde_json::Value;

#[test]
fn oom_kills_are_those_of_the_cgroup() {
    for (name, events) in [("v2-ooms", "memory.events"), ("v1-ooms", "memory.oom_control")] {
        let machine = if events == "memory.events" { v2(name, "/memory") } else { v1(name) };
        match events {
            "memory.events" => limit_v2(&machine, "memory", "500000000", 250_000_000),
            _ => limit_v1(&machine, "500000000\n", "500000000", 250_000_000),
        }
        let mut watch = machine.watch();
        assert_eq!(memory(&watch.next())["currentOoms"], Value::Null);
        machine.write(format!("sys/fs/cgroup/memory/{events}"), "max 41\noom 3\noom_kill 3\n");
        assert_eq!(memory(&watch.until(|line| !memory(line)["currentOoms"].is_null()))["currentOoms"], "1");
        machine.write("proc/vmstat", "oom_kill 4\n");
        assert_eq!(memory(&watch.next())["currentOoms"], Value::Null);
        assert_eq!(watch.end(), "");
    }
}

#[test]
fn the_machine_counts_on_request() {
    let machine = v2("v2-machine", "/app");
    limit_v2(&machine, "app", "500000000", 250_000_000);
    machine.write("sys/fs/cgroup/app/cpu.max", "50000 100000\n");
    assert_machines(&machine.run(&["--machine"]));
}

#[test]
fn verbose_says_which_limits_count() {
    let machine = v2("v2-verbose", "/app");
    limit_v2(&machine, "app", "500000000", 250_000_000);
    let expected = "vitalwire: memory is that of cgroup v2 /sys/fs/cgroup/app, which has a limit of 500000000 bytes\n\
        vitalwire: processor time is that of the machine\n";
    assert_eq!(machine.run(&["--verbose"]).stderr, expected);

    machine.write("sys/fs/cgroup/app/cpu.max", "50000 100000\n");
    machine.write("sys/fs/cgroup/app/cpu.stat", "usage_usec 5000000\n");
    let processor =
        "vitalwire: processor time is that of cgroup v2 /sys/fs/cgroup/app, which has a limit of 0.5 cores\n";
    assert!(machine.run(&["--verbose"]).stderr.ends_with(processor));
    let expected = "vitalwire: memory is that of the machine\nvitalwire: processor time is that of the machine\n";
    assert_eq!(machine.run(&["--verbose", "--machine"]).stderr, expected);
    assert_eq!(
        machine.run(&["--verbose", "--machine", "--check-in"]).stderr,
        "vitalwire: memory is that of the machine\n"
    );

    let machine = v1("v1-verbose");
    limit_v1(&machine, "500000000\n", "500000000", 250_000_000);
    let expected =
        "vitalwire: memory is that of cgroup v1 /sys/fs/cgroup/memory, which has a limit of 500000000 bytes\n";
    assert!(machine.run(&["--verbose"]).stderr.starts_with(expected));
}

#[test]
fn a_cgroup_that_isnt_mounted_or_is_outside_of_its_namespace_is_told() {
    let machine = v2("v2-outside", "/../app");
    let outside = machine.report();
    assert_eq!(outside.stderr, "vitalwire: no limits of cgroups: no mount contains cgroup v2 /../app\n");
    machine.write("proc/self/cgroup", "0::/app\n");
    machine.write("proc/self/mountinfo", "28 1 8:1 / / rw - ext4 /dev/root rw\n");
    let unmounted = machine.report();
    assert_eq!(unmounted.stderr, "vitalwire: no limits of cgroups: no mount contains cgroup v2 /app\n");
    for run in [outside, unmounted] {
        assert_machines(&Run { stderr: String::new(), ..run });
    }
    machine.write("proc/self/cgroup", "0::/\n");
    assert_machines(&machine.report());
}

#[test]
fn files_of_cgroups_that_are_unusable_are_told() {
    let machine = v2("v2-unusable", "/app");
    limit_v2(&machine, "app", "lots", 250_000_000);
    machine.write("sys/fs/cgroup/app/cpu.max", "half\n");
    machine.write("sys/fs/cgroup/app/cpuset.cpus.effective", "1-0\n");
    machine.write("proc/self/cgroup", "0:\n0::/app\n");
    let run = machine.report();
    let expected = r#"vitalwire: no cgroup: /proc/self/cgroup has a line that can't be parsed: "0:"
vitalwire: no limit of a cgroup's memory: /sys/fs/cgroup/app/memory.max has no usable number: "lots"
vitalwire: no limit of a cgroup's processor time: /sys/fs/cgroup/app/cpu.max has no usable quota: "half"
vitalwire: no set of a cgroup's cores: /sys/fs/cgroup/app/cpuset.cpus.effective has no usable list of cores: "1-0"
"#;
    assert_eq!(run.stderr, expected);
    assert_machines(&Run { stderr: String::new(), ..run });
}

#[test]
fn a_limit_without_its_use_is_still_a_limit() {
    let machine = v2("v2-no-use", "/app");
    machine.write("sys/fs/cgroup/app/memory.max", "500000000\n");
    let run = machine.report();
    assert_eq!(run.memory()["currentLimitBytes"], "500000000");
    assert_eq!(run.memory()["currentRssBytes"], Value::Null);
    let missing = |file| format!("can't read /sys/fs/cgroup/app/{file}: No such file or directory (os error 2)");
    let [current, events] = ["memory.current", "memory.events"].map(missing);
    let expected =
        format!("vitalwire: no memory in use by a cgroup: {current}\nvitalwire: no count of OOM kills: {events}\n");
    assert_eq!(run.stderr, expected);
}
