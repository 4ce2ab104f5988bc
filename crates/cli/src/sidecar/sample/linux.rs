//! Linux, through procfs and statvfs.

use super::procfs::{Meminfo, Mount, Stat, oom_kills, uptime_seconds};
use super::{Disk, Memory, Sample};
use rustix::fs::{StatVfsMountFlags, statvfs};
use rustix::param::clock_ticks_per_second;
use std::collections::HashSet;
use std::error::Error;
use std::io;
use std::path::Path;
use std::time::{Instant, SystemTime};
use vitalwire::genomics::DiskStatus;
use vitalwire::proto::Timestamp;

impl Sample {
    /// Samples the machine whose procfs is mounted at `proc`.
    pub fn take(proc: &Path) -> Result<Self, Box<dyn Error>> {
        let taken = Instant::now();
        let stat = parse(&proc.join("stat"), Stat::parse)?;
        let since_1970 = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH)?;
        Ok(Self {
            taken,
            time: Timestamp::from_unix_time(since_1970)?,
            host_name: read(&proc.join("sys/kernel/hostname"))?.trim_end().to_owned(),
            boot_time: Timestamp::new(stat.boot_time, 0)?,
            uptime_seconds: parse(&proc.join("uptime"), uptime_seconds)?,
            cores: stat.cores,
            busy_ms: stat.busy_ticks.saturating_mul(1000) / clock_ticks_per_second(),
            memory: memory(proc)?,
            boot_disk: disk("/", "/").map_err(|error| format!("can't get the size of /: {error}"))?,
            attached_disks: attached_disks(&mounts(&read(&proc.join("self/mountinfo"))?)),
        })
    }
}

fn memory(proc: &Path) -> Result<Memory, String> {
    let Meminfo { total_bytes, available_bytes } = parse(&proc.join("meminfo"), Meminfo::parse)?;
    let oom_kills = parse(&proc.join("vmstat"), oom_kills).unwrap_or_default();
    Ok(Memory { total_bytes, available_bytes, oom_kills })
}

/// Skips lines that can't be parsed.
fn mounts(mountinfo: &str) -> Vec<Mount> {
    mountinfo.lines().filter_map(Mount::parse).collect()
}

/// Returns all file systems on block devices except the one at `/`. A loop device is a file on one of the others.
fn attached_disks(mounts: &[Mount]) -> Vec<Disk> {
    let boot_mount = mounts.iter().rfind(|mount| mount.mount_point == "/");
    let mut seen = HashSet::from([boot_mount.map(|mount| &*mount.source).unwrap_or_default()]);
    let mut disks = Vec::new();
    for Mount { mount_point, source } in mounts {
        if !source.starts_with("/dev/") || source.starts_with("/dev/loop") || seen.contains(&**source) {
            continue;
        }
        // This user may have no access here, but at another mount point.
        let Ok(disk) = disk(source, mount_point) else { continue };
        if disk.status.total_space_bytes > 0 {
            seen.insert(source);
            disks.push(disk);
        }
    }
    disks
}

fn disk(name: &str, mount_point: &str) -> io::Result<Disk> {
    let stat = statvfs(mount_point)?;
    Ok(Disk {
        name: name.to_owned(),
        status: DiskStatus {
            free_space_bytes: stat.f_bavail.saturating_mul(stat.f_frsize),
            total_space_bytes: stat.f_blocks.saturating_mul(stat.f_frsize),
            ..Default::default()
        },
        read_only: stat.f_flag.contains(StatVfsMountFlags::RDONLY),
    })
}

fn parse<T>(path: &Path, parse: impl FnOnce(&str) -> Option<T>) -> Result<T, String> {
    parse(&read(path)?).ok_or_else(|| format!("can't parse {}", path.display()))
}

fn read(path: &Path) -> Result<String, String> {
    match std::fs::read(path) {
        // Names of hosts and mount points are arbitrary bytes.
        Ok(bytes) => Ok(String::from_utf8_lossy(&bytes).into_owned()),
        Err(error) => Err(format!("can't read {}: {error}", path.display())),
    }
}
