//! A machine's state at one moment.

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

use std::path::PathBuf;
use std::time::{Duration, Instant};
use vitalwire::genomics::DiskStatus;
use vitalwire::proto::Timestamp;

/// Takes samples.
pub struct Sampler {
    /// Where procfs is mounted.
    pub proc: PathBuf,
    pub wanted: Wanted,
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

pub struct Processor {
    /// The time that all cores together were busy since boot.
    pub busy: Duration,
    pub cores: Option<usize>,
}

#[derive(Default)]
pub struct Memory {
    pub limit_bytes: Option<u64>,
    /// What can't be dropped without swapping.
    pub used_bytes: Option<u64>,
    /// What is available without swapping: free memory, and caches that can be dropped.
    pub available_bytes: Option<u64>,
    /// Processes killed for lack of memory since boot.
    pub oom_kills: Option<u64>,
}

pub struct Disk {
    pub name: String,
    pub status: DiskStatus,
    pub read_only: bool,
}

#[cfg(not(target_os = "linux"))]
impl Sampler {
    pub fn sample(&self, _: &mut super::notices::Notices) -> Result<Sample, &'static str> {
        Err("only Linux can be sampled")
    }
}
