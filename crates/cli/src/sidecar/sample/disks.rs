//! Sizes of disks, by statvfs.

use super::Disk;
use super::mountinfo::Mount;
use crate::sidecar::notices::{Notices, SampleError};
use rustix::fs::{StatVfsMountFlags, statvfs};
use std::collections::HashSet;
use std::io;
use vitalwire::genomics::DiskStatus;

/// Returns the file system at `/`.
pub fn boot() -> Result<Disk, SampleError> {
    disk("/", "/").map_err(|error| SampleError::new(format_args!("can't get the size of /: {error}")))
}

/// Returns all file systems on block devices except the one at `/`. A loop device is a file on one of the others.
pub fn attached(mounts: &[Mount], _: &mut Notices) -> Vec<Disk> {
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
