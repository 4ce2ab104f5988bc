//! The command line of `vitalwire sidecar`.

#[cfg(feature = "fleet")]
use super::service::{DETAILS, EXAMPLES};
use crate::interval::parse_interval;
#[cfg(not(feature = "fleet"))]
use crate::no_fleet::SendingOptions;
use clap::Args;
use std::path::PathBuf;
use std::time::Duration;
use vitalwire::dataflow::LabelKey;
use vitalwire::{BuildError, Growable};

/// Samples this machine and prints what a worker would send about it, as one line of JSON.
///
/// The line is a SendWorkerMessagesRequest with two messages: a health report, and metrics of
/// processor and memory.
#[cfg_attr(feature = "fleet", doc = " Nothing is sent, unless there is an --endpoint.")]
#[cfg_attr(
    not(feature = "fleet"),
    doc = " Nothing is sent: that needs another build, by cargo install --path crates/cli --features fleet"
)]
#[derive(Args)]
#[command(after_long_help = details())]
pub struct Arguments {
    /// Print a line every TIME until stopped: seconds (0.1 to 86400), or with a unit, such as 1m
    #[arg(long, value_name = "TIME", value_parser = parse_interval)]
    pub watch: Option<Duration>,

    /// Print a CheckInRequest instead: disks, memory and uptime
    #[arg(long)]
    pub check_in: bool,

    /// The location of the job, as in the path of the request; not with --check-in
    #[arg(long, value_name = "LOCATION", default_value = "", hide_default_value = true, conflicts_with = "check_in")]
    pub location: String,

    /// Add a label to the messages, or replace one; may be repeated; not with --check-in
    #[arg(long = "label", value_name = "KEY=VALUE", value_parser = label, conflicts_with = "check_in")]
    pub labels: Vec<(String, String)>,

    /// Indent the JSON, which then has several lines, with --watch each time
    #[arg(long)]
    pub pretty: bool,

    /// Sample the whole machine, even if a cgroup of this process has tighter limits
    #[arg(long)]
    pub machine: bool,

    /// Say on stderr whose limits count: the machine's or a cgroup's
    #[arg(long)]
    pub verbose: bool,

    /// Where procfs is mounted, for containers and tests
    #[arg(long, value_name = "PATH", default_value = "/proc")]
    pub proc: PathBuf,

    #[cfg(feature = "fleet")]
    #[command(flatten)]
    pub sending: super::service::Arguments,

    #[cfg(not(feature = "fleet"))]
    #[command(flatten)]
    _sending: SendingOptions,
}

fn label(text: &str) -> Result<(String, String), String> {
    let (key, value) = text.split_once('=').ok_or("expected KEY=VALUE")?;
    if key.is_empty() {
        return Err("the key is empty".to_owned());
    }
    LabelKey::<Growable>::new(key).map_err(|error: BuildError| error.to_string())?;
    Ok((key.to_owned(), value.to_owned()))
}

fn details() -> String {
    let exit_codes = [DONE, STOPPED, FAILED, FAILURES, WRONG_ARGUMENTS].concat();
    let parts = [SAMPLES, DETAILS, &[PRINTED, EXAMPLES].concat(), &exit_codes];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
}

#[cfg(not(feature = "fleet"))]
const DETAILS: &str = "";
#[cfg(not(feature = "fleet"))]
const EXAMPLES: &str = "";

const SAMPLES: &str = "\
What is sampled:
  location           that of --location
  labels             WORKER_ID is the host's name (sys/kernel/hostname), CONTAINER_TYPE is worker;
                     then each --label, of which the last with a key counts
  vmIsHealthy        false when less than 1 % of the memory is available or less than 1 % of a
                     writable boot disk is free; msg then says which. True where that isn't known
  vmStartupTime      when the machine was booted (stat: btime)
  reportInterval     the time from one report to the next
  rate               cores busy since the previous line, from 0.0 to the number of cores; on the
                     first line, within 0.2 s (stat: user, nice, system, irq and softirq, but not
                     idle, iowait or steal)
  totalMs            ms that all cores together were busy since boot
  currentLimitBytes  memory that may be used, in bytes (meminfo: MemTotal)
  currentRssBytes    memory in use, in bytes (meminfo: MemTotal less MemAvailable; without that,
                     MemFree, Buffers and Cached, less Shmem)
  totalGbMs          memory in use, summed over time since this program was started, in
                     GB ms (GB = 10^9 bytes)
  currentOoms        processes killed for lack of memory since the previous line, or on the first
                     line within 0.2 s (vmstat: oom_kill)

With --check-in:
  bootDisk           size of the file system at / and what users can still write, in bytes
  attachedDisks      the same for other mounted block devices, each once, without loop devices, by
                     the kernel's name (self/mountinfo; sysfs: dev/block). In a container, the disk
                     of /etc/hosts is the boot disk
  freeRamBytes       memory that is available, in bytes (meminfo: MemAvailable)
  totalRamBytes      memory that may be used, in bytes (meminfo: MemTotal)
  uptimeSeconds      seconds since boot (uptime)

Limits of cgroups:
  If a cgroup that this process is in, or one around it, has a memory limit below MemTotal, the
  figures of memory are those of the cgroup with the lowest limit. If one has a quota or a set of
  cores below the machine's number of cores, those of processor time are that cgroup's, since it was
  created. Otherwise they're the machine's. Controllers are of cgroup v1 where self/cgroup lists
  them, and of v2 otherwise. --verbose says which was taken; --machine takes the machine's.
  v2: memory.max; memory.current less file caches and slabs (memory.stat: active_file,
      inactive_file, slab_reclaimable); memory.events: oom_kill; cpu.max; cpuset.cpus.effective;
      cpu.stat: usage_usec
  v1: memory.limit_in_bytes; memory.stat: hierarchical_memory_limit; memory.usage_in_bytes less file
      caches (memory.stat: total_active_file, total_inactive_file); memory.oom_control: oom_kill;
      cpu.cfs_quota_us, cpu.cfs_period_us; cpuset.effective_cpus; cpuacct.usage

A report samples only what it contains. What isn't known is left out, and stderr says why, once for
each cause; --watch goes on.

As in all ProtoJSON, 64-bit integers are strings, and fields that are 0 or empty are omitted.
";

const PRINTED: &str = "\
Examples:
  vitalwire sidecar                       one request
  vitalwire sidecar --watch 5             one every 5 s, until ctrl-C
  vitalwire sidecar --watch 1 | head -3   three, a second apart
  vitalwire sidecar --check-in --pretty   a check-in, indented
  vitalwire sidecar --location europe-west1 --label JOB_ID=7 --label WORKER_ID=boiler-7
  vitalwire sidecar --machine --proc /host/proc
                                          the host, in a container that sees its procfs there
";

const DONE: &str = "\
Exit codes:
  0  done, or the reader of the output has closed it";

#[cfg(feature = "fleet")]
const STOPPED: &str = ", or SIGTERM or SIGINT has stopped what sends";
#[cfg(not(feature = "fleet"))]
const STOPPED: &str = "";

const FAILED: &str = "
  1  nothing is known about the machine at the start, or without --watch; or the output couldn't be
     written";

#[cfg(feature = "fleet")]
const FAILURES: &str = "; or the state or the socket can't be used; or there's no token for --dry-run;
     or what --once has sent wasn't accepted";
#[cfg(not(feature = "fleet"))]
const FAILURES: &str = "";

const WRONG_ARGUMENTS: &str = ". stderr says why
  2  the arguments are wrong";
