//! Limits of cgroup v2.

use super::{assert_machines, assert_memory, limit_v2, v2};
use crate::sidecar::machine::{memory, processor};
use serde_json::Value;

#[test]
fn memory_of_a_cgroup_counts_if_its_limit_is_tighter() {
    let machine = v2("v2", "/app");
    limit_v2(&machine, "app", "500000000", 250_000_000);
    assert_memory(&machine.report(), 500_000_000, 200_000_000);
    let run = machine.check_in();
    assert_eq!(
        (&run.status()["freeRamBytes"], &run.status()["totalRamBytes"]),
        (&Value::from("300000000"), &Value::from("500000000"))
    );
    assert_eq!(run.stderr, "");
}

#[test]
fn the_machine_counts_if_its_limits_are_tighter() {
    let machine = v2("v2-loose", "/app");
    for max in ["max", "8192000000", "18446744073709547520"] {
        limit_v2(&machine, "app", max, 250_000_000);
        machine.write("sys/fs/cgroup/app/cpu.max", "200000 100000\n");
        assert_machines(&machine.report());
    }
    machine.write("sys/fs/cgroup/app/cpu.max", "max 100000\n");
    assert_machines(&machine.report());
}

#[test]
fn of_nested_cgroups_the_tightest_counts_and_of_equal_ones_the_outermost() {
    let machine = v2("v2-nested", "/pod/app/worker");
    limit_v2(&machine, "pod/app/worker", "max", 100_000_000);
    limit_v2(&machine, "pod/app", "600000000", 150_000_000);
    limit_v2(&machine, "pod", "900000000", 850_000_000);
    assert_memory(&machine.report(), 600_000_000, 100_000_000);
    // The outer one has less left.
    let run = machine.check_in();
    assert_eq!(
        (&run.status()["freeRamBytes"], &run.status()["totalRamBytes"]),
        (&Value::from("100000000"), &Value::from("600000000"))
    );

    limit_v2(&machine, "pod", "600000000", 550_000_000);
    assert_memory(&machine.report(), 600_000_000, 500_000_000);
}

#[test]
fn a_cgroup_namespace_shows_only_its_own_cgroup() {
    let machine = v2("v2-namespace", "/");
    limit_v2(&machine, ".", "500000000", 250_000_000);
    assert_memory(&machine.report(), 500_000_000, 200_000_000);
}

#[test]
fn a_cgroup_may_be_mounted_without_its_parents() {
    let machine = v2("v2-part", "/docker/7/app");
    let mounts = "28 1 8:1 / / rw - ext4 /dev/root rw\n\
        29 28 0:26 /docker/8 ROOT/other ro - cgroup2 cgroup rw\n\
        30 28 0:26 /docker/7 ROOT/sys/fs/cgroup ro - cgroup2 cgroup rw\n";
    machine.write("proc/self/mountinfo", mounts);
    limit_v2(&machine, "app", "700000000", 150_000_000);
    limit_v2(&machine, ".", "500000000", 250_000_000);
    assert_memory(&machine.report(), 500_000_000, 200_000_000);
}

#[test]
fn a_mount_that_is_covered_has_no_cgroups() {
    let machine = v2("v2-covered", "/app");
    let mounts = "30 23 0:26 / ROOT/sys/fs rw - cgroup2 cgroup2 rw\n\
        31 30 0:40 / ROOT/sys/fs rw - tmpfs tmpfs rw\n\
        32 31 0:26 / ROOT/sys/fs/cgroup rw - cgroup2 cgroup2 rw\n";
    machine.write("proc/self/mountinfo", mounts);
    machine.write("sys/fs/app/memory.max", "1000\n");
    limit_v2(&machine, "app", "500000000", 250_000_000);
    assert_memory(&machine.report(), 500_000_000, 200_000_000);
}

#[test]
fn a_cgroup_that_was_removed_leaves_its_parents() {
    let machine = v2("v2-removed", "/pod/app (deleted)");
    limit_v2(&machine, "pod", "500000000", 250_000_000);
    assert_memory(&machine.report(), 500_000_000, 200_000_000);
}

#[test]
fn a_cgroup_without_memory_left_is_no_health() {
    let machine = v2("v2-full", "/app");
    limit_v2(&machine, "app", "500000000", 546_000_000);
    assert!(machine.report().is_short_of_memory());
    limit_v2(&machine, "app", "500000000", 545_000_000);
    assert!(!machine.report().is_short_of_memory());
}

#[test]
fn processor_time_of_a_cgroup_counts_if_its_quota_is_tighter() {
    let machine = v2("v2-quota", "/pod/app");
    machine.write("sys/fs/cgroup/pod/app/cpu.max", "max 100000\n");
    machine.write("sys/fs/cgroup/pod/app/cpu.stat", "usage_usec 4000000\n");
    machine.write("sys/fs/cgroup/pod/cpu.max", "150000 100000\n");
    machine.write("sys/fs/cgroup/pod/cpu.stat", "usage_usec 5000000\nuser_usec 3000000\nsystem_usec 2000000\n");
    let mut watch = machine.watch();
    let line = watch.next();
    assert_eq!(processor(&line)["totalMs"], "5000");
    assert_eq!(memory(&line)["currentLimitBytes"], "8192000000");
    machine.write("sys/fs/cgroup/pod/cpu.stat", "usage_usec 5050000\n");
    let line = watch.until(|line| processor(line)["totalMs"] == "5050");
    let rate = processor(&line)["rate"].as_f64().expect("a rate");
    assert!(rate > 0.0 && rate <= 0.5, "{rate}");
    assert_eq!(watch.end(), "");
}

#[test]
fn a_set_of_cores_is_a_limit() {
    let machine = v2("v2-cpuset", "/app");
    machine.write("sys/fs/cgroup/app/cpu.stat", "usage_usec 5000000\n");
    machine.write("sys/fs/cgroup/app/cpuset.cpus.effective", "0-1\n");
    assert_machines(&machine.report());
    machine.write("sys/fs/cgroup/app/cpuset.cpus.effective", "1\n");
    assert_eq!(machine.report().processor()["totalMs"], "5000");
}
