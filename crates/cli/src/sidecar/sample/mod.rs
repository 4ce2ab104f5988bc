//! A machine's state at one moment.

#[cfg(target_os = "linux")]
mod linux;
#[cfg(target_os = "linux")]
mod procfs;

use std::time::Instant;
use vitalwire::genomics::DiskStatus;
use vitalwire::proto::Timestamp;

pub struct Sample {
    /// For intervals: monotonic.
    pub taken: Instant,
    /// For messages.
    pub time: Timestamp,
    pub host_name: String,
    pub boot_time: Timestamp,
    pub uptime_seconds: i64,
    pub cores: usize,
    /// The time that all cores together were busy since boot.
    pub busy_ms: u64,
    pub memory: Memory,
    pub boot_disk: Disk,
    pub attached_disks: Vec<Disk>,
}

pub struct Memory {
    pub total_bytes: u64,
    /// What is available without swapping: free memory, and caches that can be dropped.
    pub available_bytes: u64,
    pub oom_kills: i64,
}

impl Memory {
    pub fn used_bytes(&self) -> u64 {
        self.total_bytes.saturating_sub(self.available_bytes)
    }
}

pub struct Disk {
    pub name: String,
    pub status: DiskStatus,
    pub read_only: bool,
}

#[cfg(not(target_os = "linux"))]
impl Sample {
    pub fn take(_: &std::path::Path) -> Result<Self, Box<dyn std::error::Error>> {
        Err("only Linux can be sampled".into())
    }
}
