//! Limits of cgroup v1.

use super::{UNLIMITED_V1, assert_machines, assert_memory, limit_v1, v1};
use serde_json::Value;

#[test]
fn version_1_counts_as_well_as_version_2() {
    let machine = v1("v1");
    limit_v1(&machine, "500000000\n", "500000000", 250_000_000);
    machine.write("sys/fs/cgroup/cpu,cpuacct/7/cpu.cfs_quota_us", "50000\n");
    machine.write("sys/fs/cgroup/cpu,cpuacct/7/cpu.cfs_period_us", "100000\n");
    machine.write("sys/fs/cgroup/cpu,cpuacct/7/cpuacct.usage", "5000999999\n");
    machine.write("sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us", "-1\n");
    let run = machine.report();
    assert_memory(&run, 500_000_000, 205_000_000);
    assert_eq!(run.processor()["totalMs"], "5000");
}

#[test]
fn version_1_without_limits_leaves_the_machine() {
    let machine = v1("v1-loose");
    limit_v1(&machine, UNLIMITED_V1, UNLIMITED_V1.trim_end(), 250_000_000);
    machine.write("sys/fs/cgroup/cpu,cpuacct/7/cpu.cfs_quota_us", "-1\n");
    assert_machines(&machine.report());
}

#[test]
fn version_1_knows_limits_of_cgroups_that_arent_visible() {
    let machine = v1("v1-hidden");
    limit_v1(&machine, UNLIMITED_V1, "600000000", 250_000_000);
    assert_memory(&machine.report(), 600_000_000, 205_000_000);
}

#[test]
fn version_1_may_have_limits_that_dont_count_for_inner_cgroups() {
    let machine = v1("v1-flat");
    let mounts = "28 1 8:1 / / rw - ext4 /dev/root rw\n\
        30 28 0:26 /docker ROOT/sys/fs/cgroup ro - cgroup cgroup rw,memory\n";
    machine.write("proc/self/mountinfo", mounts);
    machine.write("proc/self/cgroup", "4:memory:/docker/memory\n");
    limit_v1(&machine, "500000000\n", "500000000", 250_000_000);
    machine.write("sys/fs/cgroup/memory.limit_in_bytes", "400000000\n");
    assert_memory(&machine.report(), 500_000_000, 205_000_000);
}

/// With systemd's hybrid hierarchy, version 2 has no controllers.
#[test]
fn a_controller_of_version_1_isnt_looked_for_in_version_2() {
    let machine = v1("hybrid");
    limit_v1(&machine, "500000000\n", "500000000", 250_000_000);
    machine.write("sys/fs/cgroup/unified/memory.max", "1000\n");
    assert_memory(&machine.report(), 500_000_000, 205_000_000);
}

#[test]
fn a_quota_without_its_busy_time_leaves_out_the_processor() {
    let machine = v1("v1-no-cpuacct");
    machine.write("proc/self/cgroup", "3:cpuacct:/docker\n2:cpu:/docker/7\n");
    machine.write("sys/fs/cgroup/cpu,cpuacct/7/cpu.cfs_quota_us", "50000\n");
    machine.write("sys/fs/cgroup/cpu,cpuacct/7/cpu.cfs_period_us", "100000\n");
    let run = machine.report();
    assert_eq!(*run.processor(), Value::Null);
    assert_eq!(run.stderr, "vitalwire: no busy time: /docker/7 isn't a cgroup of cpuacct\n");
}
