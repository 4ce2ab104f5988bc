//! Linux, by way of procfs and statvfs.

use super::{Disk, Memory, Sample};
use procfs::process::MountInfos;
use procfs::{FromRead, FromReadSI, KernelStats, Meminfo, ProcResult, Uptime, VmStat, current_system_info};
use rustix::fs::{StatVfsMountFlags, statvfs};
use std::collections::HashSet;
use std::error::Error;
use std::io::{self, Cursor};
use std::path::Path;
use std::time::{Instant, SystemTime};
use vitalwire::genomics::DiskStatus;
use vitalwire::proto::Timestamp;

impl Sample {
    /// Looks at the machine whose procfs is mounted at `proc`.
    pub fn take(proc: &Path) -> Result<Self, Box<dyn Error>> {
        let taken = Instant::now();
        let stat = parse(&proc.join("stat"), |text| KernelStats::from_read(text, current_system_info()))?;
        let since_1970 = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH)?;
        let uptime = parse(&proc.join("uptime"), Uptime::from_read)?;
        Ok(Self {
            taken,
            time: Timestamp::from_unix_time(since_1970)?,
            host_name: read(&proc.join("sys/kernel/hostname"))?.trim_end().to_owned(),
            boot_time: Timestamp::new(stat.btime.try_into()?, 0)?,
            uptime_seconds: uptime.uptime as i64,
            cores: stat.cpu_time.len(),
            busy_ms: busy_ms(&stat),
            memory: memory(proc)?,
            boot_disk: disk("/", "/").map_err(|error| format!("can't tell the size of /: {error}"))?,
            attached_disks: attached_disks(&parse(&proc.join("self/mountinfo"), MountInfos::from_read)?),
        })
    }
}

/// Time stolen by a hypervisor isn't this machine's work, and a guest's time is part of its host's
/// `user`.
fn busy_ms(stat: &KernelStats) -> u64 {
    let cpu = &stat.total;
    let ticks = cpu.user + cpu.nice + cpu.system + cpu.irq.unwrap_or(0) + cpu.softirq.unwrap_or(0);
    ticks * 1000 / procfs::ticks_per_second()
}

fn memory(proc: &Path) -> Result<Memory, Box<dyn Error>> {
    let info = parse(&proc.join("meminfo"), Meminfo::from_read)?;
    // Kernels before 4.13 don't count, and some containers hide it.
    let oom_kills =
        parse(&proc.join("vmstat"), VmStat::from_read).ok().and_then(|VmStat(all)| all.get("oom_kill").copied());
    Ok(Memory {
        total_bytes: info.mem_total,
        available_bytes: info.mem_available.unwrap_or(info.mem_free),
        oom_kills: oom_kills.unwrap_or(0),
    })
}

/// All file systems on block devices but the one at `/`. A loop device is a file on one of the others.
fn attached_disks(mounts: &MountInfos) -> Vec<Disk> {
    let boot_mount = mounts.iter().rfind(|mount| mount.mount_point == Path::new("/"));
    let mut seen = HashSet::from([boot_mount.and_then(|mount| mount.mount_source.as_deref()).unwrap_or_default()]);
    let mut disks = Vec::new();
    for mount in mounts {
        let device = mount.mount_source.as_deref().unwrap_or_default();
        if !device.starts_with("/dev/") || device.starts_with("/dev/loop") || seen.contains(device) {
            continue;
        }
        // This user may not reach it here, but where it's mounted a second time.
        let Ok(disk) = disk(&unescape(device), &unescape(&mount.mount_point.to_string_lossy())) else { continue };
        if disk.status.total_space_bytes > 0 {
            seen.insert(device);
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
            free_space_bytes: stat.f_bavail * stat.f_frsize,
            total_space_bytes: stat.f_blocks * stat.f_frsize,
        },
        read_only: stat.f_flag.contains(StatVfsMountFlags::RDONLY),
    })
}

/// mountinfo writes white space, `#` and `\` as three octal digits.
fn unescape(text: &str) -> String {
    [("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\043", "#"), ("\\134", "\\")]
        .iter()
        .fold(text.to_owned(), |text, (escape, character)| text.replace(escape, character))
}

fn parse<T>(path: &Path, from_read: impl FnOnce(Cursor<String>) -> ProcResult<T>) -> Result<T, String> {
    // procfs's own words name a place in its source instead of the file.
    from_read(Cursor::new(read(path)?)).map_err(|_| format!("can't make sense of {}", path.display()))
}

fn read(path: &Path) -> Result<String, String> {
    match std::fs::read(path) {
        // Names of hosts and mount points are arbitrary bytes.
        Ok(bytes) => Ok(String::from_utf8_lossy(&bytes).into_owned()),
        Err(error) => Err(format!("can't read {}: {error}", path.display())),
    }
}
