//! A machine's state at one moment.

#[cfg(target_os = "linux")]
mod cgroup;
#[cfg(target_os = "linux")]
mod disks;
#[cfg(target_os = "linux")]
mod file;
#[cfg(target_os = "linux")]
mod linux;
#[cfg(target_os = "linux")]
mod mountinfo;
#[cfg(target_os = "linux")]
mod procfs;

use std::fmt::{self, Display};
use std::path::PathBuf;
use std::time::{Duration, Instant};
use vitalwire::genomics::DiskStatus;
use vitalwire::proto::Timestamp;

/// Takes samples.
pub struct Sampler {
    /// Where procfs is mounted.
    pub proc: PathBuf,
    pub wanted: Wanted,
    /// Whether the figures are of the machine, even if a cgroup of this process has a tighter limit.
    pub ignores_cgroups: bool,
}

/// What samples are for: nothing else is read.
#[derive(Clone, Copy, PartialEq)]
pub enum Wanted {
    /// A health report and metrics, with the host's name unless a label replaces it.
    Report {
        host_name: bool,
    },
    CheckIn,
}

/// What is wanted, as far as it's known.
pub struct Sample {
    /// For intervals: monotonic.
    pub taken: Instant,
    /// For messages.
    pub time: Timestamp,
    pub host_name: Option<String>,
    pub boot_time: Option<Timestamp>,
    /// Seconds since boot.
    pub uptime: Option<i64>,
    pub processor: Option<Processor>,
    pub memory: Memory,
    pub boot_disk: Option<Disk>,
    pub attached_disks: Vec<Disk>,
}

/// What figures are of.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Scope {
    #[default]
    Machine,
    /// A cgroup, by its folder.
    Cgroup(CgroupVersion, PathBuf),
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum CgroupVersion {
    V1,
    V2,
}

pub struct Processor {
    pub scope: Scope,
    /// The time that all cores together were busy since boot, or with a cgroup since it was created.
    pub busy: Duration,
    /// Of the machine.
    pub cores: Option<usize>,
}

#[derive(Default)]
pub struct Memory {
    pub scope: Scope,
    pub limit_bytes: Option<u64>,
    /// What can't be dropped without swapping.
    pub used_bytes: Option<u64>,
    /// What is available without swapping: free memory, and caches that can be dropped.
    pub available_bytes: Option<u64>,
    /// Processes killed for lack of memory since boot, or since a cgroup was created.
    pub oom_kills: Option<u64>,
}

pub struct Disk {
    pub name: String,
    pub status: DiskStatus,
    pub read_only: bool,
}

impl Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Machine => f.write_str("the machine"),
            Self::Cgroup(version, folder) => write!(f, "cgroup {version} {}", folder.display()),
        }
    }
}

impl Display for CgroupVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::V1 => "v1",
            Self::V2 => "v2",
        })
    }
}

#[cfg(not(target_os = "linux"))]
impl Sampler {
    pub fn sample(&self, _: &mut super::notices::Notices) -> Result<Sample, &'static str> {
        Err("only Linux can be sampled")
    }
}
