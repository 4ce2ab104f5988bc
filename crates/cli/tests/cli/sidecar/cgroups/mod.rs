//! Limits and use of cgroups count where they're tighter than the machine, which has two cores and 8,192,000,000 bytes.

mod taken;
mod v1;
mod v2;

use super::machine::{Machine, Run};

const UNLIMITED_V1: &str = "9223372036854771712\n";

/// A machine with cgroups of version 2, of which this process is in `path`.
fn v2(name: &str, path: &str) -> Machine {
    let machine = Machine::new(name);
    machine.append("proc/self/mountinfo", "30 23 0:26 / ROOT/sys/fs/cgroup rw - cgroup2 cgroup2 rw,nsdelegate\n");
    machine.write("proc/self/cgroup", format!("0::{path}\n"));
    machine.write("sys/fs/cgroup/cpu.stat", "usage_usec 1700000000\nuser_usec 0\nsystem_usec 0\n");
    machine
}

/// Writes the files of memory that a cgroup of version 2 has.
fn limit_v2(machine: &Machine, group: &str, max: &str, current: u64) {
    let write = |file: &str, text: &str| machine.write(format!("sys/fs/cgroup/{group}/{file}"), text);
    write("memory.max", &format!("{max}\n"));
    write("memory.current", &format!("{current}\n"));
    let caches =
        "inactive_anon 0\nactive_anon 7\ninactive_file 30000000\nactive_file 15000000\nslab_reclaimable 5000000\n";
    write("memory.stat", &format!("anon 7\nfile 45000000\nshmem 0\n{caches}slab 6000000\n"));
    write("memory.events", "low 0\nhigh 0\nmax 40\noom 2\noom_kill 2\noom_group_kill 0\n");
}

/// A machine with cgroups of version 1, of which this process is in `/docker/7`. All are mounted but what's outside.
fn v1(name: &str) -> Machine {
    let machine = Machine::new(name);
    let mounts = [
        "30 23 0:30 / ROOT/sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw",
        "31 23 0:31 /docker/7 ROOT/sys/fs/cgroup/memory ro - cgroup cgroup rw,memory",
        "32 23 0:32 /docker ROOT/sys/fs/cgroup/cpu,cpuacct ro - cgroup cgroup rw,cpu,cpuacct",
        "33 23 0:33 / ROOT/sys/fs/cgroup/cpuset ro - cgroup cgroup rw,cpuset",
    ];
    machine.append("proc/self/mountinfo", &(mounts.join("\n") + "\n"));
    let memberships = ["5:name=systemd:/", "4:memory:/docker/7", "3:cpuset:/", "2:cpu,cpuacct:/docker/7", "0::/"];
    machine.write("proc/self/cgroup", memberships.join("\n") + "\n");
    machine.write("sys/fs/cgroup/unified/cpu.stat", "usage_usec 9\n");
    machine.write("sys/fs/cgroup/cpuset/cpuset.effective_cpus", "0-1\n");
    machine
}

fn limit_v1(machine: &Machine, limit: &str, effective: &str, usage: u64) {
    let write = |file: &str, text: &str| machine.write(format!("sys/fs/cgroup/memory/{file}"), text);
    write("memory.limit_in_bytes", limit);
    write("memory.usage_in_bytes", &format!("{usage}\n"));
    let caches = "total_inactive_file 30000000\ntotal_active_file 15000000\n";
    write("memory.stat", &format!("cache 1\nhierarchical_memory_limit {effective}\n{caches}"));
    write("memory.oom_control", "oom_kill_disable 0\nunder_oom 0\noom_kill 2\n");
}

#[track_caller]
fn assert_memory(run: &Run, limit: u64, used: u64) {
    assert_eq!(run.memory()["currentLimitBytes"], limit.to_string());
    assert_eq!(run.memory()["currentRssBytes"], used.to_string());
    assert_eq!(run.stderr, "");
}

#[track_caller]
fn assert_machines(run: &Run) {
    assert_memory(run, 8_192_000_000, 3_072_000_000);
    assert_eq!(run.processor()["totalMs"], "1698000");
}
